#include "modules/billing/gateway_batch.h"
#include "modules/billing/gateway_desk.h"

namespace hostler {
namespace {

constexpr std::string_view kSelect = R"sql(
  SELECT id, gateway, event_id, kind, state, reason, body, payment_id, received_at FROM gateway_events
   WHERE 1 = 1)sql";
constexpr auto kLock = R"sql(
  SELECT id, gateway, event_id, kind, state, reason, body, payment_id, received_at FROM gateway_events
   WHERE id = ? {for_update})sql";
constexpr auto kSettle =
    "UPDATE gateway_events SET state = ?, reason = ?, waits_for = ?, payment_id = ? WHERE id = ?";

}  // namespace

bool GatewayDesk::StoredEvent::canReplay() const {
  return state == "waiting" || state == "unmatched" || state == "held";
}

std::vector<GatewayNotice> GatewayDesk::noticesOf(Id<GatewayEvent> id, const db::Blob& body) {
  const auto kept = Json::parse(parts_.vault.open(kEventBody, id.value(), body).reveal());
  return fromJson<std::vector<GatewayNotice>>(kept.at("notices"));
}

// Of its body what is about the money: the rest names people.
GatewayDesk::StoredEvent GatewayDesk::eventOf(const db::Row& row) {
  StoredEvent event;
  event.id = row.id<GatewayEvent>("id");
  event.gateway = row.text("gateway");
  event.eventId = row.text("event_id");
  event.kind = row.text("kind");
  event.state = row.text("state");
  event.reason = row.text("reason");
  event.receivedAt = row.instant("received_at");
  event.payment = row.get<std::optional<Id<Payment>>>("payment_id");
  if (row.isNull("body")) return event;  // it is not kept any more
  const auto notices = noticesOf(event.id, row.blob("body"));
  if (!notices.empty()) {
    event.amount = notices.front().amount;
    event.transactionId = notices.front().transactionId;
  }
  return event;
}

std::vector<GatewayDesk::StoredEvent> GatewayDesk::events(db::Reader& reader,
                                                          const EventFilter& filter,
                                                          const http::ListOrder& order, int limit) {
  std::string sql{kSelect};
  std::vector<db::Param> params;
  if (filter.gateway) {
    sql += " AND gateway = ?";
    params.emplace_back(*filter.gateway);
  }
  if (filter.state) {
    sql += " AND state = ?";
    params.emplace_back(*filter.state);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map([&](const db::Row& row) {
    return eventOf(row);
  });
}

std::optional<GatewayDesk::StoredEvent> GatewayDesk::event(db::Reader& reader,
                                                           Id<GatewayEvent> id) {
  return reader.run(std::string{kSelect} + " AND id = ?", std::array<db::Param, 1>{id})
      .first([&](const db::Row& row) { return eventOf(row); });
}

GatewayDesk::StoredEvent GatewayDesk::replay(const Actor& actor, Id<GatewayEvent> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto rows = tx.query(kLock, id);
    if (rows.empty()) throw NotFound{};
    auto event = eventOf(rows[0]);
    if (!event.canReplay()) {
      throw DomainError{"not_replayable",
                        409,
                        "Nothing is left to do about this event: it was booked, ignored or "
                        "dismissed.",
                        {{"event_state", event.state}}};
    }
    const auto stored = noticesOf(id, rows[0].blob("body"));
    std::vector<const GatewayNotice*> notices;
    for (const auto& notice : stored) notices.push_back(&notice);
    const auto verdicts = GatewayBatch{parts_, tx, event.gateway}.book(notices);
    const auto verdict = GatewayBatch::worst(verdicts);
    tx.execute(kSettle, verdict.state, verdict.reason,
               verdict.waitsFor.empty() ? std::nullopt : std::optional{verdict.waitsFor},
               verdict.payment, id);
    if (verdict.state == "waiting") lookAgain(tx, event.gateway, verdict.waitsFor);
    wakeWaiting(tx, event.gateway, GatewayBatch::matched(notices, verdicts));
    parts_.audit.record(tx, actor,
                        {"gateway_event.replayed",
                         id.text(),
                         {{"state", event.state}, {"reason", event.reason}},
                         {{"state", verdict.state}, {"reason", verdict.reason}}});
    event.state = verdict.state;
    event.reason = verdict.reason;
    event.payment = verdict.payment;
    return event;
  });
}

}  // namespace hostler
