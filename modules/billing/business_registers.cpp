#include "modules/billing/business_registers.h"

#include "core/base/fitted.h"

#include <algorithm>
#include <chrono>

namespace hostler {
namespace {

constexpr const char* kKind = "lookup";
constexpr const char* kVerb = "business_number";
constexpr const char* kOperation = "lookup/1.business_number";
// Member states have been seen to take a quarter of a minute.
constexpr std::chrono::seconds kPatience{40};

Json questionOf(const VatNumber& number, const std::optional<VatNumber>& requester) {
  Json question{
      {"scheme", "eu_vat"}, {"country", number.registerCountry()}, {"number", number.number}};
  if (requester)
    question["requester"] = {{"country", requester->registerCountry()},
                             {"number", requester->number}};
  return question;
}

// A member of what came from outside, as one line.
std::string lineIn(const Json& reply, const char* member, std::size_t most) {
  const auto found = reply.find(member);
  if (found == reply.end() || !found->is_string()) return {};
  auto line = fitted(found->get_ref<const std::string&>(), most);
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return line;
}

Json evidenceIn(const Json& reply, const std::string& instance) {
  Json evidence{{"by", instance}};
  const std::pair<const char*, const char*> members[] = {
      {"consultation_reference", "reference"}, {"name", "name"}, {"address", "address"}};
  for (const auto& [theirs, ours] : members) {
    if (auto line = lineIn(reply, theirs, 300); !line.empty()) evidence[ours] = std::move(line);
  }
  const auto at = reply.find("checked_at");
  if (at != reply.end() && at->is_number_integer()) evidence["register_time"] = *at;
  return evidence;
}

RegisterAnswer readAnswer(const ProviderAnswer& answer, const std::string& instance) {
  RegisterAnswer read;
  if (answer.outcome != Outcome::Succeeded) {
    read.failure = fitted(answer.code.empty() ? "no_answer" : answer.code, 80);
    if (answer.retryAfter) read.after = *answer.retryAfter;
    return read;
  }
  const auto state = answer.reply.is_object() ? lineIn(answer.reply, "state", 20) : std::string{};
  if (state == "valid" || state == "invalid") {
    read.valid = state == "valid";
    read.evidence = evidenceIn(answer.reply, instance);
    return read;
  }
  read.failure = answer.reply.is_object() ? lineIn(answer.reply, "reason", 80) : std::string{};
  if (read.failure.empty()) read.failure = "unusable_answer";
  return read;
}

}  // namespace

std::vector<std::string> BusinessRegisters::instances() const {
  std::vector<std::string> names;
  for (const auto& instance : providers_.instances(kKind)) {
    if (instance.enabled && instance.has(kVerb)) names.push_back(instance.name);
  }
  std::ranges::sort(names);
  return names;
}

bool BusinessRegisters::isAny() const {
  return !instances().empty();
}

RegisterAnswer BusinessRegisters::ask(const VatNumber& number,
                                      const std::optional<VatNumber>& requester) const {
  RegisterAnswer last;
  last.failure = "no_lookup";
  for (const auto& name : instances()) {
    const auto told = providers_.call(
        {name, kOperation, questionOf(number, requester), "vat:" + number.text(), kPatience});
    if (told.outcome == Outcome::NeedsAttention)
      log_.warning("tax_number.register_needs_attention", {{"plugin", name}, {"code", told.code}});
    last = readAnswer(told, name);
    if (last.valid) return last;
  }
  return last;
}

}  // namespace hostler
