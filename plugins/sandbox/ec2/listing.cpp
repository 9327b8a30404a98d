#include "plugins/sandbox/ec2/listing.h"

#include <algorithm>

namespace hostler::sandbox::ec2 {
namespace {

std::string spelled(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

void collect(const Json& value, std::string_view path, std::vector<std::string>& found) {
  if (path.empty()) {
    if (!value.is_null()) found.push_back(spelled(value));
    return;
  }
  const auto step = path.substr(0, path.find('/'));
  const auto rest = path.substr(std::min(step.size() + 1, path.size()));
  if (step == "*") {
    for (const auto& each : value) collect(each, rest, found);
  } else if (value.is_object() && value.contains(std::string{step})) {
    collect(value.at(std::string{step}), rest, found);
  }
}

// '*' stands for any text, '?' for one character.
bool matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    return matches(pattern.substr(1), text) || (!text.empty() && matches(pattern, text.substr(1)));
  }
  return !text.empty() && (pattern.front() == '?' || pattern.front() == text.front()) &&
         matches(pattern.substr(1), text.substr(1));
}

std::vector<std::string> valuesFor(const Json& item, const std::string& filter,
                                   const FilterPlaces& places) {
  std::vector<std::string> values;
  const auto tags = item.value("tagSet", Json::array());
  if (filter == "tag-key") {
    collect(tags, "*/key", values);
  } else if (filter.starts_with("tag:")) {
    for (const auto& tag : tags) {
      if (tag.at("key") == filter.substr(4)) values.push_back(tag.at("value").get<std::string>());
    }
  } else {
    collect(item, places.find(filter)->second, values);
  }
  return values;
}

void checkFilters(const ApiCall& call, const FilterPlaces& places) {
  for (int i = 1; call.has("Filter." + std::to_string(i) + ".Name"); ++i) {
    const auto filter = call.param("Filter." + std::to_string(i) + ".Name");
    if (filter != "tag-key" && !filter.starts_with("tag:") && !places.contains(filter))
      throw ApiError{400, "InvalidParameterValue", "The filter '" + filter + "' is invalid"};
  }
}

bool passes(const ApiCall& call, const Json& item, const FilterPlaces& places) {
  for (int i = 1; call.has("Filter." + std::to_string(i) + ".Name"); ++i) {
    const auto filter = "Filter." + std::to_string(i);
    const auto values = valuesFor(item, call.param(filter + ".Name"), places);
    const auto wanted = call.list(filter + ".Value");
    const bool fits = std::ranges::any_of(values, [&](const std::string& value) {
      return std::ranges::any_of(wanted,
                                 [&](const std::string& each) { return matches(each, value); });
    });
    if (!fits) return false;
  }
  return true;
}

void advance(Json& item) {
  if (!item.contains("_becomes")) return;
  const auto left = item.at("_polls").get<int>() - 1;
  item["_polls"] = left;
  if (left > 0) return;
  const Json change = item.at("_becomes");
  item.erase("_becomes");
  item.merge_patch(change);
}

std::int64_t placeOf(const ApiCall& call) {
  const auto token = call.param("NextToken");
  if (token.empty()) return 0;
  constexpr std::string_view kStart = "page-at-";
  if (!token.starts_with(kStart) || token.size() > 20)
    throw ApiError{400, "InvalidNextToken", "The token '" + token + "' is invalid"};
  return std::stoll(token.substr(kStart.size()));
}

}  // namespace

Json shownItems(const ApiCall& call, const Question& question) {
  checkFilters(call, question.places);
  Json shown = Json::array();
  std::size_t seen = 0;
  for (auto& [id, item] : question.items) {
    const bool isAsked =
        question.ids.empty() || std::ranges::find(question.ids, id) != question.ids.end();
    if (!isAsked || !passes(call, item, question.places)) continue;
    if (const int lag = item.value("_lag", 0); lag > 0) {
      item["_lag"] = lag - 1;
      continue;
    }
    ++seen;
    shown.push_back(item);
    advance(item);
  }
  if (seen < question.ids.size()) {
    for (const auto& id : question.ids) {
      if (std::ranges::none_of(shown, [&](const Json& each) { return each.at("_id") == id; }))
        throw notFound(question.idCode, question.idName, id);
    }
  }
  return shown;
}

Json pageOf(const ApiCall& call, const char* set, const Json& items, std::int64_t most) {
  constexpr std::int64_t kFewest = 5;
  const auto total = static_cast<std::int64_t>(items.size());
  const auto size = call.number("MaxResults", total);
  if (call.has("MaxResults") && (size < kFewest || size > most)) {
    throw ApiError{400, "InvalidParameterValue",
                   "Value ( " + std::to_string(size) +
                       " ) for parameter maxResults is invalid. Expecting a value between " +
                       std::to_string(kFewest) + " and " + std::to_string(most) + "."};
  }
  const auto first = std::clamp<std::int64_t>(placeOf(call), 0, total);
  const auto last = std::min(first + size, total);
  Json answer{{set, Json::array()}};
  for (auto i = first; i < last; ++i) answer[set].push_back(items[static_cast<std::size_t>(i)]);
  if (last < total) answer["nextToken"] = "page-at-" + std::to_string(last);
  return answer;
}

}  // namespace hostler::sandbox::ec2
