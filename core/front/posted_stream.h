#pragma once

#include "core/front/application.h"

#include <atomic>
#include <cstddef>
#include <memory>

namespace hostler::front {

class Connection;
class Mailbox;

/// What the sender of a stream and its connection share.
struct StreamState {
  std::atomic<bool> isOpen{true};
  std::atomic<std::size_t> unsent{0};  ///< bytes taken by send() that no socket has taken yet
};

/// The sender's end of a stream: posts to the connection's loop. The last copy that goes closes the
/// stream.
class PostedStream final : public Stream {
 public:
  PostedStream(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Connection> to,
               std::shared_ptr<StreamState> state, std::size_t maxUnsent);
  ~PostedStream() override;

  bool send(std::string_view bytes) override;
  void close() override { end(false); }
  bool isOpen() const override { return state_->isOpen; }

 private:
  void end(bool isCut);

  const std::shared_ptr<Mailbox> mailbox_;
  const std::weak_ptr<Connection> to_;
  const std::shared_ptr<StreamState> state_;
  const std::size_t maxUnsent_;
};

}  // namespace hostler::front
