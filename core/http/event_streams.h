#pragma once

#include "core/events/event_bus.h"
#include "core/front/application.h"
#include "core/telemetry/log.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace hostler::http {

/// Server-sent events: what changed in an account, told to every browser of it that listens. An
/// event is a hint to ask again: one that is lost with a connection costs nothing. Streams hold no
/// thread; one thread, started with the first, writes heartbeats and looks for what other processes
/// have committed.
class EventStreams {
 public:
  struct Limits {
    std::size_t perAccount = 10;
    std::chrono::milliseconds longest{std::chrono::minutes{15}};
    std::chrono::milliseconds look{1'000};  ///< between looks for what others have committed
    int looksPerHeartbeat = 15;
  };
  /// Whether who opened a stream may hear of an event. Quick, and never throws: it is asked while
  /// others wait.
  using MayHear = std::function<bool(const events::Record& event)>;
  /// What who opened a stream may hear of by now, asked at every heartbeat; none: it ends.
  using Recheck = std::function<std::optional<MayHear>()>;

  explicit EventStreams(db::Database& database) : EventStreams{database, Limits{}} {}
  EventStreams(db::Database& database, Limits limits) : database_{database}, limits_{limits} {}
  ~EventStreams();

  /// Throws 429 `too_many_streams` where the account has as many as it may have.
  void requireRoom(const Scope& scope);
  /// Tells the stream of those of the scope's events that `mayHear` allows. Without a `recheck`
  /// that holds for as long as the stream lasts.
  void add(const Scope& scope, std::shared_ptr<front::Stream> stream, MayHear mayHear,
           Recheck recheck = {});
  /// A member of an event's payload that is for staff: streams of clients leave it out. Called at
  /// start-up only.
  void hideFromClients(std::string_view event, std::string_view member) {
    hidden_[std::string{event}].emplace_back(member);
  }
  /// Facts that this process has committed; told at once.
  void committed(const std::vector<events::Record>& records);
  /// Ends all streams, for a drain.
  void close();

 private:
  struct Listener {
    Scope scope;
    std::shared_ptr<front::Stream> stream;
    std::chrono::steady_clock::time_point until;
    MayHear mayHear;
    Recheck recheck;
    bool hears(const events::Record& record) const;
  };
  void run();
  void endWhatIsOver();
  void endWhoMayNot();
  void judgeAnew(const Listener& asked);
  std::size_t openOf(const Scope& scope) const;
  void lookForOthers();
  std::vector<events::Record> after(std::int64_t id);
  void tell(const events::Record& record);
  std::string messageFor(const Scope& listener, const events::Record& record) const;

  db::Database& database_;
  const Limits limits_;
  std::map<std::string, std::vector<std::string>> hidden_;
  Log log_{"core.http"};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Listener> listeners_;
  std::vector<Id<events::Event>> recent_;  // told already, newest last
  std::optional<std::int64_t> seen_;       // the newest that was looked at
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace hostler::http
