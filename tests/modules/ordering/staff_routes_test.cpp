#include "tests/modules/ordering/ordering_engine.h"

namespace hostler::testing {

// Orders and coupons as staff and clients meet them.
class OrderingRoutesTest : public InOrderingEngine {
  CPPUNIT_TEST_SUITE(OrderingRoutesTest);
  CPPUNIT_TEST(aCouponIsReadAndChanged);
  CPPUNIT_TEST(aCouponCanBeForNewClientsAlone);
  CPPUNIT_TEST(nullClearsACouponsLimits);
  CPPUNIT_TEST(aChangedCouponHasToFitTogether);
  CPPUNIT_TEST(aCodeIsTakenOnce);
  CPPUNIT_TEST(onlyStaffTouchCoupons);
  CPPUNIT_TEST(nullTakesTheHostNameOffACartItem);
  CPPUNIT_TEST(onlyStaffAcceptOrders);
  CPPUNIT_TEST(anOrderTellsStaffTheNumberOfItsInvoice);
  CPPUNIT_TEST(anOrderThatAPolicyDeniesIsNotListed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aCouponIsReadAndChanged() {
    const auto path = coupon("SPRING");
    CPPUNIT_ASSERT_EQUAL(std::string{"SPRING"}, owner_->get(path)["code"].get<std::string>());

    const auto changed = owner_->patch(path, {{"percent", "20"}, {"cycles", "life"}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    const auto now = owner_->get(path);
    CPPUNIT_ASSERT_EQUAL(std::string{"20"}, now["percent"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"life"}, now["cycles"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(100, now["max_uses"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/admin/coupons")["data"].size());
    const auto entries = engine_->database().query(
        "SELECT state_before, state_after FROM audit_entries WHERE action = 'coupon.changed'");
    CPPUNIT_ASSERT_EQUAL(
        std::string{"10"},
        Json::parse(entries.only().text("state_before"))["percent"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"20"},
        Json::parse(entries.only().text("state_after"))["percent"].get<std::string>());
  }

  void aCouponCanBeForNewClientsAlone() {
    const auto path = coupon("WELCOME");
    CPPUNIT_ASSERT(!owner_->get(path)["new_clients_only"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(200, owner_->patch(path, {{"new_clients_only", true}}).status);
    CPPUNIT_ASSERT(owner_->get(path)["new_clients_only"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(200, owner_->patch(path, {{"percent", "15"}}).status);
    CPPUNIT_ASSERT(owner_->get(path)["new_clients_only"].get<bool>());
  }

  void nullClearsACouponsLimits() {
    const auto path = coupon("SPRING");
    const auto changed = owner_->patch(path, {{"max_uses", nullptr},
                                              {"valid_to", nullptr},
                                              {"percent", nullptr},
                                              {"amount", {{"amount", 5000}, {"currency", "INR"}}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    const auto now = owner_->get(path);
    CPPUNIT_ASSERT(now["max_uses"].is_null() && now["valid_to"].is_null());
    CPPUNIT_ASSERT(now["percent"].is_null());
    CPPUNIT_ASSERT_EQUAL(5000, now["amount"]["amount"].get<int>());
  }

  void aChangedCouponHasToFitTogether() {
    const auto path = coupon("SPRING");
    const Json amount{{"amount", 5000}, {"currency", "INR"}};
    CPPUNIT_ASSERT_EQUAL(422, owner_->patch(path, {{"amount", amount}}).status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->patch(path, {{"percent", "101"}}).status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->patch(path, {{"valid_from", "2999-01-01"}}).status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->patch(path, {{"uses", 0}}).status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->patch(path, {{"code", nullptr}}).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"10"}, owner_->get(path)["percent"].get<std::string>());
  }

  void aCodeIsTakenOnce() {
    coupon("SPRING");
    const auto path = coupon("SUMMER");
    CPPUNIT_ASSERT_EQUAL(std::string{"code_taken"},
                         owner_->patch(path, {{"code", "SPRING"}}).code());
    CPPUNIT_ASSERT_EQUAL(200, owner_->patch(path, {{"code", "AUTUMN"}}).status);
  }

  void onlyStaffTouchCoupons() {
    const auto path = coupon("SPRING");
    CPPUNIT_ASSERT_EQUAL(403, client_->get(path).status);
    CPPUNIT_ASSERT_EQUAL(403, client_->patch(path, {{"percent", "99"}}).status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().patch(path, {{"percent", "99"}}).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/coupons/cpn_0000000000001").status);
  }

  void nullTakesTheHostNameOffACartItem() {
    product_ = product();
    const auto added = client_->post("/cart/add", {{"type", "product"},
                                                   {"product_id", product_.text()},
                                                   {"cycle", "monthly"},
                                                   {"domain", "example.com"},
                                                   {"hostname", "www.example.com"},
                                                   {"options", nullptr}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.text, 201, added.status);
    const auto path = "/cart/" + added["items"][0]["id"].get<std::string>();

    const auto changed = client_->patch(path, {{"hostname", nullptr}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    CPPUNIT_ASSERT(!changed["items"][0].contains("hostname"));
    CPPUNIT_ASSERT_EQUAL(std::string{"example.com"},
                         changed["items"][0]["domain"].get<std::string>());
    // Hosting has to be somewhere.
    CPPUNIT_ASSERT_EQUAL(std::string{"required"},
                         client_->patch(path, {{"domain", nullptr}}).fieldCode("domain"));
  }

  void anOrderThatAPolicyDeniesIsNotListed() {
    product_ = product();
    const auto shown = order("one.example")["order"]["id"].get<std::string>();
    const auto denied = order("two.example")["order"]["id"].get<std::string>();
    auto vikram = vikramWithout(*engine_, *client_, {denied});

    const auto listed = vikram.get("/orders");

    CPPUNIT_ASSERT_EQUAL_MESSAGE(listed.text, std::size_t{1}, listed["data"].size());
    CPPUNIT_ASSERT_EQUAL(shown, listed["data"][0]["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/orders/" + denied).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, client_->get("/orders")["data"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, owner_->get("/admin/orders")["data"].size());
  }

  void onlyStaffAcceptOrders() {
    product_ = product();
    const auto placed = order("example.com");
    const auto path = "/admin/orders/" + placed["order"]["id"].get<std::string>() + "/accept";
    CPPUNIT_ASSERT_EQUAL(403, client_->post(path).status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().post(path).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->post("/admin/orders/ord_0000000000001/accept").status);

    const auto listed = owner_->get("/admin/orders")["data"][0]["client"];
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha Rao"}, listed["name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(client_->get("/account")["id"].get<std::string>(),
                         listed["id"].get<std::string>());
    CPPUNIT_ASSERT(!client_->get("/orders")["data"][0].contains("client"));

    const auto accepted = owner_->post(path);

    CPPUNIT_ASSERT_EQUAL_MESSAGE(accepted.text, 200, accepted.status);
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{1},
        engine_->database()
            .query("SELECT action FROM audit_entries WHERE action = 'order.accepted'")
            .size());
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{1},
        engine_->database().query("SELECT id FROM events WHERE name = 'order.accepted'").size());
  }

  void anOrderTellsStaffTheNumberOfItsInvoice() {
    product_ = product();
    const auto placed = order("example.com");
    const auto path = "/orders/" + placed["order"]["id"].get<std::string>();

    const auto seen = owner_->get("/admin" + path);

    CPPUNIT_ASSERT_EQUAL_MESSAGE(seen.text, 200, seen.status);
    CPPUNIT_ASSERT_EQUAL(placed["invoice"]["number"].get<std::string>(),
                         seen["invoice_number"].get<std::string>());
    CPPUNIT_ASSERT(!client_->get(path).body.contains("invoice_number"));
  }

 private:
  std::string coupon(const std::string& code) {
    const auto made = owner_->post("/admin/coupons", {{"code", code},
                                                      {"percent", "10"},
                                                      {"amount", nullptr},
                                                      {"cycles", 3},
                                                      {"max_uses", 100},
                                                      {"per_client", nullptr},
                                                      {"valid_to", "2900-12-31"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    return "/admin/coupons/" + made["id"].get<std::string>();
  }
  ApiAnswer order(const std::string& domain) {
    client_->post("/cart/add", {{"type", "product"},
                                {"product_id", product_.text()},
                                {"cycle", "monthly"},
                                {"domain", domain}});
    const auto placed =
        client_->post("/checkout", {{"accept_terms", true}, {"payment_method", nullptr}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(placed.text, 201, placed.status);
    return placed;
  }

  Id<Product> product_;
};
HOSTLER_SUITE(OrderingRoutesTest, "modules/ordering/staff_routes");

}  // namespace hostler::testing
