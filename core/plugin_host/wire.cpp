#include "core/plugin_host/wire.h"

#include <cstring>
#include <stdexcept>

namespace hostler::plugin::wire {
namespace {

// Kept whole in the program's file, whether or not anything there asks for it.
[[gnu::used]] const char kMark[] = "hostler-plugin-wire:" HOSTLER_PLUGIN_WIRE;

/// An object, empty where the text is none. What a host says passed through a plugin's hands.
Json parsed(std::string_view text) {
  try {
    auto json = parseStrict(text);
    return json.is_object() ? json : Json::object();
  } catch (const JsonError&) {
    return Json::object();
  }
}

}  // namespace

std::string_view mark() {
  return kMark;
}

std::string Greeting::text() const {
  return dump({{"binary", binary},
               {"kind", kind},
               {"name", name},
               {"version", version},
               {"settings", settings},
               {"secret_fields", secretFields},
               {"secret_names", secretNames},
               {"largest_reply", largestReply}});
}

Greeting Greeting::parse(std::string_view text) {
  const auto json = Json::parse(text);
  return {json.at("binary"),       json.at("kind"),         json.at("name"),
          json.at("version"),      json.at("settings"),     json.at("secret_fields"),
          json.at("secret_names"), json.at("largest_reply")};
}

std::string greetingReply(const std::optional<Refusal>& refusal) {
  return refusal ? dump({{"step", refusal->step}, {"reason", refusal->reason}}) : "";
}

std::optional<Refusal> parseGreetingReply(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto json = parsed(text);
  const auto step = json.value("step", Json{}), reason = json.value("reason", Json{});
  if (!step.is_string() || !reason.is_string())
    return Refusal{"greet", "it answered in an unknown way"};
  return Refusal{step, reason};
}

Call parseCall(std::string_view text) {
  CallHead head;
  if (text.size() < sizeof head) throw std::runtime_error{"a call without a head"};
  std::memcpy(&head, text.data(), sizeof head);
  text.remove_prefix(sizeof head);
  if (std::uint64_t{head.operationSize} + head.keySize > text.size())
    throw std::runtime_error{"a call cut short"};
  return {head.deadlineNanos, text.substr(0, head.operationSize),
          text.substr(head.operationSize, head.keySize),
          text.substr(head.operationSize + head.keySize)};
}

std::optional<Reply> parseReply(std::string_view text) {
  if (text.size() < kReplyHead) return std::nullopt;
  const auto sink = static_cast<std::uint8_t>(text[1]);
  if (sink < 1 || sink > static_cast<std::uint8_t>(Sink::Threw)) return std::nullopt;
  return Reply{static_cast<std::uint8_t>(text[0]), static_cast<Sink>(sink),
               text.substr(kReplyHead)};
}

std::string LogLine::text() const {
  return dump({{"level", level}, {"event", event}, {"fields", fields}});
}

std::optional<LogLine> LogLine::parse(std::string_view text) {
  const auto json = parsed(text);
  if (!json.contains("fields")) return std::nullopt;
  const auto level = json.value("level", Json{}), event = json.value("event", Json{});
  if (!level.is_number_integer() || !event.is_string()) return std::nullopt;
  return LogLine{level, event, json["fields"]};
}

}  // namespace hostler::plugin::wire
