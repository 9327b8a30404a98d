#include "owned_things.h"

#include "labels.h"

#include <algorithm>
#include <charconv>

namespace hostler::digitalocean {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;
using Found = std::optional<Json>;

std::string nameOf(const Json& item) {
  return textOf(item, "name");
}

sdk::ProviderError wrongOwner(const ThingKind& kind, const std::string& id) {
  return sdk::needsAttention("wrong_owner",
                             std::string{kind.words} + " " + id + " is not this owner's");
}

int pageNumber(const std::string& cursor) {
  int number = 1;
  const auto end = cursor.data() + cursor.size();
  if (!cursor.empty() &&
      (std::from_chars(cursor.data(), end, number).ptr != end || number < 1 || number > 100'000)) {
    throw sdk::ProviderFailure{badRequest("cursor is not one of this plugin's")};
  }
  return number;
}

Reply<Json> gone(const ThingKind& kind, const std::string& id) {
  return sdk::needsAttention(std::string{kNotFound},
                             std::string{"there is no "} + kind.words + " " + id);
}

}  // namespace

std::string pathOf(const ThingKind& kind, const std::string& id) {
  if (!isId(id)) {
    throw sdk::ProviderFailure{badRequest(std::string{"id is not a "} + kind.words + "'s")};
  }
  return std::string{kind.path} + "/" + id;
}

Reply<OwnedThings::Listed> OwnedThings::list(const sdk::Call& call, const CloudAccount& cloud,
                                             const ThingKind& kind,
                                             const sdk::ListResources& request) const {
  const auto start = request.owner.empty() ? std::string{} : labelStart(request.owner);
  const auto size = static_cast<int>(std::clamp<std::int64_t>(request.limit, 1, 200));
  auto page =
      client_.page(call, cloud, kind.path, kind.list, kind.query, pageNumber(request.cursor), size);
  if (!page) return page.error();
  try {
    Listed listed;
    for (auto& item : page->items) {
      const auto name = nameOf(item);
      if (start.empty() ? isLabel(name) : name.starts_with(start))
        listed.items.push_back(std::move(item));
    }
    if (page->next) listed.nextCursor = std::to_string(*page->next);
    return listed;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<Found> OwnedThings::byLabel(const sdk::Call& call, const CloudAccount& cloud,
                                  const ThingKind& kind, const std::string& label) const {
  auto items = client_.all(call, cloud, kind.path, kind.list, kind.query);
  if (!items) return items.error();
  try {
    for (auto& item : *items) {
      if (nameOf(item) == label) return Found{std::move(item)};
    }
    return Found{};
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<Found> OwnedThings::find(const sdk::Call& call, const CloudAccount& cloud,
                               const ThingKind& kind, const sdk::GetResource& request) const {
  const auto start = labelStart(request.owner);
  if (request.id.empty())
    return byLabel(call, cloud, kind, labelOf(request.owner, request.reference));
  auto found = client_.find(call, cloud, pathOf(kind, request.id), kind.item);
  if (!found || !*found) return found;
  try {
    if (!nameOf(**found).starts_with(start)) return wrongOwner(kind, request.id);
    if (idOf(**found, kind.id) != request.id)
      return sdk::unusableAnswer(Effect::Read, "DigitalOcean answered with another thing");
  } catch (const MappingError& error) {
    return misfit(error);
  }
  return found;
}

Reply<Json> OwnedThings::expected(const sdk::Call& call, const CloudAccount& cloud,
                                  const ThingKind& kind, const std::string& owner,
                                  const std::string& id) const {
  sdk::GetResource request;
  request.owner = owner;
  request.id = id;
  if (id.empty()) return badRequest("id is required");
  auto found = find(call, cloud, kind, request);
  if (!found) return found.error();
  if (!*found) return gone(kind, id);
  return std::move(**found);
}

Reply<Json> OwnedThings::make(const sdk::Call& call, const CloudAccount& cloud,
                              const ThingKind& kind, const sdk::NewResource& request,
                              Json body) const {
  const auto label = labelOf(request.owner, request.reference);
  auto before = byLabel(call, cloud, kind, label);
  if (!before) return before.error();
  if (*before) return std::move(**before);
  body["name"] = label;
  const auto made = client_.write(call, cloud, "POST", kind.path, body);
  if (!made && !isRefusal(made.error())) return made.error();
  auto after = byLabel(call, cloud, kind, label);
  if (!after) return notConfirmed(after.error().message);
  if (!*after) return made ? notConfirmed("it does not show") : made.error();
  // The answer to the making may hold what no list shows again: a password.
  if (!made || !made->contains(kind.item)) return std::move(**after);
  auto item = Json((*made)[kind.item]);
  if (!item.is_object()) return std::move(**after);
  item.update(**after);
  return item;
}

Reply<sdk::Removed> OwnedThings::remove(const sdk::Call& call, const CloudAccount& cloud,
                                        const ThingKind& kind, const sdk::DeleteResource& request,
                                        const std::string& below, const Holds& isEnding) const {
  sdk::GetResource look;
  look.owner = request.owner;
  look.id = request.id;
  const auto path = pathOf(kind, request.id);
  const auto ends = [&](const Json& item) { return isEnding && isEnding(item); };
  const auto before = find(call, cloud, kind, look);
  if (!before) return before.error();
  if (!*before) return sdk::Removed{.existed = false};
  if (ends(**before)) return sdk::Pending{sdk::Removed{}};
  const auto removed = client_.write(call, cloud, "DELETE", path + below);
  if (!removed && !isRefusal(removed.error())) return removed.error();
  const auto after = client_.find(call, cloud, path, kind.item);
  if (!after) return notConfirmed(after.error().message);
  if (!*after) return sdk::Removed{};
  if (ends(**after)) return sdk::Pending{sdk::Removed{}};
  if (!removed) return removed.error();
  return notConfirmed("it is still there");
}

Reply<Json> OwnedThings::change(const sdk::Call& call, const CloudAccount& cloud,
                                const ThingKind& kind, const sdk::OnResource& request,
                                const Holds& isWanted,
                                const std::function<Reply<Json>(const Json&)>& write) const {
  bool isWritten = false;
  try {
    auto before = expected(call, cloud, kind, request.owner, request.id);
    if (!before || isWanted(*before)) return before;
    const auto written = write(*before);
    if (!written && !isRefusal(written.error())) return written.error();
    isWritten = true;
    auto after = expected(call, cloud, kind, request.owner, request.id);
    if (!after) return notConfirmed(after.error().message);
    if (isWanted(*after)) return after;
    return written ? notConfirmed("nothing has changed") : written.error();
  } catch (const MappingError& error) {
    return isWritten ? notConfirmed(error.what()) : misfit(error);
  }
}

}  // namespace hostler::digitalocean
