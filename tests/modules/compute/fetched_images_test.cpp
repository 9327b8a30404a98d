#include "tests/modules/compute/cloud_shop.h"

namespace hostler {

// What a provider is to fetch for a client lies on the public internet.
class FetchedImagesTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(FetchedImagesTest);
  CPPUNIT_TEST(whatIsPublicIsFetched);
  CPPUNIT_TEST(privatePlacesAreRefusedAtOnce);
  CPPUNIT_TEST(aNameThatLeadsInsideIsNotSent);
  CPPUNIT_TEST(whatWasSentIsFinishedWhereverTheNameLeadsLater);
  CPPUNIT_TEST_SUITE_END();

 public:
  void opened() override {
    InCloudShop::opened();
    includes("isos", 20);
  }

  void whatIsPublicIsFetched() {
    const auto made = make("https://images.example.in/a.iso");
    settle();
    CPPUNIT_ASSERT(now(made).state == CloudState::Ready);
  }

  void privatePlacesAreRefusedAtOnce() {
    for (const auto* url :
         {"https://127.0.0.1/a.iso", "https://localhost/a.iso", "https://localhost./a.iso",
          "https://10.0.0.8/a.iso", "https://169.254.169.254/latest", "https://[::1]/a.iso",
          "https://storage.internal/a.iso", "https://2130706433/a.iso", "https://u@example.in/a",
          "http://images.example.in/a.iso", "https://"})
      CPPUNIT_ASSERT_THROW_MESSAGE(url, make(url), ValidationError);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked("isos.create"));
  }

  void aNameThatLeadsInsideIsNotSent() {
    const auto made = make("https://Images.example.in./a.iso");
    insideHosts_ = {"images.example.in"};
    settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, cloud_->asked("isos.create"));
    CPPUNIT_ASSERT(now(made).state == CloudState::Failed);
  }

  void whatWasSentIsFinishedWhereverTheNameLeadsLater() {
    const auto made = make("https://images.example.in/a.iso");
    shop_->doJobs();  // the provider is at it
    insideHosts_ = {"images.example.in"};
    settle();
    CPPUNIT_ASSERT(now(made).state == CloudState::Ready);
  }

 private:
  Id<CloudResource> make(const std::string& url) {
    return compute_->desk()
        .make(of(asha_), *kindOf("isos"), {machine_, "disc", {{"url", url}}, {}, {}})
        .resource.id;
  }
};
HOSTLER_SUITE(FetchedImagesTest, "modules/compute/fetched_images");

}  // namespace hostler
