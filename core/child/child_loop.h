#pragma once

#include "core/child/channel.h"

#include <functional>
#include <string>
#include <string_view>

namespace hostler::child {

/// The parent has no answer to a question.
struct NotAnswered : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The parent, as the child sees it while it works on one of its requests. For the thread of that
/// request.
class Caller {
 public:
  explicit Caller(Channel& channel) : channel_{channel} {}

  /// Says something that needs no answer: a line of log, progress.
  void tell(std::string_view note);
  /// Asks for something and waits. Throws NotAnswered.
  std::string ask(std::string_view question);

 private:
  Channel& channel_;
};

/// Answers one request. Runs on several threads at once where there are several channels. An
/// exception that leaves it ends the process, which the parent sees as a crash.
using Handler = std::function<std::string(std::string_view request, Caller& caller)>;

/// The first channel's number in a child that a Supervised started; the others follow it.
inline constexpr int kFirstChannel = 3;

/// The child's main loop: serves `channels` channels with a thread for each (the first is the
/// calling one) and returns when the parent has closed them all. A reply above `largest` bytes is a
/// defect of the handler, and ends the process like an exception.
void serveParent(int channels, const Handler& handler, std::size_t largest = Channel::kLargest);

}  // namespace hostler::child
