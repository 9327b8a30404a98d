#include "core/child/generation.h"

#include "core/child/child_loop.h"

#include <exception>

namespace hostler::child {
namespace {

void answer(Channel& channel, std::string_view question, Monotonic deadline, Listener& listener,
            std::exception_ptr& thrown) {
  std::optional<std::string> answer;
  try {
    if (!thrown) answer = listener.asked(question, deadline);
  } catch (...) {
    thrown = std::current_exception();
  }
  channel.send(answer ? Frame::Answer : Frame::NoAnswer,
               {answer ? std::string_view{*answer} : std::string_view{}}, deadline);
}

void tell(std::string_view note, Listener& listener, std::exception_ptr& thrown) {
  try {
    if (!thrown) listener.told(note);
  } catch (...) {
    thrown = std::current_exception();
  }
}

// Once the child has said anything about a request it has read it; what it left unread then was an
// answer.
std::optional<Frame> receive(Channel& channel, std::string& message, Monotonic deadline,
                             bool heard) {
  try {
    return channel.receive(message, deadline);
  } catch (const ChannelReset& reset) {
    if (heard) throw ChannelClosed{reset.what()};
    throw;
  }
}

}  // namespace

std::string awaitReply(Channel& channel, Monotonic deadline, Listener& listener) {
  std::exception_ptr thrown;
  std::string message;
  bool heard = false;
  for (;;) {
    const auto frame = receive(channel, message, deadline, heard);
    heard = true;
    if (!frame) throw ChannelClosed{"the child is gone"};
    switch (*frame) {
      case Frame::Reply:
        if (thrown) std::rethrow_exception(thrown);
        return message;
      case Frame::Note:
        tell(message, listener, thrown);
        break;
      case Frame::Question:
        answer(channel, message, deadline, listener, thrown);
        break;
      case Frame::Request:
      case Frame::Answer:
      case Frame::NoAnswer:
        throw ChannelBroken{"the child sent something that is no reply"};
    }
  }
}

Generation::Generation(const Supervision& supervision, Nursery& nursery)
    : supervision_{supervision},
      startLimit_{startedAt_ + supervision.startLimit},
      grace_{supervision.grace} {
  Command command = supervision.command();
  std::vector<Descriptor> theirs;
  channels_.reserve(static_cast<std::size_t>(supervision.channels));
  for (int i = 0; i < supervision.channels; ++i) {
    auto [mine, its] = Channel::pair();
    command.handed.push_back({its.number(), kFirstChannel + i});
    channels_.emplace_back(std::move(mine), supervision.largestMessage);
    theirs.push_back(std::move(its));
  }
  for (auto& channel : channels_) idle.push_back(&channel);
  process_ = nursery.start(command);
  process_->killAt(startLimit_);
}

Generation::~Generation() {
  if (givenUp || !greeted) return;  // its process goes with it, killed
  channels_.clear();
  std::move(*process_).leave(grace_);
}

void Generation::greet(Monotonic deadline, Listener& listener) {
  if (supervision_.greeting) {
    auto& channel = channels_.front();
    const auto until = std::min(deadline, startLimit_);
    if (!greetingSent_) channel.send(Frame::Request, {supervision_.greeting()}, until);
    greetingSent_ = true;
    const auto reply = awaitReply(channel, until, listener);
    if (supervision_.judgeGreeting) supervision_.judgeGreeting(reply);
  }
  process_->spare();
  startTook_ = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - startedAt_);
}

}  // namespace hostler::child
