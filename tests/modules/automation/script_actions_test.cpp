// What hooks have done in their shop.
#include "modules/automation/hook_trial.h"
#include "modules/support/ticket_desk.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

namespace {

/// A member of staff who may do everything but one thing.
class AllBut final : public Authority {
 public:
  explicit AllBut(std::string denied) : denied_{std::move(denied)} {}
  bool allows(std::string_view action, std::string_view) const override {
    return action != denied_;
  }

 private:
  std::string denied_;
};

}  // namespace

template <class Engine>
class ScriptActionsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ScriptActionsTest);
  CPPUNIT_TEST(aHookSuspendsAServiceInItsOwnName);
  CPPUNIT_TEST(aHookThatFailsAfterwardsIsRunAgainAndGivesCreditOnce);
  CPPUNIT_TEST(aHookWithAnotherAmountIsTheSameAct);
  CPPUNIT_TEST(anotherEventIsAnotherAct);
  CPPUNIT_TEST(theSameTwiceInOneRunIsDoneTwice);
  CPPUNIT_TEST(whatAnotherHookRefusesIsNotDone);
  CPPUNIT_TEST(aLoopOfActionsEnds);
  CPPUNIT_TEST(hooksThatAnswerOneAnotherAreStopped);
  CPPUNIT_TEST(whatIsNotDeclaredIsNotDone);
  CPPUNIT_TEST(aHookThatIsAskedBeforeOnlyDecides);
  CPPUNIT_TEST(whatIsOfAnotherShopIsNotThere);
  CPPUNIT_TEST(aTestRunShowsWhatWouldBeDone);
  CPPUNIT_TEST(aTestRunSaysWhatWouldBeRefused);
  CPPUNIT_TEST(whoMayNotGiveCreditStoresNoScriptThatDoes);
  CPPUNIT_TEST(aScriptIsToldWhichActionsThereAre);
  CPPUNIT_TEST(aClientIsWrittenToAndNoted);
  CPPUNIT_TEST(aClientIsInvoicedByAHook);
  CPPUNIT_TEST(anOrderIsStoppedAsFraud);
  CPPUNIT_TEST_SUITE_END();

  void save(const std::string& name, const std::string& needs, const std::string& body) {
    shop_.hooks.save(
        staff(), name,
        "-- needs: " + needs + "\non('invoice.paid', function(event)\n" + body + "\nend)",
        std::nullopt);
  }
  Actor staff() const {
    auto actor = shop_.staff();
    actor.fresh = true;
    return actor;
  }
  Id<Invoice> paidInvoice(Id<Account> account) {
    service_ = shop_.service(account, shop_.today().plusDays(3));
    shop_.run("issue_renewals");
    const auto invoice = shop_.invoiceOf(service_).id;
    shop_.pay(invoice);
    return invoice;
  }
  std::int64_t creditOf(Id<Account> account) {
    return shop_.database->read([&](db::Reader& reader) {
      return shop_.credit.balance(reader, account, Currency::of("INR")).minor();
    });
  }
  std::int64_t audited(const std::string& action, const std::string& by) {
    return shop_.count("SELECT COUNT(*) AS n FROM audit_entries WHERE action = '" + action +
                       "' AND credential = '" + by + "'");
  }
  std::string failureOf(const std::string& hook) {
    return shop_.hooks.get(kPlatform, hook).lastFailure.value_or("");
  }
  // The retries that are due within hours.
  void settleLong() {
    for (int i = 0; i < 4; ++i) {
      shop_.settleHooks();
      shop_.clock.advance(std::chrono::hours{1});
    }
  }

 public:
  void aHookSuspendsAServiceInItsOwnName() {
    const auto service = shop_.service(shop_.client(), shop_.today().plusDays(60));
    save("strict", "actions suspend_service",
         "hostler.actions.suspend_service('" + service.text() + "', 'abuse')");
    paidInvoice(shop_.client());
    shop_.settleHooks();
    CPPUNIT_ASSERT_EQUAL(std::string{}, failureOf("strict"));
    CPPUNIT_ASSERT(shop_.now(service).provisioning == ProvisioningState::Suspending);
    CPPUNIT_ASSERT(shop_.now(service).suspensionReason == SuspensionReason::Abuse);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_.count("SELECT COUNT(*) AS n FROM service_steps WHERE actor LIKE '%hook:strict%'"));
  }

  void aHookThatFailsAfterwardsIsRunAgainAndGivesCreditOnce() {
    save("bonus", "actions add_credit",
         "hostler.actions.add_credit(event.client_id, 5000, 'Thank you')\n"
         "local n = (hostler.kv.get('n') or 0) + 1 hostler.kv.set('n', n)\n"
         "if n < 3 then error('not yet') end");
    const auto client = shop_.client();
    paidInvoice(client);
    settleLong();
    CPPUNIT_ASSERT_EQUAL(Json(3), shop_.values.get(Scope::ofTenant(kPlatform), "n").value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5000}, creditOf(client));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("credit.given", "hook:bonus"));
  }

  void aHookWithAnotherAmountIsTheSameAct() {
    save("bonus", "actions add_credit",
         "local n = (hostler.kv.get('n') or 0) + 1 hostler.kv.set('n', n)\n"
         "hostler.actions.add_credit(event.client_id, 1000 * n, 'Try ' .. n)\n"
         "if n < 2 then error('not yet') end");
    const auto client = shop_.client();
    paidInvoice(client);
    settleLong();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, creditOf(client));
  }

  void anotherEventIsAnotherAct() {
    save("bonus", "actions add_credit",
         "hostler.actions.add_credit(event.client_id, 1000, 'Thank you')");
    const auto client = shop_.client();
    paidInvoice(client);
    shop_.settleHooks();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, creditOf(client));
    paidInvoice(client);
    shop_.settleHooks();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, audited("credit.given", "hook:bonus"));
  }

  void theSameTwiceInOneRunIsDoneTwice() {
    save("bonus", "actions add_credit",
         "for _, what in ipairs{ 'One', 'Two' } do\n"
         "hostler.actions.add_credit(event.client_id, 1000, what) end");
    const auto client = shop_.client();
    paidInvoice(client);
    shop_.settleHooks();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2000}, creditOf(client));
  }

  void whatAnotherHookRefusesIsNotDone() {
    const auto service = shop_.service(shop_.client(), shop_.today().plusDays(60));
    shop_.hooks.save(staff(), "guard",
                     "on('before.suspend', function(event) return refuse('kept', 'It stays.') end)",
                     std::nullopt);
    save("strict", "actions suspend_service",
         "hostler.actions.suspend_service('" + service.text() + "')");
    paidInvoice(shop_.client());
    shop_.settleHooks();
    CPPUNIT_ASSERT(shop_.now(service).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT(failureOf("strict").find("It stays.") != std::string::npos);
  }

  void aLoopOfActionsEnds() {
    save("greedy", "actions add_credit",
         "while true do pcall(hostler.actions.add_credit, event.client_id, 1, 'More') end");
    const auto client = shop_.client();
    paidInvoice(client);
    shop_.settleHooks();
    CPPUNIT_ASSERT(!failureOf("greedy").empty());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{ScriptActions::kOfOneRun}, creditOf(client));
    settleLong();  // and no more when it is run again
    CPPUNIT_ASSERT_EQUAL(std::int64_t{ScriptActions::kOfOneRun}, creditOf(client));
  }

  void hooksThatAnswerOneAnotherAreStopped() {
    const auto client = shop_.client();
    save("echo", "actions note_client",
         "hostler.actions.note_client('" + client.text() + "', 'Paid again')");
    const auto payer = shop_.client();
    for (int i = 0; i <= ScriptActions::kOnOneThingADay; ++i) paidInvoice(payer);
    shop_.settleHooks();
    const auto notes = [&] { return shop_.count("SELECT COUNT(*) AS n FROM client_notes"); };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{ScriptActions::kOnOneThingADay}, notes());
    CPPUNIT_ASSERT(failureOf("echo").find("acts_too_often") != std::string::npos);

    shop_.clock.advance(std::chrono::hours{25});
    paidInvoice(payer);
    shop_.settleHooks();
    CPPUNIT_ASSERT(notes() > ScriptActions::kOnOneThingADay);
  }

  void whatIsNotDeclaredIsNotDone() {
    save("sly", "actions note_client",
         "hostler.actions.add_credit(event.client_id, 100000, 'Nobody looks')");
    const auto client = shop_.client();
    paidInvoice(client);
    shop_.settleHooks();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, creditOf(client));
    CPPUNIT_ASSERT(failureOf("sly").find("`-- needs: actions add_credit`") != std::string::npos);
  }

  void aHookThatIsAskedBeforeOnlyDecides() {
    const auto client = shop_.client();
    shop_.hooks.save(staff(), "early",
                     "-- needs: actions add_credit\non('before.checkout', function(event)\n"
                     "hostler.actions.add_credit('" +
                         client.text() + "', 100, 'Early')\nend)",
                     std::nullopt);
    CPPUNIT_ASSERT_THROW(shop_.before.ask("before.checkout", kPlatform, Json::object()),
                         DomainError);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, creditOf(client));
  }

  void whatIsOfAnotherShopIsNotThere() {
    save("nosy", "actions note_client",
         "hostler.actions.note_client('" + Id<Account>::of(77).text() + "', 'Hello')");
    paidInvoice(shop_.client());
    shop_.settleHooks();
    CPPUNIT_ASSERT(failureOf("nosy").find("not_found") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM script_acts"));
  }

  void aTestRunShowsWhatWouldBeDone() {
    const auto client = shop_.client();
    save("bonus", "actions add_credit",
         "hostler.actions.add_credit(event.client_id, 5000, 'Thank you')");
    const auto run = shop_.hooks.test(kPlatform, "bonus", std::nullopt, "invoice.paid",
                                      {{"client_id", client.text()}});
    const auto& effects = run.verdicts.at(0).run.effects;
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, effects.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"actions.add_credit"}, effects[0].function);
    CPPUNIT_ASSERT_EQUAL(Json(5000), effects[0].arguments.at("amount"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, effects[0].refusal);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, creditOf(client));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, audited("credit.given", "hook:bonus"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM script_acts"));
  }

  void aTestRunSaysWhatWouldBeRefused() {
    save("bill", "actions add_billable_item",
         "local item = hostler.actions.add_billable_item(event.client_id, 'Work', 100)\n"
         "hostler.log.info(item.id)");
    HookTrial trial;
    trial.event = Json{{"event", "invoice.paid"}, {"client_id", Id<Account>::of(77).text()}};
    const auto answer = tryHook(shop_.hooks, kPlatform, "bill", trial);
    const auto& run = answer.at("runs").at(0);
    CPPUNIT_ASSERT_MESSAGE(dump(run), !run.contains("failure"));
    CPPUNIT_ASSERT(
        run.at("effects").at(0).at("refusal").template get<std::string>().starts_with("not_found"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, run.at("log").size());
  }

  void whoMayNotGiveCreditStoresNoScriptThatDoes() {
    auto clerk = staff();
    clerk.authority = std::make_shared<const AllBut>("billing:MoveMoney");
    const std::string source =
        "-- needs: actions note_client add_credit\non('invoice.paid', function(event) end)";
    try {
      shop_.hooks.save(clerk, "bonus", source, std::nullopt);
      CPPUNIT_FAIL("it was stored");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, error.code());
      CPPUNIT_ASSERT(error.detail().find("add_credit") != std::string::npos);
    }
    CPPUNIT_ASSERT(shop_.hooks.list(kPlatform).empty());

    // Who may, shows a factor; and whoever may not can still switch it off, and not on again.
    try {
      shop_.hooks.save(shop_.staff(), "bonus", source, std::nullopt);
      CPPUNIT_FAIL("it was stored without a factor");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, error.code());
    }
    shop_.hooks.save(staff(), "bonus", source, std::nullopt);
    shop_.hooks.save(clerk, "bonus", std::nullopt, false);
    CPPUNIT_ASSERT_THROW(shop_.hooks.save(clerk, "bonus", std::nullopt, true), DomainError);
    CPPUNIT_ASSERT(!shop_.hooks.get(kPlatform, "bonus").enabled);
  }

  void aScriptIsToldWhichActionsThereAre() {
    const auto says = [&](const std::string& needs) {
      try {
        save("wrong", needs, "");
      } catch (const ValidationError& error) {
        return error.errors().at(0).message;
      }
      return std::string{"it was stored"};
    };
    CPPUNIT_ASSERT(says("actions suspend_servise").find("suspend_service") != std::string::npos);
    CPPUNIT_ASSERT(says("actions").find("names no action") != std::string::npos);
  }

  void aClientIsWrittenToAndNoted() {
    const auto client = shop_.client();
    shop_.addRootUser(client, "asha@example.in");
    save("welcome", "actions open_ticket answer_ticket note_ticket close_ticket note_client",
         "local a = hostler.actions\n"
         "local ticket = a.open_ticket(event.client_id, 'Welcome', 'How do you do?', { priority = "
         "'low' })\n"
         "a.note_ticket(ticket.id, 'Opened by a hook')\n"
         "a.answer_ticket(ticket.id, 'And one thing more.')\n"
         "a.close_ticket(ticket.id)\n"
         "a.note_client(event.client_id, 'Was welcomed in ' .. ticket.label)");
    paidInvoice(client);
    shop_.settleHooks();
    CPPUNIT_ASSERT_EQUAL(std::string{}, failureOf("welcome"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.count("SELECT COUNT(*) AS n FROM tickets"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, shop_.count("SELECT COUNT(*) AS n FROM ticket_replies"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("ticket.closed", "hook:welcome"));
    // It is not the client who speaks.
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_.count("SELECT COUNT(*) AS n FROM ticket_replies WHERE author_name LIKE 'Asha%'"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_.count("SELECT COUNT(*) AS n FROM client_notes WHERE author_name = 'hook:welcome'"));
  }

  void aClientIsInvoicedByAHook() {
    const auto client = shop_.client();
    save("setup", "actions issue_invoice cancel_invoice add_billable_item",
         "if event.client_id ~= '" + client.text() +
             "' or hostler.invoice(event.invoice).kind ~= 'renewal' then return end\n"
             "local made = hostler.actions.issue_invoice(event.client_id, {\n"
             "  { description = 'Set-up', amount = 100000, quantity = 2, sac = '998315' } })\n"
             "hostler.kv.set('total', made.total)\n"
             "hostler.actions.cancel_invoice(made.id, 'Only a test')\n"
             "hostler.actions.add_billable_item(event.client_id, 'Set-up', 100000)");
    paidInvoice(client);
    shop_.settleHooks();
    CPPUNIT_ASSERT_EQUAL(std::string{}, failureOf("setup"));
    const auto total = shop_.values.get(Scope::ofTenant(kPlatform), "total").value();
    CPPUNIT_ASSERT(total >= Json(200'000));  // and its tax
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("billable_item.added", "hook:setup"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_.count("SELECT COUNT(*) AS n FROM billable_items WHERE description = 'Set-up'"));
  }

  void anOrderIsStoppedAsFraud() {
    const auto order = shop_.unpaidOrder(shop_.client());
    save("fraud", "actions mark_order_fraud",
         "hostler.actions.mark_order_fraud('" + order.text() + "', 'A stolen card')");
    paidInvoice(shop_.client());
    shop_.settleHooks();
    CPPUNIT_ASSERT_EQUAL(std::string{}, failureOf("fraud"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, audited("order.fraud", "hook:fraud"));
  }

 private:
  Engine engine_;
  Shop shop_{engine_.url()};
  Id<Service> service_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ScriptActionsTest, "modules/automation/script_actions");

}  // namespace hostler
