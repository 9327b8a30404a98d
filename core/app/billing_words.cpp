#include "core/app/billing_words.h"

#include "core/money/money.h"
#include "modules/automation/rule_run.h"

#include <algorithm>
#include <array>

namespace hostler::app {
namespace {

struct Heading {
  const char *list, *done, *foreseen;
};
constexpr std::array<Heading, 12> kHeadings{
    {{"invoiced", "invoiced", "to be invoiced"},
     {"charged", "of these paid from credit", "of these to be paid from credit"},
     {"reminded", "reminded", "to be reminded"},
     {"late_fees", "charged a late fee", "to be charged a late fee"},
     {"suspended", "suspended", "to be suspended"},
     {"terminated", "terminated", "to be terminated"},
     {"cancelled_orders", "orders cancelled", "orders to be cancelled"},
     {"expired", "domains moved on after their expiry", "domains to move on after their expiry"},
     {"collected", "charged to saved methods", "to be charged to saved methods"},
     {"held", "held for a person", "held for a person"},
     {"refused", "refused", "refused"},
     {"failed", "failed", "failed"}}};

std::string textIn(const Json& entry, const char* member) {
  const auto found = entry.find(member);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::string moneyIn(const Json& entry, const char* member) {
  const auto found = entry.find(member);
  if (found == entry.end() || !found->is_object()) return {};
  const auto currency = Currency::find(textIn(*found, "currency"));
  const auto amount = found->value("amount", Json());
  if (!currency || !amount.is_number_integer()) return {};
  return Money::ofMinor(amount.get<std::int64_t>(), *currency).text();
}

void add(std::string& line, const std::string& words, const char* before = "") {
  if (!words.empty()) line += std::string{"  "} + before + words;
}

// "svc_0123456789abc  Starter Hosting  234.82 INR  due 2026-02-03  client acc_0123456789abc"
std::string lineOf(const Json& entry, const Json& facts) {
  auto line = textIn(entry, "subject");
  for (const char* member : {"title", "number", "kind"}) add(line, textIn(facts, member));
  for (const char* member : {"total", "balance"}) add(line, moneyIn(facts, member));
  add(line, textIn(facts, "due_date"), "due ");
  add(line, textIn(entry, "client_id"), "client ");
  if (const auto detail = textIn(entry, "detail"); detail != textIn(facts, "number"))
    add(line, detail);
  add(line, textIn(entry, "held_for"), "held for ");
  return line;
}

std::string ruleLine(const Json& rule) {
  auto line = textIn(rule, "rule") + ": " + textIn(rule, "state") + ", " +
              std::to_string(rule.value("rows", std::int64_t{0})) + " looked at";
  if (const auto error = textIn(rule, "error"); !error.empty()) line += ": " + error;
  return line;
}

// The lists of rows may be cut; the numbers of what became of them are not.
bool hasFailed(const Json& rule) {
  const auto counts = rule.value("counts", Json::object());
  return textIn(rule, "state") == wordOf(RuleRunState::Failed) ||
         counts.value(std::string{wordOf(RowOutcome::Failed)}, std::int64_t{0}) > 0;
}

}  // namespace

std::string billingRunInWords(const Json& run) {
  const bool isDry = run.value("dry_run", false);
  std::string text =
      "billing of " + textIn(run, "date") + (isDry ? ", tried out: nothing was changed\n" : "\n");
  bool isEmpty = true;
  for (const auto& heading : kHeadings) {
    const auto list = run.find(heading.list);
    if (list == run.end() || list->empty()) continue;
    isEmpty = false;
    text += std::string{isDry ? heading.foreseen : heading.done} + ": " +
            std::to_string(list->size()) + "\n";
    for (const auto& entry : *list) {
      text += "  " + lineOf(entry, entry);
      if (const auto rule = textIn(entry, "rule"); !rule.empty())
        text += "  by " + rule + ", to " + textIn(entry, "action");
      text += "\n";
    }
  }
  if (isEmpty) text += isDry ? "there would be nothing to do\n" : "there was nothing to do\n";
  if (run.value("truncated", false)) text += "there is more than is shown here\n";
  for (const auto& rule : run.value("rules", Json::array())) text += ruleLine(rule) + "\n";
  return text;
}

bool billingRunFailed(const Json& run) {
  return std::ranges::any_of(run.value("rules", Json::array()), hasFailed);
}

bool simulationFailed(const Json& report) {
  return hasFailed(report);
}

std::string simulationInWords(const Json& report) {
  std::string text =
      ruleLine(report) + ", as if it were " + textIn(report, "date") + "; nothing was changed\n";
  const auto decisions = report.value("decisions", Json::array());
  for (const auto& decision : decisions) {
    text += "  " + textIn(decision, "action") + " (" + textIn(decision, "outcome") + ")  " +
            lineOf(decision, decision.value("facts", Json::object())) + "\n";
  }
  if (decisions.empty()) text += "  it would do nothing\n";
  if (report.value("truncated", false)) text += "there is more than is shown here\n";
  for (const auto& line : report.value("log", Json::array()))
    text += "log: " + line.get<std::string>() + "\n";
  return text;
}

}  // namespace hostler::app
