#include "core/lua/host_messages.h"

#include "core/lua/clean_text.h"
#include "core/lua/engine_refused.h"
#include "core/lua/wire.h"

namespace hostler::lua {
namespace {

constexpr std::size_t kLongestMessage = 1'200, kLongestTraceback = 4'100, kLongestLine = 1'000;

// Turns what nlohmann and our own readers throw into the one thing that callers look for.
template <class F>
auto checked(const F& read) {
  try {
    return read();
  } catch (const Json::exception&) {
    throw WireError{"a script host sent other members than agreed"};
  } catch (const JsonError& error) {
    throw WireError{std::string{"a script host sent "} + error.what()};
  } catch (const std::invalid_argument& error) {
    throw WireError{std::string{"a script host sent "} + error.what()};
  }
}

template <class E>
E wordAt(const Json& json, const char* name) {
  const auto value = enumOf<E>(json.at(name).get_ref<const std::string&>());
  if (!value) throw WireError{std::string{"a script host sent an unknown "} + name};
  return *value;
}

std::string textAt(const Json& json, const char* name, std::size_t most) {
  return cleanText(json.at(name).get_ref<const std::string&>(), most);
}

Json failureToJson(const ScriptFailure& failure) {
  return {{"kind", wordOf(failure.kind)},
          {"message", failure.message},
          {"traceback", failure.traceback}};
}

std::optional<ScriptFailure> failureFrom(const Json& json) {
  if (!json.contains("failure")) return std::nullopt;
  const auto& failure = json.at("failure");
  return ScriptFailure{wordAt<FailureKind>(failure, "kind"),
                       textAt(failure, "message", kLongestMessage),
                       textAt(failure, "traceback", kLongestTraceback)};
}

Json usageToJson(const Usage& usage) {
  return {{"steps", usage.steps}, {"memory", usage.peakMemory}, {"dropped", usage.droppedLines}};
}

Usage usageFrom(const Json& json) {
  const auto& usage = json.at("usage");
  return {usage.at("steps").get<std::int64_t>(), usage.at("memory").get<std::size_t>(),
          usage.at("dropped").get<int>()};
}

Verdict verdictFrom(const Json& json) {
  Verdict verdict;
  verdict.kind = wordAt<Verdict::Kind>(json, "kind");
  if (verdict.kind == Verdict::Kind::Refuse) {
    verdict.code = textAt(json, "code", 64);
    verdict.sentence = textAt(json, "sentence", 1'000);
  }
  if (verdict.kind == Verdict::Kind::Amend) {
    verdict.amendment = json.at("amendment");
    if (!verdict.amendment.is_object())
      throw WireError{"a script host sent an amendment that is no object"};
  }
  return verdict;
}

}  // namespace

std::string jobHead(const Job& job) {
  std::string bytes;
  WireWriter writer{bytes};
  const auto& limits = job.limits;
  writer.byte(static_cast<std::uint8_t>(job.task));
  writer.text(job.script.name);
  writer.text(job.script.source);
  writer.integer(limits.steps);
  writer.integer(limits.wall.count());
  writer.integer(limits.batchWall.count());
  writer.number(limits.memoryBytes);
  writer.number(limits.resultBytes);
  writer.integer(limits.engineCalls);
  writer.integer(limits.logLines);
  writer.integer(limits.overruns);
  writer.integer(job.facts.now);
  writer.text(job.facts.today);
  writer.number(job.facts.seed);
  writer.number(job.hook);
  writer.number(job.skippedRows);
  writer.byte(job.rowByRow ? 1 : 0);
  writer.number(job.functions.size());
  for (const auto& function : job.functions) writer.text(function);
  return bytes;
}

Job readJob(std::string_view& bytes) {
  WireReader reader{bytes};
  Job job;
  job.task = static_cast<Task>(reader.byte());
  job.script.name = reader.text();
  job.script.source = reader.text();
  auto& limits = job.limits;
  limits.steps = reader.integer();
  limits.wall = std::chrono::milliseconds{reader.integer()};
  limits.batchWall = std::chrono::milliseconds{reader.integer()};
  limits.memoryBytes = reader.number();
  limits.resultBytes = reader.number();
  limits.engineCalls = static_cast<int>(reader.integer());
  limits.logLines = static_cast<int>(reader.integer());
  limits.overruns = static_cast<int>(reader.integer());
  job.facts.now = reader.integer();
  job.facts.today = reader.text();
  job.facts.seed = reader.number();
  job.hook = reader.number();
  job.skippedRows = reader.number();
  job.rowByRow = reader.byte() != 0;
  for (auto functions = reader.number(); functions > 0; --functions)
    job.functions.emplace_back(reader.text());
  bytes = reader.rest();
  return job;
}

std::string toText(const HookReply& reply) {
  Json json{{"usage", usageToJson(reply.usage)}};
  if (reply.failure) {
    json["failure"] = failureToJson(*reply.failure);
  } else {
    const auto& verdict = reply.verdict;
    json["verdict"] = {{"kind", wordOf(verdict.kind)},
                       {"code", verdict.code},
                       {"sentence", verdict.sentence},
                       {"amendment", verdict.amendment}};
  }
  return dump(json);
}

std::string toText(const BatchReply& reply) {
  Json json{{"usage", usageToJson(reply.usage)}};
  if (reply.failure) json["failure"] = failureToJson(*reply.failure);
  return dump(json);
}

std::string toText(const CheckReply& reply) {
  return dump(reply.failure ? Json{{"failure", failureToJson(*reply.failure)}}
                            : Json{{"description", toJson(reply.description)}});
}

HookReply readHookReply(std::string_view text) {
  return checked([&] {
    const auto json = parseStrict(text);
    HookReply reply{failureFrom(json), {}, usageFrom(json)};
    if (!reply.failure) reply.verdict = verdictFrom(json.at("verdict"));
    return reply;
  });
}

BatchReply readBatchReply(std::string_view text) {
  return checked([&] {
    const auto json = parseStrict(text);
    return BatchReply{failureFrom(json), usageFrom(json)};
  });
}

CheckReply readCheckReply(std::string_view text) {
  return checked([&] {
    const auto json = parseStrict(text);
    CheckReply reply{failureFrom(json), {}};
    if (!reply.failure) reply.description = descriptionFrom(json.at("description"));
    return reply;
  });
}

std::string logNote(const LogLine& line) {
  return kLogNote +
         dump(Json{{"level", wordOf(line.level)}, {"text", line.text}, {"facts", line.facts}});
}

LogLine readLogNote(std::string_view text) {
  return checked([&] {
    const auto json = parseStrict(text.substr(1));
    LogLine line{wordAt<LogLevel>(json, "level"), textAt(json, "text", kLongestLine),
                 json.at("facts")};
    if (!line.facts.is_object()) throw WireError{"a script host sent facts without names"};
    return line;
  });
}

std::string toText(const EngineCall& call) {
  return dump(Json{{"function", call.function}, {"arguments", call.arguments}});
}

EngineCall readEngineCall(std::string_view text) {
  return checked([&] {
    auto json = parseStrict(text);
    EngineCall call{json.at("function").get<std::string>(), std::move(json.at("arguments"))};
    if (!call.arguments.is_array())
      throw WireError{"a script host sent arguments that are no list"};
    return call;
  });
}

std::string answerText(const Json& value) {
  return dump(Json{{"value", value}});
}

std::string refusalText(const std::string& words) {
  return dump(Json{{"refused", words}});
}

Json readAnswer(std::string_view text) {
  auto json = Json::parse(text);
  if (json.contains("refused")) throw EngineRefused{json.at("refused").get<std::string>()};
  return std::move(json.at("value"));
}

}  // namespace hostler::lua
