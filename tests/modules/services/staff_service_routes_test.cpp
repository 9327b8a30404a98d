#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// What routes refuse before anything is done to a service.
class StaffServiceRoutesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StaffServiceRoutesTest);
  CPPUNIT_TEST(aReasonOfBlanksIsNone);
  CPPUNIT_TEST(aNameThatIsNoUsernameIsNotTaken);
  CPPUNIT_TEST(whatIsHeldForAbuseOrADisputeIsNotEndedAtOnce);
  CPPUNIT_TEST(whatEndsNowAsksForAFreshFactor);
  CPPUNIT_TEST(aSuspendedClientEndsNothingAtOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aReasonOfBlanksIsNone() {
    const auto id = shop_.running();
    auto owner = shop_.engine.owner();
    for (const auto* reason : {"", "   ", " \t "}) {
      const auto answer = owner.post("/admin/services/" + id.text() + "/terminate",
                                     {{"reason", reason}, {"without_backup", true}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
    }
    shop_.settle();
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_.count(
            "SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'service.backup_waived'"));
    const auto said = owner.post("/admin/services/" + id.text() + "/terminate",
                                 {{"reason", "  He left "}, {"without_backup", true}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(said.text, 202, said.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"He left"}, shop_.now(id).cancelReason);
  }

  void aNameThatIsNoUsernameIsNotTaken() {
    const auto ordered = shop_.order("");
    shop_.pay(ordered.invoice);
    auto owner = shop_.engine.owner();
    const auto path = "/admin/services/" + ordered.service.text() + "/provision";
    const auto provision = [&](const std::string& name) {
      return owner.post(path,
                        {{"credentials", {{"username", name}, {"password", "correct horse"}}}});
    };
    for (const auto& name :
         {std::string{}, std::string{"asha; rm -rf /"}, std::string{"-asha"}, std::string{"a$(id)"},
          std::string{"as ha"}, std::string{"../asha"}, std::string(65, 'a')}) {
      const auto answer = provision(name);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name + answer.text, 422, answer.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, std::string{"malformed"},
                                   answer.fieldCode("credentials.username"));
    }
    CPPUNIT_ASSERT(!shop_.now(ordered.service).externalId);
    const auto made = provision("asha_rao-1@example.com");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 200, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"asha_rao-1@example.com"},
                         shop_.now(ordered.service).externalId.value());
  }

  void whatIsHeldForAbuseOrADisputeIsNotEndedAtOnce() {
    for (const auto reason : {SuspensionReason::Abuse, SuspensionReason::Dispute}) {
      const auto id = shop_.suspended(reason);
      const auto answer = cancel(id, "now");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"service_held"}, answer.code());
      shop_.settle();
      CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Suspended, ProvisioningState::Idle));
      CPPUNIT_ASSERT(!shop_.now(id).cancelOn);
      CPPUNIT_ASSERT_EQUAL(200, cancel(id, "end_of_term").status);
    }
    const auto overdue = shop_.suspended(SuspensionReason::Overdue);
    CPPUNIT_ASSERT_EQUAL(202, cancel(overdue, "now").status);
  }

  void whatEndsNowAsksForAFreshFactor() {
    const auto id = shop_.running(), other = shop_.running("other.example");
    shop_.engine.clock().advance(std::chrono::minutes{16});
    auto browser = shop_.engine.stranger();
    const auto renewed = browser.post(
        "/auth/refresh-token", {{"refresh_token", shop_.client.cookies().at("__Host-refresh")}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(renewed.text, 200, renewed.status);
    shop_.client.useBearer(renewed["access_token"]);

    const auto refused = cancel(id, "now");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 403, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, refused.code());
    // What ends later does not.
    CPPUNIT_ASSERT_EQUAL(200, cancel(other, "end_of_term").status);
    const auto shown =
        shop_.client.post("/auth/step-up", {{"password", testing::TestEngine::kPassword}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(shown.text, 200, shown.status);
    CPPUNIT_ASSERT_EQUAL(202, cancel(id, "now").status);
  }

  void aSuspendedClientEndsNothingAtOnce() {
    const auto id = shop_.running();
    auto owner = shop_.engine.owner();
    CPPUNIT_ASSERT(
        owner.post("/admin/clients/" + shop_.account.text() + "/suspend", {{"reason", "fraud"}})
            .status < 300);
    auto client = shop_.engine.signedIn("asha@example.in");
    const auto answer =
        client.post("/services/" + id.text() + "/cancel", {{"when", "now"}, {"reason", "Bye"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 403, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"account_suspended"}, answer.code());
    shop_.settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.accounts.size());
  }

 private:
  testing::ApiAnswer cancel(Id<Service> id, const std::string& when) {
    return shop_.client.post("/services/" + id.text() + "/cancel", {{"when", when}});
  }

  ServiceShop shop_;
};
HOSTLER_SUITE(StaffServiceRoutesTest, "modules/services/staff_service_routes");

}  // namespace hostler
