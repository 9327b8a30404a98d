#include "razorpay_gateway.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/conformance.h"

using namespace hostler::razorpay;
using hostler::sdk::Json;
using hostler::sdk::Outcome;
using hostler::testing::callWith;
namespace sdk = hostler::sdk;

// Whose the customers are that Razorpay keeps, against the sandbox.
class RazorpayCustomersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RazorpayCustomersTest);
  CPPUNIT_TEST(anAccountIsOneCustomer);
  CPPUNIT_TEST(whoTakesAnothersAddressDoesNotGetTheirCustomer);
  CPPUNIT_TEST(aCustomerWithoutANoteIsNobodys);
  CPPUNIT_TEST(aPayerWithoutAnAccountGetsNone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void anAccountIsOneCustomer() {
    const auto first = plugin_.customer(callWith(), {payer("acc_1")});
    const auto again = plugin_.customer(callWith(), {payer("acc_1")});
    CPPUNIT_ASSERT(first && again);
    CPPUNIT_ASSERT_EQUAL(first->customer, again->customer);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book().size());
    CPPUNIT_ASSERT_EQUAL(std::string{"acc_1"}, book()[0]["notes"]["account"].get<std::string>());
  }

  void whoTakesAnothersAddressDoesNotGetTheirCustomer() {
    CPPUNIT_ASSERT(plugin_.customer(callWith(), {payer("acc_1")}));
    refusedAsAnothers(plugin_.customer(callWith(), {payer("acc_2")}));
    auto own = payer("acc_2");
    own.phone = "+919800000002";
    CPPUNIT_ASSERT(plugin_.customer(callWith(), {own}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, book().size());
  }

  void aCustomerWithoutANoteIsNobodys() {
    const auto redactor = std::make_shared<sdk::Redactor>();
    const RazorpayClient client{sdk::fromJson<Settings>(settings()), *redactor};
    CPPUNIT_ASSERT(client.post(callWith(), "/customers",
                               {{"name", "Asha Rao"},
                                {"email", payer("").email},
                                {"contact", payer("").phone},
                                {"fail_existing", "0"}},
                               sdk::Effect::Write));
    refusedAsAnothers(plugin_.customer(callWith(), {payer("acc_1")}));
  }

  void aPayerWithoutAnAccountGetsNone() {
    const auto refused = plugin_.customer(callWith(), {payer("")});
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"}, refused.error().code);
    CPPUNIT_ASSERT(book().empty());
  }

 private:
  static void refusedAsAnothers(const sdk::Reply<sdk::Customer>& reply) {
    CPPUNIT_ASSERT(!reply && reply.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"customer_of_another"}, reply.error().code);
  }
  static sdk::Payer payer(const std::string& account) {
    return {account, "Asha Rao", "asha@example.net", "+919812345678"};
  }
  Json settings() const {
    return {{"base_url", sandbox_.url() + "/razorpay"},
            {"key_id", "rzp_test_HostlerSandbox"},
            {"key_secret", "sandbox_key_secret_01"},
            {"webhook_secret", "sandbox_webhook_secret_01"}};
  }
  Json book() { return control_.book()["razorpay"]["customers"]; }

  hostler::testing::SandboxServer sandbox_;
  hostler::conformance::SandboxControl control_{sandbox_.url()};
  RazorpayGateway plugin_{sdk::Context{settings(), callWith().log}};
};

HOSTLER_SUITE(RazorpayCustomersTest, "plugins/gateway/razorpay/customers");
