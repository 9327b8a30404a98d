#pragma once

#include "core/child/command.h"
#include "core/child/nursery.h"
#include "core/json/json.h"

#include <chrono>
#include <filesystem>

namespace hostler::child {

/// The probe, which is built beside the test program.
inline Command probe(std::vector<std::string> arguments) {
  Command command;
  command.program = std::filesystem::canonical("/proc/self/exe").parent_path() / "child_probe";
  command.arguments = std::move(arguments);
  return command;
}

/// Far enough that only a defect reaches it.
inline Monotonic soon() {
  return std::chrono::steady_clock::now() + std::chrono::seconds{20};
}
inline Monotonic in(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

/// What the probe printed when it had ended.
inline Json lookAbout(Nursery& nursery, const Command& command) {
  const auto process = nursery.start(command);
  const auto end = process.wait(soon());
  if (!end || !end->clean()) {
    throw std::runtime_error{"the probe " + (end ? end->text() : "does not end") + ": " +
                             process.tail()};
  }
  return Json::parse(process.tail());
}

/// Memory cannot be limited under sanitizers, which reserve terabytes of it.
inline constexpr bool kSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

}  // namespace hostler::child
