#include "modules/billing/saved_methods.h"

#include "core/base/fitted.h"
#include "modules/billing/payment_service.h"
#include "modules/billing/saved_method_repository.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::chrono::hours kDay{24};
constexpr std::int64_t kMostSetupsADay = 10;
constexpr std::size_t kMostListed = 100;

namespace rows = saved_method_repository;

bool savesMethods(const ProviderInstance& instance) {
  return instance.has("customer") && instance.has("setup") && instance.has("methods") &&
         instance.has("delete_method") && instance.has("charge");
}

std::string textIn(const Json& json, const char* name, std::size_t most) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string()) return {};
  return fitted(found->get<std::string>(), most);
}

// What a gateway lists is untrusted: what has no id, or one too long to be its own, is left out.
std::vector<SavedMethod> methodsIn(const Json& reply) {
  std::vector<SavedMethod> methods;
  const auto list = reply.find("methods");
  if (list == reply.end() || !list->is_array()) return methods;
  for (const auto& json : *list) {
    if (!json.is_object() || methods.size() == kMostListed) continue;
    SavedMethod method;
    method.gatewayId = textIn(json, "id", 200);
    if (method.gatewayId.empty() || method.gatewayId.size() > 120) continue;
    method.kind = textIn(json, "method", 40);
    method.title = textIn(json, "title", 120);
    method.state = textIn(json, "state", 20);
    if (const auto most = json.find("max_amount"); most != json.end() && most->is_object())
      method.most = fromJson<Money>(*most);
    if (const auto ends = json.find("expires_at");
        ends != json.end() && ends->is_number_integer() && ends->get<std::int64_t>() > 0)
      method.expiresAt = Instant::ofUnixMicros(ends->get<std::int64_t>() * 1'000'000);
    methods.push_back(std::move(method));
  }
  return methods;
}

}  // namespace

Payment SavedMethods::add(const Actor& actor, const std::string& gateway, const std::string& kind) {
  const auto account = actor.scope.account.value();
  const auto instances = parts_.providers.instances("gateway");
  const auto wanted = std::ranges::find(instances, gateway, &ProviderInstance::name);
  if (wanted == instances.end() || !wanted->enabled || !savesMethods(*wanted) ||
      !isOfferedBy(*wanted, actor.scope.tenant) ||
      (parts_.modes != nullptr && parts_.modes->isOther(*wanted, true))) {
    throw ValidationError{"gateway", "not_offered",
                          "must be a gateway at which a way to pay can be saved"};
  }
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto now = parts_.clock.now();
    if (rows::setupsSince(tx, actor.scope.tenant, account, now.minus(kDay)) >= kMostSetupsADay) {
      throw DomainError{"too_many_setups", 409,
                        "Too many ways to pay were begun today; try again tomorrow."};
    }
    const auto currency = parts_.accounts.get(tx, actor.scope.tenant, account).currency;
    Payment payment;
    payment.id = parts_.ids.next<Payment>();
    payment.tenant = actor.scope.tenant;
    payment.account = account;
    payment.gateway = gateway;
    payment.purpose = PaymentPurpose::Setup;
    payment.method = kind;
    payment.amount = payment.paid = payment.refunded = payment.chargedBack = Money::zero(currency);
    payment.createdAt = payment.updatedAt = now;
    parts_.payments.insert(tx, payment);
    parts_.audit.record(tx, actor,
                        {"payment_method.begun",
                         payment.id.text(),
                         nullptr,
                         {{"gateway", gateway}, {"kind", kind}}});
    jobs::Enqueue how;
    how.uniqueKey = PaymentRepository::startKey(payment.id);
    how.lane = "plugin." + gateway;
    how.priority = jobs::Priority::Urgent;
    parts_.queue.enqueue(tx, Scope::ofAccount(payment.tenant, account), StartPayment{payment.id},
                         how);
    return payment;
  });
}

