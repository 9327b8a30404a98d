#include "machine_bench.h"

#include <algorithm>
#include <ctime>

namespace hostler::conformance {
namespace {

using sdk::Json;

bool isAbout(const Json& value, const char* placeholder) {
  return value.is_string() && value.get_ref<const std::string&>() == placeholder;
}

void fill(Json& value, const Json& machine) {
  if (isAbout(value, "{now}")) {
    value = static_cast<std::int64_t>(std::time(nullptr));
  } else if (isAbout(value, "{machine}")) {
    value = machine;
  } else if (value.is_structured()) {
    for (auto& each : value) fill(each, machine);
  }
}

Json entryOf(const Json& entries, const std::string& member, const std::string& id) {
  for (const auto& entry : entries) {
    if (shows(entry.at(member), id)) return entry;
  }
  return nullptr;
}

Json machines(Bench& bench) {
  return bench.subject().at("machines");
}

Json among(const Json& list, const char* member, const std::string& name) {
  for (const auto& each : list) {
    if (each.at(member) == name) return each;
  }
  return nullptr;
}

}  // namespace

Json makeMachine(Bench& bench, const std::string& name) {
  const auto made = make(bench, name, {{"owner", kMachineOwner}});
  return {{"id", made.at("id")}, {"domain", made.at("domain")}};
}

Json machineEntry(Bench& bench, const Json& machine) {
  return entryOf(bench.booked("create"), machines(bench).value("id_member", std::string{"id"}),
                 machine.at("id"));
}

Json filled(Json params, const Json& machine) {
  fill(params, machine);
  return params;
}

Json filledPattern(Json pattern, const Json& machine) {
  fill(pattern, machine.is_null() ? machine : machine.at("id"));
  return pattern;
}

int countAt(const Json& entry, const std::string& pointer) {
  const Json::json_pointer place{pointer};
  return entry.contains(place) ? entry.at(place).get<int>() : 0;
}

Json resourceSubject(Bench& bench, const std::string& name) {
  const auto subject = among(machines(bench).at("resources"), "name", name);
  require(!subject.is_null(), "conformance.json does not say how to drive " + name);
  return subject;
}

Json actionSubject(Bench& bench, const std::string& verb) {
  const auto resource = verb.substr(0, verb.find('.'));
  const auto actions = resource == "machine" ? machines(bench).at("actions")
                                             : resourceSubject(bench, resource).at("actions");
  const auto subject = among(actions, "verb", verb);
  require(!subject.is_null(), "conformance.json does not say how to drive " + verb);
  return subject;
}

std::vector<std::string> operationsIn(const Json& subject, const char* member) {
  const auto& named = subject.at(member);
  if (named.is_array()) return named.get<std::vector<std::string>>();
  return {named.get<std::string>()};
}

Json createResourceRequest(Bench& bench, const std::string& name, const Json& machine) {
  const auto subject = resourceSubject(bench, name);
  const auto reference = bench.freshName("kit_" + name + "_");
  return with(with(onServer(bench), {{"owner", kMachineOwner}, {"reference", reference}}),
              filled(subject.at("make"), machine));
}

MadeResource makeResource(Bench& bench, const std::string& name) {
  const bool needsMachine =
      resourceSubject(bench, name).at("make").dump().find("{machine}") != std::string::npos;
  MadeResource made;
  if (needsMachine) made.machine = makeMachine(bench, bench.freshName("host"));
  made.resource = done(bench, name + ".create", createResourceRequest(bench, name, made.machine));
  return made;
}

Json onResource(Bench& bench, const Json& resource, const std::string& owner) {
  return with(onServer(bench), {{"owner", owner}, {"id", resource.at("id")}});
}

Json booked(Bench& bench, const Json& subject) {
  return bench.sandbox().book().at(Json::json_pointer{subject.at("book").get<std::string>()});
}

Json resourceEntry(Bench& bench, const Json& subject, const Json& resource) {
  return entryOf(booked(bench, subject), subject.value("id_member", std::string{"id"}),
                 resource.at("id"));
}

}  // namespace hostler::conformance
