#include "core/front/static_files.h"

#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <filesystem>
#include <fstream>

namespace hostler::testing {
namespace {

namespace fs = std::filesystem;

std::string header(const front::Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

class StaticFilesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StaticFilesTest);
  CPPUNIT_TEST(filesAreServedWithTheirType);
  CPPUNIT_TEST(assetsAreKeptForEverAndTheIndexIsAskedAfter);
  CPPUNIT_TEST(pathsOfTheApplicationGetItsIndex);
  CPPUNIT_TEST(aMissingAssetIsNotAPage);
  CPPUNIT_TEST(nothingOutsideTheFolderIsServed);
  CPPUNIT_TEST(nothingHiddenIsServed);
  CPPUNIT_TEST(linksAreFollowedOnlyWithinTheFolder);
  CPPUNIT_TEST(whoHasTheFileIsToldSo);
  CPPUNIT_TEST(aNewBuildHasANewTag);
  CPPUNIT_TEST(packedSiblingsGoToWhoAcceptsThem);
  CPPUNIT_TEST(aPackedSiblingOlderThanItsFileIsIgnored);
  CPPUNIT_TEST(anApplicationThatIsNotBuiltServesNothing);
  CPPUNIT_TEST(theFrontSendsWhatIsFound);
  CPPUNIT_TEST_SUITE_END();

  fs::path folder_, root_;

  void write(const std::string& name, const std::string& bytes) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream{root_ / name, std::ios::binary} << bytes;
  }

  std::optional<front::Response> find(const std::string& path,
                                      const front::Headers& headers = {}) const {
    return front::StaticFiles{root_}.find(path, headers);
  }

  std::string served(const std::string& path, const front::Headers& headers = {}) const {
    const auto response = find(path, headers);
    if (!response) return "nothing";
    const auto& body = std::get<front::FileBody>(response->body);
    CPPUNIT_ASSERT_EQUAL(fs::file_size(body.path), static_cast<std::uintmax_t>(body.size));
    return fs::path{body.path}.lexically_relative(fs::canonical(root_)).string();
  }