std::vector<SavedMethod> SavedMethods::list(db::Reader& reader, Id<Account> account) {
  return rows::of(reader, account);
}

void SavedMethods::remove(const Actor& actor, Id<PaymentMethod> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto method = rows::lock(tx, actor.scope, id);
    if (!method) throw NotFound{};
    const auto now = parts_.clock.now();
    method->state = SavedMethod::kRemoved;
    rows::save(tx, *method, now);
    auto preferences = rows::preferencesOf(tx, method->account);
    if (preferences.defaultMethod == id) {
      preferences.defaultMethod.reset();
      rows::savePreferences(tx, Scope::ofAccount(method->tenant, method->account), preferences,
                            now);
    }
    parts_.audit.record(tx, actor,
                        {"payment_method.removed",
                         id.text(),
                         {{"gateway", method->gateway}, {"title", method->title}},
                         nullptr});
    jobs::Enqueue how;
    how.uniqueKey = "detach:" + id.text();
    how.lane = "plugin." + method->gateway;
    parts_.queue.enqueue(tx, Scope::ofAccount(method->tenant, method->account),
                         DetachMethod{method->gateway, method->customer, method->gatewayId}, how);
  });
}

BillingPreferences SavedMethods::preferences(db::Reader& reader, Id<Account> account) {
  return rows::preferencesOf(reader, account);
}

void SavedMethods::prefer(const Actor& actor, const BillingPreferences& wanted) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto now = parts_.clock.now();
    const auto before = rows::preferencesOf(tx, actor.scope.account.value());
    if (wanted.defaultMethod) {
      const auto method = rows::lock(tx, actor.scope, *wanted.defaultMethod);
      if (!method)
        throw ValidationError{"default_method_id", "not_found", "is no saved way to pay of yours"};
      if (!method->isChargeable(now))
        throw ValidationError{"default_method_id", "not_chargeable", "cannot be charged any more"};
    }
    rows::savePreferences(tx, actor.scope, wanted, now);
    const auto shown = [](const BillingPreferences& one) {
      return Json{{"default_method", one.defaultMethod ? Json(one.defaultMethod->text()) : Json()},
                  {"auto_pay", one.autoPay}};
    };
    parts_.audit.record(
        tx, actor,
        {"billing_settings.changed", actor.scope.account->text(), shown(before), shown(wanted)});
  });
}

void SavedMethods::block(db::Transaction& tx, const SavedMethod& method, const std::string& code) {
  auto current = rows::lock(tx, Scope::ofAccount(method.tenant, method.account), method.id);
  if (!current) return;
  current->blocked = fitted(code, 80);
  rows::save(tx, *current, parts_.clock.now());
  parts_.audit.record(tx, Actor::system(method.tenant, method.account, "gateway:" + method.gateway),
                      {"payment_method.blocked", method.id.text(), nullptr, {{"code", code}}});
}

ProviderAnswer SavedMethods::customerOf(const Scope& client, const std::string& gateway) {
  const auto account = client.account.value();
  const auto [known, contact] = parts_.database.read([&](db::Reader& reader) {
    return std::pair{rows::customerOf(reader, gateway, account),
                     parts_.accounts.contactOf(reader, client.tenant, account)};
  });
  if (known) return {Outcome::Succeeded, {{"customer", *known}}};
  auto answer = parts_.operations.ask({gateway,
                                       "gateway/1.customer",
                                       {{"payer",
                                         {{"id", account.text()},
                                          {"name", contact.name},
                                          {"email", contact.email},
                                          {"phone", contact.phone}}}},
                                       "customer:" + account.text()});
  if (answer.outcome != Outcome::Succeeded) return answer;
  const auto customer = answer.reply.is_object() ? textIn(answer.reply, "customer", 200) : "";
  if (customer.empty() || customer.size() > 120) {
    return ProviderAnswer::failed(Outcome::NeedsAttention, "provider_answer",
                                  "the gateway's answer is not a customer");
  }
  const auto kept = parts_.database.transaction([&](db::Transaction& tx) {
    return rows::keepCustomer(tx, gateway, client, customer, parts_.clock.now());
  });
  if (!kept) {
    return ProviderAnswer::failed(Outcome::NeedsAttention, "customer_of_another",
                                  "the gateway's customer stands for another account");
  }
  return {Outcome::Succeeded, {{"customer", *kept}}};
}

