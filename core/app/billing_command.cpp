#include "core/app/billing_words.h"
#include "core/app/commands.h"
#include "core/app/product.h"

#include <iostream>

namespace hostler::app {
namespace {

std::optional<Date> dayOf(const Arguments& arguments) {
  if (!arguments.has("date")) return std::nullopt;
  const auto day = Date::parse(arguments.get("date"));
  if (!day) throw UsageError{"--date must be a day, such as 2026-01-31"};
  return day;
}

void print(const Arguments& arguments, const Json& answer, std::string (*inWords)(const Json&)) {
  std::cout << (arguments.json() ? answer.dump(2) + '\n' : inWords(answer));
}

Exit runBilling(const Arguments& arguments) {
  if (arguments.word(0, "run") != "run") throw UsageError{"there is only run"};
  const auto day = dayOf(arguments);
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  const auto run = product.automation.runBilling(Actor::system(kPlatform, "command:billing_run"),
                                                 day, arguments.has("dry-run"));
  print(arguments, run, billingRunInWords);
  return billingRunFailed(run) ? Exit::Failed : Exit::Done;
}

Exit simulate(const Arguments& arguments) {
  if (arguments.word(0, "simulate") != "simulate") throw UsageError{"there is only simulate"};
  const auto name = arguments.word(1, "the rule's name");
  const auto day = dayOf(arguments);
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  try {
    const auto report = product.automation.simulateRule(kPlatform, name, day);
    print(arguments, report, simulationInWords);
    return simulationFailed(report) ? Exit::Failed : Exit::Done;
  } catch (const NotFound&) {
    throw UsageError{"there is no rule " + name};
  }
}

}  // namespace

Command billingCommand() {
  return {
      "billing",
      "run",
      "Does what the nights do for billing, for a day: what is, or would be, invoiced, reminded, "
      "charged, suspended and ended, domains included. Exits with 1 where something of it failed.",
      {{"date", "D", "the day; today when left out"}, {"dry-run", "", "tell, and change nothing"}},
      runBilling};
}

Command ruleCommand() {
  return {"rule",
          "simulate NAME",
          "Shows what a rule would decide, without effect.",
          {{"date", "D", "as if it were this day"}},
          simulate};
}

}  // namespace hostler::app
