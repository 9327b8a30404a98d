#include "tests/modules/services/panel.h"

namespace hostler {

using testing::inr;
using testing::MoneyShop;
using testing::Panel;
using testing::Seed;

// The life of services: whatever is wanted of them, whenever their money comes and whatever their
// provider does, they take allowed steps alone, and in the end it is at the provider as it is said
// to be.
class ServiceStatesTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(ServiceStatesTest);
  CPPUNIT_TEST(anyOrderOfEventsTakesAllowedStepsAlone);
  CPPUNIT_TEST(suspendingTwiceSuspendsOnce);
  CPPUNIT_TEST(paymentEndsASuspensionForNonPayment);
  CPPUNIT_TEST(paymentDoesNotEndASuspensionForAbuse);
  CPPUNIT_TEST(paymentInTheLastMomentKeepsItRunning);
  CPPUNIT_TEST(aClientEndsOnlyTheirOwnSuspension);
  CPPUNIT_TEST(whatIsOverdueStaysSuspended);
  CPPUNIT_TEST(aProviderThatIsDownIsTriedAgain);
  CPPUNIT_TEST(anOperationWhoseProcessDiedDoesNotBlockTheNext);
  CPPUNIT_TEST(aChargebackSuspendsAndWinningItEndsThat);
  CPPUNIT_TEST_SUITE_END();

 public:
  void opened() override {
    panel_ = std::make_unique<Panel>(*shop_);
    panel_->server(1'000);
    product_ = shop_->product();
  }

  void anyOrderOfEventsTakesAllowedStepsAlone() {
    panel_->mishap = [this](const std::string&) {
      const auto roll = random_() % 10;
      return roll < 4 ? static_cast<Panel::Mishap>(2 + roll) : Panel::Mishap::None;
    };
    std::map<Id<Service>, ServiceStatus> known;
    for (int step = 0; step < 900; ++step) {
      shop_->clock.advance(std::chrono::seconds{1});
      try {
        if (known.size() < 12) {
          known.emplace(ordered(), ServiceStatus::Pending);
        } else {
          auto at = known.begin();
          std::advance(at, static_cast<std::ptrdiff_t>(random_() % known.size()));
          befall(at->first);
        }
      } catch (const DomainError&) {
        // Refused by its state, as it should be.
      }
      for (auto& [id, before] : known) {
        const auto service = shop_->now(id);
        mustBeAllowed(before, service);
        before = service.status;
      }
    }
    settle();
    std::int64_t living = 0;
    for (const auto& [id, status] : known) living += mustBeTrueAtThePanel(shop_->now(id));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seed_.text(), living,
                                 shop_->count("SELECT SUM(accounts) AS n FROM servers"));
    CPPUNIT_ASSERT_MESSAGE(seed_.text(), panel_->lostWithoutBackup.empty());
    shop_->mustAddUp();
  }

