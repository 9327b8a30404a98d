#include "tests/modules/webhooks/in_webhooks.h"
#include "tests/support/team.h"

namespace hostler::testing {

// A webhook tells what its maker may read now, not what they could read when they made it.
class WebhookMakersTest : public InWebhooks {
  CPPUNIT_TEST_SUITE(WebhookMakersTest);
  CPPUNIT_TEST(itEndsWithAUserWhoIsSwitchedOff);
  CPPUNIT_TEST(itEndsWithTheLastRightOfItsMaker);
  CPPUNIT_TEST(anotherNameOrAnotherRightLeavesItOn);
  CPPUNIT_TEST(whatItsMakerMayNoLongerReadIsNotSent);
  CPPUNIT_TEST(whatWaitedIsJudgedWhenItIsSent);
  CPPUNIT_TEST(somebodyElseTakesItOver);
  CPPUNIT_TEST(rightsThatHangOnAFactorMakeNone);
  CPPUNIT_TEST(nobodyReplaysWhatTheyMayNotRead);
  CPPUNIT_TEST(theShopsEndsWithItsMakersRole);
  CPPUNIT_TEST(theShopsEndsWithStaffWhoAreSwitchedOff);
  CPPUNIT_TEST_SUITE_END();

 public:
  void itEndsWithAUserWhoIsSwitchedOff() {
    const auto own = add({{"url", "https://hooks.example.in/own"}, {"events", {"account.*"}}});
    const auto id = addUser(*client_, "vikram", {{"accounts:*"}, {}});
    const auto made = madeByVikram("account.*");

    must(client_->patch("/account/users/" + id, {{"active", false}}), 200);

    CPPUNIT_ASSERT(!isOn(made));
    CPPUNIT_ASSERT(isOn(own));
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"https://hooks.example.in/own"}, posted_[0].url);
  }

  void itEndsWithTheLastRightOfItsMaker() {
    const auto id = addUser(*client_, "vikram", {{"accounts:*"}, {}});
    const auto made = madeByVikram("account.*");

    must(client_->patch("/account/users/" + id, {{"policies", Json::array()}}), 200);

    CPPUNIT_ASSERT(!isOn(made));
  }

  void anotherNameOrAnotherRightLeavesItOn() {
    const auto id = addUser(*client_, "vikram", {{"accounts:*"}, {}});
    const auto made = madeByVikram("account.*");
    must(client_->patch("/account/users/" + id, {{"name", "Vikram Iyer"}}), 200);
    CPPUNIT_ASSERT(isOn(made));
    const auto reads = policy("Reads", {"accounts:ReadAccount"});
    must(client_->patch("/account/users/" + id, {{"policies", {reads}}}), 200);
    CPPUNIT_ASSERT(isOn(made));
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
  }

  void whatItsMakerMayNoLongerReadIsNotSent() {
    const auto narrowed = vikramBy({"accounts:*"});
    const auto made = madeByVikram("account.*");
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());

    must(client_->patch("/account/policies/" + narrowed, {{"actions", {"accounts:ReadUsers"}}}),
         200);
    change(1);
    settle();

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
    const auto last = deliveries(made)[0];
    CPPUNIT_ASSERT_EQUAL(std::string{"failed"}, last["state"].get<std::string>());
    CPPUNIT_ASSERT(last["answer"].get<std::string>().starts_with("not sent"));
  }

  void whatWaitedIsJudgedWhenItIsSent() {
    const auto narrowed = vikramBy({"accounts:*"});
    madeByVikram("account.*");
    answer_ = 500;
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());

    must(client_->patch("/account/policies/" + narrowed, {{"actions", {"accounts:ReadUsers"}}}),
         200);
    answer_ = 200;
    engine_->clock().advance(std::chrono::hours{1});
    settle();

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
  }

  void somebodyElseTakesItOver() {
    const auto narrowed = vikramBy({"accounts:*"});
    const auto made = madeByVikram("account.*");
    must(client_->patch("/account/policies/" + narrowed, {{"actions", {"accounts:ReadUsers"}}}),
         200);
    must(client_->patch(path(made), {{"active", false}}), 200);
    must(client_->patch(path(made), {{"active", true}}), 200);
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, posted_.size());
  }

  void rightsThatHangOnAFactorMakeNone() {
    const auto reads =
        must(client_->post("/account/policies", {{"name", "With a factor"},
                                                 {"actions", {"accounts:ReadAccount"}},
                                                 {"conditions", {{"fresh_factor", true}}}}),
             201)["id"];
    addUser(*client_, "vikram", {{"accounts:ManageWebhooks"}, {}, {reads.get<std::string>()}});
    auto vikram = signedInUser(*engine_, *client_, "vikram");
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account").status);

    const auto refused = vikram.post(
        "/account/webhooks", {{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 403, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, refused.code());
  }

  void nobodyReplaysWhatTheyMayNotRead() {
    const auto made = add({{"url", "https://hooks.example.in/in"}, {"events", {"account.*"}}});
    happen();
    const auto again =
        path(made) + "/deliveries/" + deliveries(made)[0]["id"].get<std::string>() + "/replay";
    addUser(*client_, "vikram", {{"accounts:ManageWebhooks", "accounts:ReadWebhooks"}, {}});
    auto vikram = signedInUser(*engine_, *client_, "vikram");

    const auto refused = vikram.post(again);

    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 403, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, refused.code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, deliveries(made).size());
    must(client_->post(again), 201);
  }

  void theShopsEndsWithItsMakersRole() {
    auto owner = engine_->owner();
    const auto id = helper(owner);
    const auto made = shopWebhook();
    must(owner.patch("/admin/staff/" + id, {{"name", "Rohan D."}}), 200);
    CPPUNIT_ASSERT(owner.get(made)["active"].get<bool>());

    must(owner.patch("/admin/staff/" + id, {{"role", "staff"}}), 200);

    CPPUNIT_ASSERT(!owner.get(made)["active"].get<bool>());
    happen();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, posted_.size());
  }

  void theShopsEndsWithStaffWhoAreSwitchedOff() {
    auto owner = engine_->owner();
    const auto id = helper(owner);
    const auto made = shopWebhook();

    must(owner.patch("/admin/staff/" + id, {{"active", false}}), 200);

    CPPUNIT_ASSERT(!owner.get(made)["active"].get<bool>());
  }

 private:
  static constexpr const char* kHelper = "rohan@platform.example";

  bool isOn(const Json& webhook) { return client_->get(path(webhook))["active"].get<bool>(); }
  std::string policy(const std::string& name, const std::vector<std::string>& actions) {
    return must(client_->post("/account/policies", {{"name", name}, {"actions", actions}}),
                201)["id"];
  }
  // Vikram with one policy; its id.
  std::string vikramBy(const std::vector<std::string>& actions) {
    const auto id = policy("Vikram's", actions);
    addUser(*client_, "vikram", {{}, {}, {id}});
    return id;
  }
  Json madeByVikram(const std::string& events) {
    auto vikram = signedInUser(*engine_, *client_, "vikram");
    return must(vikram.post("/account/webhooks", {{"url", "https://hooks.example.in/in"},
                                                  {"events", Json::array({events})}}),
                201);
  }
  // Staff with the role admin; their id.
  std::string helper(ApiClient& owner) {
    const auto id =
        must(owner.post("/admin/staff", {{"email", kHelper}, {"name", "Rohan"}, {"role", "admin"}}),
             201)["id"];
    must(engine_->stranger().post(
             "/auth/reset-password",
             {{"token", engine_->messages().token("accounts.staff_invitation", kHelper)},
              {"password", TestEngine::kPassword}}),
         200);
    return id;
  }
  // Made by them; its path.
  std::string shopWebhook() {
    auto helper = engine_->signedIn(kHelper);
    return "/admin/webhooks/" +
           must(helper.post("/admin/webhooks", {{"url", "https://shop.example.in/in"},
                                                {"events", {"account.changed"}}}),
                201)["id"]
               .get<std::string>();
  }
};
HOSTLER_SUITE(WebhookMakersTest, "modules/webhooks/webhook_makers");

}  // namespace hostler::testing
