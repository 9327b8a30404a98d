#pragma once

#include "core/front/message.h"

#include <functional>
#include <memory>

namespace hostler::front {

/// A stream of server-sent events (or any other endless text) that one connection receives.
/// Thread-safe. It holds no thread: bytes are posted to the connection's loop, which writes them
/// when the peer takes them.
class Stream {
 public:
  virtual ~Stream() = default;
  /// Queues bytes. False once the connection has ended, or ends now because the peer has left too
  /// much unread.
  virtual bool send(std::string_view bytes) = 0;
  virtual void close() = 0;
  virtual bool isOpen() const = 0;
};

/// Answers one request, once, from any thread, now or later. A Responder that is destroyed unused
/// answers 500.
class Responder {
 public:
  class Target {
   public:
    virtual ~Target() = default;
    virtual void answer(Response response) = 0;
    virtual std::shared_ptr<Stream> stream(Response head) = 0;
    /// The Responder went away unused: answers a plain 500 unless overridden.
    virtual void abandon();
  };

  Responder() = default;
  explicit Responder(std::shared_ptr<Target> target) : target_{std::move(target)} {}
  Responder(Responder&&) noexcept = default;
  /// The request that this one still owes an answer to gets its 500.
  Responder& operator=(Responder&& other) noexcept;
  ~Responder();

  /// Throws std::logic_error when the request was answered before, or when the response cannot be
  /// sent as it is (CR, LF or NUL in a header, a header that belongs to the front, a status outside
  /// 200 to 599); in the second case the request is still to be answered.
  void answer(Response response);
  /// Sends the head (its body, if text, is the stream's first bytes) and keeps the connection for
  /// the stream, which ends it. Throws like answer(). To HEAD only the head is sent, and the stream
  /// is closed from the start.
  std::shared_ptr<Stream> stream(Response head);
  explicit operator bool() const { return target_ != nullptr; }

 private:
  void abandon() noexcept;

  std::shared_ptr<Target> target_;
};

/// How a request is to be taken, decided on its head alone.
struct Plan {
  std::size_t bodyLimit = 1 << 20;  ///< bytes; a longer body is answered 413 without being read
  bool quick = false;               ///< handled on the loop's own thread: only for what never waits
};

/// What stands behind a Front. Both calls come from many threads at once.
class Application {
 public:
  virtual ~Application() = default;
  /// Called on the loop's thread; must not wait and must not throw.
  virtual Plan plan(const Request& head) = 0;
  /// Called on a pool thread, or on the loop's where the plan says quick. What it throws becomes a
  /// plain 500.
  virtual void handle(Request request, Responder responder) = 0;
  /// The body and headers of an answer that the front gives by itself (400, 408, 413, 414, 417,
  /// 431, 500, 503, 505). Called on the loop's thread; must not wait.
  virtual Response refusal(int status) = 0;
};

}  // namespace hostler::front
