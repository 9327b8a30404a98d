#include "modules/webhooks/webhook_desk.h"

#include "core/audit/fresh_factor.h"
#include "core/outbound/public_address.h"
#include "core/problem/problem.h"
#include "core/secrets/digest.h"
#include "modules/accounts/event_rights.h"

#include <algorithm>

namespace hostler {
namespace {

// Another process's new webhook is seen this much later.
constexpr std::chrono::seconds kRemembered{3};

bool coversEvent(std::string_view pattern, std::string_view event) {
  return pattern.ends_with('*') ? event.starts_with(pattern.substr(0, pattern.size() - 1))
                                : pattern == event;
}

// As Standard Webhooks writes keys, so that its libraries read them.
Secret newSecret(Random& random) {
  return Secret{"whsec_" + base64(random.bytes(32))};
}

void apply(const WebhookEdit& edit, Webhook& webhook) {
  if (edit.url) webhook.url = *edit.url;
  if (edit.description) webhook.description = *edit.description;
  if (edit.events) webhook.events = *edit.events;
  if (edit.isActive) webhook.isActive = *edit.isActive;
  if (edit.isActive.value_or(false)) webhook.failures = 0;
}

Webhook get(db::Reader& reader, const Scope& scope, Id<Webhook> id) {
  auto webhook = webhook_repository::find(reader, scope, id);
  if (!webhook) throw NotFound{};
  return std::move(*webhook);
}

// It carries out what its maker may read for as long as that person may: so it needs a person.
void mustBePerson(const Actor& actor) {
  if (actor.isClient() && !actor.user)
    throw DomainError{"forbidden", 403, "A key cannot lead webhooks anywhere; sign in."};
}

}  // namespace

bool Webhook::wants(const std::string& event) const {
  return std::ranges::any_of(events,
                             [&](const auto& pattern) { return coversEvent(pattern, event); });
}

Json WebhookDelivery::payload() const {
  const auto told = Json::parse(body, nullptr, false);
  return told.is_object() ? told.value("data", Json::object()) : Json::object();
}

void WebhookEdit::describe(Shape<WebhookEdit>& shape) {
  shape.field("url", &WebhookEdit::url).length(1, 1'000).httpsUrl();
  shape.field("description", &WebhookEdit::description).length(0, 300);
  shape.field("events", &WebhookEdit::events)
      .count(1, 100)
      .describedAs("names, beginnings with a star (invoice.*), or *");
  shape.field("active", &WebhookEdit::isActive);
}

void WebhookDesk::check(const WebhookEdit& edit) const {
  FieldErrors errors;
  if (edit.url) {
    const auto target = HttpsTarget::parse(*edit.url);
    if (!target || target->isPlainlyPrivate())
      errors.add("url", "not_public", "must be a public https address");
  }
  if (edit.events) {
    for (std::size_t i = 0; i < edit.events->size(); ++i) {
      const bool known = std::ranges::any_of(parts_.bus.declared(), [&](const auto& declared) {
        return coversEvent((*edit.events)[i], declared.first);
      });
      if (!known)
        errors.add(FieldErrors::at("events", i), "unknown_event",
                   "is no event and no pattern of one");
    }
  }
  errors.throwIfAny();
}

WebhookDesk::Made WebhookDesk::add(const Actor& actor, const Scope& scope,
                                   const WebhookEdit& edit) {
  mustBePerson(actor);
  FieldErrors errors;
  if (!edit.url) errors.add("url", "required", "is required");
  if (!edit.events) errors.add("events", "required", "is required");
  errors.throwIfAny();
  check(edit);
  Made made{{}, newSecret(parts_.random)};
  auto& webhook = made.webhook;
  webhook.id = parts_.ids.next<Webhook>();
  webhook.scope = scope;
  webhook.createdAt = parts_.clock.now();
  webhook.madeBy = actor.user;
  apply(edit, webhook);
  const auto sealed =
      parts_.vault.seal(webhook_repository::kSecret, webhook.id.value(), made.secret);
  parts_.database.transaction([&](db::Transaction& tx) {
    requireRights(tx, actor, webhook);
    if (webhook_repository::list(tx, scope).size() >= kMost)
      throw DomainError{"too_many", 409, "Remove a webhook that is not used any more first."};
    webhook_repository::insert(tx, webhook, sealed);
    parts_.audit.record(tx, actor, "webhook.added", webhook.id.text());
    forget(tx);
  });
  return made;
}

Webhook WebhookDesk::change(const Actor& actor, const Scope& scope, Id<Webhook> id,
                            const WebhookEdit& edit) {
  check(edit);
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto webhook = get(tx, scope, id);
    const bool leadsElsewhere =
        (edit.url && *edit.url != webhook.url) || (edit.events && *edit.events != webhook.events);
    const bool wakes = edit.isActive.value_or(false) && !webhook.isActive;
    if (leadsElsewhere) {
      mustHaveFreshFactor(actor);
      mustBePerson(actor);
    }
    apply(edit, webhook);
    if (leadsElsewhere || wakes) {
      if (actor.user) webhook.madeBy = actor.user;
      requireRights(tx, actor, webhook);
    }
    webhook_repository::save(tx, webhook);
    parts_.audit.record(tx, actor, "webhook.changed", id.text());
    forget(tx);
    return webhook;
  });
}

