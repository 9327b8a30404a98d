// How domains, orders and actions look, and how time and looks move them on.
#include "core/time/instant.h"
#include "plugins/sandbox/godaddy/api.h"

#include <algorithm>
#include <chrono>

namespace hostler::sandbox::godaddy {
namespace {

std::int64_t nextOrderId(const ApiCall& call) {
  std::int64_t highest = 1'000'000;
  for (const auto& shopper : call.shoppers) {
    for (const auto& order : shopper.orders) highest = std::max(highest, order.id);
  }
  return highest + 1;
}

void settle(Domain& domain) {
  domain.status = domain.nextStatus;
  domain.settlesAt.reset();
}

// What v2 was asked for, once it is done.
void carryOut(Domain& domain, const Json& effect) {
  if (effect.contains("expiresAt")) domain.expiresAt = effect["expiresAt"].get<std::int64_t>();
  if (effect.contains("status"))
    domain.status = domain.nextStatus = effect["status"].get<std::string>();
  if (effect.contains("dnssec")) domain.dnssec = effect["dnssec"];
}

}  // namespace

bool Domain::isHeld() const {
  if (isRedeemable()) return true;
  return !status.starts_with("CANCELLED") && !status.starts_with("FAILED");
}

std::string timeText(std::int64_t seconds) {
  auto text = Instant::ofUnixSeconds(seconds).text();
  return text.insert(text.size() - 1, ".000");
}

std::int64_t addYears(std::int64_t seconds, int years) {
  using namespace std::chrono;
  const sys_seconds time{std::chrono::seconds{seconds}};
  const auto midnight = floor<days>(time);
  auto date = year_month_day{midnight} + std::chrono::years{years};
  if (!date.ok()) date = date.year() / date.month() / last;
  return (sys_seconds{sys_days{date}} + (time - midnight)).time_since_epoch().count();
}

Domain& lookAt(ApiCall& call, const std::string& name) {
  const auto found = call.shopper.domains.find(name);
  if (found == call.shopper.domains.end()) throw unknownDomain(name);
  auto& domain = found->second;
  if (domain.status == domain.nextStatus) return domain;
  if (domain.settlesAt && *domain.settlesAt <= call.now) {
    settle(domain);
  } else if (domain.looksLeft > 0) {
    --domain.looksLeft;
  } else if (!domain.nextStatus.empty()) {
    settle(domain);
  }
  return domain;
}

Domain& changeable(ApiCall& call, const std::string& name) {
  const auto found = call.shopper.domains.find(name);
  if (found == call.shopper.domains.end()) throw unknownDomain(name);
  if (!found->second.isSettled()) {
    throw Refusal{409, "INVALID_DOMAIN_STATUS",
                  "The domain status does not allow performing the operation"};
  }
  return found->second;
}

Json detailJson(const Domain& domain) {
  Json json{{"domainId", domain.id},
            {"domain", domain.name},
            {"status", domain.status},
            {"expires", timeText(domain.expiresAt)},
            {"createdAt", timeText(domain.createdAt)},
            {"registrarCreatedAt", timeText(domain.heldSince)},
            {"renewDeadline", timeText(domain.expiresAt + 30 * 86'400)},
            {"transferAwayEligibleAt", timeText(domain.heldSince + 60 * 86'400)},
            {"expirationProtected", false},
            {"transferProtected", false},
            {"holdRegistrar", false},
            {"exposeWhois", false},
            {"locked", domain.locked},
            {"privacy", domain.privacy},
            {"renewAuto", domain.renewAuto},
            {"nameServers", domain.nameServers},
            {"authCode", domain.locked ? std::string{} : domain.authCode}};
  json.update(domain.contacts);
  return json;
}

Json summaryJson(const Domain& domain, std::string_view includes) {
  auto json = detailJson(domain);
  const auto wants = [&](std::string_view name) {
    return includes.find(name) != std::string_view::npos;
  };
  if (!wants("authCode")) json.erase("authCode");
  if (!wants("nameServers")) json["nameServers"] = nullptr;
  if (!wants("contacts")) {
    for (const char* member : {"contactAdmin", "contactTech", "contactBilling"}) json.erase(member);
  }
  json["renewable"] = domain.isSettled();
  return json;
}

Json bookOrder(ApiCall& call, std::string_view action, const std::string& domain, int years,
               std::int64_t micros) {
  auto& shopper = call.shopper;
  if (shopper.balance && *shopper.balance < micros) {
    throw Refusal{402, "INSUFFICIENT_FUNDS", "There are not enough funds in the account"};
  }
  if (shopper.balance) *shopper.balance -= micros;
  const auto id = nextOrderId(call);
  shopper.orders.push_back({id, micros, call.now, std::string{action}, domain, years});
  return {{"orderId", id}, {"itemCount", 1}, {"total", micros}, {"currency", "USD"}};
}

void beginAction(ApiCall& call, Domain& domain, const std::string& type, Json effect) {
  const auto running = domain.actions.find(type);
  if (running != domain.actions.end() && running->second["status"] == "PENDING") {
    throw Refusal{409, "DUPLICATE_ACTION", "A similar action is already processing"};
  }
  const bool later = call.shopper.slowActions;
  if (!later) carryOut(domain, effect);
  domain.actions[type] = {{"type", type},
                          {"origination", "USER"},
                          {"createdAt", timeText(call.now)},
                          {"status", later ? "PENDING" : "SUCCESS"},
                          {"requestId", std::string{headerOf(call.request, "x-request-id")}},
                          {"effect", std::move(effect)},
                          {"looksLeft", 2}};
}

Json lookAtAction(Domain& domain, const std::string& type, std::int64_t now) {
  const auto found = domain.actions.find(type);
  if (found == domain.actions.end()) {
    throw Refusal{404, "NOT_FOUND", "The domain has no action of type " + type};
  }
  auto& action = found->second;
  if (action["status"] == "PENDING") {
    action["looksLeft"] = action["looksLeft"].get<int>() - 1;
    if (action["looksLeft"] == 0) {
      carryOut(domain, action["effect"]);
      action["status"] = "SUCCESS";
      action["completedAt"] = timeText(now);
    }
  }
  auto shown = action;
  shown.erase("effect");
  shown.erase("looksLeft");
  return shown;
}

}  // namespace hostler::sandbox::godaddy
