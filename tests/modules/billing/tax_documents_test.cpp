#include "modules/billing/client_statement.h"
#include "modules/billing/e_invoice.h"
#include "modules/billing/exchange_rates.h"
#include "modules/billing/gst_documents.h"
#include "modules/billing/money_report.h"
#include "modules/billing/tax_standings.h"
#include "modules/billing/tds_desk.h"
#include "tests/modules/billing/paper_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::PaperBuyer;

// What documents, returns and statements say about taxes and debts.
template <class Engine>
class TaxDocumentsTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(TaxDocumentsTest);
  CPPUNIT_TEST(taxDeductedAtSourcePaysTheRest);
  CPPUNIT_TEST(aDeductionIsCheckedAgainstTheInvoice);
  CPPUNIT_TEST(aDeductionThatVanishedIsFound);
  CPPUNIT_TEST(aZoneBuysWithoutTaxUnderALetter);
  CPPUNIT_TEST(aPendingNumberIsTaxedUntilItIsValid);
  CPPUNIT_TEST(daysThatComeBackBearTheRateTheyWereChargedWith);
  CPPUNIT_TEST(aDebitNoteHasASeriesOfItsOwn);
  CPPUNIT_TEST(aDebitNoteIsSuppliedAsItsInvoiceWas);
  CPPUNIT_TEST(whatComesBackTooLateTakesNoTaxBack);
  CPPUNIT_TEST(onlyRupeesAreRounded);
  CPPUNIT_TEST(aMonthsReturnHoldsItsDocuments);
  CPPUNIT_TEST(theReturnHoldsNoRounding);
  CPPUNIT_TEST(anExportIsInTheReturnAtTheRateOfItsDay);
  CPPUNIT_TEST(anExportWithTaxNeedsARate);
  CPPUNIT_TEST(aRegisteredBuyersInvoiceIsForThePortal);
  CPPUNIT_TEST(thePortalsReferenceIsKeptOnce);
  CPPUNIT_TEST(aStatementRunsFromOpeningToClosing);
  CPPUNIT_TEST(debtsAreCountedByTheirAge);
  CPPUNIT_TEST(theTrialBalanceAddsUpToNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void taxDeductedAtSourcePaysTheRest() {
    const auto invoice = shop_->issue(shop_->client(), inr(999'00));
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), invoice.total);
    withhold(invoice.id, {"194C", inr(19'98), Decimal{2}, std::nullopt});
    CPPUNIT_ASSERT_EQUAL(inr(1158'84), shop_->now(invoice.id).balance);
    shop_->pay(invoice.id, inr(1158'84), "UTR1");
    CPPUNIT_ASSERT(shop_->now(invoice.id).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(19'98), shop_->book(book::kTdsReceivable, invoice.account));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(invoice.account));
    shop_->mustAddUp();
  }

  void aDeductionIsCheckedAgainstTheInvoice() {
    const auto invoice = shop_->issue(shop_->client(), inr(999'00));
    refused("tds.amount", [&] {
      withhold(invoice.id,
               {"194C", inr(23'58), Decimal{2}, std::nullopt});  // of the value with tax
    });
    refused("tds.amount", [&] { withhold(invoice.id, {"194C", inr(999'01), {}, {}}); });
    refused("tds.amount", [&] {
      withhold(invoice.id, {"194C", Money::ofMinor(1, Currency::of("USD")), {}, {}});
    });
    withhold(invoice.id, {"194C", inr(20'00), Decimal{2}, {}});  // rounded to the rupee
    shop_->pay(invoice.id, inr(1158'82), "UTR1");
    CPPUNIT_ASSERT_THROW(withhold(invoice.id, {"194C", inr(1), {}, {}}), InvoiceNotPayable);
    shop_->mustAddUp();
  }

  void aDeductionThatVanishedIsFound() {
    const auto invoice = shop_->issue(shop_->client(), inr(999'00));
    withhold(invoice.id, {"194C", inr(19'98), Decimal{2}, std::nullopt});
    CPPUNIT_ASSERT(Ledger::verify(*shop_->database).faults.empty());
    shop_->database->transaction(
        [&](db::Transaction& tx) { tx.execute("UPDATE tds_deductions SET amount = 1"); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, Ledger::verify(*shop_->database).faults.size());
  }

  void aZoneBuysWithoutTaxUnderALetter() {
    shop_->set("tax.lut_number", "AD270426000123X");
    PaperBuyer buyer;
    buyer.gstin = "27AAPFU0939F1ZV";
    const auto client = shop_->client(buyer);
    standing(client, [](TaxStanding& standing) { standing.sez = true; });
    const auto invoice = shop_->issue(client, inr(499'00));
    CPPUNIT_ASSERT(invoice.supply == SupplyKind::SezUnderLut);
    CPPUNIT_ASSERT_EQUAL(inr(499'00), invoice.total);
    CPPUNIT_ASSERT(shop_->now(invoice.id).endorsement.find("SEZ") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(inr(499'00), quoted(client, inr(499'00)).total);
  }

  void aPendingNumberIsTaxedUntilItIsValid() {
    auto seller = shop_->tenants.get(kPlatform);
    seller.address.country = "DE";
    shop_->database->transaction([&](db::Transaction& tx) { shop_->tenants.save(tx, seller); });
    shop_->rate({"FR", "", "", "VAT", 20, Date::of(2020, 1, 1), {}});
    shop_->set("tax.regime", "table");
    PaperBuyer buyer;
    buyer.country = "FR";
    buyer.state = "";
    const auto client = shop_->client(buyer);
    standing(client, [](TaxStanding& standing) {
      standing.taxId = "FR40303265045";
      standing.standing = TaxIdStanding::Pending;
    });
    CPPUNIT_ASSERT_EQUAL(inr(12'00), shop_->issue(client, inr(10'00)).total);
    shop_->set("tax.vat_pending", "reverse_charge");
    CPPUNIT_ASSERT_EQUAL(inr(10'00), quoted(client, inr(10'00)).total);
    shop_->set("tax.vat_pending", "charge");
    standing(client, [](TaxStanding& standing) { standing.standing = TaxIdStanding::Valid; });
    const auto invoice = shop_->issue(client, inr(10'00));
    CPPUNIT_ASSERT(invoice.supply == SupplyKind::ReverseCharge);
    CPPUNIT_ASSERT_EQUAL(inr(10'00), invoice.total);
  }

  void daysThatComeBackBearTheRateTheyWereChargedWith() {
    const auto client = shop_->client();
    const auto service = shop_->ids.template next<Service>();
    auto charged = shop_->line(inr(300'00));
    charged.subject.service = service;
    charged.period = Period{Date::of(2026, 6, 10), Date::of(2026, 7, 10)};
    shop_->pay(shop_->issue(client, std::vector{charged}).id, inr(354'00), "UTR1");
    shop_->rate({"IN", "", "", "GST", 12, Date::of(2026, 6, 20), {}});
    shop_->moveTo(Date::of(2026, 6, 25));
    auto back = shop_->line(inr(-150'00));
    back.subject.service = service;
    back.period = Period{Date::of(2026, 6, 25), Date::of(2026, 7, 10)};
    const auto invoice = shop_->issue(client, {shop_->line(inr(500'00)), back});
    CPPUNIT_ASSERT_EQUAL(inr(500'00 + 60'00 - 150'00 - 27'00), invoice.total);
    shop_->mustAddUp();
  }

  void aDebitNoteHasASeriesOfItsOwn() {
    const auto client = shop_->client();
    const auto original = shop_->issue(client, inr(499'00));
    InvoiceRequest request;
    request.account = client;
    request.kind = InvoiceKind::DebitNote;
    request.currency = original.currency;
    request.lines = {shop_->line(inr(100'00))};
    request.addsTo = original.id;
    request.reason = "Traffic above the plan";
    const auto note = shop_->database->transaction(
        [&](db::Transaction& tx) { return shop_->billing.issue(tx, shop_->staff(), request); });
    CPPUNIT_ASSERT_EQUAL(std::string{"DN/2627/00000001"}, note.number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, shop_->issue(client, inr(1'00)).number);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM debit_notes"));
    shop_->mustAddUp();
  }

  void aDebitNoteIsSuppliedAsItsInvoiceWas() {
    const auto client = shop_->client();
    const auto original = shop_->issue(client, inr(499'00));
    shop_->database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, client).value();
      account.address.stateCode = "29";
      account_repository::saveProfile(tx, account, shop_->clock.now());
    });
    InvoiceRequest request;
    request.account = client;
    request.kind = InvoiceKind::DebitNote;
    request.currency = original.currency;
    request.lines = {shop_->line(inr(100'00))};
    request.addsTo = original.id;
    const auto note = shop_->database->transaction(
        [&](db::Transaction& tx) { return shop_->billing.issue(tx, shop_->staff(), request); });
    CPPUNIT_ASSERT(note.supply == SupplyKind::Domestic);
    CPPUNIT_ASSERT_EQUAL(std::string{"27"}, note.placeOfSupply);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, note.taxes.size());
    CPPUNIT_ASSERT_EQUAL(dump(shop_->now(original.id).buyer), dump(shop_->now(note.id).buyer));
    CPPUNIT_ASSERT_EQUAL(std::string{"29"}, shop_->issue(client, inr(1'00)).placeOfSupply);
  }

  void whatComesBackTooLateTakesNoTaxBack() {
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));  // June 2026
    const auto credit = [&](Money amount) {
      return shop_->database->transaction([&](db::Transaction& tx) {
        return shop_->corrections.credit(tx, shop_->staff(), invoice.id, amount, "An outage");
      });
    };
    shop_->moveTo(Date::of(2027, 11, 30));
    CPPUNIT_ASSERT_EQUAL(inr(9'00), credit(inr(118'00)).taxes.at(0).amount);
    shop_->moveTo(Date::of(2027, 12, 1));
    const auto late = credit(inr(118'00));
    CPPUNIT_ASSERT(late.taxes.empty());
    CPPUNIT_ASSERT_EQUAL(inr(118'00), late.taxable);
    const auto december = returnFor(Date::of(2027, 12, 1), Date::of(2027, 12, 31));
    CPPUNIT_ASSERT(december.documents.empty());
    CPPUNIT_ASSERT(december.lateNotes == std::vector<std::string>{late.number});
    shop_->mustAddUp();
  }

  void onlyRupeesAreRounded() {
    shop_->set("invoice.round_to_whole_unit", true);
    CPPUNIT_ASSERT_EQUAL(inr(589'00), shop_->issue(shop_->client(), inr(499'00)).total);
    PaperBuyer buyer;
    buyer.country = "US";
    buyer.state = "CA";
    buyer.currency = Currency::of("USD");
    const auto cents = Money::ofMinor(4'49, Currency::of("USD"));
    shop_->set("tax.lut_number", "AD270426000123X");
    CPPUNIT_ASSERT_EQUAL(cents, shop_->issue(shop_->client(buyer), cents).total);
  }

  void aMonthsReturnHoldsItsDocuments() {
    PaperBuyer buyer;
    buyer.gstin = "29AAGCB7383J1Z4";
    const auto business = shop_->issue(shop_->client(buyer), inr(999'00));
    const auto consumer = shop_->issue(shop_->client(), inr(499'00));
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.credit(tx, shop_->staff(), business.id, inr(117'88),
                                "A day without power");
    });
    shop_->moveTo(Date::of(2026, 7, 1));
    shop_->issue(shop_->client(), inr(1'00));  // the next month's
    const auto filed = returnFor(Date::of(2026, 6, 1), Date::of(2026, 6, 30));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, filed.documents.size());
    const auto json = gst_return::toPortalJson(filed);
    CPPUNIT_ASSERT_EQUAL(business.number,
                         json["b2b"][0]["inv"][0]["inum"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"179.82"},
                         dump(json["b2b"][0]["inv"][0]["itms"][0]["itm_det"]["iamt"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"117.88"}, dump(json["cdnr"][0]["nt"][0]["val"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"44.91"}, dump(json["b2cs"][0]["camt"]));
    CPPUNIT_ASSERT_EQUAL(inr(588'82), consumer.total);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         returnFor(Date::of(2026, 7, 1), Date::of(2026, 7, 31)).documents.size());
  }

  void theReturnHoldsNoRounding() {
    shop_->set("invoice.round_to_whole_unit", true);
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));
    CPPUNIT_ASSERT_EQUAL(inr(589'00), invoice.total);
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice.id, "Ordered twice");
    });
    const auto filed = returnFor(Date::of(2026, 6, 1), Date::of(2026, 6, 30));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, filed.documents.size());
    for (const auto& document : filed.documents)
      CPPUNIT_ASSERT_EQUAL(std::int64_t{499'00}, document.items.at(0).taxable);
    CPPUNIT_ASSERT(gst_return::toPortalJson(filed)["b2cs"].empty());
  }

  void anExportIsInTheReturnAtTheRateOfItsDay() {
    shop_->set("tax.lut_number", "AD270426000123X");
    PaperBuyer buyer;
    buyer.country = "US";
    buyer.state = "CA";
    buyer.currency = Currency::of("USD");
    const auto client = shop_->client(buyer);
    const auto dollars = [](std::int64_t cents) {
      return Money::ofMinor(cents, Currency::of("USD"));
    };
    const auto unknown = shop_->issue(client, dollars(10'00));
    shop_->database->transaction([&](db::Transaction& tx) {
      exchange_rates::add(tx, kPlatform,
                          {Currency::of("USD"), Date::of(2026, 6, 1), Decimal::of("84.1234")},
                          shop_->clock.now());
      exchange_rates::add(tx, kPlatform,
                          {Currency::of("USD"), Date::of(2026, 6, 11), Decimal::of("90")},
                          shop_->clock.now());
    });
    const auto known = shop_->issue(client, dollars(10'00));
    const auto filed = returnFor(Date::of(2026, 6, 1), Date::of(2026, 6, 30));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, filed.documents.size());
    CPPUNIT_ASSERT_EQUAL(known.number, filed.documents[0].number);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{841'23}, filed.documents[0].value);
    CPPUNIT_ASSERT_EQUAL(unknown.number, filed.left.at(0));
  }

  void anExportWithTaxNeedsARate() {
    PaperBuyer buyer;
    buyer.country = "US";
    buyer.state = "CA";
    buyer.currency = Currency::of("USD");
    const auto client = shop_->client(buyer);
    const auto cents = Money::ofMinor(10'00, Currency::of("USD"));
    const auto before = shop_->count("SELECT COUNT(*) AS n FROM invoices");
    try {
      shop_->issue(client, cents);
      CPPUNIT_FAIL("it was issued");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"exchange_rate_missing"}, error.code());
      CPPUNIT_ASSERT_EQUAL(409, error.status());
      CPPUNIT_ASSERT(std::string{error.detail()}.find("USD") != std::string::npos);
    }
    CPPUNIT_ASSERT_EQUAL(before, shop_->count("SELECT COUNT(*) AS n FROM invoices"));

    shop_->database->transaction([&](db::Transaction& tx) {
      exchange_rates::add(tx, kPlatform,
                          {Currency::of("USD"), Date::of(2026, 6, 1), Decimal::of("84.1234")},
                          shop_->clock.now());
    });
    const auto invoice = shop_->issue(client, cents);
    CPPUNIT_ASSERT(invoice.supply == SupplyKind::ExportWithTax);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{11'80}, invoice.total.minor());
    const auto kept = shop_->database->read(
        [&](db::Reader& reader) { return exchange_rates::keptFor(reader, invoice.id); });
    CPPUNIT_ASSERT_EQUAL(std::string{"84.1234"}, kept.value().rate.text());
    CPPUNIT_ASSERT(kept->base == Currency::of("INR"));
  }

  void aRegisteredBuyersInvoiceIsForThePortal() {
    PaperBuyer buyer;
    buyer.gstin = "29AAGCB7383J1Z4";
    auto invoice = shop_->issue(shop_->client(buyer), inr(999'00));
    const auto document = e_invoice::documentOf(invoice, std::nullopt);
    CPPUNIT_ASSERT_EQUAL(std::string{"B2B"},
                         document["TranDtls"]["SupTyp"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"179.82"}, dump(document["ItemList"][0]["IgstAmt"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"1178.82"}, dump(document["ValDtls"]["TotInvVal"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"29"},
                         document["BuyerDtls"]["Pos"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"10/06/2026"},
                         document["DocDtls"]["Dt"].template get<std::string>());
    const auto consumer = shop_->issue(shop_->client(), inr(999'00));
    CPPUNIT_ASSERT_THROW(e_invoice::documentOf(consumer, std::nullopt), e_invoice::NotForPortal);
  }

  void thePortalsReferenceIsKeptOnce() {
    const auto invoice = shop_->issue(shop_->client(), inr(999'00));
    const auto other = shop_->issue(shop_->client(), inr(999'00));
    const e_invoice::Registration answer{std::string(64, 'a'), "112010", "2026-06-10", "eyJ"};
    const auto keep = [&](Id<Invoice> id) {
      return shop_->database->transaction([&](db::Transaction& tx) {
        return e_invoice::keep(tx, kPlatform, id, answer, shop_->clock.now());
      });
    };
    CPPUNIT_ASSERT(keep(invoice.id));
    CPPUNIT_ASSERT(!keep(invoice.id));
    CPPUNIT_ASSERT(!keep(other.id));
    const auto kept = shop_->database->read(
        [&](db::Reader& reader) { return e_invoice::find(reader, kPlatform, invoice.id); });
    CPPUNIT_ASSERT_EQUAL(answer.irn, kept.value().irn);
  }

  void aStatementRunsFromOpeningToClosing() {
    const auto client = shop_->client();
    const auto first = shop_->issue(client, inr(100'00));
    shop_->moveTo(Date::of(2026, 7, 2));
    shop_->pay(first.id, inr(200'00), "UTR1");
    const auto second = shop_->issue(client, inr(50'00));
    shop_->database->transaction([&](db::Transaction& tx) {
      auto locked = shop_->billing.find(tx, Scope::ofTenant(kPlatform), second.id).value();
      shop_->billing.payFromCredit(tx, shop_->staff(), locked);
    });
    const auto statement = shop_->database->read([&](db::Reader& reader) {
      return ClientStatement::of(reader, shop_->tenants.get(kPlatform), client, Currency::of("INR"),
                                 Date::of(2026, 7, 1), Date::of(2026, 7, 31));
    });
    CPPUNIT_ASSERT_EQUAL(inr(118'00), statement.opening);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, statement.rows.size());
    CPPUNIT_ASSERT_EQUAL(inr(-200'00), statement.rows[0].amount);
    CPPUNIT_ASSERT_EQUAL(inr(-82'00), statement.rows[0].balance);
    CPPUNIT_ASSERT_EQUAL(second.number, statement.rows[1].document);
    CPPUNIT_ASSERT_EQUAL(inr(-23'00), statement.closing);
    CPPUNIT_ASSERT(statement.csv().find("closing,,,,,-23.00") != std::string::npos);
  }

  void debtsAreCountedByTheirAge() {
    const auto client = shop_->client();
    const auto old = shop_->issue(client, inr(100'00));  // due on 10 June
    shop_->moveTo(Date::of(2026, 7, 20));
    shop_->issue(client, inr(200'00));
    const auto ages = [&](Date on) {
      const auto json = shop_->database->read([&](db::Reader& reader) {
        return ReceivablesReport{}.json(reader, shop_->tenants.get(kPlatform), {on, on, ""});
      });
      return json["clients"].empty() ? Json{} : json["clients"][0];
    };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{118'00}, amountOf(ages(Date::of(2026, 7, 20))["31_60"]));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{236'00}, amountOf(ages(Date::of(2026, 7, 20))["not_due"]));
    // As it was, not as it is.
    shop_->pay(old.id, inr(118'00), "UTR1");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{118'00}, amountOf(ages(Date::of(2026, 6, 30))["1_30"]));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, amountOf(ages(Date::of(2026, 7, 20))["31_60"]));
    CPPUNIT_ASSERT(ages(Date::of(2026, 6, 9)).is_null());
  }

  void theTrialBalanceAddsUpToNothing() {
    const auto client = shop_->client();
    shop_->pay(shop_->issue(client, inr(499'00)).id, inr(588'82), "UTR1");
    shop_->issue(client, inr(100'03));
    const auto json = shop_->database->read([&](db::Reader& reader) {
      const auto today = shop_->today();
      return TrialBalanceReport{}.json(reader, shop_->tenants.get(kPlatform), {today, today, ""});
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, json["sums"].size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, amountOf(json["sums"][0]));
    std::map<std::string, std::int64_t> books;
    for (const auto& one : json["books"])
      books[one["book"].template get<std::string>()] = amountOf(one["balance"]);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{118'03}, books.at("receivable"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{-53'91}, books.at("tax:CGST"));
  }

 private:
  using testing::InPaperShop<Engine>::shop_;
  static std::int64_t amountOf(const Json& money) {
    return money.at("amount").template get<std::int64_t>();
  }
  void withhold(Id<Invoice> invoice, const TdsStatement& statement) {
    TdsDesk desk{{shop_->clock, shop_->ids, shop_->billing, shop_->ledger, shop_->audit}};
    shop_->database->transaction([&](db::Transaction& tx) {
      desk.withhold(tx, shop_->staff(), invoice, statement, shop_->today());
    });
  }
  Priced quoted(Id<Account> account, Money net) {
    return shop_->database->read([&](db::Reader& reader) {
      return shop_->billing.quote(reader, kPlatform, account, net.currency(), {shop_->line(net)});
    });
  }
  void standing(Id<Account> account, const std::function<void(TaxStanding&)>& change) {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto known = tax_standings::one(tx, kPlatform, account);
      change(known);
      tax_standings::save(tx, kPlatform, known, shop_->clock.now());
    });
  }
  gst_return::Return returnFor(Date from, Date to) {
    return shop_->database->read([&](db::Reader& reader) {
      return gst_documents::between(reader, shop_->tenants.get(kPlatform), from, to);
    });
  }
  static void refused(const std::string& field, const std::function<void()>& act) {
    try {
      act();
      CPPUNIT_FAIL("it was not refused: " + field);
    } catch (const ValidationError& error) {
      CPPUNIT_ASSERT_EQUAL(field, error.errors().at(0).field);
    }
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(TaxDocumentsTest, "modules/billing/tax_documents");

}  // namespace hostler
