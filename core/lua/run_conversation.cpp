#include "core/lua/run_conversation.h"

#include "core/lua/host_messages.h"
#include "core/lua/wire.h"
#include "core/telemetry/log.h"

#include <algorithm>

namespace hostler::lua {
namespace {

// Inside the VM a script ends at its limit, with a traceback. What is still silent so much later
// hangs.
Monotonic::duration killedAfter(const Limits& limits) {
  return limits.wall +
         std::max<Monotonic::duration>(limits.wall / 2, std::chrono::milliseconds{20});
}

}  // namespace

RunConversation::RunConversation(EngineCalls& calls, const ScriptContext& context,
                                 const std::string& script, Run& run, Decisions* decisions)
    : calls_{calls},
      context_{context},
      script_{script},
      run_{run},
      decisions_{decisions},
      started_{std::chrono::steady_clock::now()},
      heard_{started_},
      waitedBefore_{calls.waited()} {}

void RunConversation::noted(std::string_view note) {
  if (note.starts_with(kLogNote)) {
    keepLine(readLogNote(note));
  } else if (note.starts_with(kDecisionNote) && decisions_ != nullptr) {
    hasBegun_ = true;
    heard_ = std::chrono::steady_clock::now();
    decisions_->read(note.substr(1));
  } else {
    throw WireError{"an unknown note"};
  }
}

Monotonic RunConversation::deadline() const {
  const auto& limits = context_.limits;
  const auto waited = calls_.waited() - waitedBefore_;
  if (decisions_ == nullptr) return started_ + killedAfter(limits) + waited;
  return std::min(heard_ + killedAfter(limits), started_ + limits.batchWall + killedAfter(limits)) +
         waited;
}

void RunConversation::keepLine(LogLine line) {
  if (run_.lines.size() >= static_cast<std::size_t>(std::max(0, context_.limits.logLines))) return;
  const Log log{"scripts"};
  const LogFields fields{{"tenant", context_.scope.tenant.text()},
                         {"script", script_},
                         {"text", line.text},
                         {"facts", line.facts}};
  switch (line.level) {
    case LogLevel::Info:
      log.info("script.said", fields);
      break;
    case LogLevel::Warning:
      log.warning("script.said", fields);
      break;
    case LogLevel::Error:
      log.error("script.said", fields);
      break;
  }
  run_.lines.push_back(std::move(line));
}

}  // namespace hostler::lua
