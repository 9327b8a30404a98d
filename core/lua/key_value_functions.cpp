#include "core/lua/key_value_functions.h"

#include "core/lua/engine_refused.h"

namespace hostler::lua {
namespace {

constexpr std::size_t kLongestKey = 100, kLongestValue = 8u << 10;

std::string keyOf(const ScriptCall& call) {
  auto key = call.arguments.at("key").get<std::string>();
  if (key.empty() || key.size() > kLongestKey)
    throw EngineRefused{"a key is a text of 1 to 100 bytes"};
  return key;
}

}  // namespace

void addKeyValueFunctions(ScriptFunctions& functions, ScriptStore& store) {
  const ScriptParameter key{
      "key", {{"type", "string"}}, "of 1 to 100 bytes; shared by all scripts of the tenant"};
  functions.add({.name = "kv.get",
                 .summary = "What kv.set stored under this key; nil when there is nothing.",
                 .parameters = {key},
                 .result = Json::object(),
                 .handler = [&store](const ScriptCall& call) {
                   return store.get(call.context.scope, keyOf(call)).value_or(nullptr);
                 }});
  functions.add({.name = "kv.set",
                 .summary = "Stores any data of up to 8 KB; nil forgets the key.",
                 .parameters = {key, {"value", Json::object(), "", false}},
                 .hasEffect = true,
                 .handler = [&store](const ScriptCall& call) -> Json {
                   std::optional<Json> value;
                   if (call.arguments.contains("value")) value = call.arguments.at("value");
                   if (value && dump(*value).size() > kLongestValue)
                     throw EngineRefused{"a value has up to 8 KB"};
                   store.set(call.context.scope, keyOf(call), value);
                   return nullptr;
                 }});
}

}  // namespace hostler::lua
