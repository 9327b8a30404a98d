#include "machine_checks.h"

#include "machine_bench.h"

#include <algorithm>
#include <ctime>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

const char* const kResources[] = {"images",    "isos",     "ssh_keys",  "volumes",
                                  "snapshots", "ips",      "firewalls", "load_balancers",
                                  "networks",  "clusters", "databases", "buckets"};
const char* const kMachineActions[] = {"machine.start",  "machine.stop",
                                       "machine.reboot", "machine.rebuild",
                                       "machine.rename", "machine.reset_password"};
const char* const kResourceActions[] = {"isos.attach",
                                        "isos.detach",
                                        "volumes.attach",
                                        "volumes.detach",
                                        "volumes.resize",
                                        "snapshots.restore",
                                        "ips.assign",
                                        "ips.unassign",
                                        "firewalls.set_rules",
                                        "firewalls.attach",
                                        "firewalls.detach",
                                        "load_balancers.set_rules",
                                        "load_balancers.attach",
                                        "load_balancers.detach",
                                        "networks.attach",
                                        "networks.detach",
                                        "clusters.resize",
                                        "databases.resize"};

Json listed(Bench& bench, const std::string& name, const std::string& owner) {
  Json items = Json::array();
  auto request = with(onServer(bench), {{"owner", owner}, {"cursor", ""}, {"limit", 2}});
  for (int page = 0; page < 50; ++page) {
    const auto answer = bench.succeed(name + ".list", request);
    items.insert(items.end(), answer.at("items").begin(), answer.at("items").end());
    if (answer.at("next_cursor").is_null()) return items;
    request["cursor"] = answer.at("next_cursor");
  }
  throw CheckFailed{name + ".list never ends"};
}

bool isListed(const Json& items, const Json& resource) {
  return std::any_of(items.begin(), items.end(),
                     [&](const Json& item) { return item.at("id") == resource.at("id"); });
}

void resourceLives(Bench& bench, const std::string& name) {
  const auto subject = resourceSubject(bench, name);
  const auto [resource, machine] = makeResource(bench, name);
  require(!resourceEntry(bench, subject, resource).is_null(), "the book does not show it");
  const auto found = bench.succeed(name + ".get", onResource(bench, resource)).at("item");
  require(found.is_object() && found.at("id") == resource.at("id"), "get does not find it");
  // Some lists are of what is everybody's as well.
  if (name != "images" && name != "isos") {
    require(isListed(listed(bench, name, kMachineOwner), resource), "its owner's list lacks it");
    require(!isListed(listed(bench, name, "acc_other"), resource), "another's list shows it");
  }
  for (int twice = 0; twice < 2; ++twice) {
    const auto gone = bench.succeed(name + ".delete", onResource(bench, resource));
    require(gone.at("existed") == (twice == 0), "delete does not tell whether there was anything");
    done(bench, name + ".delete", onResource(bench, resource));
    require(resourceEntry(bench, subject, resource).is_null(), "the book still shows it");
  }
  const auto after = bench.succeed(name + ".get", onResource(bench, resource)).at("item");
  require(after.is_null(), "get still finds it");
}

void anothersIsLeftAlone(Bench& bench, const std::string& name) {
  const auto subject = resourceSubject(bench, name);
  const auto [resource, machine] = makeResource(bench, name);
  const auto before = resourceEntry(bench, subject, resource);
  for (const std::string verb : {".get", ".delete"}) {
    const auto result = bench.invoke(name + verb, onResource(bench, resource, "acc_other"));
    require(result.outcome == Outcome::NeedsAttention,
            name + verb + " of another's answered " + nameOf(result.outcome));
  }
  for (const std::string verb : kResourceActions) {
    if (!verb.starts_with(name + ".") || !bench.offers(verb)) continue;
    auto request = onResource(bench, resource, "acc_other");
    const auto action = actionSubject(bench, verb);
    auto host = machine;
    if (host.is_null() && action.value("machine", false))
      host = makeMachine(bench, bench.freshName("theirs"));
    if (action.value("machine", false)) request["machine"] = host;
    request.update(filled(action.value("params", Json::object()), host));
    const auto result = bench.invoke(verb, request);
    require(result.outcome == Outcome::NeedsAttention,
            verb + " of another's answered " + nameOf(result.outcome));
  }
  require(resourceEntry(bench, subject, resource) == before, "another's was touched");
}