void WebhookDesk::remove(const Actor& actor, const Scope& scope, Id<Webhook> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    if (!webhook_repository::remove(tx, scope, id)) throw NotFound{};
    parts_.audit.record(tx, actor, "webhook.removed", id.text());
    forget(tx);
  });
}

Secret WebhookDesk::renewSecret(const Actor& actor, const Scope& scope, Id<Webhook> id) {
  const auto secret = newSecret(parts_.random);
  const auto sealed = parts_.vault.seal(webhook_repository::kSecret, id.value(), secret);
  parts_.database.transaction([&](db::Transaction& tx) {
    if (!webhook_repository::lock(tx, scope, id)) throw NotFound{};
    const auto present = webhook_repository::secrets(tx, id).value();
    const auto previous =
        parts_.vault.open(webhook_repository::kSecret, id.value(), present.current);
    webhook_repository::saveSecrets(
        tx, id,
        {sealed, parts_.vault.seal(webhook_repository::kPreviousSecret, id.value(), previous),
         parts_.clock.now().plus(kBothSecrets)});
    parts_.audit.record(tx, actor, "webhook.secret_renewed", id.text());
  });
  return secret;
}

bool WebhookDesk::hearsAnything(const std::optional<Actor>& maker, const Webhook& webhook) const {
  if (!maker || !webhook.scope.account) return maker.has_value();
  return std::ranges::any_of(parts_.bus.declared(), [&](const auto& declared) {
    return webhook.wants(declared.first) && mayReadEvent(*maker, declared.first);
  });
}

void WebhookDesk::judgeAnew(db::Transaction& tx, const Actor& actor, Id<User> maker) {
  for (const auto& webhook : webhook_repository::lockMadeBy(tx, maker)) {
    if (hearsAnything(makers_.of(tx, webhook), webhook)) continue;
    webhook_repository::switchOff(tx, webhook.id);
    parts_.audit.record(tx, actor, "webhook.switched_off", webhook.id.text());
  }
  forget(tx);
}

// Its body holds what the routes of all these areas would tell: who may not ask those may not have
// it sent somewhere either. It is sent while its maker is not there, so what they may read by
// showing a factor or from one address alone is not for it.
void WebhookDesk::requireRights(db::Reader& reader, const Actor& actor,
                                const Webhook& webhook) const {
  if (!webhook.scope.account) return;
  const auto maker = makers_.of(reader, webhook);
  Json refused = Json::array();
  for (const auto& [name, declared] : parts_.bus.declared()) {
    const bool allowed = maker && mayReadEvent(actor, name) && mayReadEvent(*maker, name);
    if (webhook.wants(name) && !allowed) refused.push_back(name);
  }
  if (refused.empty()) return;
  throw DomainError{"forbidden",
                    403,
                    "You may not read what these events tell of, or only under conditions that "
                    "nobody is there to meet when they are sent.",
                    {{"events", refused}}};
}

// Under the webhook's lock, so that it is exact whoever asks at the same time.
void WebhookDesk::requireCalm(db::Transaction& tx, const Webhook& webhook) {
  constexpr std::chrono::hours kWindow{1};
  const auto now = parts_.clock.now();
  const auto replays = webhook_repository::replaysSince(tx, webhook.id, now.minus(kWindow));
  if (replays.size() >= kReplaysAnHour) {
    const auto wait = replays[replays.size() - kReplaysAnHour].plus(kWindow).since(now);
    throw DomainError{"rate_limited",
                      429,
                      "Deliveries of one webhook are sent again 30 times an hour at most.",
                      {{"retry_after", std::chrono::ceil<std::chrono::seconds>(wait).count()}}};
  }
  const bool isFull =
      webhook.scope.account && webhook_repository::queued(tx, webhook.scope) >= kMostQueued;
  if (isFull)
    throw DomainError{"too_many_queued", 409, "Too many deliveries of this account wait already."};
}

