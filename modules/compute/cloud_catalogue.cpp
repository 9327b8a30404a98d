#include "modules/compute/cloud_catalogue.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hostler {
namespace {

constexpr std::chrono::minutes kKept{5};
constexpr std::chrono::seconds kPatience{10};
constexpr int kMostPages = 20;
constexpr std::size_t kMostKept = 500;

bool isForEverybody(const Json& image) {
  const auto kind = image.value("kind", "");
  return kind == "system" || kind == "app" || kind == "iso";
}

std::string keyOf(Id<Server> server, const std::string& word, const std::string& region) {
  return server.text() + " " + word + " " + region;
}

DomainError unavailable() {
  return DomainError{"catalogue_unavailable",
                     503,
                     "The provider does not tell right now; try again in a moment.",
                     {{"retry_after", 10}}};
}

}  // namespace

Json CloudCatalogue::ask(Id<Server> id, const std::string& word, const std::string& region) {
  const auto [server, settings] = database_.read([&](db::Reader& reader) {
    const auto found = servers_.find(reader, id);
    if (!found) throw NotFound{};
    return std::pair{*found, servers_.fullSettings(reader, *found)};
  });
  const auto verb = word + ".list";
  if (!operations_.offers("provisioner", server.plugin, verb)) throw NotFound{};
  Json items = Json::array();
  std::string cursor;
  for (int i = 0; i < kMostPages; ++i) {
    Json request{{"server_settings", settings}, {"cursor", cursor}, {"limit", 100}};
    if (!region.empty()) request["region"] = region;
    const auto answer = operations_.ask(
        {server.plugin, "provisioner/1." + verb, std::move(request), {}, kPatience, id.text()});
    const bool isPage = answer.outcome == Outcome::Succeeded && answer.reply.is_object() &&
                        answer.reply.contains("items") && answer.reply["items"].is_array();
    if (!isPage) throw unavailable();
    for (auto item : answer.reply["items"]) {
      if (!item.is_object()) throw unavailable();
      item.erase("cost");
      item.erase("costs");
      item.erase("reference");
      if (!item.contains("kind") || isForEverybody(item)) items.push_back(std::move(item));
    }
    const auto next = answer.reply.find("next_cursor");
    if (next == answer.reply.end() || !next->is_string()) break;
    cursor = next->get<std::string>();
  }
  return items;
}

bool CloudCatalogue::hasRegion(Id<Server> server, const std::string& region) {
  try {
    const auto regions = list(server, "regions", {});
    return std::ranges::any_of(
        regions, [&](const Json& item) { return item.value("id", Json("")) == region; });
  } catch (const NotFound&) {
    return true;  // it tells of none
  }
}

Json CloudCatalogue::list(Id<Server> server, const std::string& word, const std::string& region) {
  const auto key = keyOf(server, word, region);
  {
    const std::lock_guard lock{mutex_};
    const auto found = kept_.find(key);
    if (found != kept_.end() && clock_.monotonic() - found->second.at < kKept)
      return found->second.items;
  }
  // The provider is not asked about regions that it does not have: names that anybody may think up.
  if (!region.empty() && word != "regions" && !hasRegion(server, region)) return Json::array();
  auto items = ask(server, word, region);
  const std::lock_guard lock{mutex_};
  if (kept_.size() > kMostKept) kept_.clear();
  kept_.insert_or_assign(key, Kept{items, clock_.monotonic()});
  return items;
}

Id<Server> CloudCatalogue::serverOf(Id<Tenant> tenant, Id<Product> id) {
  return database_.read([&](db::Reader& reader) {
    const auto product = catalog_.get(reader, tenant, id);
    const auto& making = product.provisioning;
    const bool isMachine = product.isOnSale() && making &&
                           operations_.offers("provisioner", making->plugin, "machine.start");
    if (!isMachine) throw NotFound{};
    for (const auto& server : servers_.ofPlugin(reader, making->plugin)) {
      const bool fits = !making->serverGroup || server.group == making->serverGroup;
      if (fits && server.status == ServerStatus::Active) return server.id;
    }
    throw NotFound{};
  });
}

// The whole list of a word, or an empty one where nobody has told it.
Json CloudCatalogue::kept(Id<Server> server, const std::string& word, bool asking) {
  if (asking) {
    try {
      return list(server, word, {});
    } catch (const DomainError&) {
      return Json::array();  // it has no such list, or does not tell right now
    }
  }
  const std::lock_guard lock{mutex_};
  const auto found = kept_.find(keyOf(server, word, {}));
  return found == kept_.end() ? Json::array() : found->second.items;
}

Json CloudCatalogue::namesOf(const Service& machine, const Json& facts, bool asking) {
  constexpr std::array<std::pair<const char*, const char*>, 4> kLists{
      {{"size", "sizes"}, {"region", "regions"}, {"image", "images"}, {"image", "apps"}}};
  Json names = Json::object();
  if (!machine.server || !facts.is_object()) return names;
  for (const auto& [fact, word] : kLists) {
    const auto name = std::string{fact} + "_name";
    const auto id = facts.find(fact);
    if (id == facts.end() || !id->is_string() || names.contains(name)) continue;
    for (const auto& item : kept(*machine.server, word, asking)) {
      const auto title = item.value("name", Json(nullptr));
      if (item.value("id", Json(nullptr)) != *id || !title.is_string() || title == "") continue;
      names[name] = title;
      break;
    }
  }
  return names;
}

bool CloudCatalogue::hasPublicImage(const Service& machine, const std::string& image) {
  for (const auto* word : {"images", "apps"}) {
    if (!operations_.offers("provisioner", machine.plugin, std::string{word} + ".list")) continue;
    const auto items = list(*machine.server, word, {});
    const bool has =
        std::ranges::any_of(items, [&](const Json& item) { return item.value("id", "") == image; });
    if (has) return true;
  }
  return false;
}

}  // namespace hostler
