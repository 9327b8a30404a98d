#include "core/lua/lua_types.h"
#include "modules/automation/asked_before.h"
#include "modules/automation/hook_trial.h"
#include "modules/billing/billing_events.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

#include <cstdlib>
#include <fstream>

namespace hostler {

using testing::Shop;

class TenantHooksTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TenantHooksTest);
  CPPUNIT_TEST(aHookThatRefusesKeepsAServiceOn);
  CPPUNIT_TEST(aHookIsAskedOfTheTenantsOwnAlone);
  CPPUNIT_TEST(aHookThatLoopsIsEndedAndCountsAsARefusal);
  CPPUNIT_TEST(hooksAreNotAskedInsideATransaction);
  CPPUNIT_TEST(aHookThatDoesNotCheckIsRefusedWithItsLine);
  CPPUNIT_TEST(whatHappenedIsToldToAHookOnce);
  CPPUNIT_TEST(aHookThatFailsIsTriedAgainAndTheOthersAreNot);
  CPPUNIT_TEST(aHookThatKeepsFailingIsSwitchedOff);
  CPPUNIT_TEST(aGuardThatKeepsFailingStaysOnAndIsToldOf);
  CPPUNIT_TEST(aTestRunHasNoEffect);
  CPPUNIT_TEST(anEventsMembersAreToldToItsAuthor);
  CPPUNIT_TEST(aGuardIsTriedOnWhatWasDecidedLast);
  CPPUNIT_TEST(aMailOfAHookIsSentOnceForAnEvent);
  CPPUNIT_TEST(theExampleThatActsSaysWhatItWouldDo);
  CPPUNIT_TEST(aHookThatWasRemovedIsNotAskedAnyMore);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aHookThatRefusesKeepsAServiceOn() {
    save("vip_grace", shipped("vip_grace"));
    const auto due = shop_.today().plusDays(1);
    const auto vip = shop_.service(shop_.client("vip"), due);
    const auto other = shop_.service(shop_.client(), due);
    shop_.run("issue_renewals");

    shop_.moveTo(due.plusDays(3), 1, 0);
    const auto report = shop_.run("suspend_overdue");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("refused"));
    CPPUNIT_ASSERT(shop_.now(vip).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT(shop_.now(other).provisioning == ProvisioningState::Suspending);

    shop_.moveTo(due.plusDays(14), 1, 0);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.run("suspend_overdue").run.counts.at("suspend"));
  }

  void aHookIsAskedOfTheTenantsOwnAlone() {
    save("no_sales",
         "on('before.checkout', function(event) return refuse('closed', 'We are closed.') end)");
    CPPUNIT_ASSERT(shop_.hooks.listens("before.checkout", kPlatform));
    CPPUNIT_ASSERT(!shop_.hooks.listens("before.checkout", Id<Tenant>::of(2)));
    shop_.before.ask("before.checkout", Id<Tenant>::of(2), Json::object());
    try {
      shop_.before.ask("before.checkout", kPlatform, Json::object());
      CPPUNIT_FAIL("it was not refused");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"closed"}, error.code());
      CPPUNIT_ASSERT_EQUAL(409, error.status());
      CPPUNIT_ASSERT_EQUAL(std::string{"We are closed."}, error.detail());
      CPPUNIT_ASSERT_EQUAL(Json("no_sales"), error.facts().at("hook"));
    }
  }

  void aHookThatLoopsIsEndedAndCountsAsARefusal() {
    save("loop",
         "on('before.checkout', function(event) pcall(function() while true do end end) while true "
         "do end end)");
    try {
      shop_.before.ask("before.checkout", kPlatform, Json::object());
      CPPUNIT_FAIL("it was not refused");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"hook_failed"}, error.code());
    }
    const auto hook = shop_.hooks.get(kPlatform, "loop");
    CPPUNIT_ASSERT_EQUAL(1, hook.failures);
    CPPUNIT_ASSERT(hook.lastFailure.has_value());
    CPPUNIT_ASSERT(hook.enabled);
  }

  void hooksAreNotAskedInsideATransaction() {
    save("ask", "on('before.checkout', function(event) end)");
    shop_.database->transaction([&](db::Transaction&) {
      CPPUNIT_ASSERT_THROW(shop_.before.ask("before.checkout", kPlatform, Json::object()),
                           std::logic_error);
    });
  }

  void aHookThatDoesNotCheckIsRefusedWithItsLine() {
    try {
      save("wrong", "\non('invoice.payd', function(event) end)");
      CPPUNIT_FAIL("it was taken");
    } catch (const ValidationError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"source"}, error.errors().at(0).field);
      CPPUNIT_ASSERT(error.errors().at(0).message.find("hooks/wrong.lua:2") != std::string::npos);
      CPPUNIT_ASSERT(error.errors().at(0).message.find("invoice.paid") != std::string::npos);
    }
    CPPUNIT_ASSERT(shop_.hooks.list(kPlatform).empty());
  }

  void whatHappenedIsToldToAHookOnce() {
    save("count",
         "on('invoice.paid', function(event) hostler.kv.set('paid:' .. event.invoice, "
         "(hostler.kv.get('paid:' .. event.invoice) or 0) + 1)\n"
         "hostler.kv.set('client', event.client_id) end)");
    const auto account = shop_.client();
    const auto invoice = paidInvoice(account);

    settle();
    settle();

    CPPUNIT_ASSERT_EQUAL(Json(1), value("paid:" + invoice.text()));
    CPPUNIT_ASSERT_EQUAL(Json(account.text()), value("client"));
  }

  void aHookThatFailsIsTriedAgainAndTheOthersAreNot() {
    save("good",
         "on('invoice.paid', function(event) hostler.kv.set('good', (hostler.kv.get('good') or 0) "
         "+ 1) end)");
    save("moody",
         "on('invoice.paid', function(event) local n = (hostler.kv.get('moody') or 0) + 1 "
         "hostler.kv.set('moody', n)\n"
         "if n < 3 then error('not yet') end end)");
    paidInvoice(shop_.client());

    for (int i = 0; i < 4; ++i) {
      settle();
      shop_.clock.advance(std::chrono::hours{1});
    }

    CPPUNIT_ASSERT_EQUAL(Json(1), value("good"));
    CPPUNIT_ASSERT_EQUAL(Json(3), value("moody"));
    CPPUNIT_ASSERT_EQUAL(0, shop_.hooks.get(kPlatform, "moody").failures);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_.count(
            "SELECT COUNT(*) AS n FROM jobs WHERE kind LIKE 'automation.%' AND state <> 3"));
  }

  void aHookThatKeepsFailingIsSwitchedOff() {
    save("broken", "on('invoice.paid', function(event) error('always') end)");
    for (int i = 0; i < HookDesk::kForgiven; ++i) paidInvoice(shop_.client());
    settle();
    const auto hook = shop_.hooks.get(kPlatform, "broken");
    CPPUNIT_ASSERT(!hook.enabled);
    CPPUNIT_ASSERT(hook.lastFailure.value().find("always") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_.count("SELECT COUNT(*) AS n FROM events WHERE name = 'hook.disabled'"));
    CPPUNIT_ASSERT(!shop_.hooks.listens("invoice.paid", kPlatform));
  }

  void aGuardThatKeepsFailingStaysOnAndIsToldOf() {
    save("guard", "on('before.checkout', function(event) error('always') end)");
    const auto told = [&] {
      return shop_.count("SELECT COUNT(*) AS n FROM events WHERE name = 'hook.failing'");
    };
    const auto ask = [&](int times) {
      for (int i = 0; i < times; ++i) {
        CPPUNIT_ASSERT_THROW(shop_.before.ask("before.checkout", kPlatform, Json::object()),
                             DomainError);
      }
    };
    ask(HookDesk::kForgiven - 1);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, told());
    ask(1);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, told());
    ask(HookDesk::kForgiven);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, told());  // once is enough
    CPPUNIT_ASSERT(shop_.hooks.get(kPlatform, "guard").enabled);
    CPPUNIT_ASSERT(shop_.hooks.listens("before.checkout", kPlatform));
    const auto said = shop_.count(
        "SELECT COUNT(*) AS n FROM events WHERE name = 'hook.failing' AND payload "
        "LIKE '%always%' AND payload LIKE '%guard%'");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, said);
  }

  void aTestRunHasNoEffect() {
    save("count",
         "on('invoice.paid', function(event) hostler.log.info('seen', { invoice = event.invoice }) "
         "hostler.kv.set('seen', true) end)");
    const auto run =
        shop_.hooks.test(kPlatform, "count", std::nullopt, "invoice.paid", {{"invoice", "inv_1"}});
    CPPUNIT_ASSERT(!run.verdicts.at(0).failure);
    CPPUNIT_ASSERT_EQUAL(std::string{"kv.set"}, run.verdicts.at(0).run.effects.at(0).function);
    CPPUNIT_ASSERT_EQUAL(std::string{"seen"}, run.verdicts.at(0).run.lines.at(0).text);
    CPPUNIT_ASSERT(!shop_.values.get(Scope::ofTenant(kPlatform), "seen"));
    CPPUNIT_ASSERT_EQUAL(0, shop_.hooks.get(kPlatform, "count").failures);
  }

  void anEventsMembersAreToldToItsAuthor() {
    shop_.bus.declare<InvoiceIssued>("An invoice was issued.");
    shop_.shelf.hosts();  // the events are known from here on
    const auto& checkout = *shop_.events.find("before.checkout");
    const auto types = lua::luaClass("checkout", checkout.payload);
    CPPUNIT_ASSERT_MESSAGE(types, types.find("---@field total? { amount?: integer, currency?: "
                                             "string }\n") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(types, types.find("product_id?: string") != std::string::npos);
    const auto sample = sampleOf(checkout);
    CPPUNIT_ASSERT_EQUAL(Json("INR"), sample.at("total").at("currency"));
    CPPUNIT_ASSERT_EQUAL(Json(1), sample.at("items").at(0).at("quantity"));

    // Of what happened too, with what each is given beside it.
    const auto& issued = *shop_.events.find("invoice.issued");
    const auto fields = lua::luaClass("issued", issued.payload);
    for (const auto* field :
         {"---@field invoice string", "---@field number string",
          "---@field total { amount: integer, currency: string }", "---@field event_id? string"})
      CPPUNIT_ASSERT_MESSAGE(fields, fields.find(field) != std::string::npos);
    CPPUNIT_ASSERT(sampleOf(issued).at("invoice").get<std::string>().starts_with("inv_"));
  }

  void aGuardIsTriedOnWhatWasDecidedLast() {
    AskedBefore asked{
        {*shop_.database, shop_.tenants, shop_.billing, shop_.services.services(), shop_.hooks}};
    for (const auto* event : {"before.checkout", "before.invoice_issue", "before.suspend"})
      CPPUNIT_ASSERT(!asked.latest(kPlatform, event));

    const auto account = shop_.client();
    const auto due = shop_.today().plusDays(1);
    const auto service = shop_.service(account, due);
    shop_.run("issue_renewals");
    const auto issued = asked.latest(kPlatform, "before.invoice_issue").value();
    CPPUNIT_ASSERT_EQUAL(Json("before.invoice_issue"), issued.at("event"));
    CPPUNIT_ASSERT_EQUAL(Json("renewal"), issued.at("kind"));
    CPPUNIT_ASSERT_EQUAL(Json(account.text()), issued.at("client_id"));
    CPPUNIT_ASSERT_EQUAL(Json(service.text()), issued.at("service_id"));
    CPPUNIT_ASSERT_EQUAL(toJson(shop_.invoiceOf(service).total), issued.at("total"));

    // What was decided is tried as it was asked, and another shop's is not shown.
    save("patience",
         "on('before.invoice_issue', function(event)\n"
         "  return refuse('not_yet', event.total.currency .. ' from ' .. event.client_id)\n"
         "end)");
    HookTrial trial;
    trial.event = issued;
    const auto answer = tryHook(shop_.hooks, kPlatform, "patience", trial);
    CPPUNIT_ASSERT_EQUAL(Json("INR from " + account.text()), answer.at("refusal").at("sentence"));
    CPPUNIT_ASSERT(!asked.latest(Id<Tenant>::of(2), "before.invoice_issue"));
    CPPUNIT_ASSERT(!asked.latest(kPlatform, "before.nothing"));
  }

  void aMailOfAHookIsSentOnceForAnEvent() {
    save("thanks", shipped("thank_for_first_payment"));
    const auto account = shop_.client();
    shop_.addRootUser(account, "asha@example.in");
    paidInvoice(account);
    settle();
    const auto sent = shop_.messages.sent();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sent.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"asha@example.in"}, sent[0].recipient);
    CPPUNIT_ASSERT_EQUAL(Json("Thank you"), sent[0].model.at("subject"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sent[0].model.at("paragraphs").size());
    CPPUNIT_ASSERT(!sent[0].key.empty());
  }

  void theExampleThatActsSaysWhatItWouldDo() {
    shop_.bus.declare<OrderPlaced>("An order was placed.");
    save("announce_orders", shipped("announce_orders"));
    const auto account = shop_.client();
    shop_.addRootUser(account, "asha@example.in");
    const auto effectsOf = [&](std::int64_t amount) {
      const auto run = shop_.hooks.test(kPlatform, "announce_orders", std::nullopt, "order.placed",
                                        {{"order", Id<Order>::of(5).text()},
                                         {"account", account.text()},
                                         {"total", {{"amount", amount}, {"currency", "INR"}}}});
      const auto& one = run.verdicts.at(0);
      CPPUNIT_ASSERT_MESSAGE(one.failure ? one.failure->message : "", !one.failure);
      std::string names;
      for (const auto& effect : one.run.effects) {
        names += effect.function + " ";
        CPPUNIT_ASSERT_EQUAL(std::string{}, effect.refusal);
      }
      return names;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{}, effectsOf(4'999'999));
    CPPUNIT_ASSERT_EQUAL(std::string{"http.post actions.open_ticket actions.note_client "},
                         effectsOf(5'000'000));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM tickets"));
  }

  void aHookThatWasRemovedIsNotAskedAnyMore() {
    save("closed",
         "on('before.checkout', function(event) return refuse('closed', 'We are closed.') end)");
    CPPUNIT_ASSERT_THROW(shop_.before.ask("before.checkout", kPlatform, Json::object()),
                         DomainError);
    shop_.hooks.save(shop_.staff(), "closed", std::nullopt, false);
    shop_.before.ask("before.checkout", kPlatform, Json::object());
    shop_.hooks.save(shop_.staff(), "closed", std::nullopt, true);
    CPPUNIT_ASSERT_THROW(shop_.before.ask("before.checkout", kPlatform, Json::object()),
                         DomainError);
    shop_.hooks.remove(shop_.staff(), "closed");
    shop_.before.ask("before.checkout", kPlatform, Json::object());
    CPPUNIT_ASSERT_THROW(shop_.hooks.get(kPlatform, "closed"), NotFound);
  }

 private:
  // An example of scripts/hooks.
  static std::string shipped(const std::string& name) {
    const char* source = std::getenv("HOSTLER_SOURCE");
    CPPUNIT_ASSERT_MESSAGE("HOSTLER_SOURCE names the source tree", source != nullptr);
    std::ifstream file{std::string{source} + "/scripts/hooks/" + name + ".lua"};
    return {std::istreambuf_iterator<char>{file}, {}};
  }
  void save(const std::string& name, const std::string& source) {
    shop_.hooks.save(shop_.staff(), name, source, std::nullopt);
  }
  Json value(const std::string& key) {
    return shop_.values.get(Scope::ofTenant(kPlatform), key).value_or(nullptr);
  }

  Id<Invoice> paidInvoice(Id<Account> account) {
    const auto service = shop_.service(account, shop_.today().plusDays(3));
    shop_.run("issue_renewals");
    const auto invoice = shop_.invoiceOf(service).id;
    shop_.pay(invoice);
    return invoice;
  }

  void settle() { shop_.settleHooks(); }

  db::OnSqlite engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE(TenantHooksTest, "modules/automation/hooks");

}  // namespace hostler
