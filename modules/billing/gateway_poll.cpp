#include "modules/billing/gateway_poll.h"

#include "modules/billing/gateway_reply.h"

#include <functional>
#include <set>

namespace hostler {
namespace {

constexpr std::chrono::hours kBusy{24};
// A gateway that always has more is gone on with at the next poll.
constexpr int kMostPages = 20;

constexpr auto kSelectPlace = "SELECT place FROM gateway_places WHERE gateway = ?";
constexpr auto kSavePlace = R"sql(
  INSERT INTO gateway_places (gateway, place, asked_at) VALUES (?, ?, ?) {upsert(gateway)}
         place = {new(place)}, asked_at = {new(asked_at)})sql";
constexpr auto kSelectBusy =
    "SELECT DISTINCT gateway FROM payments WHERE status IN ('pending', 'requires_action', "
    "'processing', 'succeeded') AND created_at > ?";
constexpr auto kSelectSeen =
    "SELECT 1 AS one FROM gateway_events WHERE gateway = ? AND waits_for = ? LIMIT 1";

// Why it cannot be booked, or nothing. What may go well the next time is thrown: then the gateway
// is asked again from the same place.
std::string faultOf(const std::function<void()>& book) {
  try {
    book();
    return {};
  } catch (const db::Unavailable&) {
    throw;
  } catch (const db::CommitUnknown&) {
    throw;
  } catch (const db::Conflict&) {
    throw;
  } catch (const DeliveryRefused&) {
    throw;
  } catch (const std::exception& error) {
    return error.what();
  }
}

const Json& listIn(const Json& movements, const char* name) {
  static const Json none = Json::array();
  const auto found = movements.find(name);
  return found != movements.end() && found->is_array() && found->size() <= 5'000 ? *found : none;
}

}  // namespace

std::vector<ScheduleEntry> GatewayPoll::schedules() {
  std::set<std::string> busy;
  parts_.database.read([&](db::Reader& reader) {
    for (const auto& row : reader.query(kSelectBusy, parts_.clock.now().minus(kBusy)))
      busy.insert(row.text("gateway"));
  });
  std::vector<ScheduleEntry> entries;
  for (const auto& instance : parts_.providers.instances("gateway")) {
    if (!instance.enabled || !instance.has("reconcile")) continue;
    entries.push_back(
        {.name = "billing.poll_gateway:" + instance.name,
         .scope = Scope::ofTenant(kPlatform),
         .when =
             CronExpression::parse(busy.contains(instance.name) ? "3-59/10 * * * *" : "43 3 * * *"),
         .zone = TimeZone::named("UTC"),
         .jobKind = std::string{PollGateway::kKind},
         .payload = [gateway = instance.name](const Tick&) { return toJson(PollGateway{gateway}); },
         .lane = "plugin." + instance.name});
  }
  return entries;
}

std::string GatewayPoll::placeOf(const std::string& gateway) {
  return parts_.database.read([&](db::Reader& reader) {
    return reader.query(kSelectPlace, gateway)
        .first([](const db::Row& row) { return row.text("place"); })
        .value_or("");
  });
}

// Test money changes nothing in production, nor real money in a sandbox (security rule P13).
bool GatewayPoll::isOfThisMode(const std::string& gateway) {
  const auto answer = parts_.operations.ask({gateway, "gateway/1.test_connection", Json::object()});
  return answer.outcome == Outcome::Succeeded && answer.reply.is_object() &&
         answer.reply.value("live", Json()) == parts_.production;
}

// What was seen is booked before the place moves on: what is seen twice is booked once.
jobs::Result GatewayPoll::run(jobs::Context&, const PollGateway& task) {
  if (!isOfThisMode(task.gateway)) return jobs::Result::done();
  for (int page = 0; page < kMostPages; ++page) {
    const auto place = placeOf(task.gateway);
    const auto answer =
        parts_.operations.ask({task.gateway, "gateway/1.reconcile", {{"cursor", place}}});
    if (answer.outcome != Outcome::Succeeded) return Operations::resultOf(answer, task.gateway);
    const auto next = answer.reply.is_object() ? answer.reply.value("cursor", Json()) : Json();
    if (!next.is_string() || next.get_ref<const std::string&>().size() > 300)
      return jobs::Result::park("the gateway's answer is no list of movements");
    take(task.gateway, answer.reply);
    parts_.database.transaction([&](db::Transaction& tx) {
      tx.execute(kSavePlace, task.gateway, next.get<std::string>(), parts_.clock.now());
    });
    if (answer.reply.value("more", Json()) != true || next == place) break;
  }
  return jobs::Result::done();
}

