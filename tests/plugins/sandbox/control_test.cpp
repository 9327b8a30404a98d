#include "tests/plugins/support/sandbox_client.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;

class SandboxControlTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxControlTest);
  CPPUNIT_TEST(fixedAccountsAreThereFromTheStart);
  CPPUNIT_TEST(accountsAreAddedAndReplaced);
  CPPUNIT_TEST(anAddedAccountWorksAndADisabledOneDoesNot);
  CPPUNIT_TEST(theBookHoldsWhatTrulyExists);
  CPPUNIT_TEST(callsAreListedInOrderWithSecretsMasked);
  CPPUNIT_TEST(badRequestsAreRefusedWithTheReason);
  CPPUNIT_TEST(faultsAreListedAndDeleted);
  CPPUNIT_TEST(resetBringsBackTheStart);
  CPPUNIT_TEST_SUITE_END();

 public:
  void fixedAccountsAreThereFromTheStart() {
    const auto accounts = sandbox_.control(Method::Get, "/_accounts").body;
    for (const char* provider :
         {"whm", "razorpay", "stripe", "digitalocean", "ec2", "godaddy", "powerdns", "sendgrid",
          "msg91", "twilio", "cloudstack", "vies", "turnstile", "recaptcha"})
      CPPUNIT_ASSERT_MESSAGE(provider, !accounts[provider].empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"http://127.0.0.1:9090/whm"},
                         accounts["whm"][0]["base_url"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"http://127.0.0.1:8080/api/payments/webhook/razorpay"},
                         accounts["razorpay"][0]["webhook_url"].get<std::string>());
    for (const char* name : {"key_id", "key_secret", "webhook_secret"}) {
      CPPUNIT_ASSERT_MESSAGE(name, accounts["razorpay"][0].contains(name));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"http://127.0.0.1:8080/api/payments/webhook/stripe"},
                         accounts["stripe"][0]["webhook_url"].get<std::string>());
    for (const char* name : {"publishable_key", "secret_key", "webhook_secret"}) {
      CPPUNIT_ASSERT_MESSAGE(name, accounts["stripe"][0].contains(name));
    }
    CPPUNIT_ASSERT_EQUAL(accounts["data"], hostler::sandbox::fixedAccounts({}));
  }

  void accountsAreAddedAndReplaced() {
    const Json second{{"provider", "razorpay"},
                      {"key_id", "rzp_test_two"},
                      {"key_secret", "s2"},
                      {"webhook_secret", "w2"}};
    const auto added = sandbox_.control(Method::Post, "/_accounts", second);
    CPPUNIT_ASSERT_EQUAL(201, added.status);
    CPPUNIT_ASSERT(added.body.contains("id") && added.body.contains("base_url"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2},
                         sandbox_.control(Method::Get, "/_accounts").body["razorpay"].size());

    const auto order =
        sandbox_.razorpay(Method::Post, "/orders", {{"amount", 500}, {"currency", "INR"}},
                          SandboxClient::basic("rzp_test_two:s2"));
    CPPUNIT_ASSERT_EQUAL(200, order.status);
    auto changed = second;
    changed["key_secret"] = "s3";
    sandbox_.control(Method::Post, "/_accounts", changed);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2},
                         sandbox_.control(Method::Get, "/_accounts").body["razorpay"].size());
    CPPUNIT_ASSERT_EQUAL(
        401, sandbox_.razorpay(Method::Get, "/orders", {}, SandboxClient::basic("rzp_test_two:s2"))
                 .status);
    const auto kept =
        sandbox_.razorpay(Method::Get, "/orders", {}, SandboxClient::basic("rzp_test_two:s3"));
    CPPUNIT_ASSERT_EQUAL(1, kept.body["count"].get<int>());  // what it holds stays
  }

  void anAddedAccountWorksAndADisabledOneDoesNot() {
    Json account{
        {"provider", "whm"}, {"username", "root"}, {"token", "ANOTHER"}, {"host", "server9"}};
    sandbox_.control(Method::Post, "/_accounts", account);
    CPPUNIT_ASSERT_EQUAL(200, sandbox_.whm("version", {}, "whm root:ANOTHER").status);
    account["disabled"] = true;
    sandbox_.control(Method::Post, "/_accounts", account);
    CPPUNIT_ASSERT_EQUAL(403, sandbox_.whm("version", {}, "whm root:ANOTHER").status);
  }

  void theBookHoldsWhatTrulyExists() {
    sandbox_.createAccount("acmecom1", "acme.example");
    sandbox_.whm("suspendacct", {{"user", "acmecom1"}, {"reason", "overdue"}});
    sandbox_.order();
    const auto book = sandbox_.book();
    const auto& account = book["whm"]["accounts"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"acmecom1"}, account["user"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"acme.example"}, account["domain"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"starter"}, account["plan"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(true, account["suspended"].get<bool>());
    for (const char* kind : {"orders", "payments", "refunds"})
      CPPUNIT_ASSERT(book["razorpay"][kind].is_array());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book["razorpay"]["orders"].size());
  }

  void callsAreListedInOrderWithSecretsMasked() {
    sandbox_.createAccount("acmecom1", "acme.example");
    sandbox_.whm("passwd", {{"user", "acmecom1"}, {"password", "Other-Pass-0815"}},
                 "whm root:WRONG");
    sandbox_.razorpay(Method::Post, "/customers",
                      {{"email", "a@b.example"}, {"token", "tok_secret_1"}});
    const auto whm = sandbox_.control(Method::Get, "/_calls?provider=whm").body["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, whm.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"createacct"}, whm[0]["operation"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"whm_root"}, whm[0]["account"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"whm root:***"},
                         whm[0]["headers"]["authorization"].get<std::string>());
    CPPUNIT_ASSERT(whm[0]["body"].get<std::string>().find("domain=acme.example") !=
                   std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{}, whm[1]["account"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(403, whm[1]["status"].get<int>());
    const auto all = sandbox_.control(Method::Get, "/_calls").body["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, all.size());
    for (const char* secret : {"SANDBOXROOT", "Long-Pass-4711", "Other-Pass-0815",
                               "sandbox_key_secret", "tok_secret_1", "WRONG"}) {
      CPPUNIT_ASSERT_MESSAGE(secret, all.dump().find(secret) == std::string::npos);
    }
  }

  void badRequestsAreRefusedWithTheReason() {
    CPPUNIT_ASSERT_EQUAL(404, sandbox_.control(Method::Get, "/_nothing").status);
    CPPUNIT_ASSERT_EQUAL(404, sandbox_.control(Method::Get, "/unknown/thing").status);
    const std::vector<std::pair<const char*, Json>> bad{
        {"/_faults", {{"provider", "whm"}, {"fault", "explode"}}},
        {"/_faults", {{"provider", "nobody"}, {"fault", "slow"}}},
        {"/_faults", {{"provider", "whm"}, {"fault", "slow"}, {"times", 0}}},
        {"/_faults", {{"provider", "whm"}, {"fault", "slow"}, {"delay_ms", "long"}}},
        {"/_faults", {{"provider", "whm"}, {"fault", 7}}},
        {"/_accounts", {{"provider", "razorpay"}, {"key_id", "x"}}},
        {"/_accounts", {{"provider", "whm"}, {"token", 7}}},
        {"/_pay", {{"provider", "razorpay"}}},
    };
    for (const auto& [path, body] : bad) {
      const auto told = sandbox_.control(Method::Post, path, body);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(body.dump(), 422, told.status);
      CPPUNIT_ASSERT(told.body.contains("code") && told.body.contains("detail"));
    }
    const auto missing = sandbox_.control(Method::Post, "/_pay",
                                          {{"provider", "razorpay"}, {"order_id", "order_none"}});
    CPPUNIT_ASSERT_EQUAL(404, missing.status);
    CPPUNIT_ASSERT_EQUAL(400,
                         sandbox_.server().ask(Method::Post, "/_pay", "{\"a\":1,\"a\":2}").status);
    const auto paid = sandbox_.order();
    CPPUNIT_ASSERT_EQUAL(422, sandbox_.pay(paid, "vanished").status);
    sandbox_.pay(paid);
    CPPUNIT_ASSERT_EQUAL(422, sandbox_.pay(paid).status);  // paid already
  }

  void faultsAreListedAndDeleted() {
    const auto told = sandbox_.control(
        Method::Post, "/_faults",
        {{"provider", "whm"}, {"fault", "server_error"}, {"operation", "version"}, {"times", 2}});
    CPPUNIT_ASSERT_EQUAL(201, told.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         sandbox_.control(Method::Get, "/_faults").body["data"].size());
    CPPUNIT_ASSERT_EQUAL(204, sandbox_.control(Method::Delete, "/_faults").status);
    CPPUNIT_ASSERT(sandbox_.control(Method::Get, "/_faults").body["data"].empty());
    CPPUNIT_ASSERT_EQUAL(200, sandbox_.whm("version").status);
  }

  void resetBringsBackTheStart() {
    const auto before = sandbox_.control(Method::Get, "/_accounts").body;
    sandbox_.control(Method::Post, "/_accounts", {{"provider", "whm"}, {"token", "MORE"}});
    sandbox_.createAccount("acmecom1", "acme.example");
    sandbox_.order();
    sandbox_.fault({{"provider", "whm"}, {"fault", "server_error"}});
    CPPUNIT_ASSERT_EQUAL(200, sandbox_.control(Method::Post, "/_reset").status);
    CPPUNIT_ASSERT_EQUAL(before, sandbox_.control(Method::Get, "/_accounts").body);
    CPPUNIT_ASSERT(sandbox_.book()["whm"]["accounts"].empty());
    CPPUNIT_ASSERT(sandbox_.book()["razorpay"]["orders"].empty());
    CPPUNIT_ASSERT(sandbox_.control(Method::Get, "/_calls").body["data"].empty());
    CPPUNIT_ASSERT_EQUAL(200, sandbox_.whm("version").status);
  }

 private:
  SandboxClient sandbox_;
};

HOSTLER_SUITE(SandboxControlTest, "plugins/sandbox/control");
