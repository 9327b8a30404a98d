#include "modules/domains/availability.h"
#include "modules/domains/domain_contacts.h"
#include "modules/domains/domain_life.h"
#include "modules/domains/domain_name.h"
#include "modules/domains/domain_prices.h"
#include "modules/domains/registrar_record.h"
#include "tests/support/suite.h"

#include <random>

namespace hostler {
namespace {

Money rupees(std::int64_t paise) {
  return Money::ofMinor(paise, Currency::of("INR"));
}

Tld tldNamed(const std::string& name) {
  Tld tld;
  tld.name = name;
  tld.prices = {{Currency::of("INR"), 1, rupees(1000'00), rupees(900'00), rupees(1200'00)},
                {Currency::of("INR"), 5, rupees(4500'00), std::nullopt, std::nullopt}};
  tld.fees = {{rupees(300'00), rupees(8000'00)}};
  return tld;
}

constexpr auto kAll = kEnumNames<DomainStatus>.size();

}  // namespace

class DomainRulesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DomainRulesTest);
  CPPUNIT_TEST(theLongestTldThatFitsSellsAName);
  CPPUNIT_TEST(onlyOneLabelUnderATldIsSold);
  CPPUNIT_TEST(whatIsTypedIsBroughtToALabel);
  CPPUNIT_TEST(namesInOtherScriptsAreShownInBothForms);
  CPPUNIT_TEST(yearsCostAsManyTimesOneUnlessSaidOtherwise);
  CPPUNIT_TEST(noTermsAreFreeByAccident);
  CPPUNIT_TEST(whatHasEndedStaysSo);
  CPPUNIT_TEST(anyWalkThroughTheStatesKeepsToTheWays);
  CPPUNIT_TEST(theCalendarOnlyMovesForward);
  CPPUNIT_TEST(eachNoticeHasItsDays);
  CPPUNIT_TEST(phonesAreWrittenAsRegistriesWantThem);
  CPPUNIT_TEST(aRegistrarsAnswerIsRead);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theLongestTldThatFitsSellsAName() {
    const std::vector<Tld> table{tldNamed("in"), tldNamed("co.in"), tldNamed("com")};
    CPPUNIT_ASSERT_EQUAL(std::string{"co.in"}, tldAbove("shop.co.in", table)->name);
    CPPUNIT_ASSERT_EQUAL(std::string{"in"}, tldAbove("shop.in", table)->name);
    CPPUNIT_ASSERT(tldAbove("shop.org", table) == nullptr);
    CPPUNIT_ASSERT(tldAbove("com", table) == nullptr);
    CPPUNIT_ASSERT(tldAbove("example.welcom", table) == nullptr);
  }

  void onlyOneLabelUnderATldIsSold() {
    const auto in = tldNamed("in");
    CPPUNIT_ASSERT(isSoldUnder("asha.in", in));
    CPPUNIT_ASSERT(!isSoldUnder("www.asha.in", in));
    CPPUNIT_ASSERT_MESSAGE("a public suffix is nobody's", !isSoldUnder("co.in", in));
    CPPUNIT_ASSERT(!isSoldUnder("asha.com", in));
  }

  void whatIsTypedIsBroughtToALabel() {
    const std::vector<Tld> table{tldNamed("in"), tldNamed("co.in"), tldNamed("com")};
    const auto label = [&](const std::string& text) {
      return soughtLabel(text, table).value_or("-");
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"asha"}, label("asha"));
    CPPUNIT_ASSERT_EQUAL(std::string{"asha"}, label("Asha.COM"));
    CPPUNIT_ASSERT_EQUAL(std::string{"asha"}, label("www.asha.co.in"));
    CPPUNIT_ASSERT_EQUAL(std::string{"asha"}, label("mail.asha.co.uk"));
    CPPUNIT_ASSERT_EQUAL(std::string{"ashastore"}, label(" Asha Store "));
    CPPUNIT_ASSERT_EQUAL(std::string{"xn--11b0a5a"}.substr(0, 4), label("आशा").substr(0, 4));
    CPPUNIT_ASSERT_EQUAL(std::string{"-"}, label("asha!"));
    CPPUNIT_ASSERT_EQUAL(std::string{"-"}, label("-asha"));
    CPPUNIT_ASSERT_EQUAL(std::string{"-"}, label(std::string(70, 'a')));
  }

  void namesInOtherScriptsAreShownInBothForms() {
    const auto name = Hostname::parse("faß.com").value();
    CPPUNIT_ASSERT_EQUAL(std::string{"xn--fa-hia.com"}, name.ascii());
    CPPUNIT_ASSERT_EQUAL(std::string{"faß.com"}, name.unicode());
  }

  void yearsCostAsManyTimesOneUnlessSaidOtherwise() {
    const auto tld = tldNamed("com");
    const auto inr = Currency::of("INR");
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), tld.priceOf(DomainAction::Register, inr, 1).value());
    CPPUNIT_ASSERT_EQUAL(rupees(3000'00), tld.priceOf(DomainAction::Register, inr, 3).value());
    CPPUNIT_ASSERT_EQUAL(rupees(4500'00), tld.priceOf(DomainAction::Register, inr, 5).value());
    CPPUNIT_ASSERT_EQUAL(rupees(6000'00), tld.priceOf(DomainAction::Renew, inr, 5).value());
    CPPUNIT_ASSERT(!tld.priceOf(DomainAction::Register, inr, 11));
    CPPUNIT_ASSERT(!tld.priceOf(DomainAction::Register, Currency::of("USD"), 1));
  }

  void noTermsAreFreeByAccident() {
    std::mt19937 random{7};
    const auto inr = Currency::of("INR");
    for (int round = 0; round < 500; ++round) {
      Tld tld = tldNamed("com");
      tld.minYears = 1 + static_cast<int>(random() % 3);
      tld.maxYears = tld.minYears + static_cast<int>(random() % 8);
      tld.prices = {
          {inr, 1, rupees(1 + random() % 100'000), std::nullopt, rupees(1 + random() % 100'000)}};
      Domain domain;
      domain.status = static_cast<DomainStatus>(1 + random() % kAll);
      domain.expiresAt = Instant::parse("2026-12-01T10:00:00Z");
      const int years = static_cast<int>(random() % 13);
      const auto lines = renewalLines(domain, tld, years, inr);
      const bool isSold = tld.sells(years) && domain.isHeld();
      CPPUNIT_ASSERT_EQUAL(isSold, !lines.empty());
      auto total = Money::zero(inr);
      for (const auto& line : lines) total = total.plus(line.unitPrice);
      auto expected = Money::zero(inr);
      if (isSold) expected = tld.prices[0].renewal->times(years);
      if (isSold && domain.status == DomainStatus::Expired)
        expected = expected.plus(rupees(300'00));
      if (isSold && domain.status == DomainStatus::Redemption)
        expected = expected.plus(rupees(8000'00));
      CPPUNIT_ASSERT_EQUAL(expected, total);
    }
  }

  void whatHasEndedStaysSo() {
    for (const auto ended :
         {DomainStatus::Cancelled, DomainStatus::Failed, DomainStatus::TransferredAway}) {
      for (std::size_t i = 1; i <= kAll; ++i) {
        const auto next = static_cast<DomainStatus>(i);
        CPPUNIT_ASSERT_EQUAL(next == ended, mayBecome(ended, next));
      }
      CPPUNIT_ASSERT(!isLive(ended) && !isHeld(ended));
    }
  }

  void anyWalkThroughTheStatesKeepsToTheWays() {
    std::mt19937 random{11};
    for (int walk = 0; walk < 2'000; ++walk) {
      auto status = DomainStatus::Pending;
      bool wasHeld = false;
      for (int step = 0; step < 20; ++step) {
        const auto next = static_cast<DomainStatus>(1 + random() % kAll);
        if (!mayBecome(status, next)) continue;
        const bool isBackAtTheStart = next == DomainStatus::Pending && status != next;
        CPPUNIT_ASSERT(!isBackAtTheStart);
        // What has been ours never fails as if it had not been, and is never on its way in again.
        if (wasHeld)
          CPPUNIT_ASSERT(next != DomainStatus::Failed && next != DomainStatus::Transferring);
        status = next;
        wasHeld = wasHeld || isHeld(status);
      }
    }
  }

  void theCalendarOnlyMovesForward() {
    const auto tld = tldNamed("com");
    const auto expiry = Date::of(2026, 6, 10);
    auto before = DomainStatus::Active;
    for (int day = -30; day < 120; ++day) {
      const auto stage = stageOn(expiry.plusDays(day), expiry, tld);
      CPPUNIT_ASSERT(mayBecome(before, stage));
      CPPUNIT_ASSERT(static_cast<int>(stage) >= static_cast<int>(before));
      before = stage;
    }
    CPPUNIT_ASSERT(stageOn(expiry, expiry, tld) == DomainStatus::Active);
    CPPUNIT_ASSERT(stageOn(expiry.plusDays(1), expiry, tld) == DomainStatus::Expired);
    CPPUNIT_ASSERT(stageOn(expiry.plusDays(31), expiry, tld) == DomainStatus::Redemption);
    CPPUNIT_ASSERT(stageOn(expiry.plusDays(61), expiry, tld) == DomainStatus::Cancelled);
  }

  void eachNoticeHasItsDays() {
    const std::vector<int> days{30, 14, 7, 1};
    const auto on = [&](std::int64_t left) {
      return DomainLife::noticeOn(left, days).value_or(-1);
    };
    CPPUNIT_ASSERT_EQUAL(-1, on(31));
    CPPUNIT_ASSERT_EQUAL(30, on(30));
    CPPUNIT_ASSERT_EQUAL(30, on(15));
    CPPUNIT_ASSERT_EQUAL(14, on(14));
    CPPUNIT_ASSERT_EQUAL(7, on(3));
    CPPUNIT_ASSERT_EQUAL(1, on(1));
    CPPUNIT_ASSERT_EQUAL(1, on(0));
    CPPUNIT_ASSERT_EQUAL(-1, on(-1));
  }

  void phonesAreWrittenAsRegistriesWantThem() {
    CPPUNIT_ASSERT_EQUAL(std::string{"+91.9822012345"}, registryPhone("+919822012345"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+1.4155550123"}, registryPhone("+14155550123"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+971.501234567"}, registryPhone("+971501234567"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+91.9822012345"}, registryPhone("+91.9822012345"));
    CPPUNIT_ASSERT_EQUAL(std::string{""}, registryPhone(""));
  }

  void aRegistrarsAnswerIsRead() {
    Json json{{"domain", "asha.com"}, {"state", "active"}, {"expires_at", 1'800'000'000}};
    const auto record = RegistrarRecord::read(json, "asha.com");
    CPPUNIT_ASSERT(record.state == RegistrarState::Active);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'800'000'000}, record.expiresAt->unixSeconds());
    CPPUNIT_ASSERT_THROW(RegistrarRecord::read(json, "ravi.com"), ValidationError);
    json["state"] = "unheard_of";
    CPPUNIT_ASSERT_THROW(RegistrarRecord::read(json, "asha.com"), ValidationError);
    json["state"] = "active";
    json["expires_at"] = "soon";
    CPPUNIT_ASSERT_THROW(RegistrarRecord::read(json, "asha.com"), ValidationError);
    CPPUNIT_ASSERT_THROW(RegistrarRecord::read(Json::array(), "asha.com"), ValidationError);
  }
};
HOSTLER_SUITE(DomainRulesTest, "modules/domains/domain_rules");

}  // namespace hostler
