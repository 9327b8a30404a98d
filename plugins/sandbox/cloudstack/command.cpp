#include "plugins/sandbox/cloudstack/command.h"

#include <algorithm>
#include <charconv>

namespace hostler::sandbox::cloudstack {
namespace {

constexpr std::int64_t kLargestPage = 500;

std::string textIn(const Json& thing, const std::string& member) {
  const auto found = thing.find(member);
  if (found == thing.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

bool containsWord(const Json& thing, const std::string& keyword) {
  for (const char* member : {"name", "displayname", "displaytext", "description", "ipaddress"}) {
    if (textIn(thing, member).find(keyword) != std::string::npos) return true;
  }
  return false;
}

bool hasTag(const Json& thing, const std::string& key, const std::string& value) {
  return std::ranges::any_of(thing.at("tags"), [&](const Json& tag) {
    return tag.at("key") == key && (value.empty() || tag.at("value") == value);
  });
}

}  // namespace

std::int64_t CommandCall::number(std::string_view wanted, std::int64_t fallback) const {
  const auto text = param(wanted);
  if (text.empty()) return fallback;
  std::int64_t value = 0;
  const auto end = text.data() + text.size();
  if (std::from_chars(text.data(), end, value).ptr != end)
    refuse("Unable to execute API command " + name + " due to invalid value " + text +
           " for parameter " + std::string{wanted});
  return value;
}

std::vector<std::string> CommandCall::list(std::string_view wanted) const {
  std::vector<std::string> parts;
  auto text = param(wanted);
  for (std::size_t at = 0; !text.empty(); text.erase(0, at == std::string::npos ? at : at + 1)) {
    at = text.find(',');
    parts.push_back(text.substr(0, at));
  }
  return parts;
}

Json CommandCall::begin(const std::string& type, const std::string& instance,
                        std::function<Json(Cloud&)> finish, bool made, const std::string& event) {
  Job job{newId(),
          name,
          type,
          instance,
          event,
          who.jobLooks,
          0,
          nullptr,
          cloud.now.unixSeconds(),
          std::move(finish)};
  if (!event.empty()) {
    cloud.record(event, type, instance, "Scheduled");
    cloud.record(event, type, instance, "Started");
  }
  Json answer{{"jobid", job.id}};
  if (made) answer["id"] = instance;
  cloud.jobs.push_back(std::move(job));
  return answer;
}

Json CommandCall::beginBrief(const std::string& type, const std::string& instance,
                             std::function<Json(Cloud&)> finish) {
  auto answer = begin(type, instance, std::move(finish));
  cloud.jobs.back().looksLeft = 1;
  return answer;
}

Json paged(CommandCall& call, const std::string& member, std::vector<Json> found) {
  if (found.empty()) return Json::object();
  const auto count = static_cast<std::int64_t>(found.size());
  if (call.has("page") || call.has("pagesize")) {
    const auto size = call.number("pagesize", kLargestPage), number = call.number("page", 1);
    if (size < 1 || size > kLargestPage)
      refuse("Page size can not exceed max allowed list size limit: 500");
    const auto from = std::min(count, (number - 1) * size), to = std::min(count, from + size);
    found = std::vector<Json>(found.begin() + from, found.begin() + to);
  }
  Json content{{"count", count}};
  if (!found.empty()) content[member] = found;
  return content;
}

Json listed(CommandCall& call, const std::string& kind, const std::string& member,
            const Filters& filters, const Fits& fits) {
  if (call.has("id")) (void)call.cloud.need(kind, call.param("id"));
  std::vector<const Json*> all;
  for (const auto& [id, thing] : call.cloud.of(kind)) all.push_back(&thing);
  std::ranges::sort(all, {}, [](const Json* thing) { return thing->at("_number").get<int>(); });

  std::vector<Json> found;
  for (const auto* thing : all) {
    if (call.has("id") && textIn(*thing, "id") != call.param("id")) continue;
    if (call.has("name") && textIn(*thing, "name").find(call.param("name")) == std::string::npos)
      continue;
    if (call.has("keyword") && !containsWord(*thing, call.param("keyword"))) continue;
    if (call.has("tags[0].key") &&
        !hasTag(*thing, call.param("tags[0].key"), call.param("tags[0].value")))
      continue;
    const bool isOther = std::ranges::any_of(filters, [&](const auto& filter) {
      return call.has(filter.first) && textIn(*thing, filter.second) != call.param(filter.first);
    });
    if (isOther || (fits && !fits(*thing))) continue;
    auto json = shown(*thing);
    if (const auto* job = call.cloud.pendingOn(textIn(*thing, "id"))) {
      json["jobid"] = job->id;
      json["jobstatus"] = 0;
    }
    found.push_back(std::move(json));
  }
  return paged(call, member, std::move(found));
}

Json resultOf(const std::string& member, const Json& thing) {
  return {{member, shown(thing)}};
}

Json success() {
  return {{"success", true}};
}

void refuseTakenName(CommandCall& call, const std::string& kind, const std::string& name,
                     const char* member) {
  for (const auto& [id, thing] : call.cloud.of(kind)) {
    if (textIn(thing, member) == name)
      refuse("A " + kind + " with name " + name + " already exists for this account");
  }
}

}  // namespace hostler::sandbox::cloudstack
