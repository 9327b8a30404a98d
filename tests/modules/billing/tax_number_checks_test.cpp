#include "modules/billing/tax_number_checks.h"

#include "modules/billing/document_model.h"
#include "tests/modules/billing/paper_shop.h"
#include "tests/modules/billing/told_registers.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::PaperBuyer;
using testing::ToldRegisters;
using namespace std::chrono_literals;

// A seller in Germany, a buyer in France with a VAT number, and the register behind it.
template <class Engine>
class TaxNumberChecksTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(TaxNumberChecksTest);
  CPPUNIT_TEST(aConfirmedNumberTurnsTheTaxAround);
  CPPUNIT_TEST(theInvoiceKeepsWhyItHasNoTax);
  CPPUNIT_TEST(theQuestionNamesTheSeller);
  CPPUNIT_TEST(anInvalidNumberIsTaxed);
  CPPUNIT_TEST(inTheSellersOwnCountryAValidNumberIsTaxed);
  CPPUNIT_TEST(aNumberOfAnotherCountryThanTheAddressChangesNothing);
  CPPUNIT_TEST(whileTheRegisterIsSilentTaxIsChargedUnlessTheShopTrusts);
  CPPUNIT_TEST(aSilentRegisterIsAskedLessAndLess);
  CPPUNIT_TEST(pausesGrowUpToHalfADay);
  CPPUNIT_TEST(aPluginThatSaysWhenIsNotAskedBefore);
  CPPUNIT_TEST(anotherPluginIsAskedWhereOneCannotTell);
  CPPUNIT_TEST(aValidNumberIsAskedAfterAgain);
  CPPUNIT_TEST(whoWantsItIsNeverAskedAgain);
  CPPUNIT_TEST(aRegisterThatFallsSilentTakesNothingAway);
  CPPUNIT_TEST(anAnswerAboutANumberThatWasChangedIsDropped);
  CPPUNIT_TEST(aVerdictByHandStandsAgainstALateAnswer);
  CPPUNIT_TEST(withoutAPluginItWaitsUntilThereIsOne);
  CPPUNIT_TEST(twoQuestionsAtOnceAreOne);
  CPPUNIT_TEST(anOldNumberOfWrongFormIsNotEvenAsked);
  CPPUNIT_TEST(anAnswerThatIsNoneIsNoVerdict);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    testing::InPaperShop<Engine>::setUp();
    registers_ = std::make_unique<ToldRegisters>();
    registers_->enabled = {"vies"};
    checks_ = std::make_unique<TaxNumberChecks>(
        TaxNumberChecks::Parts{*shop().database, shop().clock, shop().tenants, *registers_,
                               shop().audit, shop().queue, shop().bus});
    shop().handlers.template add<CheckTaxNumber>(
        {}, [this](auto& context, const auto& task) { return checks_->check(context, task); });
    shop().handlers.template add<RecheckTaxNumbers>(
        {}, [this](auto&, const auto& task) { return checks_->recheck(task); });
    auto seller = shop().tenants.get(kPlatform);
    seller.address.country = "DE";
    seller.gstin.reset();
    shop().database->transaction([&](db::Transaction& tx) { shop().tenants.save(tx, seller); });
    shop().rate({"FR", "", "", "VAT", 20, Date::of(2020, 1, 1), {}});
    shop().rate({"DE", "", "", "VAT", 19, Date::of(2020, 1, 1), {}});
    shop().set("tax.regime", "table");
    client_ = buyerIn("FR");
  }
  void tearDown() override {
    checks_.reset();
    registers_.reset();
    testing::InPaperShop<Engine>::tearDown();
  }

  void aConfirmedNumberTurnsTheTaxAround() {
    registers_->on(kFrench, ToldRegisters::found("valid"));
    name(kFrench);
    CPPUNIT_ASSERT_EQUAL(inr(12'00), shop().issue(client_, inr(10'00)).total);

    shop().doJobs();

    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
    CPPUNIT_ASSERT(standing().checkedAt == shop().clock.now());
    const auto invoice = shop().issue(client_, inr(10'00));
    CPPUNIT_ASSERT_EQUAL(inr(10'00), invoice.total);
    CPPUNIT_ASSERT(invoice.supply == SupplyKind::ReverseCharge);
    CPPUNIT_ASSERT(invoice.endorsement.find("Reverse charge") != std::string::npos);
    const auto asked = registers_->asked.at(0);
    CPPUNIT_ASSERT_EQUAL(std::string{"lookup/1.business_number"}, asked.operation);
    CPPUNIT_ASSERT_EQUAL(Json("eu_vat"), asked.body["scheme"]);
    CPPUNIT_ASSERT_EQUAL(Json("FR"), asked.body["country"]);
    CPPUNIT_ASSERT_EQUAL(Json("40303265045"), asked.body["number"]);
    CPPUNIT_ASSERT(!asked.body.contains("requester"));
  }

  void theInvoiceKeepsWhyItHasNoTax() {
    shop().set("tax.vat_number", "DE136695976");
    registers_->on(kFrench,
                   ToldRegisters::found("valid", {{"name", "Atelier Exemple SARL"},
                                                  {"consultation_reference", "WAPIAAAAX7kQ2mB1"},
                                                  {"checked_at", 1781071200}}));
    name(kFrench);
    shop().doJobs();
    const auto issued = shop().issue(client_, inr(10'00));
    const auto checkedAt = shop().clock.now().text();

    // What the register says later changes nothing of it.
    registers_->on(kFrench, ToldRegisters::found("invalid"));
    shop().clock.advance(24h * 91);
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid"}, now());

    const auto invoice = shop().now(issued.id);
    CPPUNIT_ASSERT_EQUAL(Json(kFrench), invoice.buyer["tax_id"]);
    const auto check = invoice.buyer["tax_id_check"];
    CPPUNIT_ASSERT_EQUAL(Json("valid"), check["standing"]);
    CPPUNIT_ASSERT_EQUAL(Json("vies"), check["by"]);
    CPPUNIT_ASSERT_EQUAL(Json("WAPIAAAAX7kQ2mB1"), check["reference"]);
    CPPUNIT_ASSERT_EQUAL(Json("Atelier Exemple SARL"), check["name"]);
    CPPUNIT_ASSERT_EQUAL(Json(checkedAt), check["checked_at"]);
    CPPUNIT_ASSERT_EQUAL(Json("DE136695976"), invoice.seller["tax_id"]);
    CPPUNIT_ASSERT(!shop().now(shop().issue(client_, inr(1'00)).id).buyer.contains("tax_id_check"));

    const DocumentSetting setting{
        shop().tenants.get(kPlatform), "en", "", "", {}, {}, inr(0), inr(0), {}, {}, {}};
    const auto model = invoiceModel(invoice, setting);
    CPPUNIT_ASSERT_EQUAL(Json("VAT FR40303265045"), model["buyer"]["tax_id"]);
    CPPUNIT_ASSERT_EQUAL(Json("VAT DE136695976"), model["seller"]["tax_id"]);
    CPPUNIT_ASSERT_EQUAL(Json(true), model["reverse_charge"]);
    CPPUNIT_ASSERT(dump(model["endorsements"]).find("Reverse charge") != std::string::npos);
  }

  void theQuestionNamesTheSeller() {
    shop().set("tax.vat_number", "EL094259216");
    name(kFrench);
    shop().doJobs();
    const auto requester = registers_->asked.at(0).body["requester"];
    CPPUNIT_ASSERT_EQUAL(Json("GR"), requester["country"]);
    CPPUNIT_ASSERT_EQUAL(Json("094259216"), requester["number"]);
  }

  void anInvalidNumberIsTaxed() {
    name(kFrench);
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid"}, now());
    shop().set("tax.vat_pending", "reverse_charge");
    const auto invoice = shop().issue(client_, inr(10'00));
    CPPUNIT_ASSERT_EQUAL(inr(12'00), invoice.total);
    CPPUNIT_ASSERT(!invoice.buyer.contains("tax_id"));
    // Nobody asks after it any more, unless somebody names it again.
    shop().clock.advance(24h * 400);
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());
    registers_->on(kFrench, ToldRegisters::found("valid"));
    name(kFrench);
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
  }

  void inTheSellersOwnCountryAValidNumberIsTaxed() {
    client_ = buyerIn("DE");
    registers_->on("DE136695976", ToldRegisters::found("valid"));
    name("DE136695976");
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
    const auto invoice = shop().issue(client_, inr(10'00));
    CPPUNIT_ASSERT(invoice.supply == SupplyKind::Domestic);
    CPPUNIT_ASSERT_EQUAL(inr(11'90), invoice.total);
    CPPUNIT_ASSERT(!invoice.buyer.contains("tax_id_check"));
  }

  void aNumberOfAnotherCountryThanTheAddressChangesNothing() {
    registers_->on(kFrench, ToldRegisters::found("valid"));
    name(kFrench);
    shop().doJobs();
    shop().rate({"BE", "", "", "VAT", 21, Date::of(2020, 1, 1), {}});
    shop().database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, client_).value();
      account.address.country = "BE";
      account_repository::saveProfile(tx, account, shop().clock.now());
    });
    CPPUNIT_ASSERT_EQUAL(inr(12'10), shop().issue(client_, inr(10'00)).total);
  }

  void whileTheRegisterIsSilentTaxIsChargedUnlessTheShopTrusts() {
    registers_->on(kFrench, ToldRegisters::silent());
    name(kFrench);
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"pending"}, now());
    CPPUNIT_ASSERT_EQUAL(std::string{"MS_UNAVAILABLE"}, standing().lastFailure);
    CPPUNIT_ASSERT_EQUAL(inr(12'00), shop().issue(client_, inr(10'00)).total);

    shop().set("tax.vat_pending", "reverse_charge");
    const auto trusted = shop().issue(client_, inr(10'00));
    CPPUNIT_ASSERT_EQUAL(inr(10'00), trusted.total);
    CPPUNIT_ASSERT_EQUAL(Json("pending"), trusted.buyer["tax_id_check"]["standing"]);
    CPPUNIT_ASSERT(!trusted.buyer["tax_id_check"].contains("checked_at"));
  }

  void aSilentRegisterIsAskedLessAndLess() {
    registers_->on(kFrench, ToldRegisters::silent());
    name(kFrench);
    for (int round = 0; round < 24 * 12; ++round) {
      sweep();
      shop().clock.advance(5min);
    }
    const auto asked = registers_->asked.size();
    CPPUNIT_ASSERT_MESSAGE(std::to_string(asked), asked >= 7 && asked <= 10);
    registers_->on(kFrench, ToldRegisters::found("valid"));
    shop().clock.advance(12h);
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
    CPPUNIT_ASSERT_EQUAL(0, standing().failedChecks);
    CPPUNIT_ASSERT_EQUAL(std::string{}, standing().lastFailure);
  }

  void pausesGrowUpToHalfADay() {
    CPPUNIT_ASSERT(TaxNumberChecks::pauseAfter(1) == Duration{5min});
    CPPUNIT_ASSERT(TaxNumberChecks::pauseAfter(2) == Duration{10min});
    CPPUNIT_ASSERT(TaxNumberChecks::pauseAfter(4) == Duration{40min});
    CPPUNIT_ASSERT(TaxNumberChecks::pauseAfter(9) == Duration{12h});
    CPPUNIT_ASSERT(TaxNumberChecks::pauseAfter(1'000'000) == Duration{12h});
  }

  void aPluginThatSaysWhenIsNotAskedBefore() {
    registers_->on(kFrench, ProviderAnswer::failed(Outcome::Retryable, "rate_limited", "slow down",
                                                   std::chrono::milliseconds{2h}));
    name(kFrench);
    shop().doJobs();
    shop().clock.advance(2h - 1min);
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());
    shop().clock.advance(1min);
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registers_->asked.size());
  }

  void anotherPluginIsAskedWhereOneCannotTell() {
    registers_->enabled = {"vies", "bundesamt"};
    registers_->on(std::string{"bundesamt "} + kFrench,
                   ProviderAnswer::failed(Outcome::Permanent, "unsupported_scheme", "no"));
    registers_->on(std::string{"vies "} + kFrench, ToldRegisters::found("valid"));
    name(kFrench);
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"bundesamt"}, registers_->asked.at(0).instance);
    CPPUNIT_ASSERT_EQUAL(Json("vies"), standing().answer["by"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
  }

  void aValidNumberIsAskedAfterAgain() {
    registers_->on(kFrench, ToldRegisters::found("valid"));
    name(kFrench);
    shop().doJobs();
    shop().clock.advance(24h * 90 - 1h);
    CPPUNIT_ASSERT(checks_->schedule().empty());
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());

    registers_->on(kFrench, ToldRegisters::found("invalid"));
    shop().clock.advance(1h);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, checks_->schedule().size());
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid"}, now());
    CPPUNIT_ASSERT_EQUAL(inr(12'00), shop().issue(client_, inr(10'00)).total);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2},
                         shop().count("SELECT COUNT(*) AS n FROM audit_entries WHERE "
                                      "action = 'account.tax_standing_changed'"));
  }

  void whoWantsItIsNeverAskedAgain() {
    shop().set("tax.vat_recheck_days", 0);
    registers_->on(kFrench, ToldRegisters::found("valid"));
    name(kFrench);
    shop().doJobs();
    shop().clock.advance(24h * 4'000);
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());
  }

  void aRegisterThatFallsSilentTakesNothingAway() {
    registers_->on(kFrench, ToldRegisters::found("valid", {{"consultation_reference", "W1"}}));
    name(kFrench);
    shop().doJobs();
    registers_->on(kFrench, ToldRegisters::silent());
    shop().clock.advance(24h * 90);
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registers_->asked.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
    CPPUNIT_ASSERT_EQUAL(Json("W1"), standing().answer["reference"]);
    CPPUNIT_ASSERT_EQUAL(inr(10'00), shop().issue(client_, inr(10'00)).total);
  }

  void anAnswerAboutANumberThatWasChangedIsDropped() {
    registers_->on(kFrench, ToldRegisters::found("valid"));
    name(kFrench);
    registers_->during = [&] { name("FR83404833048"); };
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"FR83404833048"}, standing().taxId.value());
    CPPUNIT_ASSERT_EQUAL(std::string{"pending"}, now());
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid"}, now());
  }

  void aVerdictByHandStandsAgainstALateAnswer() {
    name(kFrench);
    registers_->during = [&] {
      change([&](TaxStanding& standing) {
        standing.answered(true, {{"by", "staff"}, {"evidence", "By phone"}}, shop().clock.now(),
                          90);
      });
    };
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
    CPPUNIT_ASSERT_EQUAL(Json("staff"), standing().answer["by"]);
  }

  void withoutAPluginItWaitsUntilThereIsOne() {
    registers_->enabled.clear();
    name(kFrench);
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"pending"}, now());
    CPPUNIT_ASSERT(registers_->asked.empty());
    CPPUNIT_ASSERT(checks_->schedule().empty());

    registers_->on(kFrench, ToldRegisters::found("valid"));
    registers_->enabled = {"vies"};
    shop().clock.advance(24h);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, checks_->schedule().size());
    sweep();
    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
  }

  void twoQuestionsAtOnceAreOne() {
    registers_->on(kFrench, ToldRegisters::found("valid"));
    name(kFrench);
    registers_->during = [&] {
      shop().database->transaction([&](db::Transaction& tx) {
        shop().queue.enqueue(tx, Scope::ofAccount(kPlatform, client_), CheckTaxNumber{client_});
      });
    };
    shop().doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"valid"}, now());
  }

  void anOldNumberOfWrongFormIsNotEvenAsked() {
    change([&](TaxStanding& standing) {
      standing.taxId = "FR12345";
      standing.standing = TaxIdStanding::Pending;
      standing.askAfter(shop().clock.now());
    });
    sweep();
    CPPUNIT_ASSERT(registers_->asked.empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid"}, now());
    CPPUNIT_ASSERT_EQUAL(Json("form"), standing().answer["by"]);
  }

  void anAnswerThatIsNoneIsNoVerdict() {
    for (const Json& reply : {Json(), Json("valid"), Json::object(), Json{{"state", true}},
                              Json{{"state", "perhaps"}}, Json::array({"valid"})}) {
      registers_->on(kFrench, {Outcome::Succeeded, reply});
      change([&](TaxStanding& standing) {
        standing.taxId.reset();
        standing.name(readVatNumber(kFrench).number, shop().clock.now());
      });
      sweep();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(reply.dump(), std::string{"pending"}, now());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(reply.dump(), std::string{"unusable_answer"},
                                   standing().lastFailure);
    }
  }

 private:
  static constexpr const char* kFrench = "FR40303265045";

  testing::PaperShop& shop() { return *this->shop_; }
  Id<Account> buyerIn(const std::string& country) {
    PaperBuyer buyer;
    buyer.country = country;
    buyer.state = "";
    return shop().client(buyer);
  }
  TaxStanding standing() {
    return shop().database->read(
        [&](db::Reader& reader) { return tax_standings::one(reader, kPlatform, client_); });
  }
  std::string now() { return std::string{wordOf(standing().standing)}; }
  void change(const std::function<void(TaxStanding&)>& how) {
    shop().database->transaction([&](db::Transaction& tx) {
      auto standing = tax_standings::lock(tx, kPlatform, client_);
      how(standing);
      tax_standings::save(tx, kPlatform, standing, shop().clock.now());
    });
  }
  // As the client does it.
  void name(const std::string& number) {
    change([&](TaxStanding& standing) {
      CPPUNIT_ASSERT(standing.name(readVatNumber(number).number, shop().clock.now()));
    });
    shop().database->transaction(
        [&](db::Transaction& tx) { checks_->ask(tx, Scope::ofTenant(kPlatform), client_); });
  }
  void sweep() {
    shop().database->transaction([&](db::Transaction& tx) {
      shop().queue.enqueue(tx, Scope::ofTenant(kPlatform), RecheckTaxNumbers{});
    });
    shop().doJobs();
  }

  std::unique_ptr<ToldRegisters> registers_;
  std::unique_ptr<TaxNumberChecks> checks_;
  Id<Account> client_;
};

HOSTLER_SUITE_ON_BOTH_ENGINES(TaxNumberChecksTest, "modules/billing/tax_number_checks");

}  // namespace hostler
