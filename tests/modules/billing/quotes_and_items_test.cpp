#include "modules/billing/billable_job.h"
#include "modules/billing/quote_desk.h"
#include "modules/billing/quote_events.h"
#include "tests/modules/billing/paper_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

// What is offered before it is invoiced, and what waits for the next invoice.
template <class Engine>
class QuotesAndItemsTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(QuotesAndItemsTest);
  CPPUNIT_TEST(anAcceptedQuoteBecomesItsInvoice);
  CPPUNIT_TEST(aQuoteIsAcceptedOnce);
  CPPUNIT_TEST(aQuoteEndsWithItsLastDay);
  CPPUNIT_TEST(anotherTotalThanWasSeenIsRefused);
  CPPUNIT_TEST(aChangedQuoteIsSentAnewBeforeItIsAccepted);
  CPPUNIT_TEST(draftsAndForeignQuotesAreNotThere);
  CPPUNIT_TEST(whatWasAnsweredStaysAsItIs);
  CPPUNIT_TEST(eachSendingIsAnnounced);
  CPPUNIT_TEST(aQuoteIsChecked);
  CPPUNIT_TEST(aLongQuoteInHindiKeepsEveryLetter);
  CPPUNIT_TEST(anItemGoesWithTheNextRenewal);
  CPPUNIT_TEST(anItemWhoseDayHasNotComeWaits);
  CPPUNIT_TEST(anItemIsInvoicedOnceByTwoRenewals);
  CPPUNIT_TEST(anItemWhoseInvoiceIsTakenBackWaitsAgain);
  CPPUNIT_TEST(allThatWaitsIsInvoicedAtOnce);
  CPPUNIT_TEST(anItemIsInvoicedByItselfOnItsDay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void anAcceptedQuoteBecomesItsInvoice() {
    const auto client = shop_->client();
    const auto quote = sent(client);
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), desk().priceOf(quote).total);
    const auto accepted = desk().accept(shop_->actorOf(client), quote.id, inr(1178'82));
    CPPUNIT_ASSERT(accepted.stored == QuoteStatus::Accepted);
    const auto invoice = shop_->now(accepted.invoice.value());
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), invoice.balance);
    CPPUNIT_ASSERT_EQUAL(client.text(), invoice.account.text());
    shop_->mustAddUp();
  }

  void aQuoteIsAcceptedOnce() {
    const auto client = shop_->client();
    const auto quote = sent(client);
    desk().accept(shop_->actorOf(client), quote.id, {});
    refused("quote_closed", [&] { desk().accept(shop_->actorOf(client), quote.id, {}); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void aQuoteEndsWithItsLastDay() {
    const auto client = shop_->client();
    const auto quote = sent(client);
    shop_->moveTo(quote.validUntil, 23, 59);
    CPPUNIT_ASSERT(quote.statusOn(shop_->today()) == QuoteStatus::Sent);
    shop_->moveTo(quote.validUntil.plusDays(1), 0, 0);
    CPPUNIT_ASSERT(quote.statusOn(shop_->today()) == QuoteStatus::Expired);
    refused("quote_expired", [&] { desk().accept(shop_->actorOf(client), quote.id, {}); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void anotherTotalThanWasSeenIsRefused() {
    const auto client = shop_->client();
    const auto quote = sent(client);
    shop_->rate({"IN", "", "", "GST", 12, Date::of(2026, 6, 10), {}});
    refused("price_changed",
            [&] { desk().accept(shop_->actorOf(client), quote.id, inr(1178'82)); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    desk().accept(shop_->actorOf(client), quote.id, inr(1118'88));
    shop_->mustAddUp();
  }

  void aChangedQuoteIsSentAnewBeforeItIsAccepted() {
    const auto client = shop_->client();
    const auto quote = sent(client);
    QuoteDesk::Words dearer;
    dearer.lines = {shop_->line(inr(9'999'00))};
    const auto changed = desk().change(shop_->staff(), quote.id, dearer);
    CPPUNIT_ASSERT(changed.stored == QuoteStatus::Draft);
    // Who accepts what they were shown before does not buy something else.
    CPPUNIT_ASSERT_THROW(desk().accept(shop_->actorOf(client), quote.id, {}), NotFound);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));

    desk().send(shop_->staff(), quote.id);
    const auto total = desk().priceOf(desk().get(scopeOf(client), quote.id)).total;
    CPPUNIT_ASSERT(desk().accept(shop_->actorOf(client), quote.id, total).stored ==
                   QuoteStatus::Accepted);
  }

  void draftsAndForeignQuotesAreNotThere() {
    const auto client = shop_->client(), other = shop_->client();
    const auto quote = desk().draft(shop_->staff(), client, words());
    CPPUNIT_ASSERT_THROW(desk().get(scopeOf(client), quote.id), NotFound);
    CPPUNIT_ASSERT_THROW(desk().accept(shop_->actorOf(client), quote.id, {}), NotFound);
    desk().send(shop_->staff(), quote.id);
    CPPUNIT_ASSERT_THROW(desk().get(scopeOf(other), quote.id), NotFound);
    CPPUNIT_ASSERT_THROW(desk().accept(shop_->actorOf(other), quote.id, {}), NotFound);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk().list(scopeOf(client), {}, 10).size());
    CPPUNIT_ASSERT(desk().list(scopeOf(other), {}, 10).empty());
  }

  void whatWasAnsweredStaysAsItIs() {
    const auto client = shop_->client();
    const auto quote = sent(client);
    desk().decline(shop_->actorOf(client), quote.id);
    refused("quote_closed", [&] { desk().change(shop_->staff(), quote.id, words()); });
    refused("quote_closed", [&] { desk().send(shop_->staff(), quote.id); });
    refused("quote_closed", [&] { desk().accept(shop_->actorOf(client), quote.id, {}); });
  }

  void aQuoteIsChecked() {
    const auto client = shop_->client();
    auto wrong = words();
    wrong.validUntil = Date::of(2026, 6, 9);
    CPPUNIT_ASSERT_THROW(desk().draft(shop_->staff(), client, wrong), ValidationError);
    wrong = words();
    wrong.lines->front().discount = inr(999'01);
    CPPUNIT_ASSERT_THROW(desk().draft(shop_->staff(), client, wrong), ValidationError);
    wrong = words();
    wrong.lines = {shop_->line(Money::ofMinor(1, Currency::of("USD")))};
    CPPUNIT_ASSERT_THROW(desk().draft(shop_->staff(), client, wrong), ValidationError);
  }

  void aLongQuoteInHindiKeepsEveryLetter() {
    std::string description;
    for (int i = 0; i < 300; ++i) description += "ह";
    auto line = shop_->line(inr(1'00));
    line.description = description;
    auto long100 = words();
    long100.lines = std::vector<LineDraft>(100, line);
    const auto client = shop_->client();
    const auto id = desk().draft(shop_->staff(), client, long100).id;
    const auto mustSay = [&](std::size_t count, const std::string& last) {
      const auto quote = desk().get(Scope::ofTenant(kPlatform), id);
      CPPUNIT_ASSERT_EQUAL(count, quote.lines.size());
      CPPUNIT_ASSERT_EQUAL(last, quote.lines.back().description);
    };
    mustSay(100, description);
    // Short again, as a version before this one reads it, and long once more.
    desk().change(shop_->staff(), id, words());
    mustSay(1, "Hosting");
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_->count(
            "SELECT COUNT(*) AS n FROM quotes WHERE document = '[]' OR line_list IS NOT NULL"));
    desk().change(shop_->staff(), id, long100);
    mustSay(100, description);
    desk().send(shop_->staff(), id);
    const auto accepted = desk().accept(shop_->actorOf(client), id, {});
    CPPUNIT_ASSERT_EQUAL(std::size_t{100}, lines(shop_->now(accepted.invoice.value())));
  }

  // With what it costs and until when it holds: the mail to the client is made of it.
  void eachSendingIsAnnounced() {
    std::vector<QuoteSent> announced;
    shop_->bus.template subscribe<QuoteSent>(
        [&](db::Transaction&, const Actor&, const Scope&, const QuoteSent& event) {
          announced.push_back(event);
        });
    const auto client = shop_->client();
    const auto draft = desk().draft(shop_->staff(), client, words());
    CPPUNIT_ASSERT(announced.empty());
    desk().send(shop_->staff(), draft.id);
    desk().send(shop_->staff(), draft.id);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, announced.size());
    CPPUNIT_ASSERT(announced[0].quote == draft.id && announced[0].account == client);
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), announced[0].total);
    CPPUNIT_ASSERT(announced[0].validUntil == Date::of(2026, 6, 24));
  }

  void anItemGoesWithTheNextRenewal() {
    const auto client = shop_->client();
    add(client, inr(250'00));
    const auto invoice = renew(client);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, lines(invoice));
    CPPUNIT_ASSERT_EQUAL(inr(499'00 + 250'00), invoice.subtotal);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines(renew(client)));
    shop_->mustAddUp();
  }

  void anItemWhoseDayHasNotComeWaits() {
    const auto client = shop_->client();
    add(client, inr(250'00), Date::of(2026, 6, 20));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines(renew(client)));
    shop_->moveTo(Date::of(2026, 6, 20), 0, 0);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, lines(renew(client)));
  }

  void anItemIsInvoicedOnceByTwoRenewals() {
    const auto client = shop_->client();
    add(client, inr(250'00));
    const auto invoices = shop_->database->transaction([&](db::Transaction& tx) {
      return shop_->billing.issueAll(tx, shop_->staff(), {renewal(client), renewal(client)});
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, lines(invoices[0]));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines(invoices[1]));
  }

  void anItemWhoseInvoiceIsTakenBackWaitsAgain() {
    const auto client = shop_->client();
    add(client, inr(250'00));
    const auto invoice = renew(client);
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice.id, "Another plan");
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, lines(renew(client)));
    shop_->mustAddUp();
  }

  void allThatWaitsIsInvoicedAtOnce() {
    const auto client = shop_->client();
    add(client, inr(250'00));
    add(client, inr(100'00), Date::of(2026, 6, 9));
    add(client, inr(10'00), Date::of(2027, 1, 1));
    const auto made = invoiceWaiting(client, Date::of(9999, 12, 31));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, made.size());
    CPPUNIT_ASSERT_EQUAL(inr(360'00), made[0].subtotal);
    CPPUNIT_ASSERT(invoiceWaiting(client, Date::of(9999, 12, 31)).empty());
    shop_->mustAddUp();
  }

  void anItemIsInvoicedByItselfOnItsDay() {
    const auto client = shop_->client();
    add(client, inr(250'00), Date::of(2026, 6, 20));
    add(client, inr(999'00));  // goes with the renewal, or with one that is made
    shop_->moveTo(Date::of(2026, 6, 19), 23, 59);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, invoicesAfterTheJob());
    shop_->moveTo(Date::of(2026, 6, 20), 0, 0);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, invoicesAfterTheJob());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, invoicesAfterTheJob());
    shop_->mustAddUp();
  }

 private:
  std::int64_t invoicesAfterTheJob() {
    BillableRoutes routes{{*shop_->database, shop_->clock, shop_->ids, shop_->accounts,
                           shop_->billing, shop_->audit}};
    BillableJob job{*shop_->database, shop_->tenants, routes};
    CPPUNIT_ASSERT(job.run({}).kind() == jobs::Result::done().kind());
    return shop_->count("SELECT COUNT(*) AS n FROM invoices");
  }
  using testing::InPaperShop<Engine>::shop_;
  QuoteDesk desk() {
    return QuoteDesk{{*shop_->database, shop_->clock, shop_->ids, shop_->tenants, shop_->accounts,
                      shop_->billing, shop_->audit, shop_->bus, nullptr}};
  }
  QuoteDesk::Words words() {
    return {"A server of your own", "Set up by us", Date::of(2026, 6, 24),
            std::vector{shop_->line(inr(999'00))}};
  }
  StoredQuote sent(Id<Account> client) {
    return desk().send(shop_->staff(), desk().draft(shop_->staff(), client, words()).id);
  }
  static Scope scopeOf(Id<Account> account) { return Scope::ofAccount(kPlatform, account); }
  void add(Id<Account> account, Money price, std::optional<Date> from = {}) {
    StoredItem item;
    item.id = shop_->ids.template next<BillableItem>();
    item.tenant = kPlatform;
    item.account = account;
    item.line = shop_->line(price);
    item.invoiceFrom = from;
    item.createdAt = shop_->clock.now();
    shop_->database->transaction([&](db::Transaction& tx) { billable_items::insert(tx, item); });
  }
  InvoiceRequest renewal(Id<Account> account) {
    InvoiceRequest request;
    request.account = account;
    request.kind = InvoiceKind::Renewal;
    request.currency = Currency::of("INR");
    request.lines = {shop_->line(inr(499'00))};
    return request;
  }
  Invoice renew(Id<Account> account) {
    return shop_->database->transaction([&](db::Transaction& tx) {
      return shop_->billing.issue(tx, shop_->staff(), renewal(account));
    });
  }
  std::vector<Invoice> invoiceWaiting(Id<Account> account, Date today) {
    BillableRoutes routes{{*shop_->database, shop_->clock, shop_->ids, shop_->accounts,
                           shop_->billing, shop_->audit}};
    return shop_->database->transaction([&](db::Transaction& tx) {
      return routes.invoiceWaiting(tx, shop_->staff(), account, today);
    });
  }
  std::size_t lines(const Invoice& invoice) {
    return shop_->database
        ->read([&](db::Reader& reader) { return shop_->billing.lines(reader, invoice); })
        .size();
  }
  static void refused(const std::string& code, const std::function<void()>& act) {
    try {
      act();
      CPPUNIT_FAIL("it was not refused: " + code);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(code, error.code());
    }
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(QuotesAndItemsTest, "modules/billing/quotes_and_items");

}  // namespace hostler
