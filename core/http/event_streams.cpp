#include "core/http/event_streams.h"

#include "core/problem/problem.h"

#include <algorithm>

namespace hostler::http {
namespace {

constexpr std::size_t kRemembered = 2'000;
constexpr std::size_t kPage = 500;
constexpr std::chrono::seconds kLate{5};

constexpr auto kSelectNewest = "SELECT COALESCE(MAX(id), 0) AS newest FROM events";
constexpr auto kSelectNew =
    "SELECT id, tenant_id, account_id, name, payload, happened_at FROM events WHERE id > ? ORDER "
    "BY id LIMIT ?";

std::string messageOf(const events::Record& record, const Json& payload) {
  return "id: " + record.id.text() + "\nevent: " + record.name + "\ndata: " + dump(payload) +
         "\n\n";
}

bool concerns(const Scope& listener, const Scope& event) {
  return listener.tenant == event.tenant && event.account &&
         (!listener.account || *listener.account == *event.account);
}

}  // namespace

bool EventStreams::Listener::hears(const events::Record& record) const {
  return concerns(scope, record.scope) && mayHear && mayHear(record);
}

EventStreams::~EventStreams() {
  close();
}

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

std::size_t EventStreams::openOf(const Scope& scope) const {
  return static_cast<std::size_t>(std::ranges::count_if(listeners_, [&](const auto& listener) {
    return listener.scope.tenant == scope.tenant && listener.scope.account == scope.account &&
           listener.stream->isOpen();
  }));
}

void EventStreams::requireRoom(const Scope& scope) {
  const std::lock_guard lock{mutex_};
  if (openOf(scope) < limits_.perAccount) return;
  throw DomainError{"too_many_streams",
                    429,
                    "This account listens in as many places as it may.",
                    {{"retry_after", 60}}};
}

void EventStreams::add(const Scope& scope, std::shared_ptr<front::Stream> stream, MayHear mayHear,
                       Recheck recheck) {
  stream->send(": connected\n\n");
  const std::lock_guard lock{mutex_};
  // Several may have been told at once that there is room.
  if (stopping_ || openOf(scope) >= limits_.perAccount) return stream->close();
  listeners_.push_back({scope, std::move(stream),
                        std::chrono::steady_clock::now() + limits_.longest, std::move(mayHear),
                        std::move(recheck)});
  if (!thread_.joinable()) thread_ = std::thread{[this] { run(); }};
}

void EventStreams::tell(const events::Record& record) {
  if (std::ranges::find(recent_, record.id) != recent_.end()) return;
  recent_.push_back(record.id);
  if (recent_.size() > kRemembered)
    recent_.erase(recent_.begin(), recent_.begin() + kRemembered / 2);
  // To staff, to clients: all who may hear of it at all are told the same.
  std::array<std::string, 2> messages;
  for (const auto& listener : listeners_) {
    if (!listener.hears(record)) continue;
    auto& message = messages[listener.scope.account ? 1 : 0];
    if (message.empty()) message = messageFor(listener.scope, record);
    listener.stream->send(message);
  }
}

std::string EventStreams::messageFor(const Scope& listener, const events::Record& record) const {
  const auto hidden = hidden_.find(record.name);
  if (!listener.account || hidden == hidden_.end()) return messageOf(record, record.payload);
  auto payload = record.payload;
  for (const auto& member : hidden->second) payload.erase(member);
  return messageOf(record, payload);
}

void EventStreams::committed(const std::vector<events::Record>& records) {
  const std::lock_guard lock{mutex_};
  if (listeners_.empty()) return;
  for (const auto& record : records) tell(record);
}

std::vector<events::Record> EventStreams::after(std::int64_t id) {
  return database_.read([&](db::Reader& reader) { return reader.query(kSelectNew, id, kPage); })
      .map([](const db::Row& row) {
        return events::Record{
            row.id<events::Event>("id"),
            {row.id<Tenant>("tenant_id"), row.get<std::optional<Id<Account>>>("account_id")},
            row.text("name"),
            Json::parse(row.text("payload")),
            row.instant("happened_at")};
      });
}

void EventStreams::lookForOthers() {
  if (!seen_) {
    seen_ = database_.query(kSelectNewest).only().integer("newest");
    return;
  }
  // A transaction that took its time commits ids that are older than what was seen already.
  auto from = std::min(*seen_, IdMint::firstOf(IdMint::timeOf(*seen_).minus(kLate)));
  for (bool more = true; more;) {
    const auto records = after(from);
    more = records.size() == kPage;
    const std::lock_guard lock{mutex_};
    for (const auto& record : records) {
      tell(record);
      from = record.id.value();
    }
    seen_ = std::max(*seen_, from);
  }
}

// A browser opens the next one by itself, and shows its token again.
void EventStreams::endWhatIsOver() {
  const auto now = std::chrono::steady_clock::now();
  for (const auto& listener : listeners_) {
    if (listener.until <= now) listener.stream->close();
  }
}

// Without the lock while it asks: the answers come from the database.
void EventStreams::endWhoMayNot() {
  std::vector<Listener> asked;
  {
    const std::lock_guard lock{mutex_};
    std::ranges::copy_if(listeners_, std::back_inserter(asked), [](const Listener& listener) {
      return listener.recheck && listener.stream->isOpen();
    });
  }
  for (const auto& listener : asked) {
    try {
      judgeAnew(listener);
    } catch (const std::exception& error) {
      // Nobody knows, so it goes on until somebody does, or its time is up.
      log_.warning("streams.recheck_failed", {{"reason", error.what()}});
    }
  }
}

void EventStreams::judgeAnew(const Listener& asked) {
  auto mayHear = asked.recheck();
  if (!mayHear) return asked.stream->close();
  const std::lock_guard lock{mutex_};
  const auto found = std::ranges::find(listeners_, asked.stream, &Listener::stream);
  if (found != listeners_.end()) found->mayHear = std::move(*mayHear);
}

void EventStreams::run() {
  int looks = 0;
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    const bool anybody = !listeners_.empty();
    const bool heartbeat = ++looks % limits_.looksPerHeartbeat == 0;
    lock.unlock();
    if (heartbeat) endWhoMayNot();
    try {
      if (anybody) lookForOthers();
    } catch (const std::exception& error) {
      log_.warning("streams.look_failed", {{"reason", error.what()}});
    }
    lock.lock();
    if (!anybody) seen_.reset();
    endWhatIsOver();
    if (heartbeat) {
      for (const auto& listener : listeners_) listener.stream->send(": still here\n\n");
    }
    std::erase_if(listeners_, [](const Listener& listener) { return !listener.stream->isOpen(); });
    wake_.wait_for(lock, limits_.look, [this] { return stopping_; });
  }
}

}  // namespace hostler::http
