#pragma once

#include "core/json/json.h"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What the engine and its plugin hosts say to each other. Both are of one build (ProgramFile and
// mark()), so this may change at will.
namespace hostler::plugin::wire {

/// What lies in every program that has this wire, and in none that has another: it changes with
/// the sources of both ends. So a program can be told from one of another build without being run.
std::string_view mark();

/// The first request to a new host.
struct Greeting {
  std::string binary;  ///< absolute path
  std::string kind, name, version;
  Json settings;
  std::set<std::string> secretFields;  ///< paths in settings
  std::set<std::string> secretNames;   ///< members of requests
  std::size_t largestReply = 0;

  std::string text() const;
  static Greeting parse(std::string_view text);
};

/// The reply to it: nothing, or which step failed and why.
struct Refusal {
  std::string step;  ///< "open", "symbol", "abi", "identity", "create"
  std::string reason;
};
std::string greetingReply(const std::optional<Refusal>& refusal);
std::optional<Refusal> parseGreetingReply(std::string_view text);

/// A call's fixed part; operation, key and request follow it without gaps.
struct CallHead {
  std::int64_t deadlineNanos;  ///< of the monotonic clock, which all processes share
  std::uint32_t operationSize, keySize;
};
struct Call {
  std::int64_t deadlineNanos;
  std::string_view operation, key, request;
};
/// Throws std::runtime_error when the text is too short for what its head says.
Call parseCall(std::string_view text);

/// The first byte of a reply is the plugin's outcome, the second says what of the sink.
enum class Sink : std::uint8_t { NotCalled = 1, Called, TooLarge, Threw };
struct Reply {
  std::uint8_t outcome;
  Sink sink;
  std::string_view json;
};
inline constexpr std::size_t kReplyHead = 2;
/// Nothing when it is no reply.
std::optional<Reply> parseReply(std::string_view text);

/// A line of log, or of complaint of the host itself, as a note.
struct LogLine {
  int level;  ///< hostler_log_level
  std::string event;
  Json fields;

  std::string text() const;
  static std::optional<LogLine> parse(std::string_view text);
};

}  // namespace hostler::plugin::wire
