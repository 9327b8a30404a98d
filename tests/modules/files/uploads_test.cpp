#include "core/child/nursery.h"
#include "core/http/openapi.h"
#include "core/images/image_workshop.h"
#include "modules/files/files_module.h"
#include "tests/core/images/drawing.h"
#include "tests/modules/files/samples.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

EngineOptions withFiles() {
  EngineOptions options;
  const auto steps = filesMigrations();
  options.migrations.assign(steps.begin(), steps.end());
  return options;
}

std::string form(const std::string& name, const std::string& type, const std::string& content,
                 const std::string& field = "file") {
  return "--b0undary\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" +
         name + "\"\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n--b0undary--\r\n";
}

}  // namespace

/// Uploads over HTTP.
class UploadsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(UploadsTest);
  CPPUNIT_TEST(whatWasUploadedIsSavedAndNeverShown);
  CPPUNIT_TEST(aFileIsItsOwnersAlone);
  CPPUNIT_TEST(contentThatIsNotWhatItIsCalledIsRefused);
  CPPUNIT_TEST(aBodyThatIsNoUploadIsRefused);
  CPPUNIT_TEST(tenMegabytesAreTakenAndNoMore);
  CPPUNIT_TEST(aFileMayBeTheWholeBody);
  CPPUNIT_TEST(anImageIsKeptAsItIsMadeAnew);
  CPPUNIT_TEST(anotherKindOfImageBecomesAPng);
  CPPUNIT_TEST(anImageThatIsNotTakenSaysWhy);
  CPPUNIT_TEST(noImageIsKeptAsItWasSent);
  CPPUNIT_TEST(staffUploadTheirOwn);
  CPPUNIT_TEST(oneKeyIsOneFile);
  CPPUNIT_TEST(strangersUploadNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>(withFiles());
    files_ = std::make_unique<FilesModule>(
        Files::Parts{engine_->database(), engine_->clock(), engine_->ids(), engine_->audit()},
        &workshop_);
    files_->mount(engine_->router());
    client_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
  }
  void tearDown() override {
    client_.reset();
    files_.reset();
    engine_.reset();
  }

  void whatWasUploadedIsSavedAndNeverShown() {
    const auto content = pdf("binary \x01\x02\r\n--b0undar\r\nmore");
    const auto made = upload(*client_, form("proof.pdf", "application/pdf", content));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"proof.pdf"}, made["name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(content.size(), made["size"].get<std::size_t>());
    CPPUNIT_ASSERT(made["id"].get<std::string>().starts_with("fil_"));
    const auto got = client_->get("/files/" + made["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(200, got.status);
    CPPUNIT_ASSERT_EQUAL(content, got.text);
    CPPUNIT_ASSERT_EQUAL(std::string{"application/pdf"}, got.header("Content-Type"));
    CPPUNIT_ASSERT(
        got.header("Content-Disposition").starts_with("attachment; filename=\"proof.pdf\""));
    CPPUNIT_ASSERT_EQUAL(std::string{"nosniff"}, got.header("X-Content-Type-Options"));
    CPPUNIT_ASSERT(got.header("Content-Security-Policy").find("sandbox") != std::string::npos);
  }

  void aFileIsItsOwnersAlone() {
    const auto made = upload(*client_, form("proof.pdf", "application/pdf", pdf()));
    const auto path = "/files/" + made["id"].get<std::string>();
    auto other = engine_->signedUpClient("ravi@example.in");
    CPPUNIT_ASSERT_EQUAL(404, other.get(path).status);
    CPPUNIT_ASSERT_EQUAL(404, engine_->owner().get(path).status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get(path).status);
    CPPUNIT_ASSERT_EQUAL(404, client_->get("/files/fil_0000000000001").status);
  }

  void contentThatIsNotWhatItIsCalledIsRefused() {
    refused("type_mismatch", form("proof.png", "image/png", pdf()));
    refused("type_mismatch", form("proof.png", "application/octet-stream", pdf()));
    refused("type_mismatch", form("run.php", "text/plain", "echo hello"));
    refused("type_not_taken", form("drawing.svg", "image/svg+xml", "<svg onload=alert(1)></svg>"));
    refused("type_not_taken", form("page.txt", "text/plain", "<html><script>x</script>"));
    refused("empty", form("empty.txt", "text/plain", ""));
    refused("card_number", form("4111 1111 1111 1111.txt", "text/plain", "hello"));
    refused("required", form("proof.pdf", "application/pdf", pdf(), "attachment"));
  }

  void aBodyThatIsNoUploadIsRefused() {
    CPPUNIT_ASSERT_EQUAL(415, client_->post("/files", {{"file", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(400, upload(*client_, "no boundary at all").status);
    CPPUNIT_ASSERT_EQUAL(400,
                         upload(*client_, "--b0undary\r\nContent-Disposition: form-data").status);
    const auto two = "--b0undary\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\none\r\n" +
                     form("b.txt", "text/plain", "two");
    CPPUNIT_ASSERT_EQUAL(422, upload(*client_, two).status);
  }

  void tenMegabytesAreTakenAndNoMore() {
    const std::size_t most = 10 << 20;
    const auto full = pdf(std::string(most - pdf("").size(), 'x'));
    const auto made = upload(*client_, form("big.pdf", "application/pdf", full));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(full, client_->get("/files/" + made["id"].get<std::string>()).text);
    const auto more = upload(*client_, form("big.pdf", "application/pdf", full + "x"));
    CPPUNIT_ASSERT_EQUAL(413, more.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"file_too_large"}, more.code());
  }

  void aFileMayBeTheWholeBody() {
    client_->with("content-type", "image/png")
        .with("content-disposition", "attachment; filename=\"shot.png\"");
    const auto made = client_->send(front::Method::Post, "/files", asPng(picture()));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"shot.png"}, made["name"].get<std::string>());
    client_->with("content-type", "text/plain");
    const auto unnamed = client_->send(front::Method::Post, "/files", "hello");
    CPPUNIT_ASSERT_EQUAL(std::string{"file.txt"}, unnamed["name"].get<std::string>());
  }

  void anImageIsKeptAsItIsMadeAnew() {
    const std::string page = "<html><script>alert(1)</script></html>";
    const auto photograph = asJpeg(picture(), exif(6, "13.0827N 80.2707E")) + page;
    const auto made = upload(*client_, form("slip.jpg", "image/jpeg", photograph));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"slip.jpg"}, made["name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"image/jpeg"}, made["media_type"].get<std::string>());
    const auto kept = client_->get("/files/" + made["id"].get<std::string>()).text;
    CPPUNIT_ASSERT_EQUAL(kept.size(), made["size"].get<std::size_t>());
    CPPUNIT_ASSERT(kept.find("13.0827N") == std::string::npos);
    CPPUNIT_ASSERT(kept.find("script") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"blue red white green"}, pictureOf(kept).fields());
  }

  void anotherKindOfImageBecomesAPng() {
    const auto made = upload(*client_, form("party.v2.gif", "image/gif", asGif({picture()})));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"party.v2.png"}, made["name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"image/png"}, made["media_type"].get<std::string>());
    const auto got = client_->get("/files/" + made["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"image/png"}, got.header("Content-Type"));
    CPPUNIT_ASSERT(picture().bytes == pictureOf(got.text).bytes);
  }

  void anImageThatIsNotTakenSaysWhy() {
    const auto whole = asPng(picture());
    refused("not_decodable", form("a.png", "image/png", whole.substr(0, whole.size() - 20)));
    refused("not_decodable", form("a.png", "image/png", whole.substr(0, 20)));
    refused("too_many_pixels", form("a.png", "image/png", pngBomb(50'000, 50'000)), "50 million");
    refused("type_not_taken", form("a.svg", "image/svg+xml", "<svg/>"), "no SVG");
    refused("type_mismatch", form("a.gif", "image/gif", whole));
  }

  void noImageIsKeptAsItWasSent() {
    TestEngine engine{withFiles()};
    FilesModule without{
        Files::Parts{engine.database(), engine.clock(), engine.ids(), engine.audit()}};
    without.mount(engine.router());
    auto client = engine.signedUpClient("asha@example.in");
    const auto image = upload(client, form("a.png", "image/png", asPng(picture())));
    CPPUNIT_ASSERT_EQUAL(503, image.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"images_unavailable"}, image.code());
    CPPUNIT_ASSERT_EQUAL(201, upload(client, form("a.txt", "text/plain", "hello")).status);
  }

  void staffUploadTheirOwn() {
    auto owner = engine_->owner();
    const auto made = upload(owner, form("answer.txt", "text/plain", "see below"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto path = "/files/" + made["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(200, owner.get(path).status);
    CPPUNIT_ASSERT_EQUAL(404, client_->get(path).status);
  }

  void oneKeyIsOneFile() {
    const auto body = form("a.txt", "text/plain", "one");
    const auto first = upload(client_->withKey("once"), body);
    const auto again = upload(client_->withKey("once"), body);
    CPPUNIT_ASSERT_EQUAL(first["id"].get<std::string>(), again["id"].get<std::string>());
    const auto other = upload(client_->withKey("once"), form("a.txt", "text/plain", "two"));
    CPPUNIT_ASSERT_EQUAL(std::string{"idempotency_key_reused"}, other.code());
  }

  void strangersUploadNothing() {
    auto stranger = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(401, upload(stranger, form("a.txt", "text/plain", "x")).status);
  }

 private:
  static ApiAnswer upload(ApiClient& client, const std::string& body) {
    client.with("content-type", "multipart/form-data; boundary=b0undary");
    return client.send(front::Method::Post, "/files", body);
  }
  static Picture picture() { return Picture::of(32, 64, {kRed, kGreen, kBlue, kWhite}); }
  void refused(const std::string& code, const std::string& body, const std::string& says = "") {
    const auto answer = upload(*client_, body);
    CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find(says) != std::string::npos);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, code, answer.fieldCode("file"));
  }

  child::Nursery nursery_;
  images::ImageWorkshop workshop_{imageSettings(), nursery_};
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<FilesModule> files_;
  std::unique_ptr<ApiClient> client_;
};
HOSTLER_SUITE(UploadsTest, "modules/files/uploads");

}  // namespace hostler::testing
