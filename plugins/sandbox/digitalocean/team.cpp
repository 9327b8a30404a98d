#include "plugins/sandbox/digitalocean/team.h"

#include "core/time/instant.h"
#include "plugins/sandbox/random_text.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace hostler::sandbox::digitalocean {
namespace {

int pageNumber(const Params& query, const char* name, int fallback, int most) {
  const auto text = paramOr(query, name);
  if (text.empty()) return fallback;
  int number = 0;
  const auto end = text.data() + text.size();
  if (std::from_chars(text.data(), end, number).ptr != end || number < 1 || number > most)
    throw Refusal{400, "bad_request", std::string{name} + " is out of range"};
  return number;
}

}  // namespace

Refusal notFound() {
  return {404, "not_found", "The resource you requested could not be found."};
}

Refusal unprocessable(std::string message) {
  return {422, "unprocessable_entity", std::move(message)};
}

Json errorJson(const Refusal& refusal) {
  return {{"id", refusal.id}, {"message", refusal.message}, {"request_id", newUuid()}};
}

bool ApiCall::is(std::string_view wanted, std::initializer_list<std::string_view> segments) const {
  if (method != wanted || path.size() != segments.size()) return false;
  auto at = path.begin();
  for (const auto segment : segments) {
    if (segment != "*" && segment != *at) return false;
    ++at;
  }
  return true;
}

std::string idText(const Json& entity) {
  const auto& id = entity.contains("id") ? entity["id"] : entity.at("ip");
  return id.is_string() ? id.get<std::string>() : id.dump();
}

Json* find(Entities& entities, const std::string& id) {
  const auto found =
      std::ranges::find_if(entities, [&](const Json& entity) { return idText(entity) == id; });
  return found == entities.end() ? nullptr : &*found;
}

Json& existing(Entities& entities, const std::string& id) {
  auto* found = find(entities, id);
  if (found == nullptr) throw notFound();
  return *found;
}

void removeById(Entities& entities, const std::string& id) {
  std::erase_if(entities, [&](const Json& entity) { return idText(entity) == id; });
}

bool holds(const Json& list, const Json& value) {
  for (const auto& each : list) {
    if (each == value) return true;
  }
  return false;
}

void drop(Json& list, const Json& value) {
  Json rest = Json::array();
  for (const auto& each : list) {
    if (each != value) rest.push_back(each);
  }
  list = std::move(rest);
}

ApiAnswer listed(const ApiCall& call, const char* member, const Entities& entities,
                 const std::function<bool(const Json&)>& isWanted) {
  Entities wanted;
  for (const auto& entity : entities) {
    if (!isWanted || isWanted(entity)) wanted.push_back(entity);
  }
  const auto perPage = static_cast<std::size_t>(pageNumber(call.query, "per_page", 20, 200));
  const auto page = static_cast<std::size_t>(pageNumber(call.query, "page", 1, 1'000'000));
  const auto last = std::max<std::size_t>(1, (wanted.size() + perPage - 1) / perPage);
  Json items = Json::array();
  for (auto i = (page - 1) * perPage; i < wanted.size() && i < page * perPage; ++i)
    items.push_back(wanted[i]);

  const auto linkTo = [&](std::size_t number) {
    return call.selfUrl + "?page=" + std::to_string(number) +
           "&per_page=" + std::to_string(perPage);
  };
  Json pages = Json::object();
  if (page > 1) pages.update({{"first", linkTo(1)}, {"prev", linkTo(page - 1)}});
  if (page < last) pages.update({{"next", linkTo(page + 1)}, {"last", linkTo(last)}});
  Json links = Json::object();
  if (!pages.empty()) links["pages"] = std::move(pages);
  return {{{member, std::move(items)},
           {"links", std::move(links)},
           {"meta", {{"total", wanted.size()}}}}};
}

ApiAnswer one(const char* member, const Json& entity, int status) {
  return {{{member, entity}}, status};
}

ApiAnswer nothing(int status) {
  return {nullptr, status};
}

std::string timeText(std::int64_t now) {
  return Instant::ofUnixSeconds(now).text();
}

std::string newUuid() {
  const auto digits = sdk::hexOf(sdk::sha256(randomText(32)));
  return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" +
         digits.substr(16, 4) + "-" + digits.substr(20, 12);
}

std::string textIn(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
    throw unprocessable(std::string{name} + " is required.");
  return found->get<std::string>();
}

std::string someTextIn(const Json& body, const char* name, std::string fallback) {
  return body.contains(name) && body[name] != "" ? textIn(body, name) : std::move(fallback);
}

std::int64_t numberIn(const Json& body, const char* name, std::int64_t least, std::int64_t most) {
  const auto found = body.find(name);
  if (found == body.end() || !found->is_number_integer())
    throw unprocessable(std::string{name} + " must be a number.");
  const auto number = found->get<std::int64_t>();
  if (number < least || number > most) throw unprocessable(std::string{name} + " is out of range.");
  return number;
}

void allowOnly(const Json& body, std::initializer_list<std::string_view> names) {
  for (const auto& [name, value] : body.items()) {
    if (std::ranges::find(names, name) == names.end())
      throw unprocessable(name + " is not a valid attribute.");
  }
}

void checkTags(Team& team, const Json& body) {
  const auto tags = body.value("tags", Json::array());
  if (!tags.is_array()) throw unprocessable("tags must be a list.");
  for (const auto& tag : tags) {
    const auto text = tag.is_string() ? tag.get<std::string>() : std::string{};
    const bool isTag =
        !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](unsigned char c) {
          return std::isalnum(c) != 0 || c == '_' || c == '-' || c == ':';
        });
    if (!isTag)
      throw unprocessable("tags may only hold letters, numbers, colons, dashes, underscores.");
    team.tags.insert(text);
  }
}

bool isThere(Team& team, const std::string& id) {
  const auto found = team.pollsLeft.find(id);
  if (found == team.pollsLeft.end()) return true;
  if (--found->second > 0) return false;
  team.pollsLeft.erase(found);
  return true;
}

}  // namespace hostler::sandbox::digitalocean
