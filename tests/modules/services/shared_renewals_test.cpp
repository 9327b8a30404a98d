#include "modules/billing/billable_items.h"
#include "modules/billing/separate_invoices.h"
#include "tests/modules/services/terms_shop.h"

#include <random>
#include <set>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::refused;
using testing::TermsShop;

// Services that are renewed by one invoice each go their own way: what is asked of one is none of
// the others' business.
template <class Engine>
class SharedRenewalsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SharedRenewalsTest);
  CPPUNIT_TEST(oneInvoiceRenewsAllThatAreDueOnADay);
  CPPUNIT_TEST(aPaymentRenewsEachForItsOwnTerm);
  CPPUNIT_TEST(aDayOrACurrencyOfItsOwnMakesAnInvoiceOfItsOwn);
  CPPUNIT_TEST(aClientMayWantEachByItself);
  CPPUNIT_TEST(aHundredFitOnOneInvoice);
  CPPUNIT_TEST(aSharedProformaIsInvoicedOnceOneLeavesIt);
  CPPUNIT_TEST(whoEndsOneOwesTheOthers);
  CPPUNIT_TEST(whatWasTakenOffIsNotPaidWithTheRest);
  CPPUNIT_TEST(whatWasTakenOffIsNotOverdueWithTheRest);
  CPPUNIT_TEST(whoEndsAllOwesNothing);
  CPPUNIT_TEST(whatIsPartlyPaidIsOwedForTheOthersAlone);
  CPPUNIT_TEST(anotherPlanOfOneIsInvoicedAnewAlone);
  CPPUNIT_TEST(whatIsTerminatedIsOwedNoMore);
  CPPUNIT_TEST(aSellerMayKeepWhatWasTerminatedOwed);
  CPPUNIT_TEST(otherCyclesBeginTogetherWithTheirPayment);
  CPPUNIT_TEST(aSharedInvoiceThatIsCancelledFreesAllTerms);
  CPPUNIT_TEST(whatWaitsForARenewalIsOnItOnce);
  CPPUNIT_TEST(whatIsForeseenIsWhatIsIssued);
  CPPUNIT_TEST(wholeRupeesAddUpAfterOneIsTakenOff);
  CPPUNIT_TEST(unusedDaysOfOneComeBackFromASharedInvoice);
  CPPUNIT_TEST(inAnyOrderEachTermIsOwedOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    small_ = plan("Small", 499'00, 4'990'00);
    large_ = plan("Large", 999'00, 9'990'00);
  }
  void tearDown() override {
    shop_->mustAddUp();
    shop_.reset();
    engine_.reset();
  }

  void oneInvoiceRenewsAllThatAreDueOnADay() {
    const auto ids = shop_->bought({small_, large_});
    const auto issued = renew(ids);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, issued.size());
    CPPUNIT_ASSERT(issued[0].invoice == issued[1].invoice);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), issued[0].total);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), issued[1].total);
    const auto invoice = shop_->now(issued[0].invoice);
    CPPUNIT_ASSERT_EQUAL(inr(1'767'64), invoice.total);
    CPPUNIT_ASSERT_EQUAL(kDue, invoice.dueDate);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT COUNT(*) AS n FROM billed_periods "
                                                       "WHERE invoice_id = " +
                                                       number(invoice.id)));
    // A second copy of the run finds nothing to do.
    CPPUNIT_ASSERT(shop_->services.renewals()
                       .issueDue(shop_->staff(), {{ids[0], kDue}, {ids[1], kDue}}, false, true)
                       .empty());
  }

  void aPaymentRenewsEachForItsOwnTerm() {
    const auto ids = shop_->bought({small_, large_});
    shop_->settle(renew(ids).at(0).invoice);
    for (const auto id : ids) {
      CPPUNIT_ASSERT_EQUAL(kNext, shop_->now(id).paidUntil.value());
      CPPUNIT_ASSERT_EQUAL(kNext, shop_->now(id).billedUntil.value());
    }
  }

  void aDayOrACurrencyOfItsOwnMakesAnInvoiceOfItsOwn() {
    const auto client = shop_->client();
    const auto made = [&](Date until, Currency currency) {
      return shop_->service(client, until, [&](Service& service) {
        service.product = small_;
        service.price = Money::ofMinor(10'00, currency);
      });
    };
    const auto inrs = Currency::of("INR"), usd = Currency::of("USD");
    const std::vector<Id<Service>> all{made(kDue, inrs), made(kDue.plusDays(1), inrs),
                                       made(kDue, usd), made(kDue, inrs),
                                       shop_->service(shop_->client(), kDue)};
    const auto issued = renew(all);
    CPPUNIT_ASSERT(issued[0].invoice == issued[3].invoice);
    for (const std::size_t i : {1U, 2U, 4U}) {
      CPPUNIT_ASSERT(issued[i].invoice != issued[0].invoice);
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, issued[i].services);
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void aClientMayWantEachByItself() {
    const auto ids = shop_->bought({small_, large_});
    want(true);
    const auto apart = renew(ids);
    CPPUNIT_ASSERT(apart[0].invoice != apart[1].invoice);
    want(false);
    const auto together = renew(ids);
    CPPUNIT_ASSERT(together[0].invoice == together[1].invoice);
  }

  void aHundredFitOnOneInvoice() {
    const auto client = shop_->client();
    std::vector<Id<Service>> all;
    shop_->database->transaction([&](db::Transaction&) {
      all.clear();
      for (int i = 0; i < 101; ++i)
        all.push_back(shop_->service(client, kDue, [&](Service& one) { one.product = small_; }));
    });
    const auto issued = renew(all);
    CPPUNIT_ASSERT_EQUAL(std::size_t{101}, issued.size());
    CPPUNIT_ASSERT_EQUAL(Renewals::kMostTogether, issued[0].services);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, issued[100].services);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  // The whole of it, with a credit note for the one that left.
  void aSharedProformaIsInvoicedOnceOneLeavesIt() {
    shop_->set("invoice.proforma", true);
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    CPPUNIT_ASSERT(shop_->now(renewal).isProforma);
    shop_->end(ids[0], "end_of_term");
    const auto invoice = shop_->now(renewal);
    CPPUNIT_ASSERT(!invoice.isProforma && invoice.isOpen());
    CPPUNIT_ASSERT(invoice.balance.isPositive() && invoice.balance.lessThan(invoice.total));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    shop_->mustAddUp();
  }

  void whoEndsOneOwesTheOthers() {
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    shop_->end(ids[0], "end_of_term");
    const auto invoice = shop_->now(renewal);
    CPPUNIT_ASSERT(invoice.stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), invoice.balance);
    CPPUNIT_ASSERT_EQUAL(inr(1'767'64), invoice.total);  // as it was issued
    CPPUNIT_ASSERT_EQUAL(std::int64_t{588'82}, credited(renewal));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    CPPUNIT_ASSERT_EQUAL(kDue, shop_->now(ids[0]).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(kNext, shop_->now(ids[1]).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void whatWasTakenOffIsNotPaidWithTheRest() {
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    shop_->end(ids[0], "end_of_term");
    shop_->settle(renewal);
    CPPUNIT_ASSERT(shop_->now(renewal).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(kDue, shop_->now(ids[0]).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(kNext, shop_->now(ids[1]).paidUntil.value());
    // Nothing of it is there to be given back a second time.
    shop_->moveTo(kDue.plusDays(1));
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void whatWasTakenOffIsNotOverdueWithTheRest() {
    const auto ids = shop_->bought({small_, large_});
    renew(ids);
    shop_->end(ids[0], "end_of_term");
    const auto overdue = [&](Id<Service> id) {
      return shop_->database
          ->read([&](db::Reader& reader) {
            return shop_->billing.overdueOf(reader, kPlatform, id, kDue.plusDays(30));
          })
          .size();
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, overdue(ids[0]));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, overdue(ids[1]));
  }

  void whoEndsAllOwesNothing() {
    const auto ids = shop_->bought({small_, large_, small_});
    const auto renewal = renew(ids).at(0).invoice;
    for (const auto id : ids) shop_->end(id, "end_of_term");
    CPPUNIT_ASSERT(shop_->now(renewal).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(renewal).balance);
    CPPUNIT_ASSERT_EQUAL(shop_->now(renewal).total.minor(), credited(renewal));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
    for (const auto id : ids) CPPUNIT_ASSERT_EQUAL(kDue, shop_->now(id).billedUntil.value());
  }

  // Whose part a payment was is not for the engine to say: days that nobody will use are credited,
  // and the payment counts for the others.
  void whatIsPartlyPaidIsOwedForTheOthersAlone() {
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    const auto payment = shop_->attempt(shop_->owner(), {renewal});
    shop_->gateway.book({TermsShop::captured(payment, inr(100'00), "pay_part")});
    refused("renewal_open", [&] { shop_->change(ids[0], large_); });
    shop_->end(ids[0], "end_of_term");
    CPPUNIT_ASSERT_EQUAL(inr(1'078'82), shop_->now(renewal).balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{588'82}, credited(renewal));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void anotherPlanOfOneIsInvoicedAnewAlone() {
    const auto ids = shop_->bought({small_, small_});
    const auto renewal = renew(ids).at(0).invoice;
    shop_->change(ids[0], large_);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(renewal).balance);
    CPPUNIT_ASSERT_EQUAL(kDue, shop_->now(ids[0]).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(kNext, shop_->now(ids[1]).billedUntil.value());
    // A second change of the other one takes back what is left.
    shop_->change(ids[1], large_);
    CPPUNIT_ASSERT(shop_->now(renewal).stored == InvoiceStatus::Cancelled);
  }

  void whatIsTerminatedIsOwedNoMore() {
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    terminate(ids[0]);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), shop_->now(renewal).balance);
    CPPUNIT_ASSERT(shop_->now(renewal).isOpen());
    terminate(ids[1]);
    CPPUNIT_ASSERT(!shop_->now(renewal).isOpen());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(renewal).balance);
  }

  void aSellerMayKeepWhatWasTerminatedOwed() {
    shop_->set("termination.open_invoices", "keep");
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    terminate(ids[0]);
    CPPUNIT_ASSERT_EQUAL(inr(1'767'64), shop_->now(renewal).balance);
  }

  void otherCyclesBeginTogetherWithTheirPayment() {
    const auto ids = shop_->bought({small_, small_});
    for (const auto id : ids) {
      shop_->services.actions().changePlan(shop_->actorOf(shop_->owner()), id,
                                           {std::nullopt, Cycle::Annually, {}, {}}, false);
    }
    const auto renewal = shop_->now(renew(ids).at(0).invoice);
    CPPUNIT_ASSERT_EQUAL(inr(2 * 5'888'20), renewal.total);
    shop_->settle(renewal.id);
    shop_->moveTo(kDue, 0, 1);
    shop_->doJobs();
    for (const auto id : ids) {
      CPPUNIT_ASSERT(shop_->now(id).cycle == Cycle::Annually);
      CPPUNIT_ASSERT_EQUAL(Date::of(2027, 7, 11), shop_->now(id).paidUntil.value());
    }
  }

  void aSharedInvoiceThatIsCancelledFreesAllTerms() {
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), renewal, "Wrong price");
    });
    for (const auto id : ids) CPPUNIT_ASSERT_EQUAL(kDue, shop_->now(id).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, renew(ids).at(0).services);
  }

  void whatWaitsForARenewalIsOnItOnce() {
    const auto ids = shop_->bought({small_, large_});
    waiting(shop_->owner(), inr(100'00));
    const auto foreseen = foresee(ids);
    CPPUNIT_ASSERT_EQUAL(inr(588'82 + 118'00), foreseen[0].total);
    const auto issued = renew(ids);
    CPPUNIT_ASSERT_EQUAL(inr(588'82 + 118'00), issued[0].total);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), issued[1].total);
    CPPUNIT_ASSERT_EQUAL(inr(1'885'64), issued[0].invoiceTotal);
    // It is nobody's own: it stays owed with the others, and waits again once nobody is left.
    shop_->end(ids[0], "end_of_term");
    CPPUNIT_ASSERT_EQUAL(inr(1'296'82), shop_->now(issued[0].invoice).balance);
    shop_->end(ids[1], "end_of_term");
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(issued[0].invoice).balance);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM billable_items WHERE status = 'waiting'"));
  }

  void whatIsForeseenIsWhatIsIssued() {
    const auto ids = shop_->bought({small_, large_, small_});
    shop_->services.actions().changePlan(shop_->actorOf(shop_->owner()), ids[2],
                                         {std::nullopt, Cycle::Annually, {}, {}}, false);
    waiting(shop_->owner(), inr(33'33));
    shop_->set("invoice.round_to_whole_unit", true);
    for (const bool together : {false, true}) {
      const auto foreseen = foresee(ids, together);
      const auto issued = renew(ids, together);
      CPPUNIT_ASSERT_EQUAL(foreseen.size(), issued.size());
      for (std::size_t i = 0; i < issued.size(); ++i) {
        CPPUNIT_ASSERT(foreseen[i].service == issued[i].service);
        CPPUNIT_ASSERT_EQUAL(foreseen[i].title, issued[i].title);
        CPPUNIT_ASSERT_EQUAL(foreseen[i].total, issued[i].total);
        CPPUNIT_ASSERT_EQUAL(foreseen[i].invoiceTotal, issued[i].invoiceTotal);
        CPPUNIT_ASSERT_EQUAL(foreseen[i].services, issued[i].services);
        CPPUNIT_ASSERT_EQUAL(foreseen[i].dueDate, issued[i].dueDate);
        CPPUNIT_ASSERT(foreseen[i].term == issued[i].term);
        CPPUNIT_ASSERT_EQUAL(shop_->now(issued[i].invoice).total, issued[i].invoiceTotal);
      }
      if (!together) cancelAll(issued);
    }
  }

  void wholeRupeesAddUpAfterOneIsTakenOff() {
    shop_->set("invoice.round_to_whole_unit", true);
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    CPPUNIT_ASSERT_EQUAL(inr(1'768'00), shop_->now(renewal).total);
    shop_->end(ids[0], "end_of_term");
    CPPUNIT_ASSERT_EQUAL(inr(1'179'18), shop_->now(renewal).balance);
    shop_->end(ids[1], "end_of_term");
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(renewal).balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'768'00}, credited(renewal));
  }

  void unusedDaysOfOneComeBackFromASharedInvoice() {
    const auto ids = shop_->bought({small_, large_});
    const auto renewal = renew(ids).at(0).invoice;
    shop_->settle(renewal);
    // Its next term was paid and has not begun: all of that comes back, nothing of the other's.
    shop_->end(ids[0], "now");
    CPPUNIT_ASSERT(inr(588'82).lessThan(shop_->given()));
    CPPUNIT_ASSERT(!inr(2 * 588'82).lessThan(shop_->given()));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{588'82}, credited(renewal));
    CPPUNIT_ASSERT_EQUAL(kNext, shop_->now(ids[1]).paidUntil.value());
  }

  // Whatever clients and staff do with services that share invoices.
  void inAnyOrderEachTermIsOwedOnce() {
    for (const unsigned seed : {1U, 2U, 3U}) {
      std::mt19937 random{seed};
      const auto ids = shop_->bought({small_, large_, small_, large_});
      for (int i = 0; i < 40; ++i) {
        try {
          act(random, ids);
        } catch (const DomainError&) {
          // What the rules refuse is no failure.
        }
      }
      mustHold(ids, "seed " + std::to_string(seed));
    }
  }

 private:
  using Random = std::mt19937;
  static std::size_t any(Random& random, std::size_t below) {
    return std::uniform_int_distribution<std::size_t>{0, below - 1}(random);
  }

  void act(Random& random, const std::vector<Id<Service>>& ids) {
    const auto one = ids[any(random, ids.size())];
    switch (any(random, 8)) {
      case 0:
      case 1:
        if (shop_->now(one).billedUntil < shop_->today().plusDays(40)) renew(ids);
        return;
      case 2:
        if (const auto invoice = openInvoice(random)) shop_->settle(*invoice);
        return;
      case 3:
        return shop_->end(one, any(random, 3) == 0 ? "now" : "end_of_term");
      case 4:
        shop_->change(one, shop_->now(one).product == small_ ? large_ : small_);
        return;
      case 5:
        if (const auto invoice = openInvoice(random)) {
          shop_->database->transaction([&](db::Transaction& tx) {
            shop_->corrections.cancel(tx, shop_->staff(), *invoice, "Wrong");
          });
        }
        return;
      case 6:
        if (any(random, 3) == 0) shop_->services.actions().terminate(shop_->staff(), one, "Enough");
        shop_->doJobs();
        return;
      default:
        shop_->moveTo(shop_->today().plusDays(static_cast<std::int64_t>(any(random, 12))));
        shop_->doJobs();
    }
  }
  std::optional<Id<Invoice>> openInvoice(Random& random) {
    const auto open = shop_->database
                          ->query(
                              "SELECT invoice_id FROM invoice_states WHERE status = 'unpaid' "
                              "ORDER BY invoice_id")
                          .map([](const db::Row& row) { return row.id<Invoice>("invoice_id"); });
    return open.empty() ? std::nullopt : std::optional{open[any(random, open.size())]};
  }
  void mustHold(const std::vector<Id<Service>>& ids, const std::string& when) {
    shop_->mustAddUp();
    for (const auto id : ids) {
      const auto service = shop_->now(id);
      CPPUNIT_ASSERT_MESSAGE(when, !service.isLive() || service.paidUntil <= service.billedUntil);
    }
    // No term is on two invoices that stand.
    CPPUNIT_ASSERT_EQUAL_MESSAGE(
        when, std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM (SELECT l.service_id, l.period_from FROM "
                     "invoice_lines l JOIN invoice_states s ON s.invoice_id = l.invoice_id WHERE "
                     "l.kind = 'renewal' AND s.status IN ('unpaid', 'partially_paid', 'paid') AND "
                     "NOT EXISTS (SELECT 1 FROM invoice_withdrawals w WHERE w.invoice_id = "
                     "l.invoice_id AND w.service_id = l.service_id) GROUP BY l.service_id, "
                     "l.period_from HAVING COUNT(*) > 1) twice"));
    // What was taken off an invoice claims no term of it, and was credited to the paisa.
    CPPUNIT_ASSERT_EQUAL_MESSAGE(
        when, std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM billed_periods b JOIN invoice_withdrawals w ON "
                     "w.invoice_id = b.invoice_id AND w.service_id = b.service_id"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(
        when, std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM invoice_withdrawals w WHERE (SELECT SUM(l.total) "
                     "FROM invoice_lines l WHERE l.invoice_id = w.invoice_id AND l.service_id = "
                     "w.service_id) <> (SELECT SUM(t.total) FROM credit_note_times t WHERE "
                     "t.invoice_id = w.invoice_id AND t.service_id = w.service_id)"));
    // Nothing is taken back twice.
    CPPUNIT_ASSERT_EQUAL_MESSAGE(
        when, std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM invoice_states WHERE status = 'unpaid' AND balance "
                     "< 0"));
  }

  // What was bought on 11 June is due on 11 July.
  const Date kDue = Date::of(2026, 7, 11), kNext = Date::of(2026, 8, 11);

  Id<Product> plan(const std::string& name, std::int64_t month, std::int64_t year) {
    return shop_->plan(month, name, [&](Product& product) {
      auto annual = product.prices.at(0);
      annual.cycle = Cycle::Annually;
      annual.price = inr(year);
      product.prices.push_back(annual);
    });
  }
  std::vector<Renewals::Issued> renew(const std::vector<Id<Service>>& ids, bool together = true) {
    std::vector<Renewals::Due> due;
    for (const auto id : ids) due.push_back({id, std::nullopt});
    return shop_->services.renewals().issueDue(shop_->staff(), due, false, together);
  }
  std::vector<Renewals::Part> foresee(const std::vector<Id<Service>>& ids, bool together = true) {
    std::set<Id<BillableItem>> taken;
    return shop_->database->read([&](db::Reader& reader) {
      return shop_->services.renewals().foresee(reader, kPlatform, ids, together, taken);
    });
  }
  void want(bool separate) {
    const auto client = Scope::ofAccount(kPlatform, shop_->owner());
    shop_->database->transaction([&](db::Transaction& tx) {
      separate_invoices::save(tx, client, separate, shop_->clock.now());
    });
  }
  void waiting(Id<Account> account, Money price) {
    StoredItem item;
    item.id = shop_->ids.template next<BillableItem>();
    item.tenant = kPlatform;
    item.account = account;
    item.line = shop_->line(price);
    item.createdAt = shop_->clock.now();
    shop_->database->transaction([&](db::Transaction& tx) { billable_items::insert(tx, item); });
  }
  void cancelAll(const std::vector<Renewals::Issued>& issued) {
    shop_->database->transaction([&](db::Transaction& tx) {
      for (const auto& one : issued)
        shop_->corrections.cancel(tx, shop_->staff(), one.invoice, "Once more");
    });
  }
  void terminate(Id<Service> id) {
    shop_->services.actions().terminate(shop_->staff(), id, "Not paid");
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Terminated);
  }
  static std::string number(Id<Invoice> id) { return std::to_string(id.value()); }
  std::int64_t credited(Id<Invoice> invoice) {
    return shop_->count(
        "SELECT COALESCE(SUM(total), 0) AS n FROM credit_notes WHERE invoice_id = " +
        number(invoice));
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Product> small_, large_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(SharedRenewalsTest, "modules/services/shared_renewals");

}  // namespace hostler