 public:
  void setUp() override {
    auto name = (fs::temp_directory_path() / "static-XXXXXX").string();
    CPPUNIT_ASSERT(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    root_ = folder_ / "app";
    write("index.html", "<!doctype html>");
    write("favicon.svg", "<svg/>");
    write("assets/main-4f2a.js", "run()");
    write("assets/logo.png", "png");
    write("a b.txt", "text");
    write("noextension", "bytes");
  }
  void tearDown() override { fs::remove_all(folder_); }

  void filesAreServedWithTheirType() {
    CPPUNIT_ASSERT_EQUAL(std::string{"text/html; charset=utf-8"},
                         header(*find("/"), "Content-Type"));
    CPPUNIT_ASSERT_EQUAL(std::string{"image/svg+xml"},
                         header(*find("/favicon.svg"), "Content-Type"));
    CPPUNIT_ASSERT_EQUAL(std::string{"text/javascript; charset=utf-8"},
                         header(*find("/assets/main-4f2a.js"), "Content-Type"));
    CPPUNIT_ASSERT_EQUAL(std::string{"application/octet-stream"},
                         header(*find("/noextension"), "Content-Type"));
    CPPUNIT_ASSERT_EQUAL(std::string{"a b.txt"}, served("/a%20b.txt"));
    CPPUNIT_ASSERT_EQUAL(200, find("/")->status);
  }

  void assetsAreKeptForEverAndTheIndexIsAskedAfter() {
    CPPUNIT_ASSERT_EQUAL(std::string{"public, max-age=31536000, immutable"},
                         header(*find("/assets/main-4f2a.js"), "Cache-Control"));
    for (const auto* path : {"/", "/index.html", "/invoices", "/favicon.svg"}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"no-cache"}, header(*find(path), "Cache-Control"));
    }
  }

  void pathsOfTheApplicationGetItsIndex() {
    for (const auto* path : {"/", "/invoices", "/invoices/", "/domains/example.com", "//", "/a//b",
                             "/assets-of-mine"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, std::string{"index.html"}, served(path));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"text/html; charset=utf-8"},
                         header(*find("/domains/script.js"), "Content-Type"));
  }

  void aMissingAssetIsNotAPage() {
    for (const auto* path :
         {"/assets/main-0000.js", "/assets/", "/assets", "/assets/deep/er.css"}) {
      CPPUNIT_ASSERT_MESSAGE(path, !find(path));
    }
  }

  void nothingOutsideTheFolderIsServed() {
    std::ofstream{folder_ / "secret.txt"} << "secret";
    for (const auto* path :
         {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt",
          "/assets/%2e%2e/%2e%2e/secret.txt", "/..\\secret.txt", "/..%5csecret.txt",
          "/./index.html", "secret.txt", "", "/%", "/%2", "/%zz", "/%-1", "/index.html%00.png",
          "/..;/secret.txt"}) {
      CPPUNIT_ASSERT_MESSAGE(path, !find(path));
    }
    // Twice encoded is a name that nobody has, and so a path of the application.
    CPPUNIT_ASSERT_EQUAL(std::string{"index.html"}, served("/%252e%252e/secret.txt"));
    CPPUNIT_ASSERT_EQUAL(std::string{"index.html"},
                         served("/" + (folder_ / "secret.txt").string()));
  }

  void nothingHiddenIsServed() {
    write(".env", "KEY=1");
    write(".git/config", "[core]");
    write("assets/.hidden", "x");
    for (const auto* path :
         {"/.env", "/%2eenv", "/.git/config", "/assets/.hidden", "/.well-known/x"}) {
      CPPUNIT_ASSERT_MESSAGE(path, !find(path));
    }
  }

  void linksAreFollowedOnlyWithinTheFolder() {
    std::ofstream{folder_ / "secret.txt"} << "secret";
    fs::create_directory(folder_ / "app-of-another");
    std::ofstream{folder_ / "app-of-another" / "x.txt"} << "secret";
    fs::create_symlink(folder_ / "secret.txt", root_ / "assets" / "out.txt");
    fs::create_symlink(folder_, root_ / "assets" / "up");
    fs::create_symlink(folder_ / "app-of-another", root_ / "assets" / "beside");
    fs::create_symlink("main-4f2a.js", root_ / "assets" / "main.js");
    fs::create_symlink(folder_ / "secret.txt", root_ / "assets" / "main-4f2a.js.br");
    CPPUNIT_ASSERT(!find("/assets/out.txt"));
    CPPUNIT_ASSERT(!find("/assets/up/secret.txt"));
    CPPUNIT_ASSERT(!find("/assets/beside/x.txt"));
    CPPUNIT_ASSERT_EQUAL(std::string{"assets/main-4f2a.js"}, served("/assets/main.js"));
    CPPUNIT_ASSERT_EQUAL(std::string{"assets/main-4f2a.js"},
                         served("/assets/main-4f2a.js", {{"accept-encoding", "br"}}));
  }

  void whoHasTheFileIsToldSo() {
    const auto tag = header(*find("/favicon.svg"), "ETag");
    CPPUNIT_ASSERT(tag.starts_with('"') && tag.ends_with('"'));
    for (const auto& known : {tag, "W/" + tag, "\"other\", " + tag, std::string{"*"}}) {
      const auto response = find("/favicon.svg", {{"if-none-match", known}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(known, 304, response->status);
      CPPUNIT_ASSERT_EQUAL(tag, header(*response, "ETag"));
      CPPUNIT_ASSERT_EQUAL(std::string{"no-cache"}, header(*response, "Cache-Control"));
      CPPUNIT_ASSERT(std::get<std::string>(response->body).empty());
    }
    CPPUNIT_ASSERT_EQUAL(200, find("/favicon.svg", {{"if-none-match", "\"other\""}})->status);
  }

  void aNewBuildHasANewTag() {
    const front::StaticFiles files{root_};
    const auto before = header(*files.find("/", {}), "ETag");
    write("index.html", "<!doctype htmL>");
    fs::last_write_time(root_ / "index.html",
                        fs::file_time_type::clock::now() + std::chrono::seconds{2});
    const auto response = files.find("/", {{"if-none-match", before}});
    CPPUNIT_ASSERT_EQUAL(200, response->status);
    CPPUNIT_ASSERT(before != header(*response, "ETag"));
  }

  void packedSiblingsGoToWhoAcceptsThem() {
    write("assets/main-4f2a.js.gz", "gzipped!");
    write("assets/main-4f2a.js.br", "brotli");
    struct Case {
      std::string accepted, file, coding;
    };
    const std::vector<Case> cases{
        {"", "assets/main-4f2a.js", ""},
        {"identity", "assets/main-4f2a.js", ""},
        {"gzip, deflate, br", "assets/main-4f2a.js.br", "br"},
        {"GZIP", "assets/main-4f2a.js.gz", "gzip"},
        {"br;q=0, gzip;q=0.5", "assets/main-4f2a.js.gz", "gzip"},
        {"br; q=0.000, gzip;q=0", "assets/main-4f2a.js", ""},
        {"*", "assets/main-4f2a.js.br", "br"},
        {"*, br;q=0", "assets/main-4f2a.js.gz", "gzip"},
        {"*;q=0", "assets/main-4f2a.js", ""},
    };
    for (const auto& one : cases) {
      const front::Headers headers{{"accept-encoding", one.accepted}};
      const auto response = find("/assets/main-4f2a.js", headers);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(one.accepted, one.file, served("/assets/main-4f2a.js", headers));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(one.accepted, one.coding, header(*response, "Content-Encoding"));
      CPPUNIT_ASSERT_EQUAL(std::string{"Accept-Encoding"}, header(*response, "Vary"));
      CPPUNIT_ASSERT_EQUAL(std::string{"text/javascript; charset=utf-8"},
                           header(*response, "Content-Type"));
    }
    const auto plain = find("/assets/main-4f2a.js"),
               packed = find("/assets/main-4f2a.js", {{"accept-encoding", "br"}});
    CPPUNIT_ASSERT(header(*plain, "ETag") != header(*packed, "ETag"));
    CPPUNIT_ASSERT(header(*find("/favicon.svg"), "Vary").empty());
  }

  void aPackedSiblingOlderThanItsFileIsIgnored() {
    write("assets/main-4f2a.js.gz", "of the build before");
    fs::last_write_time(
        root_ / "assets/main-4f2a.js.gz",
        fs::last_write_time(root_ / "assets/main-4f2a.js") - std::chrono::seconds{5});
    CPPUNIT_ASSERT_EQUAL(std::string{"assets/main-4f2a.js"},
                         served("/assets/main-4f2a.js", {{"accept-encoding", "gzip"}}));
  }

  void anApplicationThatIsNotBuiltServesNothing() {
    CPPUNIT_ASSERT(!front::StaticFiles{folder_ / "absent"}.find("/", {}));
    CPPUNIT_ASSERT(!front::StaticFiles{folder_ / "absent"}.find("/etc/passwd", {}));
    fs::remove(root_ / "index.html");
    CPPUNIT_ASSERT(!find("/"));
    CPPUNIT_ASSERT(!find("/invoices"));
  }

  void theFrontSendsWhatIsFound() {
    const front::StaticFiles files{root_};
    TestApplication application;
    application.handler = [&](front::Request request, front::Responder responder) {
      responder.answer(files.find(request.path(), request.headers)
                           .value_or(front::Response{.status = 404, .headers = {}, .body = {}}));
    };
    const ServedFront served{application};
    auto client = served.connect();

    const auto whole = client.ask(get("/invoices?page=2"));
    CPPUNIT_ASSERT_EQUAL(std::string{"<!doctype html>"}, whole.body);
    const auto known = client.ask(
        "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + whole.headers.at("etag") + "\r\n\r\n");
    CPPUNIT_ASSERT_EQUAL(304, known.status);
    client.send("HEAD /assets/logo.png HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = client.read(true);
    CPPUNIT_ASSERT_EQUAL(std::string{"3"}, head.headers.at("content-length"));
    CPPUNIT_ASSERT_EQUAL(std::string{"image/png"}, head.headers.at("content-type"));
    CPPUNIT_ASSERT_EQUAL(404, client.ask(get("/assets/none.js")).status);
    CPPUNIT_ASSERT_EQUAL(404, client.ask(get("/%2e%2e/secret")).status);
  }
};

HOSTLER_SUITE(StaticFilesTest, "core/front/static_files");

}  // namespace hostler::testing
