#pragma once

#include "core/front/message.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace hostler::front {

class Connection;
class Poller;
struct StreamState;

/// What other threads tell a connection.
struct Abandoned {};
struct StreamOpened {
  Response head;
  std::shared_ptr<StreamState> state;
};
struct StreamBytes {
  std::string bytes;
};
struct StreamClosed {
  bool isCut = false;
};

struct Mail {
  std::weak_ptr<Connection> to;
  std::variant<Response, Abandoned, StreamOpened, StreamBytes, StreamClosed> what;
};

/// The completion queue of a loop: any thread posts, the loop takes. It outlives the loop in the
/// hands of those who may still post; what comes then is dropped.
class Mailbox {
 public:
  explicit Mailbox(Poller& poller) : poller_{&poller} {}

  /// False when the loop has ended.
  bool post(Mail mail);

  /// The rest is for the loop. `into` comes back with all mail, in order; it should come in empty.
  void take(std::vector<Mail>& into);
  void belongTo(std::thread::id loop) { loop_ = loop; }
  bool isLoopThread() const { return loop_.load() == std::this_thread::get_id(); }
  /// Before the poller goes.
  void close();

 private:
  std::atomic<std::thread::id> loop_;
  std::atomic<bool> hasMail_{false};
  std::mutex mutex_;
  Poller* poller_;
  std::vector<Mail> mail_;
};

}  // namespace hostler::front