void GatewayPoll::take(const std::string& gateway, const Json& movements) {
  takePayments(gateway, listIn(movements, "payments"));
  takeRest(gateway, movements);
}

// As deliveries, so that what belongs to nobody waits for somebody in the inbox.
void GatewayPoll::takePayments(const std::string& gateway, const Json& payments) {
  std::map<std::string, GatewayNotice> fresh;
  std::vector<std::string> ids;
  for (const auto& json : payments) {
    try {
      const auto payment = readGatewayPayment(json);
      if (!payment.isCaptured() || !payment.amount.isPositive()) continue;
      ids.push_back(payment.id);
      fresh.emplace(payment.id, payment.noticeFrom(gateway));
    } catch (const ValidationError& error) {
      log_.warning("gateway.movement_unreadable",
                   {{"gateway", gateway}, {"field", error.errors().front().field}});
    }
  }
  parts_.database.read([&](db::Reader& reader) {
    for (const auto& id :
         parts_.payments.knownTransactions(reader, gateway, TransactionType::Payment, ids))
      fresh.erase(id);
    std::erase_if(fresh, [&](const auto& one) {
      return !reader.query(kSelectSeen, gateway, one.first).empty();
    });
  });
  for (auto& [id, notice] : fresh) {
    log_.info("payment.found_by_polling", {{"gateway", gateway}, {"transaction", id}});
    GatewayDelivery delivery;
    delivery.gateway = gateway;
    delivery.eventId = "poll:" + id;
    delivery.providerType = "reconcile";
    notice.eventId = delivery.eventId;
    notice.providerType = delivery.providerType;
    delivery.notices = {notice};
    tell(notice, faultOf([&] { parts_.desk.receive(delivery); }));
  }
}

void GatewayPoll::takeRest(const std::string& gateway, const Json& movements) {
  std::vector<GatewayNotice> notices;
  std::vector<std::string> refunds;
  const auto read = [&](const char* list, auto reader) {
    for (const auto& json : listIn(movements, list)) {
      try {
        notices.push_back(reader(gateway, json));
      } catch (const ValidationError& error) {
        log_.warning("gateway.movement_unreadable",
                     {{"gateway", gateway}, {"field", error.errors().front().field}});
      }
    }
  };
  read("refunds", readGatewayRefund);
  for (const auto& notice : notices) refunds.push_back(notice.transactionId);
  const auto known = parts_.database.read([&](db::Reader& reader) {
    const auto all =
        parts_.payments.knownTransactions(reader, gateway, TransactionType::Refund, refunds);
    return std::set<std::string>{all.begin(), all.end()};
  });
  std::erase_if(notices, [&](const GatewayNotice& one) {
    return one.kind == GatewayNotice::Kind::Other ||
           (one.kind == GatewayNotice::Kind::RefundProcessed && known.contains(one.transactionId));
  });
  read("disputes", readGatewayDispute);
  if (notices.empty() || faultOf([&] { parts_.desk.book(notices); }).empty()) return;
  for (const auto& notice : notices) tell(notice, faultOf([&] { parts_.desk.book({notice}); }));
}

// What cannot be booked is for people to look at, and must not keep all else at this gateway from
// being booked for ever.
void GatewayPoll::tell(const GatewayNotice& notice, const std::string& fault) {
  if (fault.empty()) return;
  log_.error(
      "gateway.movement_not_booked",
      {{"gateway", notice.gateway}, {"transaction", notice.transactionId}, {"reason", fault}});
}

}  // namespace hostler
