#include "checks.h"
#include "machine_checks.h"
#include "provisioner_bench.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

WriteCase creating(Bench& bench) {
  const auto name = bench.freshName("create");
  const auto domain = name + ".example";
  return {"create",
          createRequest(bench, name),
          [&bench, domain] { return !entriesOf(bench, domain).empty(); },
          [&bench, name] { return !locate(bench, name).is_null(); },
          [&bench, domain] { return static_cast<int>(entriesOf(bench, domain).size()); },
          true,
          takesTime(bench)};
}

WriteCase suspending(Bench& bench, bool suspend) {
  const auto name = bench.freshName("suspend");
  const auto account = make(bench, name);
  if (!suspend) done(bench, "suspend", onAccount(bench, account, {{"reason", "overdue"}}));
  return {suspend ? "suspend" : "unsuspend",
          onAccount(bench, account, {{"reason", "overdue"}}),
          [&bench, account, suspend] { return isSuspended(bench, account) == suspend; },
          [&bench, name, suspend] { return locate(bench, name).at("suspended") == suspend; },
          nullptr,
          true,
          takesTime(bench)};
}

WriteCase terminating(Bench& bench) {
  const auto name = bench.freshName("end");
  const auto account = make(bench, name);
  return {"terminate",
          onAccount(bench, account),
          [&bench, account] { return entriesOf(bench, account.at("domain")).empty(); },
          [&bench, name] { return locate(bench, name).is_null(); },
          nullptr,
          true,
          takesTime(bench)};
}

WriteCase changingPackage(Bench& bench) {
  const auto name = bench.freshName("upgrade");
  const auto account = make(bench, name);
  const auto before = account.at("package");
  auto request = onAccount(bench, account);
  request["product_settings"] = bench.subject().at("other_product_settings");
  const auto planMember = bench.subject().value("plan_member", std::string{"plan"});
  return {"change_package",
          request,
          [&bench, account, before, planMember] {
            return entriesOf(bench, account.at("domain"))[0].at(planMember) != before;
          },
          [&bench, name, before] { return locate(bench, name).at("package") != before; },
          nullptr,
          true,
          takesTime(bench)};
}

WriteCase changingPassword(Bench& bench) {
  const auto account = make(bench, bench.freshName("word"));
  const std::string fresh = "Fresh-Marked-Pass-99";
  bench.mustNotShow(fresh);
  return {"change_password", onAccount(bench, account, {{"password", fresh}}),
          nullptr,           nullptr,
          nullptr,           false};
}

void wholeLife(Bench& bench) {
  require(locate(bench, "life").is_null(), "locate finds an account before it is made");
  const auto account = make(bench, "life");
  require(account.at("domain") == "life.example" && account.at("suspended") == false,
          "a fresh account looks wrong");
  require(locate(bench, "life").at("id") == account.at("id"), "locate does not find the account");
  for (int twice = 0; twice < 2; ++twice) {
    const auto after = done(bench, "suspend", onAccount(bench, account, {{"reason", "overdue"}}));
    require(after.at("suspended") == true && isSuspended(bench, account), "it is not suspended");
  }
  for (int twice = 0; twice < 2; ++twice) {
    const auto after = done(bench, "unsuspend", onAccount(bench, account));
    require(after.at("suspended") == false && !isSuspended(bench, account),
            "it is still suspended");
  }
  if (bench.offers("change_package")) {
    auto request = onAccount(bench, account);
    request["product_settings"] = bench.subject().at("other_product_settings");
    require(done(bench, "change_package", request).at("package") != account.at("package"),
            "the package is the old one");
  }
  for (int twice = 0; twice < 2; ++twice) {
    const auto gone = bench.succeed("terminate", onAccount(bench, account));
    require(gone.at("existed") == (twice == 0),
            "terminate does not tell whether there was anything");
    done(bench, "terminate", onAccount(bench, account));
  }
  require(entriesOf(bench, "life.example").empty() && locate(bench, "life").is_null(),
          "it is still there");
}