void WebhookDesk::enqueue(db::Transaction& tx, const Webhook& webhook,
                          const WebhookDelivery& delivery) {
  webhook_repository::insertDelivery(tx, delivery);
  parts_.jobs.enqueue(tx, webhook.scope, DeliverWebhook{delivery.id});
}

WebhookDelivery WebhookDesk::replay(const Actor& actor, const Scope& scope,
                                    std::optional<Id<Webhook>> owner, Id<WebhookDelivery> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto past = webhook_repository::findDelivery(tx, scope.tenant, id);
    if (!past || (owner && past->webhook != *owner)) throw NotFound{};
    const auto webhook = webhook_repository::lock(tx, scope, past->webhook);
    if (!webhook) throw NotFound{};
    if (!actor.isStaff() && !mayReadEvent(actor, past->eventName, past->payload())) {
      throw DomainError{"forbidden",
                        403,
                        "You may not read what this event tells of.",
                        {{"event", past->eventName}}};
    }
    requireCalm(tx, *webhook);
    auto delivery = *past;
    delivery.id = parts_.ids.next<WebhookDelivery>();
    delivery.replayOf = past->id;
    delivery.state = WebhookDeliveryState::Queued;
    delivery.attempts = delivery.status = delivery.tookMs = 0;
    delivery.answer.clear();
    delivery.triedAt.reset();
    delivery.createdAt = parts_.clock.now();
    enqueue(tx, *webhook, delivery);
    parts_.audit.record(tx, actor, "webhook.replayed", past->id.text());
    return delivery;
  });
}

// Payloads of an account's webhooks are what its owner may see; the shop's hold everything.
std::string WebhookDesk::bodyFor(const Webhook& webhook, const events::Record& record) const {
  Json body{
      {"id", record.id.text()}, {"type", record.name}, {"created_at", record.happenedAt.text()}};
  if (record.scope.account) body["account"] = record.scope.account->text();
  body["data"] = webhook.scope.account ? parts_.bus.toldToClients(record) : record.payload;
  return dump(body);
}

// Why something is written down and not sent; empty: it is sent.
std::string WebhookDesk::whyNot(db::Reader& reader, const Webhook& webhook,
                                const events::Record& record) const {
  if (!makers_.mayHear(reader, webhook, record.name, record.payload))
    return std::string{WebhookMakers::kMayNot};
  if (webhook.scope.account && webhook_repository::queued(reader, webhook.scope) >= kMostQueued)
    return "not sent: too many deliveries of this account waited already";
  return {};
}

void WebhookDesk::dispatch(db::Transaction& tx, const events::Record& record) {
  for (const auto& webhook : webhook_repository::listeners(tx, record.scope)) {
    if (!webhook.wants(record.name)) continue;
    WebhookDelivery delivery;
    delivery.id = parts_.ids.next<WebhookDelivery>();
    delivery.tenant = record.scope.tenant;
    delivery.webhook = webhook.id;
    delivery.event = record.id;
    delivery.eventName = record.name;
    delivery.body = bodyFor(webhook, record);
    delivery.createdAt = parts_.clock.now();
    delivery.answer = whyNot(tx, webhook, record);
    if (delivery.answer.empty()) {
      enqueue(tx, webhook, delivery);
      continue;
    }
    delivery.state = WebhookDeliveryState::Failed;
    webhook_repository::insertDelivery(tx, delivery);
  }
}

void WebhookDesk::forget(db::Transaction& tx) {
  tx.afterCommit([this] {
    const std::lock_guard lock{mutex_};
    lookedAt_.reset();
  });
}

bool WebhookDesk::anyOf(Id<Tenant> tenant) {
  const auto now = parts_.clock.monotonic();
  {
    const std::lock_guard lock{mutex_};
    if (lookedAt_ && now - *lookedAt_ < kRemembered) return tenants_.contains(tenant);
  }
  const auto tenants = parts_.database.read(webhook_repository::tenantsWithAny);
  const std::lock_guard lock{mutex_};
  tenants_ = {tenants.begin(), tenants.end()};
  lookedAt_ = now;
  return tenants_.contains(tenant);
}

events::Bus::Outlet WebhookDesk::outlet() {
  return {[this](const std::string&, Id<Tenant> tenant) { return anyOf(tenant); },
          [this](db::Transaction& tx, const events::Record& record) { dispatch(tx, record); }};
}

}  // namespace hostler
