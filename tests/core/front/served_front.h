#pragma once

#include "core/front/front.h"
#include "tests/core/front/client.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::testing {

/// A function that a test replaces while others may be calling it.
template <class Signature>
class Replaceable;

template <class Result, class... Arguments>
class Replaceable<Result(Arguments...)> {
 public:
  using Function = std::function<Result(Arguments...)>;
  explicit Replaceable(Function first) : function_{std::move(first)} {}

  void operator=(Function next) {
    const std::lock_guard lock{mutex_};
    function_ = std::move(next);
  }
  Result operator()(Arguments... arguments) const {
    std::unique_lock lock{mutex_};
    const auto function = function_;
    lock.unlock();
    return function(std::move(arguments)...);
  }

 private:
  mutable std::mutex mutex_;
  Function function_;
};

/// What one thread leaves for another: a test waits for it.
template <class Value>
class Handover {
 public:
  void put(Value value) {
    const std::lock_guard lock{mutex_};
    value_ = std::move(value);
  }
  /// Throws when nothing comes.
  Value take() {
    if (!becomesTrue([&] { return has(); })) throw std::runtime_error{"nothing was handed over"};
    const std::lock_guard lock{mutex_};
    auto value = std::move(*value_);
    value_.reset();
    return value;
  }
  bool has() const {
    const std::lock_guard lock{mutex_};
    return value_.has_value();
  }

 private:
  mutable std::mutex mutex_;
  std::optional<Value> value_;
};

/// An application whose parts a test replaces. By itself it answers 200 with what it was asked:
/// "POST /path?query body".
class TestApplication : public front::Application {
 public:
  Replaceable<front::Plan(const front::Request&)> planned{
      [](const auto&) { return front::Plan{}; }};
  Replaceable<void(front::Request, front::Responder)> handler{
      [](auto request, auto responder) { responder.answer(echo(request)); }};
  Replaceable<front::Response(int)> refused{[](int status) {
    return front::Response{.status = status,
                           .headers = {{"Content-Type", "text/plain"}},
                           .body = "refused " + std::to_string(status)};
  }};

  static front::Response echo(const front::Request& request);
  static front::Response text(std::string body);

  front::Plan plan(const front::Request& head) override { return planned(head); }
  void handle(front::Request request, front::Responder responder) override;
  front::Response refusal(int status) override { return refused(status); }

  /// The targets that reached the application, in order of arrival.
  std::vector<std::string> seen() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> seen_;
};

/// A door that holds handlers back until a test opens it.
class Gate {
 public:
  void open();
  /// Returns once the gate is open, or when the test must have failed.
  void pass();
  std::size_t waiting() const { return waiting_; }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool isOpen_ = false;
  std::atomic<std::size_t> waiting_{0};
};

/// A front on a port of its own, for as long as the test runs.
struct ServedFront {
  explicit ServedFront(TestApplication& application, front::FrontOptions options = {})
      : front{application, std::move(options)} {
    front.start();
  }
  Client connect() const { return Client{front.port()}; }
  front::FrontCounters counters() const { return front.counters(); }

  front::Front front;
};

std::string get(const std::string& target);
std::string post(const std::string& target, const std::string& body);

}  // namespace hostler::testing
