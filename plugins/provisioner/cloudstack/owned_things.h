#pragma once

#include "cloudstack_client.h"
#include "labels.h"
#include "mapping.h"
#include "refusals.h"

#include <hostler/resource.hpp>

#include <optional>
#include <string>

namespace hostler::cloudstack {

/// How one kind of thing is listed, and where its label stands.
struct ThingKind {
  const char* noun;
  const char* list;       ///< the command
  const char* member;     ///< of its answer
  const char* nameParam;  ///< narrows the list to a label
  const char* idParam = "id";
  const char* label = "name";
  Params fixed = {};
};

extern const ThingKind kVolumes, kSnapshots, kMachineSnapshots, kNetworks, kSecurityGroups,
    kTemplates, kIsos, kSshKeys, kClusters, kBuckets;

/// Finds things by the label that is their name, and lets nobody have another's. Everything throws
/// ProviderFailure: Retryable or NeedsAttention, as reads fail.
class OwnedThings {
 public:
  explicit OwnedThings(const CloudstackClient& client) : client_{client} {}

  /// NeedsAttention "wrong_owner" where it is not this owner's.
  std::optional<sdk::Json> byId(const sdk::Call& call, const Cloud& cloud, const ThingKind& kind,
                                const std::string& id, const std::string& owner) const;
  std::optional<sdk::Json> byLabel(const sdk::Call& call, const Cloud& cloud, const ThingKind& kind,
                                   const std::string& label) const;
  /// By id, or by the reference where there is none.
  std::optional<sdk::Json> wanted(const sdk::Call& call, const Cloud& cloud, const ThingKind& kind,
                                  const sdk::GetResource& request) const;
  /// As byId; Permanent "not_found" where there is none.
  sdk::Json existing(const sdk::Call& call, const Cloud& cloud, const ThingKind& kind,
                     const std::string& id, const std::string& owner) const;

  /// One page of those that carry a label of the owner's, each through `map`.
  template <class T, class Map>
  sdk::Page<T> page(const sdk::Call& call, const Cloud& cloud, const ThingKind& kind,
                    const sdk::ListResources& request, Map&& map) const {
    sdk::Page<T> result;
    const auto listed = labelled(call, cloud, kind, request, result.nextCursor);
    for (const auto& entry : listed) result.items.push_back(map(entry));
    return result;
  }

 private:
  std::vector<sdk::Json> labelled(const sdk::Call& call, const Cloud& cloud, const ThingKind& kind,
                                  const sdk::ListResources& request,
                                  std::optional<std::string>& nextCursor) const;

  const CloudstackClient& client_;
};

/// The number of a page that a cursor names. Throws ProviderFailure (Permanent "bad_request").
int pageOf(const std::string& cursor);
int pageSizeOf(std::int64_t limit);

/// Whether the cloud shows a thing that is gone already.
bool isGone(const sdk::Json& thing);
/// Whether the cloud is at work on its end.
bool isEnding(const sdk::Json& thing);

/// Fills what every resource says of itself.
void describe(sdk::Resource& resource, const sdk::Json& thing, const std::string& label);

/// The zone that a new thing belongs into.
const std::string& zoneOf(const Cloud& cloud, const sdk::NewResource& request);

}  // namespace hostler::cloudstack
