#pragma once

#include "digitalocean_client.h"
#include "mapping.h"

#include <hostler/resource.hpp>

#include <functional>
#include <optional>
#include <string>

namespace hostler::digitalocean {

/// How one kind of thing is spoken of at the provider.
struct ThingKind {
  const char* path;   ///< "/v2/volumes"
  const char* list;   ///< "volumes": the member that holds a list
  const char* item;   ///< "volume": and one
  const char* words;  ///< for people
  Query query = {};   ///< narrows its lists
  const char* id = "id";
};

/// Things whose name says whose they are (labels.h): found, made and removed in one way.
class OwnedThings {
 public:
  explicit OwnedThings(const DigitalOceanClient& client) : client_{client} {}

  struct Listed {
    std::vector<sdk::Json> items;
    std::optional<std::string> nextCursor;
  };
  /// One page of the provider's list, without what carries another owner or none.
  sdk::Reply<Listed> list(const sdk::Call& call, const CloudAccount& cloud, const ThingKind& kind,
                          const sdk::ListResources& request) const;
  /// By id, or else by the reference. NeedsAttention "wrong_owner".
  sdk::Reply<std::optional<sdk::Json>> find(const sdk::Call& call, const CloudAccount& cloud,
                                            const ThingKind& kind,
                                            const sdk::GetResource& request) const;
  sdk::Reply<std::optional<sdk::Json>> byLabel(const sdk::Call& call, const CloudAccount& cloud,
                                               const ThingKind& kind,
                                               const std::string& label) const;
  /// One that must be there and be the owner's: NeedsAttention "not_found" or "wrong_owner".
  sdk::Reply<sdk::Json> expected(const sdk::Call& call, const CloudAccount& cloud,
                                 const ThingKind& kind, const std::string& owner,
                                 const std::string& id) const;
  /// Makes it unless its label is there; `body` gets the name. The thing as its list shows it then.
  sdk::Reply<sdk::Json> make(const sdk::Call& call, const CloudAccount& cloud,
                             const ThingKind& kind, const sdk::NewResource& request,
                             sdk::Json body) const;
  using Holds = std::function<bool(const sdk::Json&)>;
  /// `below`: a path below the thing's own that is called to remove it. `isEnding`: what is still
  /// shown while it is being removed; pending then.
  sdk::Reply<sdk::Removed> remove(const sdk::Call& call, const CloudAccount& cloud,
                                  const ThingKind& kind, const sdk::DeleteResource& request,
                                  const std::string& below = {},
                                  const Holds& isEnding = nullptr) const;

  /// Writes unless what is wanted holds already, and reads again. Nothing has changed though it was
  /// said so: Unknown "not_confirmed".
  sdk::Reply<sdk::Json> change(
      const sdk::Call& call, const CloudAccount& cloud, const ThingKind& kind,
      const sdk::OnResource& request, const Holds& isWanted,
      const std::function<sdk::Reply<sdk::Json>(const sdk::Json&)>& write) const;

 private:
  const DigitalOceanClient& client_;
};

/// "/v2/volumes/506f78a4": throws ProviderFailure (Permanent "bad_request") for what is no id.
std::string pathOf(const ThingKind& kind, const std::string& id);

/// A list as a page of the SDK's.
template <class T, class Read>
sdk::Reply<sdk::Page<T>> pageOf(const sdk::Reply<OwnedThings::Listed>& listed, Read&& read) {
  if (!listed) return listed.error();
  try {
    sdk::Page<T> page;
    for (const auto& item : listed->items) page.items.push_back(read(item));
    page.nextCursor = listed->nextCursor;
    return page;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

/// A thing as an answer: pending while the provider is at work on it.
template <class Read>
auto answerOf(const sdk::Reply<sdk::Json>& item, Read&& read) -> sdk::Reply<decltype(read(*item))> {
  if (!item) return item.error();
  try {
    auto thing = read(*item);
    const auto state = thing.state;
    if (state == sdk::ResourceState::Failed)
      return sdk::needsAttention("action_failed", "DigitalOcean could not make " + thing.id);
    if (state == sdk::ResourceState::Ready) return thing;
    return sdk::Pending{std::move(thing)};
  } catch (const MappingError& error) {
    return sdk::unusableAnswer(sdk::Effect::Write,
                               std::string{"DigitalOcean's answer does not fit: "} + error.what());
  }
}

/// What `get` answers.
template <class T, class Read>
sdk::Reply<sdk::Found<T>> foundOf(const sdk::Reply<std::optional<sdk::Json>>& item, Read&& read) {
  if (!item) return item.error();
  if (!*item) return sdk::Found<T>{};
  try {
    sdk::Found<T> found{read(**item)};
    if (found.item->state != sdk::ResourceState::Creating) return found;
    return sdk::Pending{std::move(found)};
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

}  // namespace hostler::digitalocean
