#include "cpanel_provisioner.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/conformance.h"

using namespace hostler::cpanel;
using hostler::sdk::Json;
using hostler::testing::callWith;
namespace sdk = hostler::sdk;

// Accounts that sell accounts of their own: what they own goes with them.
class CpanelResellersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CpanelResellersTest);
  CPPUNIT_TEST(whatASuspendedResellerOwnsIsSuspended);
  CPPUNIT_TEST(whatTheResellerSuspendedItselfStaysSuspended);
  CPPUNIT_TEST(anAccountThatOwnsNothingGoesAlone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    // The reseller's own account belongs to root, and what its token makes belongs to it.
    make("root", kRoot, "reseller", "resells.example", "starter");
    make("reseller", kReseller, "childone", "one.example", "starter");
    make("reseller", kReseller, "childtwo", "two.example", "starter");
    make("root", kRoot, "another", "another.example", "starter");
  }

  void whatASuspendedResellerOwnsIsSuspended() {
    CPPUNIT_ASSERT(suspend("reseller", "resells.example", "Overdue"));
    for (const char* user : {"reseller", "childone", "childtwo"})
      CPPUNIT_ASSERT_MESSAGE(user, shown(user)["suspended"] == true);
    CPPUNIT_ASSERT_EQUAL(Json("Overdue"), shown("childone")["suspend_reason"]);
    CPPUNIT_ASSERT(shown("another")["suspended"] == false);
    CPPUNIT_ASSERT(suspend("reseller", "resells.example", "Overdue"));  // so already

    CPPUNIT_ASSERT(unsuspend("reseller", "resells.example"));
    for (const char* user : {"reseller", "childone", "childtwo"})
      CPPUNIT_ASSERT_MESSAGE(user, shown(user)["suspended"] == false);
  }

  void whatTheResellerSuspendedItselfStaysSuspended() {
    CPPUNIT_ASSERT(suspend("childtwo", "two.example", "Spam"));
    CPPUNIT_ASSERT(suspend("reseller", "resells.example", "Overdue"));
    CPPUNIT_ASSERT_EQUAL(Json("Spam"), shown("childtwo")["suspend_reason"]);
    CPPUNIT_ASSERT(unsuspend("reseller", "resells.example"));
    CPPUNIT_ASSERT(shown("childone")["suspended"] == false);
    CPPUNIT_ASSERT(shown("childtwo")["suspended"] == true);
  }

  void anAccountThatOwnsNothingGoesAlone() {
    CPPUNIT_ASSERT(suspend("another", "another.example", "Overdue"));
    for (const char* user : {"reseller", "childone", "childtwo"})
      CPPUNIT_ASSERT_MESSAGE(user, shown(user)["suspended"] == false);
  }

 private:
  static constexpr const char* kRoot = "SANDBOXROOT0000000000000000000WHM";
  static constexpr const char* kReseller = "SANDBOXRESELLER000000000000000WHM";

  Json server(const std::string& user, const std::string& token) const {
    return {{"base_url", sandbox_.url() + "/whm"}, {"username", user}, {"token", token}};
  }
  void make(const std::string& who, const std::string& token, const std::string& user,
            const std::string& domain, const std::string& plan) {
    sdk::CreateAccount request;
    request.serverSettings = server(who, token);
    request.productSettings = {{"plan", plan}};
    request.reference = "svc_" + user;
    request.username = user;
    request.domain = domain;
    request.password = sdk::Secret{"Long-Pass-4711"};
    request.email = "asha@acme.example";
    const auto made = plugin_.create(callWith(), request);
    CPPUNIT_ASSERT_MESSAGE(user, made);
  }
  bool suspend(const std::string& user, const std::string& domain, const std::string& reason) {
    sdk::SuspendAccount request;
    request.serverSettings = server("root", kRoot);
    request.account = {user, domain};
    request.reason = reason;
    const auto after = plugin_.suspend(callWith(), request);
    return after && after->suspended;
  }
  bool unsuspend(const std::string& user, const std::string& domain) {
    sdk::UnsuspendAccount request;
    request.serverSettings = server("root", kRoot);
    request.account = {user, domain};
    const auto after = plugin_.unsuspend(callWith(), request);
    return after && !after->suspended;
  }
  Json shown(const std::string& user) {
    const auto accounts = control_.book()["whm"]["accounts"];
    for (const auto& account : accounts)
      if (account["user"] == user) return account;
    return Json::object();
  }

  hostler::testing::SandboxServer sandbox_;
  hostler::conformance::SandboxControl control_{sandbox_.url()};
  CpanelProvisioner plugin_{sdk::Context{Json::object(), callWith().log}};
};

HOSTLER_SUITE(CpanelResellersTest, "plugins/provisioner/cpanel/resellers");
