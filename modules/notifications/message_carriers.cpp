#include "modules/notifications/message_carriers.h"

#include "core/mail/header_text.h"

#include <algorithm>

namespace hostler {
namespace {

HandedOver::Outcome outcomeOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Succeeded:
    case Outcome::Pending:
      return HandedOver::Outcome::Done;
    case Outcome::NeedsAttention:
      return HandedOver::Outcome::Blocked;
    case Outcome::Permanent:
      return HandedOver::Outcome::Refused;
    case Outcome::Retryable:
    case Outcome::Unknown:
      break;
  }
  return HandedOver::Outcome::Later;
}

std::vector<std::string> namesIn(const std::string& text) {
  std::vector<std::string> names;
  std::string name;
  for (const char c : text + ",") {
    if (c == ',') {
      if (!name.empty()) names.push_back(std::move(name));
      name.clear();
    } else if (c != ' ') {
      name += c;
    }
  }
  return names;
}

// A message that one will not have another may; what may still go is not given up.
int hope(HandedOver::Outcome outcome) {
  switch (outcome) {
    case HandedOver::Outcome::Done:
      return 4;
    case HandedOver::Outcome::Later:
      return 3;
    case HandedOver::Outcome::Blocked:
      return 2;
    case HandedOver::Outcome::Refused:
      break;
  }
  return 1;
}

}  // namespace

std::vector<std::string> MessageCarriers::offering(MessageChannel channel) const {
  std::vector<std::string> names;
  if (providers_ == nullptr) return names;
  for (const auto& instance : providers_->instances("notifier")) {
    const auto& offers = instance.capabilities;
    if (instance.enabled && std::ranges::find(offers, wordOf(channel)) != offers.end())
      names.push_back(instance.name);
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> MessageCarriers::of(Id<Tenant> tenant, MessageChannel channel) const {
  const bool isMail = channel == MessageChannel::Email;
  const auto wanted =
      namesIn(tenants_.settings(tenant).text(isMail ? "mail.carriers" : "sms.carriers"));
  if (wanted.empty() && isMail) return {std::string{kBuiltin}};
  auto names = offering(channel);
  if (!wanted.empty()) {
    const auto there = std::move(names);
    names.clear();
    for (const auto& name : wanted) {
      if (name == kBuiltin || std::ranges::find(there, name) != there.end()) names.push_back(name);
    }
  }
  if (names.empty()) names.emplace_back(kBuiltin);
  return names;
}

bool MessageCarriers::hasPlugin(Id<Tenant> tenant, MessageChannel channel) const {
  const auto names = of(tenant, channel);
  return std::ranges::any_of(names, [](const auto& name) { return name != kBuiltin; });
}

Carried MessageCarriers::send(const std::string& carrier, const Json& request,
                              const std::string& key) const {
  const auto answer = providers_->call({carrier, "notifier/1.send", request, key});
  if (hasHappened(answer)) {
    const auto id = answer.reply.is_object() ? answer.reply.value("id", Json("")) : Json("");
    const std::string name =
        id.is_string() ? mail::withoutControls(id.get<std::string>()) : std::string{};
    return {{HandedOver::Outcome::Done, carrier + " " + name}, carrier, name.substr(0, 200), false};
  }
  return {{outcomeOf(answer.outcome),
           mail::withoutControls(carrier + ": " + answer.code + " " + answer.message)},
          carrier,
          {},
          answer.outcome == Outcome::Unknown};
}

Carried MessageCarriers::inTurn(const std::vector<std::string>& carriers,
                                const std::function<Carried(const std::string&)>& offer) {
  Carried best{{HandedOver::Outcome::Refused, ""}, {}, {}, false};
  std::string said;
  for (const auto& carrier : carriers) {
    auto carried = offer(carrier);
    if (carried.result.outcome == HandedOver::Outcome::Done || carried.mayBeSent) return carried;
    said += (said.empty() ? "" : "; ") + carried.result.answer;
    if (hope(carried.result.outcome) >= hope(best.result.outcome)) best = std::move(carried);
  }
  best.result.answer = said;
  return best;
}

}  // namespace hostler
