#include "modules/notifications/delivery_routes.h"

#include "core/http/client_address.h"
#include "core/secrets/digest.h"
#include "modules/notifications/message_repository.h"
#include "modules/notifications/message_routes.h"

namespace hostler {

using http::Access;

namespace {

constexpr std::size_t kMostReports = 2'000;
constexpr std::chrono::seconds kPatience{4};

std::string textAt(const Json& json, const char* name, std::size_t most) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string()) return {};
  return found->get_ref<const std::string&>().substr(0, most);
}

std::string bucketOf(const http::Context& context) {
  return "bad_report:" + http::limitKey(context.actor().origin.address);
}

void mustBeAllowed(const http::RateLimits::Verdict& verdict) {
  if (verdict.allowed) return;
  throw DomainError{"rate_limited",
                    429,
                    "Too many calls; try again later.",
                    {{"retry_after", verdict.reset.count()}}};
}

}  // namespace

void DeliveryRoutes::mount(http::Router& router) {
  router
      .raw(http::Method::Post, "/notifications/webhook/{carrier}", Access::everyone(),
           [this](http::Context& context) { return receive(context); })
      .named("receiveDeliveryReports", "What became of messages, told by who carries them")
      .tagged("Notifications")
      .rawBody()
      .slow()
      .limited(http::Rate::Unlimited);
  router
      .get<http::ListQuery, http::Page<SuppressedRecipient>>(
          "/admin/suppressed-recipients", Access::staff(kReadMessages),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            const auto limit = request.query().limit;
            auto found = parts_.database.readOne([&](db::Reader& reader) {
              return suppressed_recipients::list(reader, request.scope().tenant, order, limit + 1);
            });
            return http::Page<SuppressedRecipient>::of(
                std::move(found), limit, [](const SuppressedRecipient& one) { return one; },
                [](const SuppressedRecipient& one) {
                  return http::Cursor{one.id.value(), 0};
                });
          })
      .named("adminListSuppressedRecipients", "Addresses that nothing is sent to, and why")
      .tagged("Admin: messages");
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/suppressed-recipients/{id}", Access::staff(kResendMessages),
          [this](const auto& request) {
            lift(request.actor(), request.template id<SuppressedRecipient>());
          })
      .named("adminLiftSuppression", "Send to an address again")
      .tagged("Admin: messages");
}

void DeliveryRoutes::lift(const Actor& actor, Id<SuppressedRecipient> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    if (!suppressed_recipients::remove(tx, actor.scope.tenant, id)) throw NotFound{};
    parts_.audit.record(tx, actor, "message.suppression_lifted", id.text());
  });
}

void DeliveryRoutes::countStranger(const http::Context& context) {
  if (parts_.limits != nullptr)
    mustBeAllowed(parts_.limits->take(bucketOf(context), parts_.limits->settings().anonymous));
}

void DeliveryRoutes::refuseStrangers(const http::Context& context) {
  if (parts_.limits != nullptr)
    mustBeAllowed(parts_.limits->glance(bucketOf(context), parts_.limits->settings().anonymous));
}

http::Answer DeliveryRoutes::receive(http::Context& context) {
  refuseStrangers(context);
  const auto& carrier = context.path("carrier");
  bool known = false;
  if (parts_.providers != nullptr) {
    for (const auto& instance : parts_.providers->instances("notifier"))
      known = known || (instance.name == carrier && instance.enabled);
  }
  if (!known) {
    countStranger(context);
    throw NotFound{};
  }
  const auto reports = verified(context, carrier);
  // Each by itself: a carrier that sends thousands at once holds no lock for long.
  for (const auto& report : reports)
    parts_.database.transaction([&](db::Transaction& tx) { book(tx, carrier, report); });
  http::Answer answer;
  answer.body = {{"received", reports.size()}};
  return answer;
}

// Some carriers sign the address that they call: the one that people reach us by, or the one that
// this call came to.
std::vector<std::string> DeliveryRoutes::addressesOf(const http::Context& context) {
  const auto& raw = context.raw();
  const auto own = parts_.tenants.get(kPlatform).publicUrl;
  const std::string host{raw.header("host")};
  std::vector<std::string> urls{own + raw.target};
  for (const auto* scheme : {"https://", "http://"}) {
    const auto url = scheme + host + raw.target;
    if (url != urls.front()) urls.push_back(url);
  }
  return urls;
}

