#include "instructions.h"

#include "tests/support/suite.h"

using namespace hostler::bank_transfer;
namespace sdk = hostler::sdk;

class BankInstructionsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BankInstructionsTest);
  CPPUNIT_TEST(theTextSaysWhereAndWithWhatReference);
  CPPUNIT_TEST(rupeesHaveAUpiLink);
  CPPUNIT_TEST(otherCurrenciesHaveNone);
  CPPUNIT_TEST(amountsHaveTheCurrencysDigits);
  CPPUNIT_TEST(everyAttemptHasAReferenceOfItsOwn);
  CPPUNIT_TEST(ibansAreCheckedByTheirDigits);
  CPPUNIT_TEST(anAccountThatNobodyCanPayToIsNotShown);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theTextSaysWhereAndWithWhatReference() {
    const auto action = instructions(indian(), {118'000, "INR"}, "PAY0C7K2M9QZ4F1H");
    CPPUNIT_ASSERT_EQUAL(std::string{"instructions"}, action["type"].get<std::string>());
    const auto text = action["text"].get<std::string>();
    for (const char* part : {"INR 1180.00", "PAY0C7K2M9QZ4F1H", "00000012345678901", "SBIN0000300"})
      CPPUNIT_ASSERT_MESSAGE(part, text.find(part) != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"PAY0C7K2M9QZ4F1H"}, action["reference"].get<std::string>());
  }

  void rupeesHaveAUpiLink() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "upi://pay?pa=sahyadri@sbi&pn=Sahyadri%20%26%20Sons&am=0.05&cu=INR&tn=PAY1&tr=PAY1"},
        upiLink(indian(), {5, "INR"}, "PAY1"));
  }

  void otherCurrenciesHaveNone() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, upiLink(indian(), {5, "USD"}, "PAY1"));
    auto without = indian();
    without.upiVpa.clear();
    CPPUNIT_ASSERT(!instructions(without, {5, "INR"}, "PAY1").contains("upi"));
  }

  void amountsHaveTheCurrencysDigits() {
    CPPUNIT_ASSERT_EQUAL(std::string{"1180.00"}, decimalText({118'000, "INR"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"0.01"}, decimalText({1, "EUR"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"1180"}, decimalText({1180, "JPY"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"1.180"}, decimalText({1180, "KWD"}));
  }

  void everyAttemptHasAReferenceOfItsOwn() {
    CPPUNIT_ASSERT_EQUAL(std::string{"PAY0C7K2M9QZ4F1H"}, referenceOf("pay_0c7k2m9qz4f1h"));
    CPPUNIT_ASSERT(referenceOf("pay_0c7k2m9qz4f1h") != referenceOf("pay_0c7k2m9qz4f1j"));
  }

  void ibansAreCheckedByTheirDigits() {
    CPPUNIT_ASSERT(isIban("DE89 3704 0044 0532 0130 00"));
    CPPUNIT_ASSERT(isIban("GB82WEST12345698765432"));
    CPPUNIT_ASSERT(!isIban("DE89 3704 0044 0532 0130 01"));
    CPPUNIT_ASSERT(!isIban("DE98 3704 0044 0532 0130 00"));
    CPPUNIT_ASSERT(!isIban("1234567890123456"));
    CPPUNIT_ASSERT(!isIban(""));
  }

  void anAccountThatNobodyCanPayToIsNotShown() {
    auto account = indian();
    CPPUNIT_ASSERT_EQUAL(std::string{}, faultOf(account));
    account.ifsc = "SBIN1000300";
    CPPUNIT_ASSERT_EQUAL(std::string{"the IFSC is wrong"}, faultOf(account));
    account.ifsc.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{"no IFSC is set"}, faultOf(account));
    account.accountNumber.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{}, faultOf(account));
    account.currencies = {"INR", "USD"};
    CPPUNIT_ASSERT_EQUAL(std::string{"UPI takes rupees alone"}, faultOf(account));
    account.upiVpa.clear();
    CPPUNIT_ASSERT(!faultOf(account).empty());
  }

 private:
  static BankAccount indian() {
    BankAccount account;
    account.currencies = {"INR"};
    account.holder = "Sahyadri & Sons";
    account.accountNumber = "00000012345678901";
    account.ifsc = "SBIN0000300";
    account.upiVpa = "sahyadri@sbi";
    return account;
  }
};

HOSTLER_SUITE(BankInstructionsTest, "plugins/gateway/bank_transfer/instructions");
