#include "core/child/nursery.h"
#include "core/render/pdf_bytes.h"
#include "core/render/pdf_renderer.h"
#include "tests/core/render/pdf_tools.h"
#include "tests/support/suite.h"

#include <cstdlib>
#include <unistd.h>

namespace hostler::render {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// Where a renderer that is not root may come by it: a checkout may be in root's own folder.
fs::path hostOpenToAll() {
  static const fs::path copy = [] {
    auto folder = (fs::temp_directory_path() / "hostler-pdf-host-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    fs::permissions(folder, fs::perms{0755});
    const auto to = fs::path{folder} / "pdf_host";
    fs::copy_file(fs::canonical("/proc/self/exe").parent_path() / "pdf_host", to);
    return to;
  }();
  static const struct Remover {
    ~Remover() { fs::remove_all(folder); }
    fs::path folder;
  } remover{copy.parent_path()};
  return copy;
}

// The library of the system, or the one that HOSTLER_WKHTMLTOX names.
PdfSettings withLibrary() {
  PdfSettings settings;
  settings.engine = PdfSettings::Engine::Library;
  settings.wkhtmltoxHost = hostOpenToAll();
  settings.wkhtmltoxHostArguments.clear();
#ifdef __SANITIZE_ADDRESS__
  settings.memoryBytes = 0;  // the sanitizer's shadow is larger than any limit
#endif
  if (const char* named = std::getenv("HOSTLER_WKHTMLTOX")) settings.wkhtmltox = named;
  return settings;
}

}  // namespace

class WkhtmltoxTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WkhtmltoxTest);
  CPPUNIT_TEST(theLibraryMakesWhatTheProgramMakes);
  CPPUNIT_TEST(hostileDocumentsReachNothing);
  CPPUNIT_TEST(aDocumentWithoutEndIsGivenUpAndTheNextOneIsMade);
  CPPUNIT_TEST(aLibraryThatIsNotThereIsSaid);
  CPPUNIT_TEST(underRootAHostInRootsOwnFolderDoesNotCount);
  CPPUNIT_TEST_SUITE_END();

  child::Nursery nursery_;

  static bool ready() {
    if (PdfRenderer::isAvailable(withLibrary())) return true;
    testing::skip("libwkhtmltox is not installed (Debian has none); HOSTLER_WKHTMLTOX may name it");
    return false;
  }

 public:
  void theLibraryMakesWhatTheProgramMakes() {
    if (!ready()) return;
    const std::string html = "<!doctype html><meta charset=utf-8><h1>₹1,23,456.50</h1><p>नमस्ते</p>";
    PdfRenderer byLibrary{withLibrary(), nursery_};
    PdfRenderer byProgram{{}, nursery_};
    for (int i = 0; i < 20; ++i) {
      const auto pdf = byLibrary.render(html);
      CPPUNIT_ASSERT_MESSAGE(pdf ? "" : pdf.error().reason, static_cast<bool>(pdf));
      if (i > 0) continue;
      const auto same = byProgram.render(html);
      CPPUNIT_ASSERT_EQUAL(textOf(*same).value_or(""), textOf(*pdf).value_or(""));
      CPPUNIT_ASSERT_EQUAL(fontsOf(*same).value_or(""), fontsOf(*pdf).value_or(""));
      // but for the moment of making, they are the same size
      const auto difference = static_cast<long>(pdf->size()) - static_cast<long>(same->size());
      CPPUNIT_ASSERT(std::abs(difference) < 64);
    }
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, byLibrary.status().starts);
  }

  void hostileDocumentsReachNothing() {
    if (!ready()) return;
    Canary canary;
    PdfRenderer renderer{withLibrary(), nursery_};
    for (const auto& attack :
         {"<script>while(true){}</script>", "<iframe src='file:///etc/passwd'></iframe>",
          "<iframe src='file:///proc/self/environ' width=900 height=900></iframe>"}) {
      const auto pdf = renderer.render(std::string{"<p>before</p>"} + attack);
      CPPUNIT_ASSERT(static_cast<bool>(pdf));
      const auto text = textOf(*pdf).value_or("");
      CPPUNIT_ASSERT(text.find("root:") == std::string::npos);
      CPPUNIT_ASSERT(text.find("XDG_") == std::string::npos);
    }
    const auto url = canary.url();
    CPPUNIT_ASSERT(
        renderer.render("<img src='" + url + "'><link rel=stylesheet href='" + url + "'>"));
    CPPUNIT_ASSERT_EQUAL(0, canary.touched());
  }

  void aDocumentWithoutEndIsGivenUpAndTheNextOneIsMade() {
    if (!ready()) return;
    auto settings = withLibrary();
    settings.timeout = milliseconds{2'000};
    PdfRenderer renderer{settings, nursery_};
    std::string endless = "<style>div{display:flex;flex-direction:column}</style>";
    for (int i = 0; i < 60; ++i) endless += "<div>";

    CPPUNIT_ASSERT(renderer.render(endless).error().cause == PdfError::Cause::TimedOut);
    const auto next = renderer.render("<p>next</p>");

    CPPUNIT_ASSERT_MESSAGE(next ? "" : next.error().reason, next && isWholePdf(*next));
  }

  void aLibraryThatIsNotThereIsSaid() {
    auto settings = withLibrary();
    settings.wkhtmltox = "/nowhere/libwkhtmltox.so.0";
    CPPUNIT_ASSERT(!PdfRenderer::isAvailable(settings));
    PdfRenderer renderer{settings, nursery_};

    const auto pdf = renderer.render("<p>x</p>");

    CPPUNIT_ASSERT(pdf.error().cause == PdfError::Cause::Unavailable);

    // One that is there and no such library: its host says so and ends.
    settings.wkhtmltox = fs::canonical("/proc/self/exe");
    PdfRenderer mistaken{settings, nursery_};
    const auto reason = mistaken.render("<p>x</p>").error().reason;
    CPPUNIT_ASSERT_EQUAL(std::string{"the renderer exited with code 1"}, reason);
  }

  void underRootAHostInRootsOwnFolderDoesNotCount() {
    auto settings = withLibrary();
    settings.wkhtmltox = fs::canonical("/proc/self/exe");
    CPPUNIT_ASSERT(PdfRenderer::isAvailable(settings));
    fs::permissions(settings.wkhtmltoxHost.parent_path(), fs::perms{0700});
    const bool isAvailable = PdfRenderer::isAvailable(settings);
    fs::permissions(settings.wkhtmltoxHost.parent_path(), fs::perms{0755});
    CPPUNIT_ASSERT_EQUAL(::geteuid() != 0, isAvailable);
  }
};
HOSTLER_SUITE(WkhtmltoxTest, "core/render/wkhtmltox");

}  // namespace hostler::render
