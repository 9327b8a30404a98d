#include "modules/automation/hook_trial.h"

#include "core/shape/shape.h"

namespace hostler {
namespace {

Json viewOf(const lua::HookVerdict& one) {
  Json view{{"hook", one.hook.declaration().name}, {"event", one.hook.declaration().event},
            {"line", one.hook.declaration().line}, {"took_microseconds", one.run.took.count()},
            {"steps", one.run.usage.steps},        {"memory_bytes", one.run.usage.peakMemory}};
  if (one.failure) {
    view["failure"] = {{"kind", wordOf(one.failure->kind)},
                       {"message", one.failure->message},
                       {"traceback", one.failure->traceback}};
  } else {
    view["verdict"] = wordOf(one.verdict.kind);
    if (one.verdict.kind == lua::Verdict::Kind::Refuse)
      view["refusal"] = {{"code", one.verdict.code}, {"sentence", one.verdict.sentence}};
    if (one.verdict.kind == lua::Verdict::Kind::Amend) view["amendment"] = one.verdict.amendment;
  }
  view["log"] = Json::array();
  for (const auto& line : one.run.lines)
    view["log"].push_back(
        {{"level", wordOf(line.level)}, {"text", line.text}, {"facts", line.facts}});
  view["effects"] = Json::array();
  for (const auto& effect : one.run.effects) {
    Json said{{"function", effect.function}, {"arguments", effect.arguments}};
    if (!effect.refusal.empty()) said["refusal"] = effect.refusal;
    view["effects"].push_back(std::move(said));
  }
  return view;
}

// A value that fits a JSON Schema: the least that it allows.
Json sampleValue(const std::string& name, const Json& schema) {
  if (schema.contains("const")) return schema["const"];
  if (schema.contains("enum")) return schema["enum"].front();
  for (const auto* choice : {"anyOf", "oneOf", "allOf"}) {
    if (schema.contains(choice)) return sampleValue(name, schema[choice].front());
  }
  const auto types = schema.value("type", Json("object"));  // or a list of what it may be
  const auto type = (types.is_array() ? types.front() : types).get<std::string>();
  const auto format = schema.value("format", "");
  if (type == "object") {
    Json value = Json::object();
    const auto members = schema.value("properties", Json::object());
    for (const auto& [member, inner] : members.items()) value[member] = sampleValue(member, inner);
    return value;
  }
  if (type == "array")
    return Json::array({sampleValue(name, schema.value("items", Json::object()))});
  if (type == "integer" || type == "number") return std::max(1, schema.value("minimum", 1));
  if (type == "boolean") return true;
  if (format == "date") return "2026-04-01";
  if (format == "date-time") return "2026-04-01T04:30:00Z";
  if (format == "decimal") return "1";
  if (format == "email") return "meera@example.in";
  if (name == "currency") return "INR";
  // "^inv_[0-9a-z]{13}$"
  const auto pattern = schema.value("pattern", "");
  const auto prefix = pattern.find("_[0-9a-z]{13}");
  if (prefix != std::string::npos) return pattern.substr(1, prefix - 1) + "_0000000000001";
  return name;
}

}  // namespace

void HookTrial::describe(Shape<HookTrial>& shape) {
  shape.field("event_id", &HookTrial::eventId).describedAs("one that happened");
  shape.field("event", &HookTrial::event).describedAs("or {\"event\": its name, and what it says}");
  shape.field("source", &HookTrial::source)
      .length(1, lua::kLongestSource)
      .multiline()
      .describedAs("this instead of what is stored");
}

Json tryHook(HookDesk& hooks, Id<Tenant> tenant, const std::string& name, const HookTrial& trial) {
  if (trial.eventId.has_value() == trial.event.has_value())
    throw ValidationError{"event", "required", "or event_id: exactly one of the two"};
  std::string event;
  Json payload;
  if (trial.eventId) {
    std::tie(event, payload) = hooks.pastEvent(tenant, *trial.eventId);
  } else {
    // Flat, as hooks are given it, or name and payload apart.
    const auto& given = *trial.event;
    const auto* name =
        given.is_object() && given.contains("name") && given.contains("payload") ? "name" : "event";
    const bool fits = given.is_object() && given.contains(name) && given.at(name).is_string();
    if (!fits) {
      throw ValidationError{
          "event", "wrong_type",
          "must be an object whose `event` is the event's name, or {name, payload}"};
    }
    event = given.at(name).get<std::string>();
    payload = std::string_view{name} == "name" ? given.at("payload") : given;
    if (!payload.is_object())
      throw ValidationError{"event.payload", "wrong_type", "must be an object"};
    payload["event"] = event;
  }
  const auto run = hooks.test(tenant, name, trial.source, event, payload);
  Json answer{{"event", event}, {"payload", payload}, {"runs", Json::array()}};
  for (const auto& one : run.verdicts) answer["runs"].push_back(viewOf(one));
  if (const auto refusal = run.refusal())
    answer["refusal"] = {{"code", refusal->code}, {"sentence", refusal->sentence}};
  return answer;
}

Json sampleOf(const lua::ScriptEvent& event) {
  auto sample = sampleValue(event.name, event.payload);
  sample["event"] = event.name;
  return sample;
}

}  // namespace hostler
