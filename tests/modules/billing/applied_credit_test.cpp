#include "modules/billing/reissue.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::MoneyShop;
using Kind = GatewayNotice::Kind;

// What credit paid on an open invoice may be given back to the credit. What gateways brought in is
// no credit, whatever became of both in between.
template <class Engine>
class AppliedCreditTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(AppliedCreditTest);
  CPPUNIT_TEST(whatWasRefundedToTheWalletIsNotGivenBackAgain);
  CPPUNIT_TEST(whatABankTookBackIsNoCreditOfTheReissuedInvoice);
  CPPUNIT_TEST(oneWhoseMoneyABankTookBackCanBeCancelled);
  CPPUNIT_TEST(whatIsPromisedToARefundIsNotGivenBack);
  CPPUNIT_TEST(whatOtherInvoicesHoldForARefundIsGivenBack);
  CPPUNIT_TEST(whatIsGivenBackStandsAmongTheMovements);
  CPPUNIT_TEST_SUITE_END();

 public:
  AppliedCreditTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}
  void opened() override {
    client_ = shop_->client();
    shop_->providers.on("gateway/1.refund", [](const ProviderRequest& request) {
      return ProviderAnswer{
          Outcome::Succeeded,
          {{"id", "rfnd_1"}, {"state", "processed"}, {"refund", request.body["refund"]}}};
    });
  }
  void closing() override { shop_->mustAddUp(); }

  void whatWasRefundedToTheWalletIsNotGivenBackAgain() {
    const auto invoice = due();
    paidByCard(invoice, inr(678'82), "pay_1");
    shop_->payments.addCredit(shop_->staff(), client_, inr(500'00), "Sorry");
    const auto wallet = shop_->payments.start(shop_->actorOf(client_), {invoice}, "wallet").id;
    takenBack("pay_1", inr(678'82));
    shop_->refund(wallet, inr(200'00));
    paidByCard(invoice, inr(300'00), "pay_2");
    CPPUNIT_ASSERT_EQUAL(inr(200'00), shop_->creditOf(client_));
    // Of the 500.00 that credit paid 300.00 are there, beside as much from the card.
    CPPUNIT_ASSERT_EQUAL(inr(300'00), unapply(invoice));
    CPPUNIT_ASSERT_EQUAL(inr(500'00), shop_->creditOf(client_));
    refused("no_credit_applied", [&] { unapply(invoice); });
  }

  void whatABankTookBackIsNoCreditOfTheReissuedInvoice() {
    const auto invoice = due();
    paidByCard(invoice, inr(1'178'82), "pay_1");
    const auto fresh = again(invoice);
    takenBack("pay_1", inr(1'178'82));
    paidByCard(fresh, inr(300'00), "pay_2");
    refused("no_credit_applied", [&] { unapply(fresh); });
    CPPUNIT_ASSERT_EQUAL(inr(878'82), shop_->now(fresh).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
  }

  void oneWhoseMoneyABankTookBackCanBeCancelled() {
    const auto invoice = due();
    paidByCard(invoice, inr(1'178'82), "pay_1");
    const auto fresh = again(invoice);
    takenBack("pay_1", inr(1'178'82));
    cancel(fresh);
    CPPUNIT_ASSERT(shop_->now(fresh).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
  }

  void whatIsPromisedToARefundIsNotGivenBack() {
    const auto invoice = due();
    const auto card = paidByCard(invoice, inr(300'00), "pay_1");
    const auto fresh = again(invoice);
    shop_->refund(card, inr(300'00));
    refused("no_credit_applied", [&] { unapply(fresh); });
    refused("invoice_not_cancellable", [&] { cancel(fresh); });
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(878'82), shop_->now(fresh).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM postings WHERE book = 'write_off'"));
  }

  void whatOtherInvoicesHoldForARefundIsGivenBack() {
    const auto first = due();
    const auto other = due();
    const auto both = shop_->attempt(client_, {first, other});
    shop_->gateway.book({MoneyShop::captured(both, inr(1'378'82), "pay_1")});
    shop_->payments.addCredit(shop_->staff(), client_, inr(500'00), "Sorry");
    paidFromCredit(other);
    shop_->refund(both.id, inr(1'378'82));
    // The refund takes 1,178.82 from the first and 200.00 from the other.
    CPPUNIT_ASSERT_EQUAL(inr(500'00), unapply(other));
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(500'00), shop_->creditOf(client_));
  }

  void whatIsGivenBackStandsAmongTheMovements() {
    const auto invoice = due();
    shop_->payments.addCredit(shop_->staff(), client_, inr(500'00), "Sorry");
    paidFromCredit(invoice);
    unapply(invoice);
    paidFromCredit(invoice);
    cancel(invoice);
    const auto movements = shop_->database->read([&](db::Reader& reader) {
      return shop_->paymentRows.listTransactions(reader, Scope::ofAccount(kPlatform, client_),
                                                 http::ListOrder{}, 10);
    });
    std::string moved;
    for (const auto& one : movements) {
      CPPUNIT_ASSERT_EQUAL(std::string{"wallet"}, one.gateway);
      CPPUNIT_ASSERT_EQUAL(inr(500'00), one.amount);
      CPPUNIT_ASSERT(one.allocations.at(0).invoice == invoice);
      moved += std::string{wordOf(one.type)} + " ";
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"refund payment refund payment "}, moved);
    const auto told = shop_->database->query(
        "SELECT payload FROM events WHERE name = 'payment.refunded' ORDER BY id");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, told.size());
    const auto fact = Json::parse(told[0].text("payload"));
    CPPUNIT_ASSERT_EQUAL(invoice.text(), fact["invoices"][0].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"credit"}, fact["destination"].get<std::string>());
  }

 private:
  // 999 and GST.
  Id<Invoice> due() { return shop_->issue(client_, inr(999'00)).id; }
  Id<Payment> paidByCard(Id<Invoice> invoice, Money amount, const std::string& id) {
    const auto attempt = shop_->attempt(client_, {invoice});
    shop_->gateway.book({MoneyShop::captured(attempt, amount, id)});
    return attempt.id;
  }
  void takenBack(const std::string& payment, Money amount) {
    shop_->gateway.book({MoneyShop::about(Kind::DisputeLost, payment, "dp_1", amount)});
  }
  Id<Invoice> again(Id<Invoice> id) {
    Reissue reissue{{shop_->billing, shop_->corrections, shop_->accounts, shop_->tenants,
                     shop_->audit, shop_->bus}};
    return shop_->database
        ->transaction([&](db::Transaction& tx) {
          return reissue.reissue(tx, shop_->staff(), id, "Its address was another");
        })
        .invoice.id;
  }
  void paidFromCredit(Id<Invoice> invoice) {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto open = shop_->now(invoice);
      CPPUNIT_ASSERT(shop_->billing.payFromCredit(tx, shop_->staff(), open));
    });
  }
  Money unapply(Id<Invoice> invoice) {
    return shop_->database->transaction([&](db::Transaction& tx) {
      return shop_->corrections.unapplyCredit(tx, shop_->staff(), invoice, "Meant for another");
    });
  }
  void cancel(Id<Invoice> invoice) {
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice, "Wrong client");
    });
  }
  static void refused(const std::string& code, const std::function<void()>& act) {
    try {
      act();
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(code, error.code());
      return;
    }
    CPPUNIT_FAIL("it was not refused: " + code);
  }

  Id<Account> client_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(AppliedCreditTest, "modules/billing/applied_credit");

}  // namespace hostler