ProviderAnswer DeliveryRoutes::ask(const http::Context& context, const std::string& carrier,
                                   const std::string& url) {
  const auto& raw = context.raw();
  Json headers = Json::array();
  for (const auto& [name, value] : raw.headers) {
    if (name != "authorization" && name != "cookie") headers.push_back({name, value});
  }
  return parts_.providers->call(
      {carrier,
       "notifier/1.webhook",
       {{"url", url}, {"headers", headers}, {"body_base64", base64(raw.body)}},
       {},
       kPatience});
}

std::vector<DeliveryRoutes::Report> DeliveryRoutes::verified(http::Context& context,
                                                             const std::string& carrier) {
  ProviderAnswer answer;
  for (const auto& url : addressesOf(context)) {
    answer = ask(context, carrier, url);
    if (answer.outcome != Outcome::Permanent || answer.code != "signature_invalid") break;
  }
  switch (answer.outcome) {
    case Outcome::Succeeded:
      return read(answer.reply);
    case Outcome::Permanent:
      countStranger(context);
      if (answer.code == "unsupported") throw NotFound{};
      throw DomainError{"bad_signature", 400, "The report is not signed as this carrier signs."};
    case Outcome::NeedsAttention:
      log_.error("delivery_report.no_secret", {{"carrier", carrier}});
      throw DomainError{"webhook_secret_missing",
                        503,
                        "No webhook secret is set for this carrier.",
                        {{"retry_after", 300}}};
    case Outcome::Pending:
    case Outcome::Retryable:
    case Outcome::Unknown:
      break;
  }
  throw DomainError{"unavailable",
                    503,
                    "The report cannot be taken right now; send it again.",
                    {{"retry_after", 5}}};
}

// What cannot be read of one report does not cost the others.
std::vector<DeliveryRoutes::Report> DeliveryRoutes::read(const Json& reply) {
  std::vector<Report> reports;
  const auto list = reply.is_object() ? reply.find("reports") : reply.end();
  if (list == reply.end() || !list->is_array()) return reports;
  for (const auto& one : *list) {
    if (!one.is_object() || reports.size() >= kMostReports) continue;
    const auto state = enumOf<DeliveryState>(textAt(one, "state", 20));
    if (!state) continue;
    Report report;
    report.state = *state;
    report.message = Id<Message>::parse(textAt(one, "reference", 60));
    report.carrierId = textAt(one, "id", 200);
    report.reason = textAt(one, "reason", 300);
    if (const auto at = one.find("at"); at != one.end() && at->is_number_integer()) {
      const auto seconds = at->get<std::int64_t>();
      if (seconds > 0 && seconds < 253'402'300'800) report.at = Instant::ofUnixSeconds(seconds);
    }
    reports.push_back(std::move(report));
  }
  return reports;
}

void DeliveryRoutes::book(db::Transaction& tx, const std::string& carrier, const Report& report) {
  auto message = message_repository::findCarried(tx, carrier, report.message, report.carrierId);
  if (!message) return;  // of another installation that shares the account
  // Reports come late, twice and in any order: what is worse stays.
  if (message->delivery && *message->delivery >= report.state) return;
  message->delivery = report.state;
  message->deliveryReason = report.reason;
  message->deliveredAt = report.at.value_or(parts_.clock.now());
  message_repository::saveDelivery(tx, *message);
  const bool comesBack =
      report.state == DeliveryState::Bounced || report.state == DeliveryState::Complained;
  if (!comesBack) return;
  const bool isNew = suppressed_recipients::add(
      tx, message->tenant,
      {parts_.ids.next<SuppressedRecipient>(), message->channel, message->recipient, report.state,
       report.reason, message->id, parts_.clock.now()});
  if (isNew)
    log_.warning("message.recipient_suppressed",
                 {{"message", message->id.text()}, {"cause", wordOf(report.state)}});
}

}  // namespace hostler