void answersForOneAccount(Bench& bench) {
  const auto account = make(bench, "one");
  if (bench.offers("usage")) {
    const auto usage = bench.succeed("usage", onAccount(bench, account));
    require(usage.at("disk_bytes").get<std::int64_t>() > 1'000'000, "disk usage is not in bytes");
    require(usage.at("bandwidth_month").get<std::string>().size() == 7, "bandwidth names no month");
  }
  if (bench.offers("single_sign_on")) {
    const auto link = bench.succeed("single_sign_on", onAccount(bench, account));
    require(link.at("url").get<std::string>().starts_with("http"),
            "the sign-on link is no address");
    bench.mustNotShow(link.at("url").get<std::string>());
  }
  if (bench.offers("change_password"))
    done(bench, "change_password", changingPassword(bench).request);
}

Json finished(Bench& bench, const Json& account, const std::string& handle) {
  for (int poll = 0; poll < 20; ++poll) {
    const auto progress =
        bench.succeed("progress", onAccount(bench, account, {{"handle", handle}}));
    if (progress.at("state") != "running") return progress;
  }
  throw CheckFailed{"the work that was begun never ends"};
}

void backupsAreSeenToEnd(Bench& bench) {
  bench.needs("backup");
  const auto account = make(bench, "keep");
  for (const bool outlives : {false, true}) {
    const auto begun =
        bench.succeed("backup", onAccount(bench, account, {{"outlives_account", outlives}}),
                      outlives ? "outliving" : "passing");
    // One that outlives the account is more than was asked for, and no less.
    require(!outlives || begun.at("outlives_account") == true,
            "a backup that shall outlive the account is promised not to");
    if (begun.at("state") == "running") {
      const auto progress = finished(bench, account, begun.at("handle"));
      require(progress.at("state") == "done" && progress.at("backup").is_object(),
              "the backup failed: " + progress.dump());
    }
    const auto listed = bench.succeed("backups", onAccount(bench, account)).at("backups");
    const bool found = std::any_of(listed.begin(), listed.end(), [&](const Json& backup) {
      return backup.at("state") == "done" && (!outlives || backup.at("outlives_account") == true);
    });
    require(found, "the finished backup is not in the list");
  }
}

Json restorableOf(Bench& bench, const Json& account) {
  const auto listed = bench.succeed("backups", onAccount(bench, account)).at("backups");
  const auto found = std::find_if(listed.begin(), listed.end(),
                                  [](const Json& b) { return b.at("restorable") == true; });
  return found == listed.end() ? Json(nullptr) : Json(*found);
}

// Where the provider makes none by itself, one is made; where the account must be there for it to
// be restored onto, it stays.
void restoredAccountsComeBack(Bench& bench) {
  bench.needs("restore");
  const auto account = make(bench, "back");
  auto backup = restorableOf(bench, account);
  if (backup.is_null()) {
    const auto begun =
        bench.succeed("backup", onAccount(bench, account, {{"outlives_account", true}}));
    if (begun.at("state") == "running") finished(bench, account, begun.at("handle"));
    backup = restorableOf(bench, account);
  }
  require(!backup.is_null(), "no backup can be restored");
  if (!bench.subject().value("restore_needs_account", false))
    bench.succeed("terminate", onAccount(bench, account));
  const auto begun =
      bench.succeed("restore", onAccount(bench, account, {{"backup_id", backup.at("id")}}));
  require(finished(bench, account, begun.at("handle")).at("state") == "done", "the restore failed");
  require(!locate(bench, "back").is_null(), "the account did not come back");
}

void serverAnswers(Bench& bench) {
  const auto report = bench.succeed("test_connection", onServer(bench));
  require(!report.at("detail").get<std::string>().empty(), "the connection test says nothing");
  if (bench.offers("packages")) {
    const auto packages = bench.succeed("packages", onServer(bench)).at("packages");
    require(!packages.empty(), "there is no package, so nothing could be sold");
    for (const auto& package : packages)
      require(!package.at("name").get<std::string>().empty(), "a package has no name");
  }
  if (bench.offers("capacity")) bench.succeed("capacity", onServer(bench));
  if (!bench.offers("accounts")) return;
  for (int i = 0; i < 5; ++i) make(bench, bench.freshName("page"));
  std::size_t seen = 0;
  std::string cursor;
  for (int page = 0; page < 10; ++page) {
    const auto answer = bench.succeed(
        "accounts",
        with(onServer(bench), {{"limit", 2}, {"cursor", cursor}, {"with_usage", true}}));
    seen += answer.at("accounts").size();
    if (answer.at("next_cursor").is_null()) break;
    cursor = answer.at("next_cursor");
  }
  require(seen == 5, "paging showed " + std::to_string(seen) + " of 5 accounts");
}

