#include "modules/billing/tax_number_checks.h"
#include "modules/billing/tax_number_events.h"
#include "tests/modules/billing/paper_shop.h"
#include "tests/modules/billing/told_registers.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::PaperBuyer;
using testing::ToldRegisters;
using namespace std::chrono_literals;

// A number that was confirmed, and is not any more when it is asked after again.
template <class Engine>
class TaxNumberLostTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(TaxNumberLostTest);
  CPPUNIT_TEST(aNumberThatIsLostIsAnnouncedOnce);
  CPPUNIT_TEST(itIsInItsClientsActivity);
  CPPUNIT_TEST(oneThatWasNeverConfirmedIsNotLost);
  CPPUNIT_TEST(aSilentRegisterLosesNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    testing::InPaperShop<Engine>::setUp();
    lost_.clear();
    registers_ = std::make_unique<ToldRegisters>();
    registers_->enabled = {"vies"};
    checks_ = std::make_unique<TaxNumberChecks>(
        TaxNumberChecks::Parts{*shop().database, shop().clock, shop().tenants, *registers_,
                               shop().audit, shop().queue, shop().bus});
    shop().handlers.template add<CheckTaxNumber>(
        {}, [this](auto& context, const auto& task) { return checks_->check(context, task); });
    shop().handlers.template add<RecheckTaxNumbers>(
        {}, [this](auto&, const auto& task) { return checks_->recheck(task); });
    shop().bus.template subscribe<TaxNumberRefused>(
        [this](db::Transaction&, const Actor&, const Scope& scope, const TaxNumberRefused& event) {
          lost_.emplace_back(scope, event);
        });
    PaperBuyer buyer;
    buyer.country = "FR";
    buyer.state = "";
    client_ = shop().client(buyer);
  }
  void tearDown() override {
    checks_.reset();
    registers_.reset();
    testing::InPaperShop<Engine>::tearDown();
  }

  void aNumberThatIsLostIsAnnouncedOnce() {
    answer("valid");
    name();
    answer("invalid");
    passDays(90);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lost_.size());
    const auto& [scope, event] = lost_[0];
    CPPUNIT_ASSERT(scope.tenant == kPlatform && scope.account == client_);
    CPPUNIT_ASSERT(event.account == client_);
    CPPUNIT_ASSERT_EQUAL(std::string{kFrench}, event.taxId);
    passDays(400);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lost_.size());
    // Named again, confirmed and lost again, it is news again.
    answer("valid");
    name();
    answer("invalid");
    passDays(90);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, lost_.size());
  }

  void itIsInItsClientsActivity() {
    answer("valid");
    name();
    answer("invalid");
    passDays(90);
    const auto entries = shop().database->query(
        "SELECT state_after FROM audit_entries WHERE tenant_id = ? AND account_id = ? AND action = "
        "'account.tax_standing_changed' ORDER BY id",
        kPlatform, client_);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, entries.size());
    CPPUNIT_ASSERT_EQUAL(Json("invalid"), Json::parse(entries[1].text("state_after"))["standing"]);
  }

  void oneThatWasNeverConfirmedIsNotLost() {
    answer("invalid");
    name();
    CPPUNIT_ASSERT(standing().standing == TaxIdStanding::Invalid);
    CPPUNIT_ASSERT(lost_.empty());
  }

  void aSilentRegisterLosesNothing() {
    answer("valid");
    name();
    registers_->on(kFrench, ToldRegisters::silent());
    passDays(90);
    CPPUNIT_ASSERT(standing().standing == TaxIdStanding::Valid);
    CPPUNIT_ASSERT(lost_.empty());
  }

 private:
  static constexpr const char* kFrench = "FR40303265045";

  testing::PaperShop& shop() { return *this->shop_; }
  TaxStanding standing() {
    return shop().database->read(
        [&](db::Reader& reader) { return tax_standings::one(reader, kPlatform, client_); });
  }
  void answer(const std::string& state) { registers_->on(kFrench, ToldRegisters::found(state)); }
  void name() {
    shop().database->transaction([&](db::Transaction& tx) {
      auto standing = tax_standings::lock(tx, kPlatform, client_);
      CPPUNIT_ASSERT(standing.name(readVatNumber(kFrench).number, shop().clock.now()));
      tax_standings::save(tx, kPlatform, standing, shop().clock.now());
    });
    passDays(0);
  }
  // And then what is found due is asked after.
  void passDays(int days) {
    shop().clock.advance(24h * days);
    shop().database->transaction([&](db::Transaction& tx) {
      shop().queue.enqueue(tx, Scope::ofTenant(kPlatform), RecheckTaxNumbers{});
    });
    shop().doJobs();
  }

  std::unique_ptr<ToldRegisters> registers_;
  std::unique_ptr<TaxNumberChecks> checks_;
  std::vector<std::pair<Scope, TaxNumberRefused>> lost_;
  Id<Account> client_;
};

HOSTLER_SUITE_ON_BOTH_ENGINES(TaxNumberLostTest, "modules/billing/tax_number_lost");

}  // namespace hostler