ProviderAnswer SavedMethods::refresh(const Scope& client, const std::string& gateway) {
  const auto customer = parts_.database.read([&](db::Reader& reader) {
    return rows::customerOf(reader, gateway, client.account.value());
  });
  if (!customer) return {Outcome::Succeeded, Json::object()};
  auto answer = parts_.operations.ask({gateway, "gateway/1.methods", {{"customer", *customer}}});
  if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object()) return answer;
  try {
    keep(client, gateway, *customer, methodsIn(answer.reply));
  } catch (const ValidationError& error) {
    return ProviderAnswer::failed(Outcome::NeedsAttention, "provider_answer", error.detail());
  }
  return answer;
}

void SavedMethods::keep(const Scope& client, const std::string& gateway,
                        const std::string& customer, const std::vector<SavedMethod>& listed) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto now = parts_.clock.now();
    auto known = rows::lockAll(tx, gateway, client.account.value());
    std::optional<Id<PaymentMethod>> fresh;
    for (auto method : listed) {
      const auto ours = std::ranges::find(known, method.gatewayId, &SavedMethod::gatewayId);
      if (ours != known.end()) {
        // One that was removed here stays so, whether or not the gateway has forgotten it yet.
        if (ours->state == SavedMethod::kRemoved) continue;
        method.id = ours->id;
        method.blocked = ours->blocked;
        rows::save(tx, method, now);
        // A mandate is listed before its bank has confirmed it.
        if (!fresh && !ours->isChargeable(now) && method.isChargeable(now)) fresh = method.id;
        continue;
      }
      method.id = parts_.ids.next<PaymentMethod>();
      method.tenant = client.tenant;
      method.account = client.account.value();
      method.gateway = gateway;
      method.customer = customer;
      method.createdAt = now;
      if (!rows::insert(tx, method)) continue;
      parts_.audit.record(tx, Actor::system(client.tenant, *client.account, "gateway:" + gateway),
                          {"payment_method.saved",
                           method.id.text(),
                           nullptr,
                           {{"gateway", gateway}, {"title", method.title}}});
      if (!fresh && method.isChargeable(now)) fresh = method.id;
    }
    for (auto& one : known) {
      const bool there =
          std::ranges::find(listed, one.gatewayId, &SavedMethod::gatewayId) != listed.end();
      if (there || one.state == SavedMethod::kRemoved) continue;
      one.state = "cancelled";
      rows::save(tx, one, now);
    }
    if (!fresh) return;
    rows::endSetups(tx, gateway, *client.account, now);
    auto preferences = rows::preferencesOf(tx, *client.account);
    if (preferences.defaultMethod) return;
    preferences.defaultMethod = fresh;
    rows::savePreferences(tx, client, preferences, now);
  });
}

jobs::Result SavedMethods::refresh(jobs::Context& context, const RefreshMethods& task) {
  const auto answer = refresh(Scope::ofAccount(context.scope().tenant, task.account), task.gateway);
  return answer.outcome == Outcome::Succeeded ? jobs::Result::done()
                                              : Operations::resultOf(answer, task.gateway);
}

// It is a removal of what is wanted gone: said again it does no harm.
jobs::Result SavedMethods::detach(jobs::Context&, const DetachMethod& task) {
  const auto answer = parts_.operations.ask({task.gateway,
                                             "gateway/1.delete_method",
                                             {{"customer", task.customer}, {"method", task.method}},
                                             "detach:" + task.method});
  return hasHappened(answer) ? jobs::Result::done() : Operations::resultOf(answer, task.gateway);
}

}  // namespace hostler