// Who orders hosting for a domain that is on the server already must not be handed that account.
void anothersDomainIsNotAdopted(Bench& bench) {
  make(bench, "victim");
  auto request = createRequest(bench, "victim");
  request["reference"] = "svc_attacker";
  const auto result = bench.invoke("create", request);
  require(result.outcome == Outcome::Permanent,
          "it answered " + nameOf(result.outcome) + " " + result.body.dump());
  const auto located = bench.succeed(
      "locate",
      with(onServer(bench), {{"reference", "svc_attacker"}, {"domain", "victim.example"}}));
  require(located.at("account").is_null(), "locate hands over another's account");
  require(entriesOf(bench, "victim.example").size() == 1, "there is more than one account");
}

void aNameThatWasTakenOverIsLeftAlone(Bench& bench) {
  auto account = make(bench, "before");
  account["domain"] = "after.example";
  for (const char* verb : {"terminate", "suspend"}) {
    const auto result = bench.invoke(verb, onAccount(bench, account));
    require(result.outcome == Outcome::NeedsAttention,
            std::string{verb} + " answered " + nameOf(result.outcome));
  }
  // Nor is it gone.
  const auto located =
      bench.invoke("locate", with(onServer(bench), {{"reference", "svc_before"},
                                                    {"domain", "after.example"},
                                                    {"account_id", account.at("id")}}));
  require(located.outcome == Outcome::NeedsAttention,
          "locate answered " + nameOf(located.outcome) + " " + located.body.dump());
  const auto entries = entriesOf(bench, "before.example");
  require(entries.size() == 1 && !isSuspended(bench, {{"domain", "before.example"}}),
          "another's account was touched");
}

void dangerousNamesAreNotSent(Bench& bench) {
  const auto before = bench.sandbox().calls(bench.provider()).size();
  for (const std::string domain :
       {"a;rm -rf.example", "$(id).example", "-rf.example", "a.example\nb", "a", "", "A.example",
        "a..example", "../a.example", "a.example.", "1.2.3.4"}) {
    auto request = createRequest(bench, "danger");
    request["domain"] = domain;
    const auto result = bench.invoke("create", request);
    require(result.outcome == Outcome::Permanent,
            "the domain '" + domain + "' was answered " + nameOf(result.outcome));
  }
  for (const std::string id : {"root;id", "-x", "a b", "a/b", "a\nb", "", "../etc", ".."}) {
    const auto result =
        bench.invoke("terminate", onAccount(bench, {{"id", id}, {"domain", "a.example"}}));
    require(result.outcome == Outcome::Permanent,
            "the account '" + id + "' was answered " + nameOf(result.outcome));
  }
  require(bench.sandbox().calls(bench.provider()).size() == before,
          "a dangerous name reached the provider");
}

void longAndForeignTextSurvives(Bench& bench) {
  const auto account = make(bench, "text");
  const auto reason = "überfällig \u20b9 " + std::string(64 * 1024, 'x') + "\r\nX-Injected: yes";
  done(bench, "suspend", onAccount(bench, account, {{"reason", reason}}));
  require(isSuspended(bench, account), "it is not suspended");
}

void wrongCredentialsNeedAPerson(Bench& bench) {
  const auto account = make(bench, "cred");
  const Json wrong = bench.subject().at("wrong_credentials");
  for (const std::string verb :
       {"test_connection", "create", "locate", "suspend", "terminate", "usage", "packages"}) {
    if (!bench.offers(verb)) continue;
    auto request = with(onAccount(bench, account), createRequest(bench, "other"));
    request["account"] = {{"id", account.at("id")}, {"domain", account.at("domain")}};
    request["server_settings"].update(wrong);
    const auto result = bench.invoke(verb, request);
    require(result.outcome == Outcome::NeedsAttention,
            verb + " answered " + nameOf(result.outcome) + " " + result.body.dump());
  }
}

