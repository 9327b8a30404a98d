#include "modules/compute/orphans.h"

#include "modules/compute/kinds.h"

#include <algorithm>
#include <set>

namespace hostler {
namespace {

constexpr int kMostPages = 100;
constexpr std::chrono::seconds kPatience{20};

}  // namespace

std::optional<std::vector<Json>> Orphans::listed(const Server& server, const Json& settings,
                                                 const std::string& kind) {
  std::vector<Json> items;
  std::string cursor;
  for (int i = 0; i < kMostPages; ++i) {
    const Json request{
        {"server_settings", settings}, {"owner", ""}, {"cursor", cursor}, {"limit", 100}};
    const auto answer = operations_.ask({server.plugin,
                                         "provisioner/1." + kind + ".list",
                                         request,
                                         {},
                                         kPatience,
                                         server.id.text()});
    const bool isPage = answer.outcome == Outcome::Succeeded && answer.reply.is_object() &&
                        answer.reply.value("items", Json(nullptr)).is_array();
    if (!isPage) return std::nullopt;
    for (const auto& item : answer.reply["items"]) {
      if (!item.is_object() || !item.value("id", Json(nullptr)).is_string()) return std::nullopt;
      items.push_back(item);
    }
    const auto next = answer.reply.find("next_cursor");
    if (next == answer.reply.end() || !next->is_string()) return items;
    cursor = next->get<std::string>();
  }
  return std::nullopt;
}

Json Orphans::of(Id<Server> id) {
  const auto [server, settings] = database_.read([&](db::Reader& reader) {
    const auto found = servers_.find(reader, id);
    if (!found) throw NotFound{};
    return std::pair{*found, servers_.fullSettings(reader, *found)};
  });
  Json report{
      {"unknown", Json::array()}, {"missing", Json::array()}, {"unreadable", Json::array()}};
  for (const auto& kind : resourceKinds()) {
    const std::string word{kind.word};
    // Lists of images are what everybody may use; nobody's own is told from them without an owner.
    const bool isCatalogue = word == "images" || word == "isos";
    if (isCatalogue || !operations_.offers("provisioner", server.plugin, word + ".list")) continue;
    const auto theirs = listed(server, settings, word);
    if (!theirs) {
      report["unreadable"].push_back(word);
      continue;
    }
    const auto ours =
        database_.read([&](db::Reader& reader) { return compute_.onServer(reader, id, word); });
    std::set<std::string> seen;
    for (const auto& item : *theirs) {
      const auto theirId = item["id"].get<std::string>();
      seen.insert(theirId);
      const bool known = std::ranges::any_of(ours, [&](const CloudResource& one) {
        return one.externalId == theirId ||
               (!one.externalId && item.value("reference", "") == one.id.text());
      });
      if (!known) {
        report["unknown"].push_back({{"kind", word},
                                     {"id", theirId},
                                     {"name", item.value("name", "")},
                                     {"reference", item.value("reference", "")}});
      }
    }
    for (const auto& one : ours) {
      if (!one.externalId || one.facts.value("is_backup", false) || seen.contains(*one.externalId))
        continue;
      report["missing"].push_back(
          {{"kind", word}, {"resource", one.id.text()}, {"account", one.account.text()}});
    }
  }
  return report;
}

}  // namespace hostler
