#include "core/render/pdf_renderer.h"

#include "core/child/descriptor.h"
#include "core/child/nursery.h"
#include "core/render/pdf_bytes.h"
#include "core/render/template_library.h"
#include "tests/core/render/pdf_tools.h"
#include "tests/support/suite.h"

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace hostler::render {
namespace {

using std::chrono::milliseconds;
using Cause = PdfError::Cause;

// Each level of flexible columns is laid out twice for the one around it.
std::string endlessDocument() {
  std::string html = "<!doctype html><style>div{display:flex;flex-direction:column}</style>";
  for (int i = 0; i < 60; ++i) html += "<div>";
  return html + "x";
}

// The processes that were started since `before`.
std::vector<pid_t> childrenSince(const std::vector<pid_t>& before) {
  auto children = childrenOfThisProcess();
  std::erase_if(children,
                [&](pid_t pid) { return std::ranges::find(before, pid) != before.end(); });
  return children;
}

std::string onOneLine(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\f';
    if (!blank) line += c;
    if (blank && !line.ends_with(' ')) line += ' ';
  }
  return line;
}

}  // namespace

class PdfRendererTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PdfRendererTest);
  CPPUNIT_TEST(aDocumentBecomesAPdf);
  CPPUNIT_TEST(theSameDocumentHasTheSameBytes);
  CPPUNIT_TEST(itIsMadeBehindEveryKindOfWall);
  CPPUNIT_TEST(rupeesAndHindiAreThereWithTheirFonts);
  CPPUNIT_TEST(invoicesAndCreditNotesFitOnOnePage);
  CPPUNIT_TEST(twentyInARowComeFromOneWorker);
  CPPUNIT_TEST(hostileDocumentsReachNothing);
  CPPUNIT_TEST(theCanarySingsWithoutTheWalls);
  CPPUNIT_TEST(aDocumentWithoutEndIsGivenUpAndTheNextOneIsMade);
  CPPUNIT_TEST(aDocumentThatEatsMemoryEndsItsWorkerOnly);
  CPPUNIT_TEST(aDocumentThatIsTooLargeIsRefusedAtOnce);
  CPPUNIT_TEST(aWorkerKilledInTheMiddleIsReplaced);
  CPPUNIT_TEST(aWorkerKilledWhileIdleIsReplacedWithoutAWord);
  CPPUNIT_TEST(workersAreRecycledAfterTheirShare);
  CPPUNIT_TEST(idleWorkersEnd);
  CPPUNIT_TEST(onlySoManyWorkAtOnceAndNobodyWaitsForEver);
  CPPUNIT_TEST(whereNoneIsInstalledThatIsSaid);
  CPPUNIT_TEST(nothingIsLeftBehind);
  CPPUNIT_TEST_SUITE_END();

  child::Nursery nursery_;

  static std::optional<child::User> userOfWorkers() {
    if (::geteuid() != 0) return std::nullopt;
    const auto* found = ::getpwnam(PdfSettings{}.userUnderRoot.c_str());
    CPPUNIT_ASSERT(found != nullptr);
    return child::User{found->pw_uid, found->pw_gid};
  }
  // False, with the reason said, where there is nothing to test.
  bool ready(const PdfSettings& settings = {}) {
    nursery_.namespacesWork(userOfWorkers());  // tried once, in a child that is not a worker
    if (PdfRenderer::isAvailable(settings)) return true;
    testing::skip("wkhtmltopdf is not installed");
    return false;
  }
  static std::string made(PdfRenderer& renderer, std::string_view html) {
    auto pdf = renderer.render(html);
    CPPUNIT_ASSERT_MESSAGE(pdf ? "" : pdf.error().reason, static_cast<bool>(pdf));
    CPPUNIT_ASSERT(isWholePdf(*pdf));
    return *pdf;
  }
  static Cause failed(PdfRenderer& renderer, std::string_view html) {
    const auto pdf = renderer.render(html);
    CPPUNIT_ASSERT_MESSAGE("a PDF was not expected", !pdf);
    return pdf.error().cause;
  }

 public:
  void aDocumentBecomesAPdf() {
    if (!ready()) return;
    PdfRenderer renderer{{}, nursery_};

    const auto pdf = made(renderer, "<!doctype html><p>One page</p>");

    CPPUNIT_ASSERT_EQUAL(1, pagesOf(pdf));
    if (const auto text = textOf(pdf)) CPPUNIT_ASSERT_EQUAL(std::string{"One page\n\n\f"}, *text);
    CPPUNIT_ASSERT(!isWholePdf(pdf.substr(0, pdf.size() - 7)));
    CPPUNIT_ASSERT(!isWholePdf("x" + pdf));
    CPPUNIT_ASSERT(!isWholePdf(""));
    CPPUNIT_ASSERT(!isWholePdf("%PDF-1.4\nstartxref\n99\n%%EOF\n"));
  }

  void theSameDocumentHasTheSameBytes() {
    if (!ready()) return;
    const std::string html = "<!doctype html><meta charset=utf-8><p>Total ₹ 1,180.00</p>";
    PdfRenderer one{{}, nursery_}, another{{}, nursery_};
    const auto pdf = made(one, html);
    CPPUNIT_ASSERT(pdf == made(another, html));
    CPPUNIT_ASSERT_MESSAGE("it tells when it was made, and so differs a second later",
                           pdf.find("CreationDate") == std::string::npos);
    // Nothing moves, and what only looks like it in the contents stays.
    std::string told =
                    "%PDF-1.4\n1 0 obj\n<<\n/CreationDate (D:20261122214119Z)\n>>\nstream\n"
                    "/CreationDate (mine)",
                later = told;
    later.replace(later.find("2026"), 4, "2031");
    const auto length = told.size();
    forgetTimeOfMaking(told);
    forgetTimeOfMaking(later);
    CPPUNIT_ASSERT_EQUAL(told, later);
    CPPUNIT_ASSERT_EQUAL(length, told.size());
    CPPUNIT_ASSERT(told.ends_with("/CreationDate (mine)"));
  }

  void itIsMadeBehindEveryKindOfWall() {
    if (!ready()) return;
    for (const auto walls : {child::Walls::Open, child::Walls::Rules, child::Walls::Namespaces}) {
      PdfSettings settings;
      settings.walls = walls;
      PdfRenderer renderer{settings, nursery_};
      const auto pdf =
          made(renderer,
               "<!doctype html><meta charset=utf-8><p>₹</p><iframe src='/etc/passwd'></iframe>");
      const auto text = textOf(pdf).value_or("₹");
      CPPUNIT_ASSERT(text.find("₹") != std::string::npos);
      CPPUNIT_ASSERT(text.find("root:") == std::string::npos);
    }
  }

  void rupeesAndHindiAreThereWithTheirFonts() {
    if (!ready()) return;
    PdfRenderer renderer{{}, nursery_};

    const auto pdf = made(renderer, "<!doctype html><meta charset=utf-8><p>₹1,23,456.50 नमस्ते");

    const auto text = textOf(pdf);
    const auto fonts = fontsOf(pdf);
    if (!text || !fonts) return testing::skip("poppler-utils is not installed");
    CPPUNIT_ASSERT(text->find("₹1,23,456.50") != std::string::npos);
    CPPUNIT_ASSERT(text->find("नम") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(*fonts, fonts->find("Devanagari") != std::string::npos);
    for (const auto* name : {"NotoSansDevanagari-Regular", "Noto"}) {
      // pdffonts: name, type, encoding (Identity-H), embedded
      const auto line = fonts->substr(fonts->find(name));
      CPPUNIT_ASSERT_MESSAGE(*fonts,
                             line.substr(line.find("Identity-H") + 10, 20).find("yes") < 12);
    }
  }

  void invoicesAndCreditNotesFitOnOnePage() {
    if (!ready()) return;
    const SystemClock clock;
    const TemplateEngine engine{clock};
    const TemplateLibrary library;
    PdfRenderer renderer{{}, nursery_};
    for (const auto* locale : {"en", "hi"}) {
      for (const auto* name : {"invoice", "credit_note"}) {
        const auto model = library.sample("invoice", name);
        const auto html = library.find({"invoice", name, locale}).render(engine, model).html;
        const auto pdf = made(renderer, html);
        CPPUNIT_ASSERT_EQUAL(1, pagesOf(pdf));
        const auto text = onOneLine(textOf(pdf).value_or(""));
        if (text.empty()) continue;
        for (const auto& said :
             {model["document"]["number"], model["seller"]["gstin"], model["buyer"]["gstin"],
              model["totals"]["total"], model["totals"]["in_words"], model["lines"][0]["sac"]}) {
          CPPUNIT_ASSERT_MESSAGE(said.dump(),
                                 text.find(said.get<std::string>()) != std::string::npos);
        }
      }
    }
  }

  void twentyInARowComeFromOneWorker() {
    if (!ready()) return;
    PdfRenderer renderer{{}, nursery_};
    for (int i = 0; i < 20; ++i) {
      const auto pdf = made(renderer, "<p>number " + std::to_string(i));
      const auto text = textOf(pdf);
      if (text) CPPUNIT_ASSERT_EQUAL("number " + std::to_string(i) + "\n\n\f", *text);
    }
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, renderer.status().starts);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{20}, renderer.status().documents);
  }

  void hostileDocumentsReachNothing() {
    if (!ready()) return;
    Canary canary;
    const auto url = canary.url();
    const std::vector<std::string> attacks{
        "<script>document.write('RAN'); new Image().src='" + url + "/s'; while(true){}</script>",
        "<body onload=\"document.body.innerHTML='RAN'\">",
        "<iframe src='file:///etc/passwd' width=900 height=900></iframe>",
        "<iframe src='" + url + "/frame'></iframe>",
        "<img src='" + url + "/image.png'><img src='file:///etc/passwd'>",
        "<link rel=stylesheet href='" + url + "/style.css'>",
        "<style>@import '" + url + "/import.css'; @import 'file:///etc/passwd';</style>",
        "<style>@font-face{font-family:x;src:url('" + url + "/font')} p{font-family:x}</style>",
        "<p style=\"background:url('" + url + "/background.png')\">",
        "<meta http-equiv=refresh content='0;url=" + url + "/refresh'>",
        "<meta http-equiv=refresh content='0;url=file:///etc/passwd'>",
        "<object data='file:///etc/passwd' type='text/plain'></object><embed src='" + url + "/e'>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
        "<image xlink:href='" +
            url + "/svg' width=10 height=10 /></svg>",
        "<video src='" + url + "/v' autoplay></video><audio src='" + url + "/a' autoplay></audio>",
        "<base href='" + url + "/'><img src=relative.png>",
        "<link rel=dns-prefetch href='" + url + "'><link rel=prefetch href='" + url + "/p'>",
        "<frameset><frame src='file:///etc/passwd'></frameset>",
        "<iframe src='file:///proc/self/environ'></iframe><iframe src='document.html'></iframe>"};
    PdfRenderer renderer{{}, nursery_};
    for (const auto& attack : attacks) {
      const auto start = std::chrono::steady_clock::now();
      const auto pdf = renderer.render("<!doctype html><p>before</p>" + attack + "<p>after</p>");
      const auto took = std::chrono::steady_clock::now() - start;
      CPPUNIT_ASSERT_MESSAGE(attack, took < milliseconds{11'000});
      if (!pdf) {
        CPPUNIT_ASSERT_MESSAGE(attack, !pdf.error().reason.empty());
        continue;
      }
      const auto text = textOf(*pdf).value_or("");
      CPPUNIT_ASSERT_MESSAGE(attack, text.find("root:") == std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(attack, text.find("RAN") == std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(attack, text.find("XDG_") == std::string::npos);
    }
    CPPUNIT_ASSERT_EQUAL(0, canary.touched());
    made(renderer, "<p>and on it goes</p>");
  }

  void theCanarySingsWithoutTheWalls() {
    if (!ready()) return;
    Canary canary;
    child::Command careless;
    careless.program = PdfSettings{}.program;
    careless.arguments = {"--quiet", "-", "/dev/null"};
    careless.environment = {{"QT_QPA_PLATFORM", "offscreen"}};
    careless.confinement.network = child::Network::Any;
    careless.confinement.walls = child::Walls::Open;
    auto pipe = child::Pipe::open();
    careless.handed = {{pipe.reading.number(), 0}};
    const auto html = "<img src='" + canary.url() + "/x.png'>";
    CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(html.size()),
                         ::write(pipe.writing.number(), html.data(), html.size()));
    pipe.writing.close();
    const auto process = nursery_.start(careless);

    const auto deadline = std::chrono::steady_clock::now() + milliseconds{10'000};
    while (canary.touched() == 0 && std::chrono::steady_clock::now() < deadline) {
      process.wait(std::chrono::steady_clock::now() + milliseconds{20});
    }
    CPPUNIT_ASSERT(canary.touched() > 0);
  }

  void aDocumentWithoutEndIsGivenUpAndTheNextOneIsMade() {
    if (!ready()) return;
    PdfSettings settings;
    settings.timeout = milliseconds{1'500};
    PdfRenderer renderer{settings, nursery_};
    made(renderer, "<p>warm</p>");
    const auto start = std::chrono::steady_clock::now();

    CPPUNIT_ASSERT(failed(renderer, endlessDocument()) == Cause::TimedOut);

    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - start < milliseconds{2'000});
    made(renderer, "<p>next</p>");
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, renderer.status().starts);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, renderer.status().failures);
  }

  void aDocumentThatEatsMemoryEndsItsWorkerOnly() {
    if (!ready()) return;
    PdfRenderer renderer{{}, nursery_};
    std::string hungry = "<!doctype html>";
    for (int i = 0; i < 400'000; ++i) hungry += "<p><b>x</b><i>y</i>";

    const auto start = std::chrono::steady_clock::now();
    const auto cause = failed(renderer, hungry);

    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - start < milliseconds{11'000});
    CPPUNIT_ASSERT(cause == Cause::Ended || cause == Cause::TimedOut);
    made(renderer, "<p>next</p>");
  }

  void aDocumentThatIsTooLargeIsRefusedAtOnce() {
    PdfRenderer renderer{{}, nursery_};
    std::string huge;
    huge.resize(50 * 1024 * 1024, 'x');
    const auto pdf = renderer.render(huge);
    CPPUNIT_ASSERT(pdf.error().cause == Cause::TooLarge);
    CPPUNIT_ASSERT(!pdf.error().isWorthRetrying());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, renderer.status().starts);

    if (!ready()) return;
    PdfSettings settings;
    settings.largestPdf = 4'000;
    PdfRenderer narrow{settings, nursery_};
    CPPUNIT_ASSERT(failed(narrow, "<p>any</p>") == Cause::TooLarge);
  }

  void aWorkerKilledInTheMiddleIsReplaced() {
    if (!ready()) return;
    PdfRenderer renderer{{}, nursery_};
    const auto before = childrenOfThisProcess();
    std::optional<Result<std::string, PdfError>> outcome;
    std::thread busy{[&] { outcome = renderer.render(endlessDocument()); }};
    const auto deadline = std::chrono::steady_clock::now() + milliseconds{5'000};
    while (childrenSince(before).empty() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::yield();
    }
    for (const auto pid : childrenSince(before)) ::kill(pid, SIGKILL);
    busy.join();

    CPPUNIT_ASSERT_MESSAGE(outcome->error().reason, outcome->error().cause == Cause::Ended);
    made(renderer, "<p>next</p>");
  }

  void aWorkerKilledWhileIdleIsReplacedWithoutAWord() {
    if (!ready()) return;
    PdfRenderer renderer{{}, nursery_};
    const auto before = childrenOfThisProcess();
    made(renderer, "<p>one</p>");
    for (const auto pid : childrenSince(before)) ::kill(pid, SIGKILL);
    made(renderer, "<p>two</p>");
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, renderer.status().starts);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, renderer.status().failures);
  }

  void workersAreRecycledAfterTheirShare() {
    if (!ready()) return;
    PdfSettings settings;
    settings.documentsPerWorker = 3;
    PdfRenderer renderer{settings, nursery_};
    for (int i = 0; i < 7; ++i) made(renderer, "<p>x</p>");
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, renderer.status().starts);
  }

  void idleWorkersEnd() {
    if (!ready()) return;
    PdfSettings settings;
    settings.idle = milliseconds{100};
    PdfRenderer renderer{settings, nursery_};
    const auto before = childrenOfThisProcess();
    made(renderer, "<p>one</p>");
    const auto deadline = std::chrono::steady_clock::now() + milliseconds{5'000};
    while (!childrenSince(before).empty() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::yield();
    }
    CPPUNIT_ASSERT(childrenSince(before).empty());
    made(renderer, "<p>two</p>");
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, renderer.status().starts);
  }

  void onlySoManyWorkAtOnceAndNobodyWaitsForEver() {
    if (!ready()) return;
    PdfSettings settings;
    settings.workers = 2;
    PdfRenderer renderer{settings, nursery_};
    std::atomic<int> good{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] { good += static_cast<bool>(renderer.render("<p>x</p>")); });
    }
    threads.clear();
    CPPUNIT_ASSERT_EQUAL(8, good.load());
    CPPUNIT_ASSERT(renderer.status().starts <= 2);

    settings.workers = 1;
    settings.queueLimit = milliseconds{50};
    settings.timeout = milliseconds{3'000};
    PdfRenderer small{settings, nursery_};
    const auto before = childrenOfThisProcess();
    std::jthread busy{[&] { static_cast<void>(small.render(endlessDocument())); }};
    while (childrenSince(before).empty()) std::this_thread::yield();
    CPPUNIT_ASSERT(failed(small, "<p>x</p>") == Cause::Busy);
  }

  void whereNoneIsInstalledThatIsSaid() {
    PdfSettings settings;
    settings.program = "/nowhere/wkhtmltopdf";
    CPPUNIT_ASSERT(!PdfRenderer::isAvailable(settings));
    PdfRenderer renderer{settings, nursery_};
    CPPUNIT_ASSERT(failed(renderer, "<p>x</p>") == Cause::Unavailable);
  }

  void nothingIsLeftBehind() {
    if (!ready()) return;
    auto pattern = (std::filesystem::temp_directory_path() / "hostler-render-XXXXXX").string();
    CPPUNIT_ASSERT(::mkdtemp(pattern.data()) != nullptr);
    std::filesystem::permissions(pattern, std::filesystem::perms{0755});
    PdfSettings settings;
    settings.scratch = pattern;
    {
      PdfRenderer renderer{settings, nursery_};
      made(renderer, "<p>secret of a client</p>");
      CPPUNIT_ASSERT(!std::filesystem::is_empty(pattern));
    }
    CPPUNIT_ASSERT(std::filesystem::is_empty(pattern));
    std::filesystem::remove(pattern);
  }
};
HOSTLER_SUITE(PdfRendererTest, "core/render/pdf_renderer");

}  // namespace hostler::render
