// What moved at Razorpay, read from its own lists, for the day when webhooks got lost.
#include "mapping.h"
#include "razorpay_gateway.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace hostler::razorpay {
namespace {

using sdk::Json;
using sdk::Reply;

constexpr std::int64_t kPageSize = 100, kPagesPerCall = 5;
constexpr std::int64_t kFirstReach = 3 * 24 * 3600;
// Lists go by creation; what was created just before the last look may have been missing from it.
constexpr std::int64_t kOverlap = 15 * 60;

// "<from>" or, in the middle of a long list (whose newest entries come first),
// "<from>.<skip>.<newest seen>".
struct Cursor {
  std::int64_t from = 0, skip = 0, newest = 0;

  static std::optional<Cursor> parse(std::string_view text) {
    Cursor cursor;
    for (auto* part : {&cursor.from, &cursor.skip, &cursor.newest}) {
      const auto end = text.data() + text.size();
      const auto read = std::from_chars(text.data(), end, *part);
      if (read.ec != std::errc{} || *part < 0) return std::nullopt;
      if (read.ptr == end) return cursor;
      if (*read.ptr != '.') return std::nullopt;
      text.remove_prefix(static_cast<std::size_t>(read.ptr + 1 - text.data()));
    }
    return std::nullopt;
  }
  std::string text() const {
    if (skip == 0) return std::to_string(from);
    return std::to_string(from) + "." + std::to_string(skip) + "." + std::to_string(newest);
  }
};

std::int64_t secondsNow() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Query pageOf(const Cursor& cursor, std::int64_t skip) {
  return {{"from", std::to_string(std::max<std::int64_t>(0, cursor.from - kOverlap))},
          {"count", std::to_string(kPageSize)},
          {"skip", std::to_string(skip)}};
}

}  // namespace

Reply<sdk::Dispute> RazorpayGateway::fetchDispute(const sdk::Call& call,
                                                  const sdk::FetchDispute& request) {
  if (!isId(request.disputeId, "disp_"))
    return sdk::permanent("bad_request", "dispute_id is not one of Razorpay's");
  const auto answer = client_.get(call, "/disputes/" + request.disputeId);
  if (!answer) return answer.error();
  try {
    return toDispute(*answer);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Movements> RazorpayGateway::reconcile(const sdk::Call& call,
                                                 const sdk::Reconcile& request) {
  const auto cursor = request.cursor.empty() ? std::optional{Cursor{secondsNow() - kFirstReach}}
                                             : Cursor::parse(request.cursor);
  if (!cursor) return sdk::permanent("bad_request", "cursor is not one of this plugin's");
  sdk::Movements movements;
  auto newest = std::max(cursor->from, cursor->newest);
  const auto seen = [&](const std::optional<std::int64_t>& createdAt) {
    newest = std::max(newest, createdAt.value_or(0));
  };
  bool whole = false;
  try {
    for (std::int64_t page = 0; page < kPagesPerCall && !whole; ++page) {
      const auto query = pageOf(*cursor, cursor->skip + page * kPageSize);
      const auto payments = client_.get(call, "/payments", query);
      if (!payments) return payments.error();
      const auto refunds = client_.get(call, "/refunds", query);
      if (!refunds) return refunds.error();
      for (const auto& item : itemsOf(*payments)) {
        movements.payments.push_back(toPayment(item));
        seen(movements.payments.back().createdAt);
      }
      for (const auto& item : itemsOf(*refunds)) {
        movements.refunds.push_back(toRefund(item));
        seen(movements.refunds.back().createdAt);
      }
      whole = itemsOf(*payments).size() < kPageSize && itemsOf(*refunds).size() < kPageSize;
    }
    // Old disputes move too, and they are few: always the newest hundred.
    const auto disputes = client_.get(call, "/disputes", {{"count", "100"}});
    if (!disputes) return disputes.error();
    for (const auto& item : itemsOf(*disputes)) movements.disputes.push_back(toDispute(item));
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
  movements.more = !whole;
  movements.cursor =
      whole ? Cursor{newest}.text()
            : Cursor{cursor->from, cursor->skip + kPagesPerCall * kPageSize, newest}.text();
  return movements;
}

}  // namespace hostler::razorpay
