#include "modules/billing/issue_hooks.h"

#include "modules/billing/billable_items.h"
#include "modules/billing/reissue.h"
#include "tests/modules/billing/paper_shop.h"

namespace hostler {
namespace testing {
namespace {

// Keeps the totals that it is told.
class KeptTotals final : public events::BeforeHooks {
 public:
  bool listens(const std::string&, Id<Tenant>) override { return true; }
  void ask(const std::string&, Id<Tenant>, const Json& facts) override {
    told.push_back(facts.at("total"));
  }
  std::vector<Json> told;
};

}  // namespace
}  // namespace testing

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::PaperBuyer;
using testing::Till;

// Who is asked before an invoice is issued is told the total that it will have.
template <class Engine>
class IssueHooksTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(IssueHooksTest);
  CPPUNIT_TEST(ofOneWithItsTaxInsideThatIsIssuedAnew);
  CPPUNIT_TEST(ofOneWithALineThatWasGivenAway);
  CPPUNIT_TEST(ofOneWhoseRateOfTaxHasChangedSince);
  CPPUNIT_TEST(ofADebitNoteForAClientWhoHasMoved);
  CPPUNIT_TEST(ofARenewalWithWhatWaitsForIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void ofOneWithItsTaxInsideThatIsIssuedAnew() {
    shop_->set("tax.prices_include_tax", true);
    mustBeToldOfReissuing(shop_->issue(shop_->client(), inr(999'00)).id);
    mustBeToldOfReissuing(shop_->issue(shop_->client(), {shop_->line(inr(10'00), 3)}).id);
  }

  void ofOneWithALineThatWasGivenAway() {
    shop_->set("tax.prices_include_tax", true);
    auto given = shop_->line(inr(10'00), 3);
    given.discount = inr(30'00);
    mustBeToldOfReissuing(shop_->issue(shop_->client(), {given, shop_->line(inr(999'00))}).id);
  }

  void ofOneWhoseRateOfTaxHasChangedSince() {
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));
    shop_->rate({"IN", "", "", "GST", 28, Date::of(2026, 7, 1), {}});
    shop_->moveTo(Date::of(2026, 7, 2));
    mustBeToldOfReissuing(invoice.id);
    CPPUNIT_ASSERT(toJson(invoice.total) == hook_.told.back());
  }

  void ofADebitNoteForAClientWhoHasMoved() {
    const auto client = shop_->client();
    InvoiceRequest note;
    note.account = client;
    note.kind = InvoiceKind::DebitNote;
    note.addsTo = shop_->issue(client, inr(499'00)).id;
    note.reason = "It took longer";
    note.lines = {shop_->line(inr(25'05))};
    shop_->database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, client).value();
      account.address.stateCode = "29";
      account_repository::saveProfile(tx, account, shop_->clock.now());
    });
    // 2.25 and 2.25, where one tax of 18 % would be 4.51.
    mustBeTold([&](db::Reader&) { return note; }, [&] { return issued(note); });
    CPPUNIT_ASSERT(toJson(inr(29'55)) == hook_.told.back());
  }

  void ofARenewalWithWhatWaitsForIt() {
    const auto client = shop_->client();
    StoredItem item;
    item.id = shop_->ids.template next<BillableItem>();
    item.tenant = kPlatform;
    item.account = client;
    item.line = shop_->line(inr(100'00));
    item.createdAt = shop_->clock.now();
    shop_->database->transaction([&](db::Transaction& tx) { billable_items::insert(tx, item); });
    InvoiceRequest renewal;
    renewal.account = client;
    renewal.kind = InvoiceKind::Renewal;
    renewal.lines = {shop_->line(inr(499'00))};
    mustBeTold([&](db::Reader&) { return renewal; }, [&] { return issued(renewal); });
    CPPUNIT_ASSERT(toJson(inr(706'82)) == hook_.told.back());
  }

 private:
  Money issued(const InvoiceRequest& request) {
    return shop_->database
        ->transaction(
            [&](db::Transaction& tx) { return shop_->billing.issue(tx, Till::staff(), request); })
        .total;
  }
  void mustBeToldOfReissuing(Id<Invoice> id) {
    Reissue reissue{{shop_->billing, shop_->corrections, shop_->accounts, shop_->tenants,
                     shop_->audit, shop_->bus}};
    mustBeTold(
        [&](db::Reader& reader) { return reissue.wanted(reader, Scope::ofTenant(kPlatform), id); },
        [&] {
          return shop_->database
              ->transaction([&](db::Transaction& tx) {
                return reissue.reissue(tx, Till::staff(), id, "Its address was another");
              })
              .invoice.total;
        });
  }
  void mustBeTold(const std::function<InvoiceRequest(db::Reader&)>& wanted,
                  const std::function<Money()>& issue) {
    const IssueHooks hooks{*shop_->database, shop_->billing, &hook_};
    hooks.ask(kPlatform, [&](db::Reader& reader) { return std::vector{wanted(reader)}; });
    CPPUNIT_ASSERT_EQUAL(toJson(issue()).dump(), hook_.told.back().dump());
  }

  using testing::InPaperShop<Engine>::shop_;
  testing::KeptTotals hook_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(IssueHooksTest, "modules/billing/issue_hooks");

}  // namespace hostler
