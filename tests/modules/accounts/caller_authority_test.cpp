#include "modules/accounts/caller_authority.h"

#include "modules/accounts/failure_lock.h"
#include "tests/support/suite.h"

namespace hostler {

class CallerAuthorityTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallerAuthorityTest);
  CPPUNIT_TEST(patternsCoverWhatTheyName);
  CPPUNIT_TEST(readingIsNeverWriting);
  CPPUNIT_TEST(whatIsTakenAwayStaysAway);
  CPPUNIT_TEST(bothMustAllow);
  CPPUNIT_TEST(failuresFarApartDoNotLock);
  CPPUNIT_TEST(nobodyCanKeepItLocked);
  CPPUNIT_TEST_SUITE_END();

 public:
  void patternsCoverWhatTheyName() {
    CPPUNIT_ASSERT(coversAction("*", "billing:PayInvoice"));
    CPPUNIT_ASSERT(coversAction("billing:*", "billing:PayInvoice"));
    CPPUNIT_ASSERT(coversAction("*:Pay*", "billing:PayInvoice"));
    CPPUNIT_ASSERT(!coversAction("bill", "billing:PayInvoice"));
    CPPUNIT_ASSERT(!coversAction("billing:Pay", "billing:PayInvoice"));
    CPPUNIT_ASSERT(!coversAction("", "billing:PayInvoice"));
    for (const auto* wrong : {"", "billing", "billing:", ":Pay", "a b:c", "billing:Pay*Invoice"}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, !isActionPattern(wrong));
    }
  }

  void readingIsNeverWriting() {
    CPPUNIT_ASSERT(coversAction("read", "billing:ReadInvoices"));
    CPPUNIT_ASSERT(!coversAction("read", "billing:PayInvoice"));
  }

  void whatIsTakenAwayStaysAway() {
    const ListedActions admin{{"!accounts:ManageStaff", "*"}};
    CPPUNIT_ASSERT(admin.allows("accounts:ReadStaff", ""));
    CPPUNIT_ASSERT(!admin.allows("accounts:ManageStaff", ""));
    CPPUNIT_ASSERT(!ListedActions{{}}.allows("accounts:ReadStaff", ""));
  }

  void bothMustAllow() {
    const auto all = std::make_shared<const ListedActions>(std::vector<std::string>{"*"});
    const auto some = std::make_shared<const ListedActions>(std::vector<std::string>{"read"});
    CPPUNIT_ASSERT(!BothAllow(all, some).allows("billing:PayInvoice", ""));
    CPPUNIT_ASSERT(!BothAllow(some, all).allows("billing:PayInvoice", ""));
    CPPUNIT_ASSERT(BothAllow(some, all).allows("billing:ReadInvoices", ""));
  }

  void failuresFarApartDoNotLock() {
    FailureLock lock;
    auto now = Instant::ofUnixSeconds(1'768'024'800);
    for (int i = 0; i < 20; ++i) {
      lock = lock.afterFailure(now);
      now = now.plus(FailureLock::kInARow);
    }
    CPPUNIT_ASSERT(!lock.isLocked(now));
  }

  void nobodyCanKeepItLocked() {
    FailureLock lock;
    const auto now = Instant::ofUnixSeconds(1'768'024'800);
    for (int i = 0; i < 5; ++i) lock = lock.afterFailure(now);
    CPPUNIT_ASSERT(lock.isLocked(now));
    const auto later = now.plus(std::chrono::minutes{29});
    CPPUNIT_ASSERT(lock.afterFailure(later) == lock);
    CPPUNIT_ASSERT(!lock.isLocked(now.plus(FailureLock::kLockedFor)));
  }
};

HOSTLER_SUITE(CallerAuthorityTest, "modules/accounts/caller_authority");

}  // namespace hostler
