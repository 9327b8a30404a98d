#include "modules/personal_data/retention.h"

#include "core/db/id_lists.h"
#include "modules/notifications/notifications_module.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

std::span<const db::Migration> automationMigrations();
std::span<const db::Migration> scheduleMigrations();

using db::OnMariaDb;
using db::OnSqlite;
using std::chrono::days;

// What grows old is forgotten by the engine's clock; what money, law or a person needs is not.
template <class Engine>
class RetentionTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(RetentionTest);
  CPPUNIT_TEST(jobsThatAreDoneGoAndThoseThatWaitStay);
  CPPUNIT_TEST(keysHoldLongerThanTheirJobs);
  CPPUNIT_TEST(eventsGoOnceTheyWereHandedOn);
  CPPUNIT_TEST(whatScriptsDidIsKnownLongerThanWhatItWasDoneOn);
  CPPUNIT_TEST(callsGoButWhatMadeSomethingStays);
  CPPUNIT_TEST(aGatewaysWordsGoAndThatItSpokeStays);
  CPPUNIT_TEST(aMessagesWordsGoAndThatItWasSentStays);
  CPPUNIT_TEST(cartsOfStrangersGo);
  CPPUNIT_TEST(invoicesAndBooksStay);
  CPPUNIT_TEST(manyGoInOneNight);
  CPPUNIT_TEST(whatWasPassedIsGoneThroughAnewEveryMonth);
  CPPUNIT_TEST(oneKindThatFailsKeepsNoOtherFromBeingForgotten);
  CPPUNIT_TEST(aCartThatWasTakenAlongStays);
  CPPUNIT_TEST(theScheduleRunsItByTheEnginesClock);
  CPPUNIT_TEST_SUITE_END();

 public:
  RetentionTest() : InShop{placeOn<Engine>} {}

  std::vector<db::Migration> moreMigrations() override {
    std::vector<db::Migration> all;
    for (const auto some : {notificationsMigrations(), scheduleMigrations(),
                            personalDataMigrations(), automationMigrations()})
      all.insert(all.end(), some.begin(), some.end());
    return all;
  }
  void opened() override {
    retention_ = std::make_unique<Retention>(*shop_->database, shop_->clock);
  }
  void closing() override { retention_.reset(); }

  void jobsThatAreDoneGoAndThoseThatWaitStay() {
    job(jobs::State::Succeeded);
    job(jobs::State::Failed);
    job(jobs::State::Discarded);
    job(jobs::State::Parked);
    job(jobs::State::Queued);
    after(days{89});
    CPPUNIT_ASSERT_EQUAL(std::string{"1 3 4 5 6"}, states());
    after(days{2});
    CPPUNIT_ASSERT_EQUAL(std::string{"1 4 5 6"}, states());
    after(days{90});
    CPPUNIT_ASSERT_EQUAL(std::string{"1 5"}, states());
    after(days{1'000});
    CPPUNIT_ASSERT_EQUAL(std::string{"1 5"}, states());
  }

  void keysHoldLongerThanTheirJobs() {
    job(jobs::State::Succeeded, "charge:pay_1");
    after(days{300});
    CPPUNIT_ASSERT_EQUAL(std::string{"3"}, states());
    after(days{101});
    CPPUNIT_ASSERT_EQUAL(std::string{}, states());
  }

  void eventsGoOnceTheyWereHandedOn() {
    for (const int dispatched : {0, 1}) {
      does(
          "INSERT INTO events (id, tenant_id, name, payload, happened_at, dispatched) VALUES (?, "
          "1, 'test.happened', '{}', ?, ?)",
          id(), shop_->clock.now(), dispatched);
    }
    after(days{364});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("events"));
    after(days{2});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("events WHERE dispatched = 0"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("events"));
  }

  void whatScriptsDidIsKnownLongerThanWhatItWasDoneOn() {
    does(
        "INSERT INTO script_acts (id, tenant_id, act_key, event_id, script, action, subject, "
        "state, answer, acted_at) VALUES (?, 1, 'key', 1, 'hooks/a.lua', 'http.post', "
        "'api.example.com', 2, '{}', ?)",
        id(), shop_->clock.now());
    after(days{399});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("script_acts"));
    after(days{2});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("script_acts"));
  }

  void callsGoButWhatMadeSomethingStays() {
    call("provisioner/1.suspend", "succeeded");
    call("provisioner/1.create", "succeeded");
    call("registrar/1.renew", "failed");
    call("provisioner/1.terminate", "unknown");
    after(days{399});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, count("provider_operations"));
    after(days{2});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         count("provider_operations WHERE operation = 'provisioner/1.create'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("provider_operations WHERE state = 'unknown'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("provider_operations"));
  }

  void aGatewaysWordsGoAndThatItSpokeStays() {
    for (const auto* state : {"booked", "waiting"}) event(state);
    after(days{179});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("gateway_events WHERE body IS NOT NULL"));
    after(days{2});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("gateway_events WHERE body IS NOT NULL"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         count("gateway_events WHERE state = 'waiting' AND body IS NOT NULL"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("gateway_events"));
    // It is still shown to staff, without what it said.
    const auto shown = shop_->database->read([&](db::Reader& reader) {
      GatewayDesk::EventFilter filter;
      filter.state = "booked";
      return shop_->gateway.events(reader, filter, http::ListOrder{true, INT64_MAX}, 10);
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown.size());
    CPPUNIT_ASSERT(!shown.front().amount);
  }

  void aMessagesWordsGoAndThatItWasSentStays() {
    for (const auto* status : {"sent", "queued"}) {
      const auto number = id();
      does(
          "INSERT INTO message_carriage (message_id, carrier, carrier_id, delivery, "
          "delivery_reason, delivered_at) VALUES (?, 'post', 'x', 'bounced', '550 <a@b.in>', ?)",
          number, shop_->clock.now());
      does(
          "INSERT INTO messages (id, tenant_id, channel, template, language, recipient, "
          "recipient_key, dedupe_key, model, invoices, carries_secret, status, attempts, answer, "
          "reference, created_at) VALUES (?, 1, 'email', 'welcome', 'en', 'a@b.in', 'a@b.in', ?, "
          "?, '[]', 0, ?, 1, '550 <a@b.in>', '', ?)",
          number, std::string{status}, std::string{R"({"name": "Asha"})"}, std::string{status},
          shop_->clock.now());
    }
    after(days{364});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("messages WHERE model LIKE '%Asha%'"));
    after(days{2});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         count("messages WHERE status = 'queued' AND model LIKE '%Asha%'"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        count("messages WHERE model = 'null' AND answer = '' AND status = 'sent'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("message_carriage WHERE delivery = 'bounced'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("message_carriage WHERE delivery_reason <> ''"));
  }

  void cartsOfStrangersGo() {
    const auto product = shop_->product();
    const auto client = shop_->client();
    AddToCart item;
    item.type = "product";
    item.product = product;
    item.domain = "shop.example";
    shop_->carts.add(CartHolder{kPlatform, {}, {}}, item);
    shop_->put(client, product);
    after(days{29});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("carts"));
    after(days{2});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("carts WHERE account_id IS NOT NULL"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("carts"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("cart_items"));
  }

  void invoicesAndBooksStay() {
    const auto client = shop_->client();
    shop_->put(client, shop_->product());
    shop_->pay(shop_->buy(client).invoice, "pay_1");
    shop_->doJobs();
    const char* kKept[] = {"invoices",      "invoice_lines", "payments", "transactions",
                           "postings",      "audit_entries", "parties",  "services",
                           "service_steps", "orders"};
    std::map<std::string, std::int64_t> before;
    for (const auto* table : kKept) before[table] = count(table);
    after(days{4'000});
    for (const auto* table : kKept)
      CPPUNIT_ASSERT_EQUAL_MESSAGE(table, before[table], count(table));
    CPPUNIT_ASSERT(before["invoices"] > 0 && before["postings"] > 0 && before["audit_entries"] > 0);
    shop_->mustAddUp();
  }

  void manyGoInOneNight() {
    for (int i = 0; i < 1'203; ++i) job(jobs::State::Succeeded);
    job(jobs::State::Parked);
    shop_->clock.advance(days{91});
    const auto forgotten = retention_->forget();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'203}, forgotten.at("jobs that are done"));
    CPPUNIT_ASSERT_EQUAL(std::string{"5"}, states());
  }

  // What stays without its words would else be read again every night, for ever.
  void whatWasPassedIsGoneThroughAnewEveryMonth() {
    event("booked");
    event("waiting");
    after(days{181});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("gateway_events WHERE body IS NULL"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         count("retention_marks WHERE name = 'what gateways told' AND passed >= "
                               "(SELECT MAX(id) FROM gateway_events)"));

    does("UPDATE gateway_events SET state = 'booked'");
    after(days{1});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("gateway_events WHERE body IS NULL"));
    event("booked");
    after(days{29});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("gateway_events WHERE body IS NULL"));
    after(days{152});  // one that came after what was passed is met on its day
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, count("gateway_events WHERE body IS NULL"));
  }

  void oneKindThatFailsKeepsNoOtherFromBeingForgotten() {
    job(jobs::State::Succeeded);
    event("booked");
    shop_->tamper("ALTER TABLE events RENAME TO events_aside");
    shop_->clock.advance(days{500});
    std::string told;
    try {
      retention_->forget();
    } catch (const std::runtime_error& error) {
      told = error.what();
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"not all was forgotten: events that were handed on"}, told);
    CPPUNIT_ASSERT_EQUAL(std::string{}, states());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("gateway_events WHERE body IS NULL"));
  }

  // Between being found and being forgotten a stranger may have signed in.
  void aCartThatWasTakenAlongStays() {
    AddToCart item;
    item.type = "product";
    item.product = shop_->product();
    item.domain = "shop.example";
    shop_->carts.add(CartHolder{kPlatform, {}, {}}, item);
    shop_->clock.advance(days{31});
    const auto carts = std::ranges::find(retentionClasses(), std::string{"carts of strangers"},
                                         &RetentionClass::name);
    const auto found =
        shop_->database->query(carts->find, 0, INT64_MAX, shop_->clock.now().minus(carts->age), 10)
            .map([](const db::Row& row) { return row.integer("id"); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.size());
    const auto still = [&] {
      return shop_->database->transaction(
          [&](db::Transaction& tx) { return db::askByIds(tx, carts->lock, found).front().size(); });
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, still());
    does("UPDATE carts SET account_id = ?", shop_->client());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, still());
  }

  void theScheduleRunsItByTheEnginesClock() {
    Scheduler scheduler{*shop_->database, shop_->clock, shop_->queue};
    retention_->addHandlers(shop_->handlers);
    retention_->addSchedules(scheduler);
    scheduler.runDue();
    job(jobs::State::Succeeded);
    shop_->clock.advance(days{92});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scheduler.runDue());
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("jobs WHERE kind = 'test.done'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("jobs WHERE kind = 'retention.forget'"));
  }

 private:
  template <class... Args>
  void does(const std::string& sql, const Args&... args) {
    shop_->database->transaction([&](db::Transaction& tx) { tx.execute(sql, args...); });
  }
  std::int64_t id() { return shop_->ids.next<User>().value(); }
  std::int64_t count(const std::string& what) {
    return shop_->count("SELECT COUNT(*) AS n FROM " + what);
  }
  void after(days time) {
    shop_->clock.advance(time);
    retention_->forget();
  }
  void event(const std::string& state) {
    const auto number = id();
    does(
        "INSERT INTO gateway_events (id, gateway, event_id, kind, state, reason, body, "
        "received_at) VALUES (?, 'bank', ?, 'captured', ?, '', ?, ?)",
        number, "evt_" + std::to_string(number), state, db::Blob{"sealed"}, shop_->clock.now());
  }
  void job(jobs::State state, const std::optional<std::string>& key = {}) {
    const bool ended = state == jobs::State::Succeeded || state == jobs::State::Failed ||
                       state == jobs::State::Discarded || state == jobs::State::Parked;
    const auto now = shop_->clock.now();
    does(
        "INSERT INTO jobs (id, tenant_id, kind, lane, state, priority, run_at, payload, "
        "unique_key, keep_key, attempts, crashes, fence, progress, created_at, finished_at) VALUES "
        "(?, 1, 'test.done', 'test', ?, 2, ?, '{}', ?, 1, 1, 0, 1, 0, ?, ?)",
        id(), static_cast<int>(state), now, key, now, ended ? std::optional{now} : std::nullopt);
  }
  void call(const std::string& operation, const std::string& state) {
    const auto now = shop_->clock.now();
    does(
        "INSERT INTO provider_operations (id, tenant_id, instance, operation, idempotency_key, "
        "subject, request, request_hash, state, error_code, error_message, attempts, located, "
        "created_at, updated_at) VALUES (?, 1, 'panel', ?, 'k', 'svc_1', '{}', 'h', ?, '', '', 1, "
        "0, ?, ?)",
        id(), operation, state, now, now);
  }
  // Of the jobs that there are, in their order.
  std::string states() {
    std::string all;
    for (const auto& row : shop_->database->query("SELECT DISTINCT state FROM jobs ORDER BY state"))
      all += (all.empty() ? "" : " ") + std::to_string(row.integer("state"));
    return all;
  }

  std::unique_ptr<Retention> retention_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RetentionTest, "modules/personal_data/retention");

}  // namespace hostler
