#include "modules/accounts/account_repository.h"
#include "modules/billing/invoice_repository.h"
#include "tests/modules/services/terms_shop.h"

#include <cstdlib>
#include <map>
#include <random>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::Seed;
using testing::TermsShop;

// A client who moves to another state while they have something: what comes back takes back the
// taxes that it was charged with, on its own invoice; what is charged bears those of the new place.
template <class Engine>
class MovedClientsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MovedClientsTest);
  CPPUNIT_TEST(anUpgradeAfterAMoveIsAnInvoiceAndACreditNote);
  CPPUNIT_TEST(oneThatIsNotPaidGivesNothingBack);
  CPPUNIT_TEST(aSmallerPlanTakesBackWhatWasCharged);
  CPPUNIT_TEST(theEndTakesBackWhatWasCharged);
  CPPUNIT_TEST(wheneverTheyMoveNotesFollowTheirInvoices);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    shop_->providers.on("provisioner/1.change_package", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, Json::object()};
    });
    small_ = shop_->plan(499'00, "Small"), large_ = shop_->plan(999'00, "Large");
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

  void anUpgradeAfterAMoveIsAnInvoiceAndACreditNote() {
    const auto id = shop_->bought({small_}).at(0);
    shop_->moveTo(Date::of(2026, 6, 26));  // half of the term is left
    live("29");
    const auto preview = shop_->change(id, large_, true);
    CPPUNIT_ASSERT_EQUAL(inr(249'50), preview.quote.credit);
    CPPUNIT_ASSERT_EQUAL(inr(499'50), preview.quote.charge);
    CPPUNIT_ASSERT_EQUAL(inr(589'41), preview.priced.total);
    CPPUNIT_ASSERT_EQUAL(inr(294'42), preview.returned.value());
    const auto invoice = shop_->change(id, large_).invoice.value();
    CPPUNIT_ASSERT_EQUAL(std::string{" IGST 89.91"}, textOf(invoice.taxes));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
    shop_->settle(invoice.id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).product == large_);
    CPPUNIT_ASSERT_EQUAL(std::string{" CGST 22.46 SGST 22.46"}, textOf(notes().at(0).taxes));
    CPPUNIT_ASSERT_EQUAL(notes().at(0).total, shop_->given());
    CPPUNIT_ASSERT_EQUAL(inr(294'42), shop_->given());
    // Its days are worth what was paid for them in the new state.
    shop_->end(id);
    CPPUNIT_ASSERT_EQUAL(std::string{" IGST 89.91"}, textOf(notes().at(1).taxes));
    shop_->mustAddUp();
  }

  void oneThatIsNotPaidGivesNothingBack() {
    const auto id = shop_->bought({small_}).at(0);
    live("29");
    const auto invoice = shop_->change(id, large_).invoice.value();
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice.id, "Not wanted");
    });
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
    CPPUNIT_ASSERT(shop_->now(id).product == small_);
    shop_->mustAddUp();
  }

  void aSmallerPlanTakesBackWhatWasCharged() {
    const auto id = shop_->bought({large_}).at(0);
    shop_->moveTo(Date::of(2026, 6, 26));
    live("29");
    CPPUNIT_ASSERT(!shop_->change(id, small_).invoice);
    shop_->doJobs();
    CPPUNIT_ASSERT(std::abs(notes().at(0).taxable.minus(inr(250'00)).minor()) <= 1);
    CPPUNIT_ASSERT_EQUAL(std::string{" CGST 22.50 SGST 22.50"}, textOf(notes().at(0).taxes));
    shop_->mustAddUp();
  }

  void theEndTakesBackWhatWasCharged() {
    const auto id = shop_->bought({small_}).at(0);
    live("29");
    shop_->end(id);
    CPPUNIT_ASSERT_EQUAL(std::string{" CGST 44.91 SGST 44.91"}, textOf(notes().at(0).taxes));
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->given());
  }

  void wheneverTheyMoveNotesFollowTheirInvoices() {
    const std::vector<std::string> states{"27", "29", "33", "04"};
    const std::vector<std::int64_t> prices{99'00, 499'00, 500'01, 999'00, 2'499'00};
    std::vector<Id<Product>> plans;
    for (const auto price : prices) plans.push_back(shop_->plan(price, std::to_string(price)));
    for (int round = 0; round < 8; ++round) {
      const auto id = shop_->bought({plans.at(pick(plans.size()))}).at(0);
      for (int step = 0; step < 6; ++step) {
        shop_->clock.advance(std::chrono::hours{24 * static_cast<int>(pick(9))});
        try {
          if (pick(2) == 0) live(states.at(pick(states.size())));
          switch (pick(4)) {
            case 0:
              shop_->settle(shop_->renew(id).id);
              break;
            case 1:
            case 2:
              if (const auto made = shop_->change(id, plans.at(pick(plans.size()))); made.invoice)
                shop_->settle(made.invoice->id);
              shop_->doJobs();
              break;
            default:
              break;
          }
        } catch (const DomainError&) {
          // Refused by its state, as it should be.
        }
        mustFollow();
      }
      try {
        shop_->end(id);
      } catch (const DomainError&) {
      }
      mustFollow();
    }
    shop_->mustAddUp();
  }

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }
  void live(const std::string& state) {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, shop_->owner()).value();
      account.address.stateCode = state;
      account_repository::saveProfile(tx, account, shop_->clock.now());
    });
  }
  std::vector<CreditNote> notes() {
    auto all = shop_->database->read([&](db::Reader& reader) {
      return shop_->corrections.list(reader, Scope::ofTenant(kPlatform), http::ListOrder{}, 10'000);
    });
    std::ranges::sort(all, {}, [](const CreditNote& note) { return note.id.value(); });
    return all;
  }
  static std::string textOf(const std::vector<TaxAmount>& taxes) {
    std::string text;
    for (const auto& tax : taxes) {
      if (!tax.amount.isZero()) text += " " + tax.name + " " + tax.amount.decimalText();
    }
    return text;
  }
  static bool charges(const Invoice& invoice, const std::string& name) {
    return std::ranges::any_of(invoice.taxes, [&](const TaxAmount& tax) {
      return tax.name == name && !tax.amount.isZero();
    });
  }
  // No invoice takes a tax back, and no note takes back a tax that its invoice did not charge, more
  // of it than that, or another share of it than of the value.
  void mustFollow() {
    std::map<Id<Invoice>, std::map<std::string, Money>> left;
    for (const auto& row : shop_->database->query("SELECT id FROM invoices")) {
      const auto invoice = shop_->now(row.id<Invoice>("id"));
      for (const auto& tax : invoice.taxes) {
        CPPUNIT_ASSERT_MESSAGE(seed_.text() + ": " + invoice.number + " " + tax.name,
                               !tax.amount.isNegative());
        auto& sum = left[invoice.id].try_emplace(tax.name, inr(0)).first->second;
        sum = sum.plus(tax.amount);
      }
    }
    for (const auto& note : notes()) {
      for (const auto& tax : note.taxes) {
        auto& of = left[note.invoice];
        CPPUNIT_ASSERT_MESSAGE(seed_.text() + ": " + note.number, of.contains(tax.name));
        auto& rest = of.at(tax.name);
        rest = rest.minus(tax.amount);
        CPPUNIT_ASSERT_MESSAGE(seed_.text() + ": " + note.number, !rest.isNegative());
        // A hundredth that rounding left of another invoice has no tax, of whatever state it is.
        if (!charges(shop_->now(note.invoice), tax.name)) continue;
        const auto fair = note.taxable.percent(tax.rate, Rounding::HalfUp);
        CPPUNIT_ASSERT_MESSAGE(seed_.text() + ": " + note.number + " " + tax.name + " " +
                                   tax.amount.decimalText() + " of " + note.taxable.decimalText(),
                               std::abs(fair.minus(tax.amount).minor()) <= 6);
      }
    }
  }

  Seed seed_;
  std::mt19937_64 random_{seed_.value};
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Product> small_, large_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(MovedClientsTest, "modules/services/moved_clients");

}  // namespace hostler