// Credentials are arguments: calls for two servers, interleaved, each under its own.
void twoServersAreNeverMixedUp(Bench& bench) {
  const auto second = bench.sandbox().addAccount(bench.subject().at("second_account"));
  const Json servers[] = {bench.subject().at("server_settings"),
                          bench.subject().at("second_server_settings")};
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        const int which = (t + i) % 2;
        const Json request{
            {"server_settings", servers[which]},
            {"product_settings", Json::object()},
            {"reference", "svc_" + std::string{which == 0 ? "first" : "second"}},
            {"domain", (which == 0 ? "first" : "second") + std::to_string(i) + ".example"}};
        const auto result = bench.instance().invoke(bench.kind() + ".locate", request.dump(), "key",
                                                    std::chrono::seconds{20});
        if (result.outcome != Outcome::Succeeded) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  require(wrong == 0, std::to_string(wrong) + " of 100 calls failed");
  // A call that names neither, such as a list of all accounts, tells by its credentials alone.
  bool wasAsked[] = {false, false};
  for (const auto& call : bench.sandbox().calls(bench.provider())) {
    const auto said = call.at("path").get<std::string>() + " " +
                      call.at("query").get<std::string>() + " " +
                      call.at("body").get<std::string>();
    const bool isSecond = call.at("account") == second.at("id");
    wasAsked[isSecond ? 1 : 0] = true;
    require(said.find(isSecond ? "first" : "second") == std::string::npos,
            "a call went out under the other server's token: " + call.at("method").dump() + " " +
                call.at("path").dump());
  }
  require(wasAsked[0] && wasAsked[1], "one of two servers was never asked");
}

}  // namespace

std::vector<Check> provisionerChecks() {
  std::vector<Check> checks{
      {"lifecycle.whole_life", "every state is reached twice without harm", wholeLife},
      {"lifecycle.one_account", "what a client sees of an account", answersForOneAccount},
      {"lifecycle.backups", "nothing is removed before a backup is known to be complete",
       backupsAreSeenToEnd},
      {"lifecycle.restore", "a backup that cannot be restored is none", restoredAccountsComeBack},
      {"server.answers", "choosing a server and finding drift", serverAnswers},
      {"safety.anothers_domain", "an order must not hand over somebody else's account",
       anothersDomainIsNotAdopted},
      {"safety.name_taken_over", "names are reused behind our back",
       aNameThatWasTakenOverIsLeftAlone},
      {"safety.dangerous_names", "names become arguments on a server", dangerousNamesAreNotSent},
      {"safety.long_text", "text from people is long, foreign and hostile",
       longAndForeignTextSurvives},
      {"safety.wrong_credentials", "retrying cannot mend an expired token",
       wrongCredentialsNeedAPerson},
      {"safety.two_servers", "credentials are arguments, never globals", twoServersAreNeverMixedUp},
  };
  const auto add = [&](std::vector<Check> more) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  };
  add(faultChecks("create", creating));
  add(faultChecks("suspend", [](Bench& bench) { return suspending(bench, true); }));
  add(faultChecks("unsuspend", [](Bench& bench) { return suspending(bench, false); }));
  add(faultChecks("terminate", terminating));
  add(faultChecks("change_package", changingPackage));
  add(faultChecks("change_password", changingPassword));
  for (const std::string verb : {"test_connection", "packages", "capacity", "accounts"}) {
    add(readFaultChecks(verb, [](Bench& bench) { return onServer(bench); }));
  }
  for (const std::string verb : {"usage", "single_sign_on", "backups"}) {
    add(readFaultChecks(
        verb, [](Bench& bench) { return onAccount(bench, make(bench, bench.freshName("read"))); }));
  }
  add(readFaultChecks("progress", [](Bench& bench) {
    bench.needs("backup");
    const auto account = make(bench, bench.freshName("read"));
    const auto begun =
        bench.succeed("backup", onAccount(bench, account, {{"outlives_account", true}}));
    if (begun.at("state") != "running") throw CheckSkipped{"a backup is made at once"};
    return onAccount(bench, account, {{"handle", begun.at("handle")}});
  }));
  add(machineChecks());
  add(readFaultChecks("locate", [](Bench& bench) {
    return with(onServer(bench), {{"reference", "svc_none"}, {"domain", "none.example"}});
  }));
  return checks;
}

}  // namespace hostler::conformance
