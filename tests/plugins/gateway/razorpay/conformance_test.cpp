#include "tests/plugins/support/conformance.h"

class RazorpayConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RazorpayConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(movesMoneyFromStartToEnd);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(takesOnlyGenuineWebhooks);
  CPPUNIT_TEST(checksOutOnceWhateverHappens);
  CPPUNIT_TEST(refundsOnceWhateverHappens);
  CPPUNIT_TEST(capturesWhateverHappens);
  CPPUNIT_TEST(chargesOnceWhateverHappens);
  CPPUNIT_TEST(setsUpOnceWhateverHappens);
  CPPUNIT_TEST(keepsAndForgetsPayersWhateverHappens);
  CPPUNIT_TEST(linksOnceWhateverHappens);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform("contract."); }
  void movesMoneyFromStartToEnd() { conform("lifecycle."); }
  void isSafe() { conform("safety."); }
  void takesOnlyGenuineWebhooks() { conform("webhook."); }
  void checksOutOnceWhateverHappens() { conform("checkout."); }
  void refundsOnceWhateverHappens() { conform("refund."); }
  void capturesWhateverHappens() { conform("capture."); }
  void chargesOnceWhateverHappens() { conform("charge."); }
  void setsUpOnceWhateverHappens() { conform("setup."); }
  void keepsAndForgetsPayersWhateverHappens() {
    for (const char* verb : {"customer.", "delete_method."}) conform(verb);
  }
  void linksOnceWhateverHappens() {
    for (const char* verb : {"payment_link.", "cancel_payment_link."}) conform(verb);
  }
  void readsNothingIntoBadAnswers() {
    for (const char* verb : {"test_connection.", "locate.", "fetch.", "verify_return.",
                             "reconcile.", "methods.", "locate_refund.", "fetch_dispute."})
      conform(verb);
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("gateway/razorpay", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(RazorpayConformanceTest, "plugins/gateway/razorpay/conformance");
