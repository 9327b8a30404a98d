#include "tests/modules/services/panel.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// What is at a provider beside what we believe, how accounts are taken over, and how the two come
// together again.
template <class Engine>
class DriftTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(DriftTest);
  CPPUNIT_TEST(allThatDiffersIsReported);
  CPPUNIT_TEST(aListThatDoesNotComeIsNoReport);
  CPPUNIT_TEST(anAccountIsTakenOverAsItIs);
  CPPUNIT_TEST(theSameImportTwiceIsOneService);
  CPPUNIT_TEST(whatIsSomebodyElsesIsNotTaken);
  CPPUNIT_TEST(whatDoesNotFitIsNotImported);
  CPPUNIT_TEST(ourTruthIsPushed);
  CPPUNIT_TEST(theirTruthIsAccepted);
  CPPUNIT_TEST(whatIsGoneEndsWhenThatIsAccepted);
  CPPUNIT_TEST(whatHasSettledItselfIsLeftAlone);
  CPPUNIT_TEST_SUITE_END();

 public:
  DriftTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void opened() override {
    panel_ = std::make_unique<testing::Panel>(*shop_);
    server_ = panel_->server(10);
    client_ = shop_->client();
    product_ = shop_->product(499'00, [](Product& product) {
      product.provisioning->settings = {{"plan", "starter"}};
    });
    shop_->providers.on("provisioner/1.accounts", [this](const ProviderRequest& request) {
      if (silent_) return ProviderAnswer::failed(Outcome::Retryable, "busy", "again");
      // A page of one account, so that pages are followed.
      const auto cursor = request.body.value("cursor", std::string{"0"});
      const auto at = static_cast<std::size_t>(std::stoi(cursor));
      Json page{{"accounts", Json::array()}};
      if (at < there_.size()) page["accounts"].push_back(there_[at]);
      if (at + 1 < there_.size()) page["next_cursor"] = std::to_string(at + 1);
      return ProviderAnswer{Outcome::Succeeded, page};
    });
    for (const auto* verb : {"suspend", "unsuspend", "change_package"}) {
      shop_->providers.on("provisioner/1." + std::string{verb}, [](const ProviderRequest&) {
        return ProviderAnswer{Outcome::Succeeded, Json::object()};
      });
    }
  }

  void allThatDiffersIsReported() {
    const auto good = service("good"), gone = service("gone"), down = service("down");
    const auto moved = service("moved"), other = service("other");
    there_ = {account("good", "good.example"), account("down", "down.example", true),
              account("moved", "elsewhere.example"), account("other", "other.example"),
              account("stray", "stray.example")};
    there_[3]["package"] = "business";
    const auto drift = shop_->services.servers().drift(server_);
    CPPUNIT_ASSERT_EQUAL(1, drift["agreeing"].template get<int>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, drift["missing"].size());
    CPPUNIT_ASSERT_EQUAL(gone.text(), drift["missing"][0]["service"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, drift["unknown"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"stray.example"},
                         drift["unknown"][0]["domain"].template get<std::string>());
    std::map<std::string, Json> rows;
    for (const auto& row : drift["differing"]) rows[row["service"]] = row;
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rows.size());
    CPPUNIT_ASSERT_EQUAL(true, rows[down.text()]["suspended_there"].template get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"elsewhere.example"},
                         rows[moved.text()]["domain_there"].template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"business"},
                         rows[other.text()]["package_there"].template get<std::string>());
    CPPUNIT_ASSERT(!rows.contains(good.text()));
  }

  void aListThatDoesNotComeIsNoReport() {
    service("good");
    silent_ = true;
    CPPUNIT_ASSERT_EQUAL(std::string{"server_unreachable"},
                         refusal([&] { shop_->services.servers().drift(server_); }));
    silent_ = false;
    there_ = {Json{{"domain", "no-id.example"}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"server_unreachable"},
                         refusal([&] { shop_->services.servers().drift(server_); }));
  }

  void anAccountIsTakenOverAsItIs() {
    there_ = {account("acme", "acme.example"), account("down", "down.example", true)};
    const auto calls = shop_->providers.asked().size();
    const auto active = took("acme"), down = took("down");
    CPPUNIT_ASSERT(active.status == ServiceStatus::Active);
    CPPUNIT_ASSERT(down.status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT(down.suspensionReason == SuspensionReason::Staff);
    CPPUNIT_ASSERT_EQUAL(std::string{"acme.example"}, active.domain.value());
    CPPUNIT_ASSERT_EQUAL(inr(499'00), active.price);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT accounts AS n FROM servers"));
    // Nothing but lists was asked for.
    for (const auto& one : shop_->providers.asked())
      CPPUNIT_ASSERT_EQUAL(std::string{"provisioner/1.accounts"}, one.operation);
    CPPUNIT_ASSERT(shop_->providers.asked().size() > calls);
    // It is renewed on its day like any other.
    const auto renewed = shop_->services.renewals().issue(shop_->staff(), {active.id}, false);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 31), renewed.at(0).dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 31), shop_->now(active.id).billedUntil.value());
  }

  void theSameImportTwiceIsOneService() {
    there_ = {account("acme", "acme.example")};
    const auto first = took("acme"), second = took("acme");
    CPPUNIT_ASSERT_EQUAL(first.id, second.id);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT accounts AS n FROM servers"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM services"));
  }

  void whatIsSomebodyElsesIsNotTaken() {
    there_ = {account("acme", "acme.example")};
    took("acme");
    client_ = shop_->client();
    CPPUNIT_ASSERT_EQUAL(std::string{"account_taken"}, refusal([&] { took("acme"); }));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT accounts AS n FROM servers"));
  }

  void whatDoesNotFitIsNotImported() {
    there_ = {account("acme", "acme.example")};
    CPPUNIT_ASSERT_THROW(took("nobody"), ValidationError);
    shop_->moveTo(Date::of(2026, 8, 1));
    CPPUNIT_ASSERT_THROW(took("acme"), ValidationError);  // its day has passed
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT accounts AS n FROM servers"));
    shop_->services.servers().change(shop_->staff(), server_, {{}, {}, {}, 0, {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"server_full"}, refusal([&] { took("acme"); }));
  }

  void ourTruthIsPushed() {
    const auto id = service("acme");
    there_ = {account("acme", "acme.example", true)};
    there_[0]["package"] = "business";
    repair(id, RepairBy::Push);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->providers.asked("provisioner/1.unsuspend").size());
    const auto changed = shop_->providers.asked("provisioner/1.change_package");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, changed.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"starter"},
                         changed[0].body["product_settings"]["plan"].template get<std::string>());
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
  }

  void theirTruthIsAccepted() {
    const auto id = service("acme");
    there_ = {account("acme", "new.example", true)};
    repair(id, RepairBy::Accept);
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT_EQUAL(std::string{"new.example"}, shop_->now(id).domain.value());
    CPPUNIT_ASSERT(shop_->providers.asked("provisioner/1.suspend").empty());
    there_ = {account("acme", "new.example")};
    repair(id, RepairBy::Accept);
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
  }

  void whatIsGoneEndsWhenThatIsAccepted() {
    there_ = {account("acme", "acme.example")};
    const auto id = took("acme").id;
    there_.clear();
    repair(id, RepairBy::Push);
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    repair(id, RepairBy::Accept);
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT accounts AS n FROM servers"));
    CPPUNIT_ASSERT(shop_->providers.asked("provisioner/1.terminate").empty());
  }

  void whatHasSettledItselfIsLeftAlone() {
    const auto id = service("acme");
    there_ = {account("acme", "acme.example", true)};
    shop_->services.repairs().begin(shop_->staff(), server_, id, RepairBy::Push);
    CPPUNIT_ASSERT_EQUAL(std::string{"repair_under_way"}, refusal([&] {
                           shop_->services.repairs().begin(shop_->staff(), server_, id,
                                                           RepairBy::Push);
                         }));
    there_ = {account("acme", "acme.example")};
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->providers.asked("provisioner/1.unsuspend").empty());
    CPPUNIT_ASSERT_THROW(shop_->services.repairs().begin(shop_->staff(), shop_->ids.next<Server>(),
                                                         id, RepairBy::Push),
                         NotFound);
  }

 private:
  using testing::InShop::shop_;
  static Money inr(std::int64_t paise) { return testing::inr(paise); }
  static Json account(const std::string& id, const std::string& domain, bool suspended = false) {
    return {{"id", id},
            {"username", id},
            {"domain", domain},
            {"package", "starter"},
            {"suspended", suspended}};
  }
  Id<Service> service(const std::string& id) {
    return shop_->service(client_, Date::of(2026, 7, 31), [&](Service& service) {
      service.product = product_;
      service.server = server_;
      service.externalId = id;
      service.domain = id + ".example";
    });
  }
  Service took(const std::string& id) {
    return shop_->services.accountImport().take(
        shop_->staff(), server_,
        {id, client_, product_, Cycle::Monthly, Date::of(2026, 7, 31), std::nullopt});
  }
  void repair(Id<Service> id, RepairBy by) {
    shop_->services.repairs().begin(shop_->staff(), server_, id, by);
    shop_->doJobs();
  }
  static std::string refusal(const std::function<void()>& act) {
    try {
      act();
    } catch (const DomainError& error) {
      return error.code();
    }
    return "nothing";
  }

  std::unique_ptr<testing::Panel> panel_;
  std::vector<Json> there_;
  bool silent_ = false;
  Id<Server> server_;
  Id<Account> client_;
  Id<Product> product_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(DriftTest, "modules/services/drift");

}  // namespace hostler
