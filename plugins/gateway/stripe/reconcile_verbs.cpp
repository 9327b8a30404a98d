// What moved at Stripe, read from its list of events, for the day when webhooks got lost. Events
// also tell of old things that moved, which no list by creation does; Stripe keeps them for 30
// days.
#include "now.h"
#include "stripe_gateway.h"
#include "translation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace hostler::stripe {
namespace {

using sdk::Json;
using sdk::Reply;

constexpr int kPagesPerCall = 5;
constexpr std::int64_t kEventsAreKept = 30 * 24 * 3600;
// What was written down just before the last look may have been missing from it.
constexpr std::int64_t kOverlap = 15 * 60;

constexpr std::array<const char*, 18> kTypes{"charge.succeeded",
                                             "charge.captured",
                                             "payment_intent.succeeded",
                                             "payment_intent.amount_capturable_updated",
                                             "payment_intent.canceled",
                                             "payment_intent.payment_failed",
                                             "refund.created",
                                             "refund.updated",
                                             "refund.failed",
                                             "charge.refund.updated",
                                             "charge.dispute.created",
                                             "charge.dispute.updated",
                                             "charge.dispute.funds_withdrawn",
                                             "charge.dispute.funds_reinstated",
                                             "charge.dispute.closed",
                                             "checkout.session.completed",
                                             "checkout.session.async_payment_succeeded",
                                             "checkout.session.async_payment_failed"};

// "<from>" or, in the middle of a long list (whose newest entries come first),
// "<from>.<newest seen>.<event to go on after>".
struct Cursor {
  std::int64_t from = 0, newest = 0;
  std::string after;

  static std::optional<Cursor> parse(std::string_view text) {
    Cursor cursor;
    for (auto* part : {&cursor.from, &cursor.newest}) {
      const auto end = text.data() + text.size();
      const auto read = std::from_chars(text.data(), end, *part);
      if (read.ec != std::errc{} || *part < 0) return std::nullopt;
      if (read.ptr == end && part == &cursor.from) return cursor;
      if (read.ptr == end || *read.ptr != '.') return std::nullopt;
      text.remove_prefix(static_cast<std::size_t>(read.ptr + 1 - text.data()));
    }
    cursor.after = text;
    return isId(cursor.after, "evt_") ? std::optional{cursor} : std::nullopt;
  }
  std::string text() const {
    if (after.empty()) return std::to_string(from);
    return std::to_string(from) + "." + std::to_string(newest) + "." + after;
  }
};

Form queryOf(const Cursor& cursor) {
  Form query{{"created[gte]", std::to_string(std::max<std::int64_t>(0, cursor.from - kOverlap))}};
  for (std::size_t i = 0; i < kTypes.size(); ++i)
    query.emplace_back("types[" + std::to_string(i) + "]", kTypes[i]);
  if (!cursor.after.empty()) query.emplace_back("starting_after", cursor.after);
  return query;
}

// Of each thing the newest event counts, and those come first.
class Gathered {
 public:
  void add(const sdk::GatewayEvent& event) {
    if (event.payment && isNew(event.payment->id)) movements.payments.push_back(*event.payment);
    if (event.refund && isNew(event.refund->id)) movements.refunds.push_back(*event.refund);
    if (event.dispute && isNew(event.dispute->id)) movements.disputes.push_back(*event.dispute);
  }
  sdk::Movements movements;

 private:
  bool isNew(const std::string& id) { return seen_.insert(id).second; }
  std::set<std::string> seen_;
};

}  // namespace

Reply<sdk::Dispute> StripeGateway::fetchDispute(const sdk::Call& call,
                                                const sdk::FetchDispute& request) {
  if (!isId(request.disputeId, "dp_") && !isId(request.disputeId, "du_"))
    return sdk::permanent("bad_request", "dispute_id is not one of Stripe's");
  const auto answer = client_.get(call, "/disputes/" + request.disputeId);
  if (!answer) return answer.error();
  try {
    auto dispute = toDispute(*answer);
    if (dispute.id != request.disputeId) return misfit("it is about another dispute");
    return dispute;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Movements> StripeGateway::reconcile(const sdk::Call& call,
                                               const sdk::Reconcile& request) {
  const auto cursor = request.cursor.empty() ? std::optional{Cursor{secondsNow() - kReach, 0, {}}}
                                             : Cursor::parse(request.cursor);
  if (!cursor) return sdk::permanent("bad_request", "cursor is not one of this plugin's");
  if (cursor->from < secondsNow() - kEventsAreKept)
    call.log.warning("stripe.events_are_gone", {{"since", cursor->from}});
  Gathered gathered;
  auto next = *cursor;
  next.newest = std::max(cursor->from, cursor->newest);
  try {
    const auto whole =
        client_.each(call, "/events", queryOf(*cursor), kPagesPerCall, [&](const Json& event) {
          next.newest = std::max(next.newest, timeIn(event, "created").value_or(0));
          next.after = textIn(event, "id");
          // One that cannot be read must not keep all others from being told.
          try {
            for (const auto& fact : translate(event)) gathered.add(fact);
          } catch (const MappingError&) {
            call.log.error("reconcile.unreadable", {{"event", next.after}});
          }
          return true;
        });
    if (!whole) return whole.error();
    auto& movements = gathered.movements;
    movements.more = !*whole;
    if (*whole) next = {next.newest, 0, {}};
    movements.cursor = next.text();
    return std::move(movements);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::stripe
