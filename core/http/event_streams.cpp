#include "core/http/event_streams.h"

#include <algorithm>

namespace hostler::http {
namespace {

constexpr std::chrono::seconds kLook{1};
constexpr int kHeartbeatEvery = 15;  // looks
constexpr std::size_t kRemembered = 2'000;

constexpr auto kSelectNewest = "SELECT COALESCE(MAX(id), 0) AS newest FROM events";
constexpr auto kSelectNew =
    "SELECT id, tenant_id, account_id, name, payload, happened_at FROM events WHERE id > ? ORDER BY id LIMIT 500";

std::string messageOf(const events::Record& record) {
  return "id: " + record.id.text() + "\nevent: " + record.name + "\ndata: " + dump(record.payload) + "\n\n";
}

bool concerns(const Scope& listener, const Scope& event) {
  return listener.tenant == event.tenant && event.account && (!listener.account || *listener.account == *event.account);
}

}  // namespace

EventStreams::~EventStreams() { close(); }

void EventStreams::close() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    for (const auto& listener : listeners_) listener.stream->close();
    listeners_.clear();
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void EventStreams::add(const Scope& scope, std::shared_ptr<front::Stream> stream) {
  stream->send(": connected\n\n");
  const std::lock_guard lock{mutex_};
  if (stopping_) return stream->close();
  listeners_.push_back({scope, std::move(stream)});
  if (!thread_.joinable()) thread_ = std::thread{[this] { run(); }};
}

void EventStreams::tell(const events::Record& record) {
  if (std::ranges::find(recent_, record.id) != recent_.end()) return;
  recent_.push_back(record.id);
  if (recent_.size() > kRemembered) recent_.erase(recent_.begin(), recent_.begin() + kRemembered / 2);
  std::string message;
  for (const auto& listener : listeners_) {
    if (!concerns(listener.scope, record.scope)) continue;
    if (message.empty()) message = messageOf(record);
    listener.stream->send(message);
  }
}

void EventStreams::committed(const std::vector<events::Record>& records) {
  const std::lock_guard lock{mutex_};
  if (listeners_.empty()) return;
  for (const auto& record : records) tell(record);
}

void EventStreams::lookForOthers() {
  const auto after = seen_;
  const auto rows = database_.read([&](db::Reader& reader) {
    if (after == 0) {
      seen_ = reader.query(kSelectNewest).only().integer("newest");
      return std::vector<events::Record>{};
    }
    return reader.query(kSelectNew, after).map([](const db::Row& row) {
      return events::Record{row.id<events::Event>("id"),
                            {row.id<Tenant>("tenant_id"), row.get<std::optional<Id<Account>>>("account_id")},
                            row.text("name"),
                            Json::parse(row.text("payload")),
                            row.instant("happened_at")};
    });
  });
  const std::lock_guard lock{mutex_};
  for (const auto& record : rows) {
    tell(record);
    seen_ = std::max(seen_, record.id.value());
  }
}

void EventStreams::run() {
  int looks = 0;
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    const bool anybody = !listeners_.empty();
    lock.unlock();
    try {
      if (anybody) lookForOthers();
    } catch (const std::exception& error) {
      log_.warning("streams.look_failed", {{"reason", error.what()}});
    }
    lock.lock();
    if (!anybody) seen_ = 0;
    if (++looks % kHeartbeatEvery == 0) {
      for (const auto& listener : listeners_) listener.stream->send(": still here\n\n");
    }
    std::erase_if(listeners_, [](const Listener& listener) { return !listener.stream->isOpen(); });
    wake_.wait_for(lock, kLook, [this] { return stopping_; });
  }
}

}  // namespace hostler::http