WriteCase creatingResource(Bench& bench, const std::string& name) {
  const auto subject = resourceSubject(bench, name);
  Json machine;
  if (subject.at("make").dump().find("{machine}") != std::string::npos)
    machine = makeMachine(bench, bench.freshName("host"));
  const auto request = createResourceRequest(bench, name, machine);
  const auto before = booked(bench, subject).size();
  WriteCase write;
  write.verb = name + ".create";
  write.request = request;
  write.effects = [&bench, subject, before] {
    return static_cast<int>(booked(bench, subject).size() - before);
  };
  write.isDone = [effects = write.effects] { return effects() > 0; };
  if (subject.value("carries_reference", true)) {
    auto look =
        with(onServer(bench), {{"owner", kMachineOwner}, {"reference", request.at("reference")}});
    write.located = [&bench, name, look] {
      return !bench.succeed(name + ".get", look).at("item").is_null();
    };
  }
  write.takesTime = takesTime(bench);
  write.operations = operationsIn(subject, "create");
  return write;
}

WriteCase deletingResource(Bench& bench, const std::string& name) {
  const auto subject = resourceSubject(bench, name);
  const auto resource = makeResource(bench, name).resource;
  const auto request = onResource(bench, resource);
  WriteCase write;
  write.verb = name + ".delete";
  write.request = request;
  write.isDone = [&bench, subject, resource] {
    return resourceEntry(bench, subject, resource).is_null();
  };
  write.located = [&bench, name, request] {
    return bench.succeed(name + ".get", request).at("item").is_null();
  };
  write.takesTime = takesTime(bench);
  write.operations = operationsIn(subject, "delete");
  return write;
}

Json actionRequest(Bench& bench, const std::string& verb, const Json& resource,
                   const Json& machine) {
  const auto action = actionSubject(bench, verb);
  auto request = resource.is_null() ? onAccount(bench, machine) : onResource(bench, resource);
  if (action.value("machine", false)) request["machine"] = machine;
  request.update(filled(action.value("params", Json::object()), machine));
  return request;
}

WriteCase acting(Bench& bench, const std::string& verb) {
  const auto action = actionSubject(bench, verb);
  const auto name = verb.substr(0, verb.find('.'));
  MadeResource made;
  if (name != "machine") made = makeResource(bench, name);
  const bool needsMachine =
      name == "machine" || action.value("machine", false) || action.contains("after");
  if (made.machine.is_null() && needsMachine)
    made.machine = makeMachine(bench, bench.freshName("host"));
  if (const auto first = action.value("after", std::string{}); !first.empty())
    done(bench, first, actionRequest(bench, first, made.resource, made.machine));

  const bool isOnMachine = name == "machine" || action.value("on_machine", false);
  const auto subject = name == "machine" ? Json() : resourceSubject(bench, name);
  const auto entry = [&bench, made, subject, isOnMachine] {
    return isOnMachine ? machineEntry(bench, made.machine)
                       : resourceEntry(bench, subject, made.resource);
  };
  WriteCase write;
  write.verb = verb;
  write.request = actionRequest(bench, verb, made.resource, made.machine);
  write.isDone = [entry, pattern = filledPattern(action.at("shows"), made.machine)] {
    return shows(entry(), pattern);
  };
  if (const auto count = action.value("count", std::string{}); !count.empty())
    write.effects = [entry, count] { return countAt(entry(), count); };
  write.takesTime = takesTime(bench);
  write.operations = operationsIn(action, "operation");
  write.isVisible = !action.value("leaves_no_trace", false);
  return write;
}

void suspendedStaysOff(Bench& bench) {
  const auto machine = makeMachine(bench, "overdue");
  done(bench, "suspend", onAccount(bench, machine, {{"reason", "overdue"}}));
  for (const std::string verb : {"machine.start", "machine.reboot", "machine.rebuild"}) {
    if (!bench.offers(verb)) continue;
    const auto result = bench.invoke(verb, actionRequest(bench, verb, nullptr, machine));
    require(result.outcome == Outcome::Permanent && result.body.value("code", "") == "suspended",
            verb + " of a suspended machine answered " + nameOf(result.outcome));
  }
  require(isSuspended(bench, machine), "it is not suspended any more");
  done(bench, "unsuspend", onAccount(bench, machine));
  if (bench.offers("machine.reboot"))
    done(bench, "machine.reboot", actionRequest(bench, "machine.reboot", nullptr, machine));
}

