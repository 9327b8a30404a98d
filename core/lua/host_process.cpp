#include "core/lua/host_process.h"

#include "core/child/child_loop.h"
#include "core/lua/host_messages.h"
#include "core/lua/wire.h"

namespace hostler::lua {
namespace {

constexpr std::chrono::milliseconds kGrace{500};

child::Command commandFor(const ScriptHostSettings& settings, int channel) {
  child::Command command;
  command.program = settings.program;
  command.arguments = settings.arguments;
  command.handed.push_back({channel, child::kFirstChannel});
  command.limits.memoryBytes = settings.memoryBytes;
  command.limits.openFiles = 16;
  command.confinement.network = child::Network::None;
  command.confinement.walls = settings.walls;
  return command;
}

class Greeting final : public Conversation {
 public:
  explicit Greeting(std::chrono::milliseconds limit)
      : deadline_{std::chrono::steady_clock::now() + limit} {}
  void noted(std::string_view) override {}
  std::string asked(std::string_view) override { throw WireError{"a question before any job"}; }
  Monotonic deadline() const override { return deadline_; }

 private:
  Monotonic deadline_;
};

}  // namespace

HostProcess::HostProcess(const ScriptHostSettings& settings, child::Nursery& nursery,
                         const std::vector<std::string>& functions)
    : HostProcess{start(settings, nursery)} {
  Greeting greeting{settings.startLimit};
  Job job;
  job.task = Task::Greet;
  job.functions = functions;
  try {
    run({jobHead(job)}, greeting);
  } catch (const HostOverran& overran) {
    throw HostDied{overran.what()};
  }
}

HostProcess::Started HostProcess::start(const ScriptHostSettings& settings,
                                        child::Nursery& nursery) {
  auto [ours, its] = child::Channel::pair();
  auto process = nursery.start(commandFor(settings, its.number()));
  return {child::Channel{std::move(ours), kLargestMessage}, std::move(process)};
}

HostProcess::~HostProcess() {
  channel_.close();
  if (isUsable_) std::move(process_).leave(kGrace);
}

std::string HostProcess::run(std::initializer_list<std::string_view> parts,
                             Conversation& conversation) {
  isUsable_ = false;  // until the reply is here
  try {
    auto reply = converse(parts, conversation);
    isUsable_ = true;
    ++runs_;
    return reply;
  } catch (const child::ChannelTimeout&) {
    process_.kill();
    throw HostOverran{"the script host did not answer in time and was ended"};
  } catch (const child::ChannelClosed&) {
    throw HostDied{"the script host ended in the middle of its work: " + ending()};
  } catch (const child::ChannelBroken& broken) {
    process_.kill();
    throw HostDied{std::string{"the script host broke its protocol: "} + broken.what()};
  } catch (const WireError& error) {
    process_.kill();
    throw HostDied{std::string{"the script host broke its protocol: "} + error.what()};
  }
}

std::string HostProcess::converse(std::initializer_list<std::string_view> parts,
                                  Conversation& conversation) {
  channel_.send(child::Frame::Request, parts, conversation.deadline());
  std::string message;
  for (;;) {
    const auto frame = channel_.receive(message, conversation.deadline());
    if (!frame) throw child::ChannelClosed{"it is gone"};
    switch (*frame) {
      case child::Frame::Reply:
        return message;
      case child::Frame::Note:
        conversation.noted(message);
        break;
      case child::Frame::Question: {
        const auto answer = conversation.asked(message);
        channel_.send(child::Frame::Answer, {answer}, conversation.deadline());
        break;
      }
      default:
        throw child::ChannelBroken{"neither note nor question nor reply"};
    }
  }
}

std::string HostProcess::ending() const {
  const auto exit = process_.wait(std::chrono::steady_clock::now() + kGrace);
  return exit ? exit->text() : "its channel closed";
}

}  // namespace hostler::lua