  void suspendingTwiceSuspendsOnce() {
    const auto id = running();
    CPPUNIT_ASSERT(suspend(id, SuspensionReason::Abuse).has_value());
    refused([&] { suspend(id, SuspensionReason::Client); });
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked("suspend"));
    CPPUNIT_ASSERT(shop_->now(id).suspensionReason == SuspensionReason::Abuse);
    refused([&] { suspend(id, SuspensionReason::Staff); });
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM events WHERE name = 'service.suspended'"));
  }

  void paymentEndsASuspensionForNonPayment() {
    const auto id = running();
    const auto invoice = overdue(id);
    suspend(id, SuspensionReason::Overdue);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
    shop_->pay(shop_->now(invoice), "pay_late");
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT(!shop_->now(id).suspensionReason);
  }

  void paymentDoesNotEndASuspensionForAbuse() {
    const auto id = running();
    const auto invoice = overdue(id);
    suspend(id, SuspensionReason::Abuse);
    shop_->doJobs();
    shop_->pay(shop_->now(invoice), "pay_late");
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, asked("unsuspend"));
  }

  void paymentInTheLastMomentKeepsItRunning() {
    const auto id = running();
    const auto invoice = overdue(id);
    suspend(id, SuspensionReason::Overdue);
    shop_->pay(shop_->now(invoice), "pay_late");
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT(shop_->now(id).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT(!panel_->accounts.at(shop_->now(id).externalId.value()).suspended);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM events WHERE name = 'service.suspended'"));
  }

  void aClientEndsOnlyTheirOwnSuspension() {
    const auto id = running();
    const auto client = shop_->actorOf(shop_->now(id).account);
    suspend(id, SuspensionReason::Staff);
    shop_->doJobs();
    refused([&] { shop_->services.actions().unsuspend(client, id); });
    shop_->services.actions().unsuspend(shop_->staff(), id);
    shop_->doJobs();
    shop_->clock.advance(std::chrono::seconds{1});
    suspend(id, SuspensionReason::Client);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
    shop_->services.actions().unsuspend(client, id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
  }

  void whatIsOverdueStaysSuspended() {
    const auto id = running();
    overdue(id);
    suspend(id, SuspensionReason::Overdue);
    shop_->doJobs();
    refused([&] { shop_->services.actions().unsuspend(shop_->staff(), id); });
  }

  void aProviderThatIsDownIsTriedAgain() {
    const auto id = running();
    panel_->mishap = [](const std::string&) { return Panel::Mishap::Busy; };
    suspend(id, SuspensionReason::Overdue);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT(shop_->now(id).provisioning == ProvisioningState::Suspending);
    CPPUNIT_ASSERT_EQUAL(std::string{"again"}, shop_->now(id).lastError);
    panel_->mishap = [](const std::string&) { return Panel::Mishap::None; };
    shop_->clock.advance(std::chrono::hours{1});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT_EQUAL(std::string{}, shop_->now(id).lastError);
  }

  void anOperationWhoseProcessDiedDoesNotBlockTheNext() {
    const auto id = running();
    const auto invoice = overdue(id);
    suspend(id, SuspensionReason::Overdue);
    // A process that dies in the middle of a call leaves it as sent, and its job to another.
    struct Death : std::runtime_error {
      using std::runtime_error::runtime_error;
    };
    shop_->providers.on("provisioner/1.suspend", [](const ProviderRequest&) -> ProviderAnswer {
      throw Death{"the power went"};
    });
    shop_->doJobs();
    shop_->pay(shop_->now(invoice), "pay_late");
    for (int i = 0; i < 4; ++i) {
      shop_->clock.advance(std::chrono::minutes{10});
      shop_->doJobs();
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, asked("unsuspend"));
    CPPUNIT_ASSERT(shop_->now(id).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
  }

  void aChargebackSuspendsAndWinningItEndsThat() {
    const auto id = running();
    const auto capture = "pay_" + std::to_string(payments_);
    const auto tell = [&](GatewayNotice::Kind kind) {
      shop_->gateway.book({MoneyShop::about(kind, capture, "dp_1", inr(588'82))});
      shop_->doJobs();
    };
    tell(GatewayNotice::Kind::DisputeLost);
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT(shop_->now(id).suspensionReason == SuspensionReason::Dispute);
    tell(GatewayNotice::Kind::DisputeWon);
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
  }

 private:
  Id<Service> ordered() {
    const auto client = shop_->client();
    shop_->put(client, product_);
    return shop_->buy(client).order.items.at(0).service;
  }
  void pay(Id<Service> id) {
    const auto open = shop_->database->query(
        "SELECT DISTINCT s.invoice_id FROM invoice_lines l JOIN invoice_states s ON s.invoice_id = "
        "l.invoice_id WHERE l.service_id = ? AND s.balance > 0 LIMIT 1",
        id);
    if (open.empty()) return;
    const auto invoice = shop_->now(open.only().id<Invoice>("invoice_id"));
    if (invoice.isOpen()) shop_->pay(invoice, "pay_" + std::to_string(++payments_));
  }
  Id<Service> running() {
    const auto id = ordered();
    pay(id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    shop_->clock.advance(std::chrono::seconds{1});
    return id;
  }
  // Its renewal, five days after it should have been paid.
  Id<Invoice> overdue(Id<Service> id) {
    const auto invoice =
        shop_->services.renewals().issue(shop_->staff(), {id}, false).at(0).invoice;
    shop_->moveTo(shop_->now(id).paidUntil.value().plusDays(5));
    return invoice;
  }
  std::optional<Id<jobs::Job>> suspend(Id<Service> id, SuspensionReason reason) {
    return shop_->services.actions().suspend(shop_->staff(), id, reason);
  }
  std::size_t asked(const std::string& verb) {
    return shop_->providers.asked("provisioner/1." + verb).size();
  }
  static void refused(const std::function<void()>& act) {
    CPPUNIT_ASSERT_THROW(act(), DomainError);
  }

  void befall(Id<Service> id) {
    auto& actions = shop_->services.actions();
    switch (random_() % 12) {
      case 0:
      case 1:
        return pay(id);
      case 2:
        suspend(id, static_cast<SuspensionReason>(1 + random_() % 5));
        return;
      case 3:
        actions.unsuspend(shop_->staff(), id);
        return;
      case 4:
        if (random_() % 4 == 0) actions.terminate(shop_->staff(), id, "Abuse");
        return;
      case 5:
        if (random_() % 4 == 0)
          actions.cancel(shop_->staff(), id, random_() % 2 == 0 ? "now" : "end_of_term", "Moving");
        return;
      case 6:
        actions.provision(shop_->staff(), id, {});
        return;
      case 7:
        shop_->services.renewals().issue(shop_->staff(), {id}, false);
        return;
      case 8:
        if (payments_ > 0) dispute();
        return;
      case 9:
        shop_->clock.advance(std::chrono::hours{24 * static_cast<int>(random_() % 20)});
        return;
      default:
        shop_->clock.advance(std::chrono::minutes{static_cast<int>(random_() % 120)});
        shop_->doJobs();
    }
  }

  void dispute() {
    const auto capture = "pay_" + std::to_string(1 + random_() % static_cast<unsigned>(payments_));
    const auto kind =
        random_() % 2 == 0 ? GatewayNotice::Kind::DisputeLost : GatewayNotice::Kind::DisputeWon;
    shop_->gateway.book({MoneyShop::about(kind, capture, "dp_" + capture, inr(588'82))});
  }

  void mustBeAllowed(ServiceStatus from, const Service& service) {
    using enum ServiceStatus;
    static const std::set<std::pair<ServiceStatus, ServiceStatus>> allowed{
        {Pending, Active},   {Pending, Cancelled}, {Active, Suspended},     {Active, Terminated},
        {Active, Cancelled}, {Suspended, Active},  {Suspended, Terminated}, {Suspended, Cancelled}};
    CPPUNIT_ASSERT_MESSAGE(seed_.text() + ": from " + std::string{wordOf(from)} + " to " +
                               std::string{wordOf(service.status)},
                           from == service.status || allowed.contains({from, service.status}));
    const bool over = service.status == Terminated || service.status == Cancelled;
    CPPUNIT_ASSERT_MESSAGE(seed_.text() + ": something is done to what is over",
                           !over || service.provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT_MESSAGE(seed_.text() + ": over without an end",
                           over == service.endedAt.has_value());
  }

  void settle() {
    panel_->mishap = [](const std::string&) { return Panel::Mishap::None; };
    for (int i = 0; i < 60; ++i) {
      shop_->clock.advance(std::chrono::hours{2});
      if (shop_->doJobs() == 0 && i > 30) return;
    }
  }

  // Answers whether it takes a place.
  std::int64_t mustBeTrueAtThePanel(const Service& service) {
    const auto said = seed_.text() + ": " + service.id.text() + " is " +
                      std::string{wordOf(service.status)} + ", " +
                      std::string{wordOf(service.provisioning)};
    const auto account = panel_->accounts.find("a" + service.id.text());
    const bool there = account != panel_->accounts.end();
    const bool idle = service.provisioning == ProvisioningState::Idle;
    CPPUNIT_ASSERT_MESSAGE(said, idle || service.provisioning == ProvisioningState::Attention);
    if (idle) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(said, service.isLive(), there);
      if (there)
        CPPUNIT_ASSERT_EQUAL_MESSAGE(said, service.status == ServiceStatus::Suspended,
                                     account->second.suspended);
    }
    const bool over = service.endedAt.has_value();
    return service.server && !over ? 1 : 0;
  }

  Seed seed_;
  std::mt19937_64 random_{seed_.value};
  std::unique_ptr<Panel> panel_;
  Id<Product> product_;
  int payments_ = 0;
};
HOSTLER_SUITE(ServiceStatesTest, "modules/services/service_states");

}  // namespace hostler