void machineTellsItsFacts(Bench& bench) {
  const auto made = make(bench, "facts", {{"owner", kMachineOwner}});
  const auto& facts = made.at("machine");
  require(facts.is_object() && facts.at("state") == "running", "a fresh machine does not run");
  require(facts.at("reference") == "svc_facts" && facts.at("owner") == kMachineOwner,
          "it does not carry our references");
  require(!facts.at("addresses").empty(), "it has no address");
  for (const char* member : {"size", "region", "image"})
    require(facts.at(member) != "", std::string{member} + " is empty");
}

void choicesComeFirst(Bench& bench) {
  const auto other = bench.subject().at("other_product_settings").at("size");
  const auto made =
      make(bench, "chosen", {{"owner", kMachineOwner}, {"machine", {{"size", other}}}});
  require(made.at("machine").at("size") == other, "what the client chose was not made");
}

// The backup of a machine that is gone can be removed, by nobody but its own service.
void keptBackupEnds(Bench& bench, const Json& machine, const std::string& reference,
                    const std::string& backup) {
  const auto shelf = resourceSubject(bench, "snapshots");
  auto request = onAccount(bench, machine, {{"backup_id", backup}});
  request["account"]["reference"] = "svc_somebody_else";
  (void)bench.invoke("delete_backup", request);
  require(booked(bench, shelf).size() == 1, "another service removed the backup");
  request["account"]["reference"] = reference;
  require(bench.settle("delete_backup", request, "key 2").at("existed") == true,
          "the backup was not there");
  require(booked(bench, shelf).empty(), "the backup is still there");
  require(bench.settle("delete_backup", request, "key 3").at("existed") == false,
          "what is gone was removed again");
}

// What belonged to a machine, and would cost on, is gone with it; what stays is told of.
void endLeavesNoBill(Bench& bench) {
  const auto machine = makeMachine(bench, "ending");
  const auto owned = [&](const std::string& name) {
    auto request = createResourceRequest(bench, name, machine);
    return done(bench, name + ".create", request);
  };
  if (bench.offers("ips.create")) owned("ips");
  if (bench.offers("snapshots.create")) owned("snapshots");
  if (bench.offers("volumes.attach")) {
    const auto volume = owned("volumes");
    done(bench, "volumes.attach", actionRequest(bench, "volumes.attach", volume, machine));
  }
  bool isKept = false;
  std::string backup;
  if (bench.offers("backup")) {
    const auto begun =
        bench.succeed("backup", onAccount(bench, machine, {{"outlives_account", true}}));
    backup = begun.at("id");
    for (int poll = 0; begun.at("state") == "running" && poll < 40; ++poll) {
      const auto progress =
          bench.succeed("progress", onAccount(bench, machine, {{"handle", begun.at("handle")}}));
      if (progress.at("state") == "running") continue;
      if (progress.at("backup").is_object()) backup = progress.at("backup").at("id");
      break;
    }
    isKept = true;
  }
  const auto first = bench.succeed("terminate", onAccount(bench, machine));
  done(bench, "terminate", onAccount(bench, machine));

  const auto leftOf = [&](const std::string& kind) {
    const auto& left = first.at("left");
    return static_cast<std::size_t>(std::count_if(
        left.begin(), left.end(), [&](const Json& each) { return each.at("kind") == kind; }));
  };
  for (const std::string name : {"ips", "snapshots", "volumes"}) {
    if (!bench.offers(name + ".create")) continue;
    const auto still = booked(bench, resourceSubject(bench, name)).size();
    require(still == leftOf(name), std::to_string(still) + " of " + name +
                                       " are left, and it told of " + std::to_string(leftOf(name)));
  }
  if (bench.offers("ips.create")) require(leftOf("ips") == 0, "its address is left");
  if (isKept && bench.offers("snapshots.create"))
    require(leftOf("snapshots") == 1, "the backup that was to outlive it is not left");
  if (isKept && bench.offers("delete_backup")) keptBackupEnds(bench, machine, "svc_ending", backup);
}

