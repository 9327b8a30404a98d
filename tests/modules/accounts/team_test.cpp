#include "tests/support/mariadb.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {

/// The users of an account, what they may, and how they come.
class TeamTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TeamTest);
  CPPUNIT_TEST(aUserMayNothingUntilAPolicySaysSo);
  CPPUNIT_TEST(aDenialWins);
  CPPUNIT_TEST(rightsComeThroughGroupsAndRoles);
  CPPUNIT_TEST(aPolicyMayBeAboutOneThing);
  CPPUNIT_TEST(conditionsAreHeldAgainstTheRequest);
  CPPUNIT_TEST(aSimulationSaysWhy);
  CPPUNIT_TEST(policiesAreChecked);
  CPPUNIT_TEST(nobodyHandsOnMoreThanTheyHold);
  CPPUNIT_TEST(nobodyTouchesTheRootUser);
  CPPUNIT_TEST(whoIsSwitchedOffIsOutAtOnce);
  CPPUNIT_TEST(anInvitationIsAcceptedOnce);
  CPPUNIT_TEST(anInvitationThatIsWithdrawnOrOldIsDead);
  CPPUNIT_TEST(anotherAccountsThingsAreNotThere);
  CPPUNIT_TEST(aKeyManagesNobody);
  CPPUNIT_TEST(aChangeCountsFromTheNextRequest);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    EngineOptions options;
    options.database = database();
    engine_ = std::make_unique<TestEngine>(options);
    root_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
    number_ = root_->get("/account")["number"].get<std::string>();
  }
  void tearDown() override {
    root_.reset();
    engine_.reset();
  }

  void aUserMayNothingUntilAPolicySaysSo() {
    const auto id = addUser("vikram", Json::object());
    auto vikram = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account").status);
    must(root_->patch("/account/users/" + id, {{"policies", {shipped("ReadOnlyAccess")}}}), 200);
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account").status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.patch("/account", {{"company", "Mine"}}).status);
  }

  void aDenialWins() {
    const auto deny =
        policy({{"name", "No keys"}, {"effect", "deny"}, {"actions", {"accounts:ReadApiKeys"}}});
    addUser("vikram", {{"policies", {shipped("AdministratorAccess"), deny}}});
    auto vikram = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account").status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account/api-keys").status);
  }

  void rightsComeThroughGroupsAndRoles() {
    const auto role =
        must(root_->post("/account/roles",
                         {{"name", "Reader"}, {"policies", {shipped("ReadOnlyAccess")}}}),
             201)["id"];
    const auto group =
        must(root_->post("/account/groups", {{"name", "Office"}, {"roles", {role}}}), 201)["id"]
            .get<std::string>();
    const auto id = addUser("vikram", {{"groups", {group}}});
    auto vikram = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account").status);
    CPPUNIT_ASSERT_EQUAL(id,
                         root_->get("/account/groups/" + group)["members"][0].get<std::string>());
    must(root_->patch("/account/groups/" + group, {{"members", Json::array()}}), 200);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account").status);
    must(root_->patch("/account/groups/" + group, {{"members", {id}}}), 200);
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account").status);
    CPPUNIT_ASSERT_EQUAL(204, root_->remove("/account/roles/" + role.get<std::string>()).status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account").status);
  }

  void aPolicyMayBeAboutOneThing() {
    const auto users = root_->get("/account/users")["data"];
    const auto rootId = users[0]["id"].get<std::string>();
    const auto one =
        policy({{"name", "One"}, {"actions", {"accounts:ReadUsers"}}, {"resources", {rootId}}});
    const auto id = addUser("vikram", {{"policies", {one}}});
    auto vikram = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account/users/" + rootId).status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account/users/" + id).status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account/users").status);
  }

  void conditionsAreHeldAgainstTheRequest() {
    const auto office = policy({{"name", "Office"},
                                {"actions", {"accounts:Read*"}},
                                {"conditions", {{"ip", {"203.0.113.0/24"}}}}});
    addUser("vikram", {{"policies", {office}}});
    auto vikram = signedIn("vikram");
    vikram.cameFrom("198.51.100.7");
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account").status);
    vikram.cameFrom("203.0.113.9");
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account").status);
    must(root_->patch("/account/policies/" + office,
                      {{"conditions", {{"before", "2026-01-10T06:10:00Z"}}}}),
         200);
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account").status);
    engine_->clock().advance(std::chrono::minutes{11});
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account").status);
  }

  void aSimulationSaysWhy() {
    const auto deny =
        policy({{"name", "No keys"}, {"effect", "deny"}, {"actions", {"accounts:ReadApiKeys"}}});
    const auto id = addUser("vikram", {{"policies", {shipped("ReadOnlyAccess"), deny}}});
    const auto ask = [&](const std::string& action) {
      return must(root_->post("/account/policies/simulate",
                              {{"user", id}, {"action", action}, {"resource", "svc_1"}}),
                  200);
    };
    CPPUNIT_ASSERT(ask("accounts:ReadAccount")["allowed"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"The policy \"No keys\" denies it."},
                         ask("accounts:ReadApiKeys")["because"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(deny, ask("accounts:ReadApiKeys")["policy"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"No policy allows it."},
                         ask("billing:PayInvoices")["because"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(404, root_
                                  ->post("/account/policies/simulate",
                                         {{"user", "usr_0000000000001"}, {"action", "a:b"}})
                                  .status);
  }

  void policiesAreChecked() {
    const auto fails = [&](const Json& change, const std::string& field) {
      Json body{{"name", "x"}, {"actions", {"accounts:ReadAccount"}}};
      body.update(change);
      const auto answer = root_->post("/account/policies", body);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
      CPPUNIT_ASSERT_MESSAGE(answer.text, !answer.fieldCode(field).empty());
    };
    fails({{"actions", {"accounts:Raed"}}}, "actions[0]");
    fails({{"actions", Json::array()}}, "actions");
    fails({{"resources", {"a b"}}}, "resources[0]");
    fails({{"conditions", {{"ip", {"nowhere"}}}}}, "conditions.ip[0]");
    fails({{"conditions", {{"weather", "fine"}}}}, "conditions.weather");
    fails({{"effect", "perhaps"}}, "effect");
    policy({{"name", "x"}, {"actions", {"accounts:*"}}});
    CPPUNIT_ASSERT_EQUAL(
        std::string{"name_taken"},
        root_->post("/account/policies", {{"name", "x"}, {"actions", {"accounts:*"}}}).code());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"shipped_policy"},
        root_->patch("/account/policies/" + shipped("ReadOnlyAccess"), {{"name", "y"}}).code());
  }

  void nobodyHandsOnMoreThanTheyHold() {
    const auto team = policy({{"name", "Team"}, {"actions", {"accounts:*"}}});
    const auto guard =
        policy({{"name", "Guard"}, {"effect", "deny"}, {"actions", {"accounts:UpdateAccount"}}});
    const auto id = addUser("vikram", {{"policies", {team, guard}}});
    const auto other = addUser("priya", {{"policies", {guard}}});
    auto vikram = signedIn("vikram");
    const auto path = "/account/users/" + other;
    CPPUNIT_ASSERT_EQUAL(
        403, vikram.patch(path, {{"policies", {guard, shipped("AdministratorAccess")}}}).status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.patch(path, {{"policies", {guard, team}}})
                                  .status);  // more than he may: no UpdateAccount
    CPPUNIT_ASSERT_EQUAL(
        403, vikram.patch(path, {{"policies", Json::array()}}).status);  // would lift a denial
    CPPUNIT_ASSERT_EQUAL(403, vikram.patch("/account/users/" + id, {{"policies", {team}}}).status);
    CPPUNIT_ASSERT_EQUAL(
        403, vikram.post("/account/policies", {{"name", "All"}, {"actions", {"*"}}}).status);
    CPPUNIT_ASSERT_EQUAL(
        403,
        vikram.patch("/account/policies/" + guard, {{"actions", {"accounts:ReadAccount"}}}).status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.remove("/account/policies/" + guard).status);
    CPPUNIT_ASSERT_EQUAL(
        403, vikram
                 .post("/account/invitations",
                       {{"email", "x@example.in"}, {"policies", {shipped("AdministratorAccess")}}})
                 .status);
    CPPUNIT_ASSERT_EQUAL(
        403, vikram
                 .post("/account/users", {{"username", "evil"},
                                          {"email", "x@example.in"},
                                          {"password", TestEngine::kPassword},
                                          {"policies", {shipped("AdministratorAccess")}}})
                 .status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, root_->get("/account/users")["data"].size());
    const auto small = vikram.post("/account/policies",
                                   {{"name", "Small"}, {"actions", {"accounts:ReadAccount"}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(small.text, 201, small.status);
    must(vikram.patch(path, {{"policies", {guard, small["id"]}}}), 200);
  }

  void nobodyTouchesTheRootUser() {
    const auto rootId = root_->get("/auth/me")["user"]["id"].get<std::string>();
    addUser("vikram", {{"policies", {shipped("AdministratorAccess")}}});
    auto vikram = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(std::string{"root_user"},
                         vikram.patch("/account/users/" + rootId, {{"active", false}}).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"root_user"},
                         vikram.remove("/account/users/" + rootId).code());
    CPPUNIT_ASSERT_EQUAL(200, root_->get("/account").status);
  }

  void whoIsSwitchedOffIsOutAtOnce() {
    const auto id = addUser("vikram", {{"policies", {shipped("ReadOnlyAccess")}}});
    auto vikram = signedIn("vikram");
    must(root_->patch("/account/users/" + id, {{"active", false}}), 200);
    CPPUNIT_ASSERT_EQUAL(401, vikram.get("/account").status);
    must(root_->patch("/account/users/" + id, {{"active", true}}), 200);
    auto again = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(204, root_->remove("/account/users/" + id).status);
    CPPUNIT_ASSERT_EQUAL(401, again.get("/account").status);
    CPPUNIT_ASSERT_EQUAL(404, root_->get("/account/users/" + id).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, root_->get("/account/users")["data"].size());
  }

  void anInvitationIsAcceptedOnce() {
    must(root_->post("/account/invitations", {{"email", "priya@example.in"},
                                              {"name", "Priya Nair"},
                                              {"policies", {shipped("ReadOnlyAccess")}}}),
         201);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, root_->get("/account/invitations")["data"].size());
    const auto body = accepting("priya@example.in", "priya");
    auto weak = body;
    weak["password"] = "password1";
    CPPUNIT_ASSERT_EQUAL(422, engine_->stranger().post("/auth/accept-invite", weak).status);
    const auto joined = engine_->stranger().post("/auth/accept-invite", body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(joined.text, 201, joined.status);
    CPPUNIT_ASSERT_EQUAL(number_, joined["account"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(200, signedIn("priya").get("/account").status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().post("/auth/accept-invite", body).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, root_->get("/account/invitations")["data"].size());
  }

  void anInvitationThatIsWithdrawnOrOldIsDead() {
    const auto invite = [&] {
      return must(root_->post("/account/invitations", {{"email", "priya@example.in"}}), 201)["id"]
          .get<std::string>();
    };
    const auto first = invite();
    const auto old = accepting("priya@example.in", "priya");
    const auto second = invite();  // ends the first
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().post("/auth/accept-invite", old).status);
    CPPUNIT_ASSERT_EQUAL(204, root_->remove("/account/invitations/" + second).status);
    CPPUNIT_ASSERT_EQUAL(401,
                         engine_->stranger()
                             .post("/auth/accept-invite", accepting("priya@example.in", "priya"))
                             .status);
    invite();
    const auto late = accepting("priya@example.in", "priya");
    engine_->clock().advance(std::chrono::hours{7 * 24 + 1});
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().post("/auth/accept-invite", late).status);
  }

  void anotherAccountsThingsAreNotThere() {
    const auto mine = policy({{"name", "Mine"}, {"actions", {"accounts:*"}}});
    const auto id = addUser("vikram", Json::object());
    auto other = engine_->signedUpClient("ravi@example.in", {{"pan", "AAAPL1234C"}});
    CPPUNIT_ASSERT_EQUAL(404, other.get("/account/policies/" + mine).status);
    CPPUNIT_ASSERT_EQUAL(404, other.patch("/account/policies/" + mine, {{"name", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(404, other.remove("/account/policies/" + mine).status);
    CPPUNIT_ASSERT_EQUAL(404, other.get("/account/users/" + id).status);
    CPPUNIT_ASSERT_EQUAL(404, other.patch("/account/users/" + id, {{"active", false}}).status);
    CPPUNIT_ASSERT_EQUAL(404, other.remove("/account/users/" + id).status);
    CPPUNIT_ASSERT_EQUAL(
        422, other.post("/account/groups", {{"name", "g"}, {"policies", {mine}}}).status);
    CPPUNIT_ASSERT_EQUAL(422,
                         other.post("/account/groups", {{"name", "g"}, {"members", {id}}}).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, other.get("/account/groups")["data"].size());
  }

  void aKeyManagesNobody() {
    const auto key =
        must(root_->post("/account/api-keys", {{"name", "all"}, {"scopes", {"*"}}}), 201)["secret"]
            .get<std::string>();
    auto program = engine_->stranger();
    program.useBearer(key);
    CPPUNIT_ASSERT_EQUAL(200, program.get("/account/users").status);
    CPPUNIT_ASSERT_EQUAL(
        403, program.post("/account/policies", {{"name", "x"}, {"actions", {"*"}}}).status);
    CPPUNIT_ASSERT_EQUAL(403,
                         program.post("/account/invitations", {{"email", "x@example.in"}}).status);
  }

  void aChangeCountsFromTheNextRequest() {
    const auto one = policy({{"name", "One"}, {"actions", {"accounts:ReadAccount"}}});
    addUser("vikram", {{"policies", {one}}});
    auto vikram = signedIn("vikram");
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account").status);
    must(root_->patch("/account/policies/" + one, {{"actions", {"accounts:ReadActivity"}}}), 200);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account").status);
    CPPUNIT_ASSERT_EQUAL(200, vikram.get("/account/activity").status);
    CPPUNIT_ASSERT_EQUAL(204, root_->remove("/account/policies/" + one).status);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account/activity").status);
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }
  Json must(const ApiAnswer& answer, int status) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
    return answer.body;
  }
  std::string policy(const Json& body) {
    return must(root_->post("/account/policies", body), 201)["id"];
  }
  std::string shipped(const std::string& name) {
    const auto policies = root_->get("/account/policies");
    for (const auto& one : policies["data"]) {
      if (one["name"] == name) return one["id"];
    }
    throw std::logic_error{"no policy is called " + name};
  }
  std::string addUser(const std::string& name, const Json& access) {
    Json body{
        {"username", name}, {"email", name + "@example.in"}, {"password", TestEngine::kPassword}};
    body.update(access);
    return must(root_->post("/account/users", body), 201)["id"];
  }
  ApiClient signedIn(const std::string& name) {
    auto client = engine_->stranger();
    const auto answer = client.post(
        "/auth/login",
        {{"account", number_}, {"username", name}, {"password", TestEngine::kPassword}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    client.useBearer(answer["access_token"]);
    return client;
  }
  Json accepting(const std::string& email, const std::string& name) {
    return {{"token", engine_->messages().token("account_invitation", email)},
            {"username", name},
            {"password", TestEngine::kPassword}};
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> root_;
  std::string number_;
};
HOSTLER_SUITE(TeamTest, "modules/accounts/team");

class TeamOnMariaDbTest : public TeamTest {
  CPPUNIT_TEST_SUB_SUITE(TeamOnMariaDbTest, TeamTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(TeamOnMariaDbTest, "modules/accounts/team");

}  // namespace hostler::testing
