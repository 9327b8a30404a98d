#include "modules/billing/draft_desk.h"
#include "tests/core/db/threads.h"
#include "tests/modules/billing/paper_shop.h"

#include <atomic>
#include <functional>
#include <map>
#include <random>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

// Somebody who is asked before an invoice is issued, and does something meanwhile.
class BusyHook final : public events::BeforeHooks {
 public:
  bool listens(const std::string& event, Id<Tenant>) override {
    return event == "before.invoice_issue";
  }
  void ask(const std::string&, Id<Tenant>, const Json& facts) override {
    asked.push_back(facts);
    if (meanwhile) meanwhile();
  }

  std::vector<Json> asked;
  std::function<void()> meanwhile;
};

// Invoices that staff write before they issue them.
template <class Engine>
class DraftsTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(DraftsTest);
  CPPUNIT_TEST(aDraftHasNoNumberAndOwesNothing);
  CPPUNIT_TEST(anIssuedDraftIsTheInvoiceThatWasPreviewed);
  CPPUNIT_TEST(aDiscardedDraftLeavesNoGap);
  CPPUNIT_TEST(aDraftBearsTheTaxesOfTheDayOfItsIssue);
  CPPUNIT_TEST(whatIsIssuedIsNeverWrittenAnew);
  CPPUNIT_TEST(severalWhoIssueOneDraftIssueOneInvoice);
  CPPUNIT_TEST(whatIsRewrittenWhileAHookThinksIsNotIssued);
  CPPUNIT_TEST(anotherTenantsDraftIsNotThere);
  CPPUNIT_TEST(aDraftIsChecked);
  CPPUNIT_TEST(aDraftBelowZeroIsNotIssued);
  CPPUNIT_TEST(aLongDraftInHindiKeepsEveryLetter);
  CPPUNIT_TEST(inAnyOrderNumbersHaveNoGapAndWhatIsIssuedStays);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDraftHasNoNumberAndOwesNothing() {
    const auto client = shop_->client();
    const auto draft = desk().write(shop_->staff(), words(client, 999'00));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM postings"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM series_counters"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM events"));
    const auto shown = preview(draft);
    CPPUNIT_ASSERT(shown.stored == InvoiceStatus::Draft);
    CPPUNIT_ASSERT_EQUAL(std::string{}, shown.number);
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), shown.total);
    CPPUNIT_ASSERT_EQUAL(inr(0), shown.balance);
    // Its client does not find it, however it asks.
    const auto scope = Scope::ofAccount(kPlatform, client);
    CPPUNIT_ASSERT(!shop_->database->read(
        [&](db::Reader& reader) { return shop_->billing.find(reader, scope, draft); }));
  }

  void anIssuedDraftIsTheInvoiceThatWasPreviewed() {
    const auto draft = desk().write(shop_->staff(), words(shop_->client(), 999'00, 3));
    const auto shown = preview(draft);
    desk().issue(shop_->staff(), draft);
    const auto invoice = shop_->now(draft);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, invoice.number);
    CPPUNIT_ASSERT(invoice.stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(shown.total, invoice.total);
    CPPUNIT_ASSERT_EQUAL(shown.total, invoice.balance);
    CPPUNIT_ASSERT_EQUAL(taxesToJson(shown.taxes).dump(), taxesToJson(invoice.taxes).dump());
    CPPUNIT_ASSERT_EQUAL(shown.seller.dump(), invoice.seller.dump());
    CPPUNIT_ASSERT_EQUAL(shown.buyer.dump(), invoice.buyer.dump());
    CPPUNIT_ASSERT_EQUAL(shown.dueDate, invoice.dueDate);
    CPPUNIT_ASSERT_EQUAL(shown.placeOfSupply, invoice.placeOfSupply);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoice_drafts"));
    shop_->mustAddUp();
  }

  void aDiscardedDraftLeavesNoGap() {
    const auto client = shop_->client();
    const auto first = desk().write(shop_->staff(), words(client, 100'00));
    const auto thrown = desk().write(shop_->staff(), words(client, 200'00));
    const auto second = desk().write(shop_->staff(), words(client, 300'00));
    desk().issue(shop_->staff(), second);
    desk().discard(shop_->staff(), thrown);
    desk().issue(shop_->staff(), first);
    CPPUNIT_ASSERT_THROW(desk().issue(shop_->staff(), thrown), NotFound);
    CPPUNIT_ASSERT_THROW(desk().discard(shop_->staff(), thrown), NotFound);
    // Numbers follow the order of issue, not that of writing.
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->now(second).number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, shop_->now(first).number);
  }

  void aDraftBearsTheTaxesOfTheDayOfItsIssue() {
    const auto draft = desk().write(shop_->staff(), words(shop_->client(), 1000'00));
    CPPUNIT_ASSERT_EQUAL(inr(1180'00), preview(draft).total);
    shop_->rate({"IN", "", "", "GST", 12, Date::of(2026, 6, 12), {}});
    shop_->moveTo(Date::of(2026, 6, 12));
    CPPUNIT_ASSERT_EQUAL(inr(1120'00), preview(draft).total);
    desk().issue(shop_->staff(), draft);
    CPPUNIT_ASSERT_EQUAL(inr(1120'00), shop_->now(draft).total);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 12), shop_->now(draft).issueDate);
    shop_->mustAddUp();
  }

  void whatIsIssuedIsNeverWrittenAnew() {
    const auto client = shop_->client();
    const auto draft = desk().write(shop_->staff(), words(client, 999'00));
    desk().issue(shop_->staff(), draft);
    shop_->refused("invoice_issued",
                   [&] { desk().rewrite(shop_->staff(), draft, words(client, 1'00)); });
    shop_->refused("invoice_issued", [&] { desk().discard(shop_->staff(), draft); });
    shop_->refused("invoice_issued", [&] { desk().issue(shop_->staff(), draft); });
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), shop_->now(draft).total);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void severalWhoIssueOneDraftIssueOneInvoice() {
    const auto draft = desk().write(shop_->staff(), words(shop_->client(), 999'00));
    std::atomic<int> issued{0}, refused{0};
    db::inThreads(6, [&](int) {
      try {
        desk().issue(shop_->staff(), draft);
        ++issued;
      } catch (const DomainError& error) {
        CPPUNIT_ASSERT_EQUAL(std::string{"invoice_issued"}, error.code());
        ++refused;
      }
    });
    CPPUNIT_ASSERT_EQUAL(1, issued.load());
    CPPUNIT_ASSERT_EQUAL(5, refused.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_->count("SELECT last_number AS n FROM series_counters"));
    shop_->mustAddUp();
  }

  void whatIsRewrittenWhileAHookThinksIsNotIssued() {
    const auto client = shop_->client();
    const auto draft = desk().write(shop_->staff(), words(client, 999'00));
    BusyHook hook;
    hook.meanwhile = [&] { desk().rewrite(shop_->staff(), draft, words(client, 9999'00)); };
    shop_->refused("precondition_failed", [&] { desk(&hook).issue(shop_->staff(), draft); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    hook.meanwhile = {};
    desk(&hook).issue(shop_->staff(), draft);
    CPPUNIT_ASSERT_EQUAL(inr(11798'82), shop_->now(draft).total);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, hook.asked.size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{11798'82},
                         hook.asked.back()["total"]["amount"].template get<std::int64_t>());
  }

  void anotherTenantsDraftIsNotThere() {
    const auto client = shop_->client();
    const auto draft = desk().write(shop_->staff(), words(client, 999'00));
    const auto stranger = shop_->staff(shop_->reseller("konkan"));
    CPPUNIT_ASSERT_THROW(desk().issue(stranger, draft), NotFound);
    CPPUNIT_ASSERT_THROW(desk().discard(stranger, draft), NotFound);
    CPPUNIT_ASSERT_THROW(desk().rewrite(stranger, draft, words(client, 1'00)), NotFound);
    CPPUNIT_ASSERT_THROW(desk().write(stranger, words(client, 1'00)), NotFound);
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), preview(draft).total);
  }

  void aDraftIsChecked() {
    const auto client = shop_->client();
    auto foreign = words(client, 999'00);
    foreign.lines[0].unitPrice = Money::ofMinor(10'00, Currency::of("USD"));
    CPPUNIT_ASSERT_THROW(desk().write(shop_->staff(), foreign), ValidationError);
    // What has no price could not be shown, and would hide the whole list.
    auto endless = words(client, 9'000'000'000'000'000);
    endless.lines[0].quantity = 999'999'999;
    CPPUNIT_ASSERT_THROW(desk().write(shop_->staff(), endless), ValidationError);
    const auto draft = desk().write(shop_->staff(), words(client, 999'00));
    CPPUNIT_ASSERT_THROW(desk().rewrite(shop_->staff(), draft, endless), ValidationError);
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), preview(draft).total);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM invoice_drafts"));
  }

  void aDraftBelowZeroIsNotIssued() {
    const auto client = shop_->client();
    const auto draft = desk().write(shop_->staff(), words(client, -10'00));
    CPPUNIT_ASSERT_EQUAL(inr(-11'80), preview(draft).total);
    shop_->refused("invoice_negative", [&] { desk().issue(shop_->staff(), draft); });
    desk().rewrite(shop_->staff(), draft, words(client, 10'00));
    desk().issue(shop_->staff(), draft);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->now(draft).number);
  }

  void aLongDraftInHindiKeepsEveryLetter() {
    auto long100 = words(shop_->client(), 1'00);
    std::string description;
    for (int i = 0; i < 300; ++i) description += "ह";
    long100.lines.assign(100, ManualLine{description, 1, inr(1'00), "998315"});
    const auto draft = desk().write(shop_->staff(), long100);
    const auto shown = preview(draft);
    CPPUNIT_ASSERT_EQUAL(std::size_t{100}, shown.lines.size());
    CPPUNIT_ASSERT_EQUAL(description, shown.lines.back().priced.draft.description);
  }

  // Against a model of what there must be.
  void inAnyOrderNumbersHaveNoGapAndWhatIsIssuedStays() {
    std::vector<Id<Account>> clients{shop_->client(), shop_->client()};
    for (const unsigned seed : {1U, 2U, 3U}) {
      std::mt19937 random{seed};
      const auto any = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>{0, below - 1}(random);
      };
      std::vector<Id<Invoice>> drafts, gone;
      for (int i = 0; i < 60; ++i) {
        const auto paise = static_cast<std::int64_t>(any(100'000)) + 1;
        const auto what = any(5);
        if (what == 0 || drafts.empty()) {
          drafts.push_back(desk().write(shop_->staff(), words(clients[any(2)], paise)));
        } else if (what == 4 && !gone.empty()) {
          // A second copy of what was done already, or something that comes too late.
          const auto late = gone[any(gone.size())];
          CPPUNIT_ASSERT_THROW(desk().issue(shop_->staff(), late), DomainError);
          CPPUNIT_ASSERT_THROW(desk().rewrite(shop_->staff(), late, words(clients[0], paise)),
                               DomainError);
        } else {
          const auto at = any(drafts.size());
          const auto draft = drafts[at];
          if (what == 1) {
            desk().rewrite(shop_->staff(), draft, words(clients[any(2)], paise));
            continue;
          }
          if (what == 2) {
            desk().discard(shop_->staff(), draft);
          } else {
            desk().issue(shop_->staff(), draft);
            issued_[draft] = shop_->now(draft);
          }
          gone.push_back(draft);
          drafts.erase(drafts.begin() + static_cast<std::ptrdiff_t>(at));
        }
      }
      mustHold(drafts.size());
      for (const auto draft : drafts) desk().discard(shop_->staff(), draft);
    }
  }

 private:
  using testing::InPaperShop<Engine>::shop_;

  DraftDesk desk(events::BeforeHooks* before = nullptr) {
    return DraftDesk{{*shop_->database, shop_->clock, shop_->ids, shop_->accounts, shop_->billing,
                      shop_->audit, before}};
  }
  static ManualInvoice words(Id<Account> client, std::int64_t paise, int quantity = 1) {
    ManualInvoice words;
    words.account = client;
    words.lines = {{"Moving a site", quantity, inr(paise), "998315"}};
    return words;
  }
  Invoice preview(Id<Invoice> draft) {
    return shop_->database->read([&](db::Reader& reader) {
      const auto found = invoice_drafts::find(reader, kPlatform, draft).value();
      return shop_->billing.preview(reader, kPlatform, {found.request}).front();
    });
  }
  // What was issued is as it was, numbers are 1 to n, drafts are where they were left, and only
  // what was issued is in the ledger.
  void mustHold(std::size_t drafts) {
    for (const auto& [id, then] : issued_) {
      const auto now = shop_->now(id);
      CPPUNIT_ASSERT_EQUAL(then.number, now.number);
      CPPUNIT_ASSERT_EQUAL(then.total, now.total);
      CPPUNIT_ASSERT_EQUAL(then.account.text(), now.account.text());
      CPPUNIT_ASSERT_EQUAL(taxesToJson(then.taxes).dump(), taxesToJson(now.taxes).dump());
    }
    const auto invoices = static_cast<std::int64_t>(issued_.size());
    CPPUNIT_ASSERT_EQUAL(invoices, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(invoices, shop_->count("SELECT MAX(number) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(drafts),
                         shop_->count("SELECT COUNT(*) AS n FROM invoice_drafts"));
    CPPUNIT_ASSERT_EQUAL(
        invoices, shop_->count("SELECT COUNT(DISTINCT invoice_id) AS n FROM postings WHERE book = "
                               "'receivable'"));
    shop_->mustAddUp();
  }

  std::map<Id<Invoice>, Invoice> issued_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(DraftsTest, "modules/billing/drafts");

}  // namespace hostler