void metricsAreRead(Bench& bench) {
  bench.needs("machine.metrics");
  const auto machine = makeMachine(bench, "gauge");
  const auto now = static_cast<std::int64_t>(std::time(nullptr));
  const auto answer = bench.succeed("machine.metrics",
                                    onAccount(bench, machine, {{"from", now - 3600}, {"to", now}}));
  const auto& series = answer.at("series");
  const auto cpu = std::find_if(series.begin(), series.end(),
                                [](const Json& each) { return each.at("name") == "cpu_percent"; });
  require(cpu != series.end() && !cpu->at("points").empty(), "the processor is not measured");
  for (const auto& point : cpu->at("points")) {
    const auto value = std::stod(point.at("value").get<std::string>());
    require(value >= 0 && value <= 100, "cpu_percent is no percentage");
  }
}

// Sums of money come as the provider's own digits.
void costsAreExact(Bench& bench) {
  bench.needs("sizes.list");
  const auto sizes = bench.succeed("sizes.list", onServer(bench)).at("items");
  require(!sizes.empty(), "there is no size, so nothing could be sold");
  const auto isDecimal = [](const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos;
  };
  for (const auto& size : sizes) {
    for (const auto& cost : size.at("costs"))
      require(isDecimal(cost.at("amount")), "a cost is no decimal text");
  }
}

bool isForMachines(Bench& bench) {
  const auto& capabilities = bench.plugin().manifest().at("capabilities");
  return std::any_of(capabilities.begin(), capabilities.end(), [](const Json& capability) {
    return capability.get<std::string>().starts_with("machine.");
  });
}

Check machineCheck(std::string id, std::string reason, void (*run)(Bench&)) {
  return {std::move(id), std::move(reason), [run](Bench& bench) {
            if (!isForMachines(bench)) throw CheckSkipped{"plugin.json offers no machine"};
            run(bench);
          }};
}

void addResource(std::vector<Check>& checks, const std::string& name) {
  const auto where = [name](void (*run)(Bench&, const std::string&)) {
    return [name, run](Bench& bench) {
      bench.needs(name + ".create");
      run(bench, name);
    };
  };
  checks.push_back(
      {name + ".life", "what is made is found, and gone once it is removed", where(resourceLives)});
  checks.push_back({name + ".anothers", "no client reads or changes what is another's",
                    where(anothersIsLeftAlone)});
}

}  // namespace

std::vector<Check> machineChecks() {
  std::vector<Check> checks{
      machineCheck("machine.facts", "a client is shown what was bought", machineTellsItsFacts),
      machineCheck("machine.choices", "what a client chose goes before the product",
                   choicesComeFirst),
      machineCheck("machine.suspended", "who does not pay must not start it again",
                   suspendedStaysOff),
      machineCheck("machine.end_leaves_no_bill", "orphans are paid for by the hoster",
                   endLeavesNoBill),
      machineCheck("machine.metrics_are_read", "graphs are read by people", metricsAreRead),
      machineCheck("sizes.costs_are_exact", "prices are made from them", costsAreExact)};
  const auto add = [&](std::vector<Check> more) {
    checks.insert(checks.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  };
  for (const std::string verb : kMachineActions)
    add(faultChecks(verb, [verb](Bench& bench) { return acting(bench, verb); }));
  for (const std::string name : kResources) {
    addResource(checks, name);
    add(faultChecks(name + ".create",
                    [name](Bench& bench) { return creatingResource(bench, name); }));
    add(faultChecks(name + ".delete",
                    [name](Bench& bench) { return deletingResource(bench, name); }));
    add(readFaultChecks(name + ".list", [](Bench& bench) {
      return with(onServer(bench), {{"owner", kMachineOwner}});
    }));
  }
  for (const std::string verb : kResourceActions)
    add(faultChecks(verb, [verb](Bench& bench) { return acting(bench, verb); }));
  for (const std::string verb : {"sizes.list", "regions.list", "apps.list"})
    add(readFaultChecks(verb, [](Bench& bench) { return onServer(bench); }));
  add(readFaultChecks("machine.metrics", [](Bench& bench) {
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    return onAccount(bench, makeMachine(bench, bench.freshName("read")),
                     {{"from", now - 3600}, {"to", now}});
  }));
  return checks;
}

}  // namespace hostler::conformance
