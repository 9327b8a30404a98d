#include "tests/modules/domains/registry.h"

#include "core/time/time_zone.h"

namespace hostler::testing {
namespace {

std::string verbOf(const ProviderRequest& request) {
  return request.operation.substr(request.operation.find('.') + 1);
}

ProviderAnswer done(Json reply) {
  return {Outcome::Succeeded, std::move(reply)};
}

}  // namespace

std::int64_t yearsAfter(std::int64_t seconds, int years) {
  static const auto kUtc = TimeZone::named("UTC");
  const auto day = kUtc.dateOf(Instant::ofUnixSeconds(seconds));
  const auto later = day.plusMonths(12 * years, day.day());
  return seconds + 86'400 * day.daysUntil(later);
}

std::vector<ProviderInstance> Registry::instances(const std::string& kind) {
  if (kind != "registrar") return {};
  ProviderInstance one{"reg", "reg", "registrar", "The registrar", true, {}, {}};
  one.capabilities = {"register",    "check",           "renew",        "locate",
                      "transfer",    "set_nameservers", "set_contacts", "set_lock",
                      "set_privacy", "auth_code",       "agreements"};
  if (canDelegate) one.capabilities.push_back("set_delegation");
  if (canRestore) one.capabilities.push_back("restore");
  if (!registrationFields.is_null()) one.capabilities.push_back("registration_fields");
  return {one};
}

ProviderAnswer Registry::call(const ProviderRequest& request) {
  const std::lock_guard lock{mutex_};
  const auto verb = verbOf(request);
  requests_.emplace_back(verb, request.body);
  switch (mishap(verb)) {
    case Mishap::None:
      break;
    case Mishap::Lost:
      act(verb, request.body);
      return ProviderAnswer::failed(Outcome::Unknown, "timed_out", "no answer came");
    case Mishap::LostBefore:
      return ProviderAnswer::failed(Outcome::Unknown, "timed_out", "no answer came");
    case Mishap::Limited:
      return ProviderAnswer::failed(Outcome::Retryable, "rate_limited", "not now",
                                    std::chrono::milliseconds{30'000});
    case Mishap::Refused:
      return ProviderAnswer::failed(Outcome::Permanent, "bad_request", "the phone is wrong");
  }
  return act(verb, request.body);
}

Json Registry::shown(const std::string& name) const {
  const auto& one = held.at(name);
  return {{"domain", name},
          {"id", "1"},
          {"state", one.state},
          {"provider_state", "REG_" + one.state},
          {"expires_at", one.expiresAt},
          {"created_at", one.since},
          {"auto_renew", false},
          {"locked", one.locked},
          {"privacy", one.privacy},
          {"nameservers", one.nameservers}};
}

RegistrarCost Registry::priceOf(const std::string& name) const {
  const auto known = costs.find(name);
  return {Decimal::of(known == costs.end() ? "10.00" : known->second), "USD", 1};
}

ProviderAnswer Registry::buy(const std::string& verb, const Json& body) {
  const auto name = body.at("domain").get<std::string>();
  const auto years = body.at("years").get<int>();
  const auto now = clock_.now().unixSeconds();
  if (held.contains(name) &&
      held.at(name).since >= body.at("consent").at("agreed_at").get<std::int64_t>())
    return done(shown(name));
  if (held.contains(name) || (verb == "register" && taken.contains(name)))
    return ProviderAnswer::failed(Outcome::Permanent, "domain_taken", "somebody has it");
  const auto highest = RegistrarCost::read(body.value("highest_cost", Json()));
  if (highest && priceOf(name).isMoreThan(*highest))
    return ProviderAnswer::failed(Outcome::NeedsAttention, "cost_raised",
                                  "it costs more than was allowed");
  Held one;
  one.since = now;
  one.expiresAt = yearsAfter(now, years);
  one.looksLeft = 1;
  one.state = "pending";
  if (verb == "transfer") {
    if (codes[name] != body.at("auth_code").get<std::string>())
      return ProviderAnswer::failed(Outcome::NeedsAttention, "auth_code", "the code is wrong");
    one.state = "transferring";
    one.looksLeft = 3;
  }
  one.privacy = body.value("privacy", false);
  held[name] = one;
  orders.push_back(verb + " " + name + " " + std::to_string(years));
  return {Outcome::Pending, shown(name)};
}

ProviderAnswer Registry::extend(const std::string& verb, const Json& body) {
  const auto name = body.at("domain").get<std::string>();
  const auto found = held.find(name);
  if (found == held.end())
    return ProviderAnswer::failed(Outcome::NeedsAttention, "domain_missing", "it is not here");
  auto& one = found->second;
  const auto expected = body.at("expires_at").get<std::int64_t>();
  const auto years = body.at("years").get<int>();
  if (one.expiresAt == yearsAfter(expected, years)) return done(shown(name));
  if (one.expiresAt != expected)
    return ProviderAnswer::failed(Outcome::NeedsAttention, "expiry_changed", "it is another one");
  one.expiresAt = yearsAfter(expected, years);
  one.state = "active";
  orders.push_back(verb + " " + name + " " + std::to_string(years));
  return done(shown(name));
}

ProviderAnswer Registry::act(const std::string& verb, const Json& body) {
  if (verb == "check") {
    Json list = Json::array();
    for (const auto& each : body.at("domains")) {
      const auto name = each.get<std::string>();
      const bool isThere = taken.contains(name) || held.contains(name);
      const bool isFree = body.at("for_transfer").get<bool>() ? codes.contains(name) : !isThere;
      list.push_back({{"domain", name},
                      {"available", isFree},
                      {"definitive", true},
                      {"cost", priceOf(name).json()}});
    }
    return done({{"domains", list}});
  }
  if (verb == "agreements") {
    Json list = Json::array();
    for (const auto& key : agreementKeys) list.push_back({{"key", key}, {"title", key}});
    return done({{"agreements", list}});
  }
  if (verb == "registration_fields") return done({{"fields", registrationFields}});
  if (verb == "register" || verb == "transfer") return buy(verb, body);
  if (verb == "renew" || verb == "restore") return extend(verb, body);
  const auto name = body.at("domain").get<std::string>();
  const auto found = held.find(name);
  if (verb == "locate") {
    if (found == held.end()) return done({{"registration", nullptr}});
    auto& one = found->second;
    if (one.looksLeft > 0) {
      --one.looksLeft;
    } else if (one.state == "pending" || one.state == "transferring") {
      one.state = "active";
    }
    return done({{"registration", shown(name)}});
  }
  if (found == held.end())
    return ProviderAnswer::failed(Outcome::NeedsAttention, "domain_missing", "it is not here");
  if (verb == "auth_code") return done({{"code", "move-" + name}, {"mailed", false}});
  if (verb == "set_nameservers")
    found->second.nameservers = body.at("nameservers").get<std::vector<std::string>>();
  if (verb == "set_lock") found->second.locked = body.at("on").get<bool>();
  if (verb == "set_privacy") found->second.privacy = body.at("on").get<bool>();
  if (verb == "set_delegation") found->second.signers = body.at("signers");
  return done(shown(name));
}

std::size_t Registry::asked(const std::string& verb) const {
  const std::lock_guard lock{mutex_};
  std::size_t count = 0;
  for (const auto& [asked, body] : requests_) count += asked == verb ? 1U : 0U;
  return count;
}

Json Registry::last(const std::string& verb) const {
  const std::lock_guard lock{mutex_};
  for (auto one = requests_.rbegin(); one != requests_.rend(); ++one) {
    if (one->first == verb) return one->second;
  }
  return nullptr;
}

}  // namespace hostler::testing
