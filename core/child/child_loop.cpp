#include "core/child/child_loop.h"

#include <thread>
#include <vector>

namespace hostler::child {
namespace {

// Beyond this a buffer is given back between calls, so that one large request is not paid for ever
// after.
constexpr std::size_t kKeptBuffer = 256 * 1024;

void serve(int number, const Handler& handler, std::size_t largest) {
  Channel channel{Descriptor{number}, largest};
  std::string request;
  try {
    for (;;) {
      const auto frame = channel.receive(request);
      if (!frame) return;
      if (*frame != Frame::Request)
        throw ChannelBroken{"the parent sent something that is no request"};
      Caller caller{channel};
      channel.send(Frame::Reply, {handler(request, caller)});
      if (request.capacity() > kKeptBuffer) std::string{}.swap(request);
    }
  } catch (const ChannelClosed&) {
    return;  // the parent has no more use for the answer
  }
}

}  // namespace

void Caller::tell(std::string_view note) {
  channel_.send(Frame::Note, {note});
}

std::string Caller::ask(std::string_view question) {
  channel_.send(Frame::Question, {question});
  std::string answer;
  const auto frame = channel_.receive(answer);
  if (!frame) throw ChannelClosed{"the parent is gone"};
  if (*frame == Frame::NoAnswer) throw NotAnswered{"the parent has no answer"};
  if (*frame != Frame::Answer) throw ChannelBroken{"the parent sent something that is no answer"};
  return answer;
}

void serveParent(int channels, const Handler& handler, std::size_t largest) {
  std::vector<std::jthread> threads;
  for (int i = 1; i < channels; ++i) {
    threads.emplace_back([i, &handler, largest] { serve(kFirstChannel + i, handler, largest); });
  }
  serve(kFirstChannel, handler, largest);
}

}  // namespace hostler::child
