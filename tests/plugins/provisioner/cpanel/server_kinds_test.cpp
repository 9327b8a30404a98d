#include "cpanel_provisioner.h"
#include "names.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/conformance.h"

using namespace hostler::cpanel;
using hostler::sdk::JobState;
using hostler::sdk::Json;
using hostler::sdk::Outcome;
using hostler::testing::callWith;
namespace sdk = hostler::sdk;

// Servers that are not root's newest: resellers, older versions, names that are taken, another road
// to WHM.
class CpanelServerKindsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CpanelServerKindsTest);
  CPPUNIT_TEST(aTakenUserNameGivesWayToTheNext);
  CPPUNIT_TEST(aResellersAccountsAndPackagesAreItsOwn);
  CPPUNIT_TEST(limitsOfAProductGoBeyondItsPackages);
  CPPUNIT_TEST(aResellersTokenIsToldWhatItCannotDo);
  CPPUNIT_TEST(aServerBefore136ListsBackupsTheOldWay);
  CPPUNIT_TEST(aWeakPasswordIsRefusedForGood);
  CPPUNIT_TEST(anUnknownPackageIsRefusedForGood);
  CPPUNIT_TEST(settingsThatCannotBeUsedAreNamed);
  CPPUNIT_TEST(nobodyAtTheAddressIsRetryable);
  CPPUNIT_TEST(aSelfSignedServerNeedsAPersonsTrust);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aTakenUserNameGivesWayToTheNext() {
    const auto names = userNameCandidates("svc_1", "acme.example");
    createNamed(names[0], "somebody.example");
    createNamed(names[1], "else.example");

    const auto made = plugin_.create(callWith(), createRequest());
    CPPUNIT_ASSERT(made);
    CPPUNIT_ASSERT_EQUAL(names[2], made->id);

    for (std::size_t i = 3; i < names.size(); ++i)
      createNamed(names[i], "more" + std::to_string(i) + ".example");
    auto other = createRequest();
    other.domain = "acme.test.example";
    CPPUNIT_ASSERT(userNameCandidates("svc_1", other.domain) ==
                   names);  // the same letters, all taken
    const auto refused = plugin_.create(callWith(), other);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"username_taken"}, refused.error().code);
  }

  void aResellersAccountsAndPackagesAreItsOwn() {
    auto request = createRequest();
    request.serverSettings = server("reseller", "SANDBOXRESELLER000000000000000WHM");
    const auto made = plugin_.create(callWith(), request);
    CPPUNIT_ASSERT(made);
    CPPUNIT_ASSERT_EQUAL(std::string{"reseller_starter"}, made->package);
    CPPUNIT_ASSERT_EQUAL(std::string{"reseller"}, *made->owner);

    sdk::ChangePackage change;
    change.serverSettings = request.serverSettings;
    change.productSettings = {{"plan", "business"}};
    change.account = {made->id, made->domain};
    const auto changed = plugin_.changePackage(callWith(), change);
    CPPUNIT_ASSERT(changed);
    CPPUNIT_ASSERT_EQUAL(std::string{"reseller_business"}, changed->package);
  }

  void limitsOfAProductGoBeyondItsPackages() {
    constexpr std::int64_t kMegabyte = 1024 * 1024;
    auto request = createRequest();
    request.productSettings["disk_mb"] = 7'000;
    const auto made = plugin_.create(callWith(), request);
    CPPUNIT_ASSERT(made);
    CPPUNIT_ASSERT_EQUAL(7'000 * kMegabyte, made->diskLimitBytes.value());

    sdk::ChangePackage change;
    change.serverSettings = request.serverSettings;
    change.account = {made->id, made->domain};
    // The plan stays, and its disk grows; twice the same is the same.
    change.productSettings = {{"plan", "starter"}, {"disk_mb", 9'000}, {"bandwidth_mb", 60'000}};
    for (int i = 0; i < 2; ++i) {
      const auto changed = plugin_.changePackage(callWith(), change);
      CPPUNIT_ASSERT(changed);
      CPPUNIT_ASSERT_EQUAL(9'000 * kMegabyte, changed->diskLimitBytes.value());
    }
    // Another plan brings its own.
    change.productSettings = {{"plan", "business"}};
    const auto changed = plugin_.changePackage(callWith(), change);
    CPPUNIT_ASSERT(changed);
    CPPUNIT_ASSERT_EQUAL(20'000 * kMegabyte, changed->diskLimitBytes.value());
  }

  void aResellersTokenIsToldWhatItCannotDo() {
    auto request = createRequest();
    request.serverSettings = server("reseller", "SANDBOXRESELLER000000000000000WHM");
    const auto made = plugin_.create(callWith(), request);
    sdk::TestConnection test;
    test.serverSettings = request.serverSettings;
    const auto report = plugin_.testConnection(callWith(), test);
    CPPUNIT_ASSERT(report && report->warnings.size() == 1);

    sdk::BackupAccount backup;
    backup.serverSettings = request.serverSettings;
    backup.account = {made->id, made->domain};
    backup.outlivesAccount = true;
    const auto refused = plugin_.backup(callWith(), backup);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::NeedsAttention);
    backup.outlivesAccount = false;
    CPPUNIT_ASSERT(plugin_.backup(callWith(), backup).isPending());
  }

  void aServerBefore136ListsBackupsTheOldWay() {
    control_.addAccount({{"provider", "whm"},
                         {"username", "root"},
                         {"token", "OLD"},
                         {"host", "old"},
                         {"version", "11.110.0.5"}});
    auto request = createRequest();
    request.serverSettings = server("root", "OLD");
    const auto made = plugin_.create(callWith(), request);
    sdk::BackupAccount backup;
    backup.serverSettings = request.serverSettings;
    backup.account = {made->id, made->domain};
    const auto begun = plugin_.backup(callWith(), backup);
    CPPUNIT_ASSERT(begun.isPending());
    sdk::ReadProgress ask;
    ask.serverSettings = request.serverSettings;
    ask.account = backup.account;
    ask.handle = begun->handle;
    CPPUNIT_ASSERT(plugin_.progress(callWith(), ask)->state == JobState::Running);
    CPPUNIT_ASSERT(plugin_.progress(callWith(), ask)->state == JobState::Done);
  }

  void aWeakPasswordIsRefusedForGood() {
    auto request = createRequest();
    request.password = sdk::Secret{"aaaaaaaaaa"};
    const auto refused = plugin_.create(callWith(), request);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"weak_password"}, refused.error().code);
  }

  void anUnknownPackageIsRefusedForGood() {
    auto request = createRequest();
    request.productSettings = {{"plan", "diamond"}};
    const auto refused = plugin_.create(callWith(), request);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT(refused.error().message.find("diamond") != std::string::npos);
    CPPUNIT_ASSERT(control_.book()["whm"]["accounts"].empty());
  }

  void settingsThatCannotBeUsedAreNamed() {
    const auto good = server("root", "TOKEN");
    const std::vector<std::pair<const char*, Json>> bad{
        {"server_settings.token", {{"token", "a b\r\nc"}}},
        {"server_settings.token", {{"token", nullptr}}},
        {"server_settings.username", {{"username", "root:x"}}},
        {"server_settings.base_url", {{"base_url", "http://whm.example.com"}}},
        {"server_settings.base_url", {{"base_url", "ftp://x"}}},
        {"server_settings.host", {{"base_url", nullptr}, {"host", "evil.example/path"}}},
        {"server_settings.host", {{"base_url", nullptr}}},
        {"server_settings.port",
         {{"base_url", nullptr}, {"host", "whm.example.com"}, {"port", 0}}}};
    for (const auto& [name, change] : bad) {
      sdk::TestConnection test;
      test.serverSettings = good;
      test.serverSettings.update(change);
      try {
        (void)plugin_.testConnection(callWith(), test);
        CPPUNIT_FAIL(std::string{name} + " was taken");
      } catch (const sdk::ProviderFailure& failure) {
        CPPUNIT_ASSERT(failure.error.outcome == Outcome::Permanent);
        CPPUNIT_ASSERT_MESSAGE(failure.error.message, failure.error.message.starts_with(name));
      }
    }
  }

  void nobodyAtTheAddressIsRetryable() {
    auto request = createRequest();
    request.serverSettings["base_url"] =
        "http://127.0.0.1:" + std::to_string(hostler::testing::closedPort());
    const auto refused = plugin_.create(callWith(), request);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"unreachable"}, refused.error().code);
  }

  void aSelfSignedServerNeedsAPersonsTrust() {
    const auto identity = hostler::testing::TlsIdentity::selfSigned("127.0.0.1");
    const hostler::testing::LoopbackServer whm{
        [](hostler::testing::Connection& peer) {
          while (!peer.readRequest().empty()) {
            const std::string body =
                R"({"metadata":{"result":1,"reason":"OK"},"data":{"version":"11.136.0.14"}})";
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                       "\r\n\r\n" + body);
          }
        },
        identity};
    sdk::TestConnection test;
    test.serverSettings = {
        {"host", "127.0.0.1"}, {"port", whm.port()}, {"username", "root"}, {"token", "T"}};
    const auto refused = plugin_.testConnection(callWith(), test);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"tls_untrusted"}, refused.error().code);

    test.serverSettings["ca_certificate"] = identity.certificatePem;
    CPPUNIT_ASSERT(plugin_.testConnection(callWith(), test));
    test.serverSettings["ca_certificate"] = "";
    test.serverSettings["pinned_public_key"] = identity.pin;
    CPPUNIT_ASSERT(plugin_.testConnection(callWith(), test));
  }

 private:
  Json server(const std::string& user, const std::string& token) const {
    return {{"base_url", sandbox_.url() + "/whm"}, {"username", user}, {"token", token}};
  }
  sdk::CreateAccount createRequest() const {
    sdk::CreateAccount request;
    request.serverSettings = server("root", "SANDBOXROOT0000000000000000000WHM");
    request.productSettings = {{"plan", "starter"}};
    request.reference = "svc_1";
    request.domain = "acme.example";
    request.password = sdk::Secret{"Long-Pass-4711"};
    request.email = "asha@acme.example";
    return request;
  }
  void createNamed(const std::string& user, const std::string& domain) {
    auto request = createRequest();
    request.reference = "svc_of_" + user;
    request.username = user;
    request.domain = domain;
    CPPUNIT_ASSERT(plugin_.create(callWith(), request));
  }

  hostler::testing::SandboxServer sandbox_;
  hostler::conformance::SandboxControl control_{sandbox_.url()};
  CpanelProvisioner plugin_{sdk::Context{Json::object(), callWith().log}};
};

HOSTLER_SUITE(CpanelServerKindsTest, "plugins/provisioner/cpanel/server_kinds");
