#include "plugins/sandbox/stripe/params.h"

#include "plugins/sandbox/request_view.h"

#include <algorithm>
#include <charconv>

namespace hostler::sandbox::stripe {
namespace {

bool isNumber(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "a[b][]" as {"a", "b", ""}.
std::vector<std::string> segmentsIn(const std::string& name) {
  const auto bracket = name.find('[');
  std::vector<std::string> segments{name.substr(0, bracket)};
  for (auto at = bracket; at != std::string::npos && at < name.size();) {
    const auto end = name.find(']', at);
    if (name[at] != '[' || end == std::string::npos)
      throw Refusal{400, "Invalid parameter name: " + name, "", name};
    segments.push_back(name.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return segments;
}

void place(Json& params, const std::string& name, std::string value) {
  auto* at = &params;
  for (const auto& segment : segmentsIn(name)) {
    if (at->is_null()) *at = Json::object();
    if (!at->is_object()) throw Refusal{400, "Invalid object", "parameter_invalid", name};
    at = &(*at)[segment.empty() ? std::to_string(at->size()) : segment];
  }
  if (at->is_object()) throw Refusal{400, "Invalid string", "parameter_invalid", name};
  *at = std::move(value);
}

// "line_items[0][quantity]", and as patterns have it: "line_items[][quantity]".
void eachName(const Json& params, const std::string& exact, const std::string& pattern,
              const std::function<void(const std::string&, const std::string&)>& visit) {
  if (!params.is_object()) return visit(exact, pattern);
  for (const auto& [name, value] : params.items()) {
    const bool isRoot = exact.empty();
    const auto shown = isNumber(name) ? std::string{} : name;
    eachName(value, isRoot ? name : exact + "[" + name + "]",
             isRoot ? name : pattern + "[" + shown + "]", visit);
  }
}

bool matches(std::string_view allowed, const std::string& pattern) {
  if (!allowed.ends_with("[*]")) return allowed == pattern;
  const auto stem = allowed.substr(0, allowed.size() - 2);
  return pattern.starts_with(stem) && pattern.find('[', stem.size()) == std::string::npos;
}

// "/a/b" as Stripe names it: "a[b]".
std::string nameOf(std::string_view pointer) {
  std::string name;
  for (const auto& segment : segmentsOf(pointer))
    name += name.empty() ? segment : "[" + segment + "]";
  return name;
}

bool isWithin(const Json& created, const Json& params) {
  const auto at = created.get<std::int64_t>();
  if (has(params, "/created/gte") && at < integer(params, "/created/gte")) return false;
  if (has(params, "/created/gt") && at <= integer(params, "/created/gt")) return false;
  if (has(params, "/created/lte") && at > integer(params, "/created/lte")) return false;
  return !has(params, "/created/lt") || at < integer(params, "/created/lt");
}

Json* anywhere(Merchant& merchant, const std::string& id) {
  for (auto* objects : {&merchant.charges, &merchant.movements, &merchant.customers,
                        &merchant.methods, &merchant.intents}) {
    if (auto* found = find(*objects, id)) return found;
  }
  return nullptr;
}

void expandAt(Merchant& merchant, Json& object, std::string_view path) {
  if (path.empty()) return;
  const auto dot = path.find('.');
  const std::string name{path.substr(0, dot)};
  const auto rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  if (name == "data" && object.value("object", "") == "list") {
    for (auto& each : object["data"]) expandAt(merchant, each, rest);
    return;
  }
  if (!object.contains(name) || object[name].is_structured() || object[name].is_number())
    throw Refusal{400, "This property cannot be expanded (" + name + ").", "", "expand"};
  if (object[name].is_null()) return;
  if (auto* found = anywhere(merchant, object[name].get<std::string>())) {
    object[name] = Json(*found);
    expandAt(merchant, object[name], rest);
  }
}

}  // namespace

Json parseParams(std::string_view form) {
  Json params = Json::object();
  while (!form.empty()) {
    const auto end = form.find('&');
    const auto pair = form.substr(0, end);
    const auto equals = pair.find('=');
    if (!pair.empty()) {
      place(params, urlDecode(pair.substr(0, equals)),
            equals == std::string_view::npos ? std::string{} : urlDecode(pair.substr(equals + 1)));
    }
    form = end == std::string_view::npos ? std::string_view{} : form.substr(end + 1);
  }
  return params;
}

void allowOnly(const Json& params, std::initializer_list<std::string_view> names) {
  eachName(params, "", "", [&](const std::string& exact, const std::string& pattern) {
    const bool isKnown = pattern == "expand[]" || std::ranges::any_of(names, [&](auto allowed) {
                           return matches(allowed, pattern);
                         });
    if (!exact.empty() && !isKnown)
      throw Refusal{400, "Received unknown parameter: " + exact, "parameter_unknown", exact};
  });
}

bool has(const Json& params, const char* pointer) {
  return params.contains(Json::json_pointer{pointer});
}

std::string text(const Json& params, const char* pointer) {
  if (!has(params, pointer)) return {};
  const auto& value = params.at(Json::json_pointer{pointer});
  if (!value.is_string()) throw Refusal{400, "Invalid string", "", nameOf(pointer)};
  return value.get<std::string>();
}

std::string requiredText(const Json& params, const char* pointer) {
  auto value = text(params, pointer);
  const auto name = nameOf(pointer);
  if (value.empty())
    throw Refusal{400, "Missing required param: " + name + ".", "parameter_missing", name};
  return value;
}

std::int64_t integer(const Json& params, const char* pointer) {
  const auto value = requiredText(params, pointer);
  std::int64_t number = 0;
  const auto end = value.data() + value.size();
  const auto read = std::from_chars(value.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end)
    throw Refusal{400, "Invalid integer: " + value, "parameter_invalid_integer", nameOf(pointer)};
  return number;
}

bool flag(const Json& params, const char* pointer) {
  const auto value = text(params, pointer);
  if (value != "" && value != "true" && value != "false")
    throw Refusal{400, "Invalid boolean: " + value, "", nameOf(pointer)};
  return value == "true";
}

Json metadata(const Json& params, const char* pointer) {
  constexpr std::size_t kMost = 50, kLongestName = 40, kLongestValue = 500;
  if (!has(params, pointer)) return Json::object();
  const auto& given = params.at(Json::json_pointer{pointer});
  const auto name = nameOf(pointer);
  if (!given.is_object()) throw Refusal{400, "Invalid object", "", name};
  Json kept = Json::object();
  for (const auto& [key, value] : given.items()) {
    if (value == "") continue;
    if (key.size() > kLongestName || value.get<std::string>().size() > kLongestValue)
      throw Refusal{400, "Metadata is too long", "", name + "[" + key + "]"};
    kept[key] = value;
  }
  if (kept.size() > kMost) throw Refusal{400, "Metadata can have up to 50 keys", "", name};
  return kept;
}

Json listOf(ApiCall& call, const Objects& objects, const std::string& url,
            const std::function<bool(const Json&)>& wanted) {
  const auto limit = has(call.params, "/limit") ? integer(call.params, "/limit") : 10;
  if (limit < 1 || limit > 100)
    throw Refusal{400, "This value must be between 1 and 100.", "parameter_invalid_integer",
                  "limit"};
  const auto after = text(call.params, "/starting_after");
  bool begun = after.empty();
  Json data = Json::array();
  bool hasMore = false;
  for (auto object = objects.rbegin(); object != objects.rend() && !hasMore; ++object) {
    if (!begun) {
      begun = object->at("id") == after;
    } else if (isWithin(object->at("created"), call.params) && (!wanted || wanted(*object))) {
      hasMore = data.size() == static_cast<std::size_t>(limit);
      if (!hasMore) data.push_back(*object);
    }
  }
  if (!begun) throw noSuch("object", after, "starting_after");
  return {{"object", "list"}, {"url", url}, {"has_more", hasMore}, {"data", std::move(data)}};
}

void expand(Merchant& merchant, const Json& params, Json& answer) {
  if (!params.contains("expand")) return;
  for (const auto& path : params["expand"])
    expandAt(merchant, answer, path.get_ref<const std::string&>());
}

}  // namespace hostler::sandbox::stripe
