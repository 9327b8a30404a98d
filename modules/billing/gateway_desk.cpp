#include "modules/billing/gateway_desk.h"

#include "modules/billing/gateway_batch.h"

#include <algorithm>
#include <set>

namespace hostler {
namespace {

constexpr std::size_t kMostTogether = 48;

constexpr auto kInsertEvents =
    "INSERT INTO gateway_events (id, gateway, event_id, kind, state, reason, body, waits_for, payment_id, received_at)";

std::string marks(std::size_t count) {
  std::string text = "?";
  for (std::size_t i = 1; i < count; ++i) text += ", ?";
  return text;
}

std::set<std::string> knownEvents(db::Reader& reader, const std::string& gateway, const std::vector<std::string>& ids) {
  std::vector<db::Param> params{gateway};
  params.insert(params.end(), ids.begin(), ids.end());
  std::set<std::string> known;
  for (const auto& row : reader.run("SELECT event_id FROM gateway_events WHERE gateway = ? AND event_id IN (" + marks(ids.size()) + ")", params)) {
    known.insert(row.text("event_id"));
  }
  return known;
}

// The verdict on an event is the worst of its notices'.
GatewayBatch::Verdict worst(const std::vector<GatewayBatch::Verdict>& verdicts) {
  const std::vector<std::string> order{"ignored", "booked", "unmatched", "waiting", "held"};
  GatewayBatch::Verdict result{"ignored", "nothing follows from it", {}, {}};
  for (const auto& verdict : verdicts) {
    if (std::ranges::find(order, verdict.state) >= std::ranges::find(order, result.state)) result = verdict;
  }
  return result;
}

}  // namespace

const SealedColumn GatewayDesk::kEventBody{"gateway_events", "id", "body"};

void GatewayDesk::receive(Delivery delivery) {
  Waiting mine{std::move(delivery), false, nullptr};
  std::unique_lock lock{mutex_};
  waiting_.push_back(&mine);
  while (!mine.done) {
    if (!leading_) {
      lead(lock);
    } else {
      ended_.wait(lock, [&] { return mine.done || !leading_; });
    }
  }
  if (mine.failure) std::rethrow_exception(mine.failure);
}

// Takes what has gathered while the last batch was being written, so that many share one commit.
void GatewayDesk::lead(std::unique_lock<std::mutex>& lock) {
  leading_ = true;
  const auto count = std::min(waiting_.size(), kMostTogether);
  std::vector<Waiting*> batch{waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count)};
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
  lock.unlock();
  try {
    process(batch);
  } catch (const std::exception&) {
    // One that cannot be booked must not take the others with it: each by itself, then.
    for (auto* one : batch) {
      std::vector<Waiting*> alone{one};
      try {
        process(alone);
      } catch (const std::exception&) {
        one->failure = std::current_exception();
      }
    }
  }
  lock.lock();
  for (auto* one : batch) one->done = true;
  leading_ = false;
  ended_.notify_all();
}

void GatewayDesk::process(std::vector<Waiting*>& batch) {
  std::map<std::string, std::vector<const Delivery*>> byGateway;
  for (const auto* one : batch) byGateway[one->delivery.gateway].push_back(&one->delivery);
  parts_.database.transaction([&](db::Transaction& tx) {
    for (const auto& [gateway, deliveries] : byGateway) {
      std::vector<std::string> ids;
      for (const auto* delivery : deliveries) ids.push_back(delivery->eventId);
      auto known = knownEvents(tx, gateway, ids);
      std::vector<const Delivery*> fresh;
      std::vector<const GatewayNotice*> notices;
      for (const auto* delivery : deliveries) {
        if (!known.insert(delivery->eventId).second) continue;
        fresh.push_back(delivery);
        if (!delivery->counts) continue;
        for (const auto& notice : delivery->notices) notices.push_back(&notice);
      }
      const auto verdicts = GatewayBatch{parts_, tx, gateway}.book(notices);
      db::BulkInsert rows{tx, kInsertEvents, 10};
      auto verdict = verdicts.begin();
      for (const auto* delivery : fresh) {
        GatewayBatch::Verdict result{"ignored", "an event of the other mode: live or test", {}, {}};
        if (delivery->counts) {
          const auto end = verdict + static_cast<std::ptrdiff_t>(delivery->notices.size());
          result = worst({verdict, end});
          verdict = end;
        }
        const auto id = parts_.ids.next<GatewayEvent>();
        rows.add(id, gateway, delivery->eventId, delivery->providerType, result.state, result.reason,
                 parts_.vault.seal(kEventBody, id.value(), Secret{delivery->body}),
                 result.waitsFor.empty() ? std::nullopt : std::optional{result.waitsFor}, result.payment, parts_.clock.now());
      }
      rows.flush();
    }
  });
}

void GatewayDesk::book(const std::vector<GatewayNotice>& notices) {
  std::map<std::string, std::vector<const GatewayNotice*>> byGateway;
  for (const auto& notice : notices) byGateway[notice.gateway].push_back(&notice);
  parts_.database.transaction([&](db::Transaction& tx) {
    for (const auto& [gateway, some] : byGateway) GatewayBatch{parts_, tx, gateway}.book(some);
  });
}

}  // namespace hostler
