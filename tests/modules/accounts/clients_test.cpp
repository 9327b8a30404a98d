#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";

}  // namespace

class ClientsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ClientsTest);
  CPPUNIT_TEST(aClientIsNoStaff);
  CPPUNIT_TEST(staffFindAndChangeClients);
  CPPUNIT_TEST(aClientMadeByHandChoosesItsPassword);
  CPPUNIT_TEST(theDemosClientSignsInAtOnce);
  CPPUNIT_TEST(twoAccountsWithOnePanAreShownToStaffAlone);
  CPPUNIT_TEST(aSuspendedClientStillSignsIn);
  CPPUNIT_TEST(actingForAClientIsRecordedAndLimited);
  CPPUNIT_TEST(actingEndsWithTheStaffMembersOwnSession);
  CPPUNIT_TEST(actingEndsAfterAnHour);
  CPPUNIT_TEST(anotherTenantsClientIsNotThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>();
    client_ = std::make_unique<ApiClient>(engine_->signedUpClient(kEmail));
    owner_ = std::make_unique<ApiClient>(engine_->owner());
    id_ = client_->get("/account")["id"];
  }
  void tearDown() override {
    client_.reset();
    owner_.reset();
    engine_.reset();
  }

  void aClientIsNoStaff() {
    for (const auto* path : {"/admin/clients", "/admin/staff", "/admin/roles"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, client_->get(path).status);
    }
    CPPUNIT_ASSERT_EQUAL(
        403,
        client_->post("/admin/clients/" + id_ + "/impersonate", {{"reason", "curious"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, owner_->get("/account").status);
  }

  void staffFindAndChangeClients() {
    engine_->signedUpClient("ravi@example.in", {{"first_name", "Ravi"}});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, owner_->get("/admin/clients")["data"].size());
    CPPUNIT_ASSERT_EQUAL(id_,
                         owner_->get("/admin/clients?q=asha")["data"][0]["id"].get<std::string>());
    CPPUNIT_ASSERT(owner_->get("/admin/clients?q=%25")["data"].empty());
    const auto first = owner_->get("/admin/clients?limit=1");
    CPPUNIT_ASSERT_EQUAL(id_, owner_
                                  ->get("/admin/clients?limit=1&cursor=" +
                                        first["next_cursor"].get<std::string>())["data"][0]["id"]
                                  .get<std::string>());
    CPPUNIT_ASSERT_EQUAL(422, owner_->get("/admin/clients?sort=password_hash").status);

    for (const Json& without :
         {Json{{"tax_exempt", true}}, Json{{"tax_exempt", true}, {"exemption_reason", "  "}}}) {
      const auto refused = owner_->patch("/admin/clients/" + id_, without);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 422, refused.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"required"}, refused.fieldCode("exemption_reason"));
    }
    const auto changed =
        owner_->patch("/admin/clients/" + id_,
                      {{"tax_exempt", true}, {"exemption_reason", "SEZ unit"}, {"group", "vip"}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    CPPUNIT_ASSERT(changed["tax_exempt"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(
        422, owner_->patch("/admin/clients/" + id_, {{"exemption_reason", nullptr}}).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/admin/clients?group=vip")["data"].size());
  }

  void aClientMadeByHandChoosesItsPassword() {
    auto body = TestEngine::profile();
    body["email"] = "hand@example.in";
    const auto made = owner_->withKey("once").post("/admin/clients", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(made["id"].dump(),
                         owner_->withKey("once").post("/admin/clients", body)["id"].dump());

    const auto token = engine_->messages().token("accounts.reset_password", "hand@example.in");
    CPPUNIT_ASSERT_EQUAL(200, engine_->stranger()
                                  .post("/auth/reset-password",
                                        {{"token", token}, {"password", "violet lamp 912 rose"}})
                                  .status);

    auto hand = engine_->signedIn("hand@example.in", "violet lamp 912 rose");
    CPPUNIT_ASSERT_EQUAL(made["id"].dump(), hand.get("/account")["id"].dump());
    CPPUNIT_ASSERT_EQUAL(409, owner_->withKey("twice").post("/admin/clients", body).status);
  }

  void theDemosClientSignsInAtOnce() {
    NewClient wanted;
    wanted.email = "demo@example.in";
    wanted.password = Secret{TestEngine::kPassword};
    wanted.firstName = "Demo";
    wanted.lastName = "Client";
    wanted.address = {"1 Park Street", "Kolkata", "West Bengal", "700016", "IN", std::nullopt};
    const auto id = engine_->accounts().createClient(wanted);

    const auto account = engine_->signedIn("demo@example.in").get("/account");

    CPPUNIT_ASSERT_EQUAL(id.text(), account["id"].get<std::string>());
    CPPUNIT_ASSERT(account["verified"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"19"}, account["address"]["state_code"].get<std::string>());
    CPPUNIT_ASSERT_THROW(engine_->accounts().createClient(wanted), DomainError);
    wanted.email = "nonsense";
    CPPUNIT_ASSERT_THROW(engine_->accounts().createClient(wanted), ValidationError);
  }

  void twoAccountsWithOnePanAreShownToStaffAlone() {
    auto other = engine_->signedUpClient("ravi@example.in");
    const auto second = other.get("/account");

    CPPUNIT_ASSERT_EQUAL(second["id"].dump(),
                         owner_->get("/admin/clients/" + id_)["possible_duplicates"][0].dump());
    CPPUNIT_ASSERT(second["possible_duplicates"].is_null());
  }

  void aSuspendedClientStillSignsIn() {
    CPPUNIT_ASSERT_EQUAL(
        200, owner_->post("/admin/clients/" + id_ + "/suspend", {{"reason", "chargeback"}}).status);
    CPPUNIT_ASSERT_EQUAL(
        409, owner_->post("/admin/clients/" + id_ + "/suspend", {{"reason", "again"}}).status);
    engine_->router().get<http::Nothing, http::Accepted>(
        "/test/order", http::Access::client({"accounts:ReadAccount"}).notSuspended(),
        [](const auto&) { return http::Accepted{"job_1"}; });
    auto again = engine_->signedIn(kEmail);
    CPPUNIT_ASSERT_EQUAL(std::string{"suspended"},
                         again.get("/account")["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"account_suspended"}, client_->get("/test/order").code());

    CPPUNIT_ASSERT_EQUAL(200, owner_->post("/admin/clients/" + id_ + "/activate").status);

    CPPUNIT_ASSERT_EQUAL(202, client_->get("/test/order").status);
  }

  void actingForAClientIsRecordedAndLimited() {
    auto acting = inPlaceOfTheClient();

    CPPUNIT_ASSERT_EQUAL(id_, acting.get("/account")["id"].get<std::string>());
    CPPUNIT_ASSERT(!acting.get("/auth/me")["impersonator"].is_null());
    CPPUNIT_ASSERT_EQUAL(403,
                         acting
                             .post("/auth/change-password",
                                   {{"current_password", "x"}, {"new_password", "violet lamp 912"}})
                             .status);
    CPPUNIT_ASSERT_EQUAL(403, acting.post("/auth/enable-2fa").status);
    CPPUNIT_ASSERT_EQUAL(403, acting
                                  .patch("/account", {{"email", "mine@example.in"},
                                                      {"current_password", TestEngine::kPassword}})
                                  .status);
    CPPUNIT_ASSERT_EQUAL(
        403, acting.post("/account/api-keys", {{"name", "x"}, {"scopes", {"read"}}}).status);
    CPPUNIT_ASSERT_EQUAL(403, acting.get("/admin/clients").status);
    const auto line = client_->get("/account/activity")["data"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"account.impersonation_started"},
                         line["action"].get<std::string>());
    CPPUNIT_ASSERT(!line["impersonator"].is_null());
    // From where the shop's people work is not the client's to know.
    CPPUNIT_ASSERT_EQUAL(std::string{}, line["ip"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{}, line["user_agent"].get<std::string>());
  }

  void actingEndsWithTheStaffMembersOwnSession() {
    auto acting = inPlaceOfTheClient();
    owner_->cookies().clear();
    CPPUNIT_ASSERT_EQUAL(200, owner_->post("/auth/logout").status);

    CPPUNIT_ASSERT_EQUAL(401, acting.get("/account").status);
  }

  void actingEndsAfterAnHour() {
    const auto entered =
        owner_->post("/admin/clients/" + id_ + "/impersonate", {{"reason", "ticket 12"}});
    auto program = engine_->stranger();
    engine_->clock().advance(std::chrono::minutes{59});
    const auto renewed =
        program.post("/auth/refresh-token", {{"refresh_token", entered["refresh_token"]}});
    CPPUNIT_ASSERT_EQUAL(200, renewed.status);
    CPPUNIT_ASSERT(program.cookies().empty());

    engine_->clock().advance(std::chrono::minutes{1});

    CPPUNIT_ASSERT_EQUAL(401, program.useBearer(renewed["access_token"]).get("/account").status);
  }

  void anotherTenantsClientIsNotThere() {
    Tenant reseller = engine_->tenants().get(kPlatform);
    reseller.id = Id<Tenant>::of(2);
    reseller.name = "Other";
    engine_->database().transaction([&](db::Transaction& tx) {
      engine_->tenants().save(tx, reseller);
      engine_->tenants().addHost(tx, reseller.id, "other.example");
    });

    CPPUNIT_ASSERT_EQUAL(401, client_->callsHost("other.example").get("/account").status);
    CPPUNIT_ASSERT_EQUAL(
        401, engine_->stranger()
                 .callsHost("other.example")
                 .post("/auth/login", {{"email", kEmail}, {"password", TestEngine::kPassword}})
                 .status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/clients/acc_0000000000001").status);
  }

 private:
  ApiClient inPlaceOfTheClient() {
    const auto entered =
        owner_->post("/admin/clients/" + id_ + "/impersonate", {{"reason", "ticket 12"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(entered.text, 200, entered.status);
    auto acting = engine_->stranger();
    acting.useBearer(entered["access_token"]);
    return acting;
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> client_, owner_;
  std::string id_;
};

HOSTLER_SUITE(ClientsTest, "modules/accounts/clients");

}  // namespace hostler::testing
