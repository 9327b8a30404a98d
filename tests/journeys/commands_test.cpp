// What an operator does on the command line, and what it ends with.

#include "core/time/date.h"
#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

namespace hostler::testing {
namespace {

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

class CommandsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CommandsTest);
  CPPUNIT_TEST(billingIsTriedOutAndThenRunOnce);
  CPPUNIT_TEST(aRuleIsSimulatedForADay);
  CPPUNIT_TEST(aJobIsShownDiscardedAndTakenUpAgain);
  CPPUNIT_TEST(aSchemaIsBroughtUpStepByStep);
  CPPUNIT_TEST(anAddressThatIsKnownMakesNoSecondOwner);
  CPPUNIT_TEST_SUITE_END();

 public:
  void billingIsTriedOutAndThenRunOnce() {
    Installation here;
    hostingIsPaid(here);
    const auto day = inWeeks(here);

    const auto words = here.end({"billing", "run", "--date", day, "--dry-run"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(words.said, 0, words.code);
    CPPUNIT_ASSERT_MESSAGE(words.said, words.said.starts_with("billing of " + day +
                                                              ", tried out: nothing was changed\n"
                                                              "to be invoiced: 1\n  svc_"));
    CPPUNIT_ASSERT_MESSAGE(
        words.said, holds(words.said, "  Starter Hosting (meera-bakes.in)  234.82 INR  due "));
    CPPUNIT_ASSERT_MESSAGE(words.said, holds(words.said, "\nissue_renewals: done, 1 looked at\n"));
    const auto tried =
        Json::parse(here.run({"billing", "run", "--date", day, "--dry-run", "--json"}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, tried["invoiced"].size());
    CPPUNIT_ASSERT(tried["dry_run"].get<bool>());

    // Twice tried out, it is still to be done; once done, it is done.
    const auto done = here.run({"billing", "run", "--date", day});
    CPPUNIT_ASSERT_MESSAGE(done, done.starts_with("billing of " + day + "\ninvoiced: 1\n"));
    const auto again = here.run({"billing", "run", "--date", day});
    CPPUNIT_ASSERT_MESSAGE(again, holds(again, "\nthere was nothing to do\n"));

    CPPUNIT_ASSERT_EQUAL(2, here.end({"billing", "run", "--date", "soon"}).code);
    CPPUNIT_ASSERT_EQUAL(2, here.end({"billing", "walk"}).code);
  }

  void aRuleIsSimulatedForADay() {
    Installation here;
    hostingIsPaid(here);
    const auto day = inWeeks(here);

    const auto words = here.end({"rule", "simulate", "issue_renewals", "--date", day});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(words.said, 0, words.code);
    CPPUNIT_ASSERT_MESSAGE(words.said,
                           words.said.starts_with("issue_renewals: done, 1 looked at, as if it "
                                                  "were " +
                                                  day +
                                                  "; nothing was changed\n"
                                                  "  issue (foreseen)  svc_"));
    const auto report =
        Json::parse(here.run({"rule", "simulate", "issue_renewals", "--date", day, "--json"}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, report["decisions"].size());
    CPPUNIT_ASSERT_EQUAL(Json(day), report["date"]);
    const auto today = here.run({"rule", "simulate", "issue_renewals"});
    CPPUNIT_ASSERT_MESSAGE(today, holds(today, "it would do nothing"));
    // None of these left an invoice behind.
    const auto run = Json::parse(here.run({"billing", "run", "--date", day, "--json"}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, run["invoiced"].size());

    const auto unknown = here.end({"rule", "simulate", "issue_renewal"});
    CPPUNIT_ASSERT_EQUAL(2, unknown.code);
    CPPUNIT_ASSERT_MESSAGE(unknown.said, holds(unknown.said, "there is no rule issue_renewal\n"));
  }

  // The engine stands still, and so a mail waits.
  void aJobIsShownDiscardedAndTakenUpAgain() {
    Installation here;
    hostingIsPaid(here);
    here.run({"billing", "run", "--date", inWeeks(here)});
    const auto id = waitingMail(here);
    const auto shown = [&] { return Json::parse(here.run({"jobs", "show", id, "--json"})); };

    CPPUNIT_ASSERT_EQUAL(Json("queued"), shown()["state"]);
    const auto line = here.run({"jobs", "show", id});
    CPPUNIT_ASSERT_EQUAL(id + "  queued  notifications.send  attempts 0\n", line);
    const auto early = here.end({"jobs", "retry", id});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(early.said, 1, early.code);
    CPPUNIT_ASSERT_MESSAGE(early.said, holds(early.said, "can be tried again"));

    const auto discarded = here.run({"jobs", "discard", id});
    CPPUNIT_ASSERT_MESSAGE(discarded, holds(discarded, id + "  discarded  "));
    const auto twice = here.end({"jobs", "discard", id});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(twice.said, 1, twice.code);
    CPPUNIT_ASSERT_EQUAL(Json("discarded"), shown()["state"]);

    const auto retried = Json::parse(here.run({"jobs", "retry", id, "--json"}));
    CPPUNIT_ASSERT_EQUAL(Json("queued"), retried["state"]);
    here.startEngine();
    Journey journey{here};
    const auto settled =
        journey.operatorOfTheShop().post("/api/admin/test-clock", {{"advance", "PT1S"}});
    CPPUNIT_ASSERT_MESSAGE(settled.text, settled.body["settled"] == true);
    CPPUNIT_ASSERT_EQUAL(Json("succeeded"), shown()["state"]);

    const auto nobodys = here.end({"jobs", "show", "job_0000000000001"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(nobodys.said, 1, nobodys.code);
    CPPUNIT_ASSERT_MESSAGE(nobodys.said, holds(nobodys.said, "there is no job job_0000000000001"));
    CPPUNIT_ASSERT_EQUAL(2, here.end({"jobs", "show", "the-first"}).code);
    CPPUNIT_ASSERT_EQUAL(2, here.end({"jobs", "show"}).code);
    CPPUNIT_ASSERT_EQUAL(2, here.end({"jobs", "burn", id}).code);
  }

  void aSchemaIsBroughtUpStepByStep() {
    const TemporaryDirectory folder{"hostler-steps"};
    const std::map<std::string, std::string> settings{
        {"HOSTLER_ENVIRONMENT", "sandbox"},
        {"HOSTLER_DATA_DIR", (folder.path() / "data").string()}};
    const auto pending = [&](int code) {
      const auto status = runToItsEnd({"migrate", "--status", "--json"}, settings);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(status.said, code, status.code);
      return Json::parse(status.said)["pending"].get<int>();
    };
    const int all = pending(3);
    CPPUNIT_ASSERT(all > 3);
    CPPUNIT_ASSERT(holds(runProgram({"migrate", "--to", "3"}, settings), "migrated 3 steps"));
    CPPUNIT_ASSERT_EQUAL(all - 3, pending(3));
    const auto lines = runToItsEnd({"migrate", "--status"}, settings).said;
    CPPUNIT_ASSERT_MESSAGE(lines, holds(lines, "  done     3 ") && holds(lines, "  pending  4 "));

    CPPUNIT_ASSERT(
        holds(runProgram({"migrate"}, settings), "migrated " + std::to_string(all - 3) + " steps"));
    CPPUNIT_ASSERT_EQUAL(0, pending(0));
    CPPUNIT_ASSERT_EQUAL(std::string{"the schema is up to date\n"},
                         runProgram({"migrate"}, settings));
    for (const char* number : {"three", "3x", "-3", "0", ""}) {
      const auto refused = runToItsEnd({"migrate", std::string{"--to="} + number}, settings);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(number + refused.said, 2, refused.code);
    }
  }

  void anAddressThatIsKnownMakesNoSecondOwner() {
    Installation here;
    const auto again =
        here.end({"user", "create-admin", "--email", Installation::kOwner, "--password-stdin"},
                 "copper meadow 72 vessel");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(again.said, 1, again.code);
    CPPUNIT_ASSERT_MESSAGE(again.said, holds(again.said, "Somebody signs in with this e-mail"));
    // Nothing was changed: the password is that of before.
    here.startEngine();
    CPPUNIT_ASSERT_NO_THROW(Journey{here}.operatorOfTheShop());
    CPPUNIT_ASSERT_EQUAL(2, here.end({"user", "create-admin", "--password-stdin"}, "x").code);
  }

 private:
  // A month of hosting is paid and made; the engine has ended.
  static void hostingIsPaid(Installation& here) {
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    journey.payWithRazorpay(bought.invoiceId());
    journey.awaitService(bought.serviceId(), "active");
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

  // A day on which the month's renewal is due to be invoiced, and no reminder of anything.
  static std::string inWeeks(const Installation& here) {
    const auto tried = Json::parse(here.run({"billing", "run", "--dry-run", "--json"}));
    CPPUNIT_ASSERT(tried["invoiced"].empty());
    return Date::parse(tried["date"].get<std::string>()).value().plusDays(25).text();
  }

  static std::string waitingMail(const Installation& here) {
    const auto jobs = Json::parse(here.run({"jobs", "list", "--json"}));
    for (const auto& job : jobs) {
      if (job["state"] == "queued" && job["kind"] == "notifications.send") return job["id"];
    }
    CPPUNIT_FAIL("no mail waits: " + jobs.dump());
    return {};
  }
};
HOSTLER_SUITE(CommandsTest, "journeys/commands");

}  // namespace hostler::testing
