#pragma once

#include "instance.h"
#include "query_client.h"

#include <hostler/resource.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hostler::aws {

/// How EC2 speaks of one sort of resource.
struct KindOfThing {
  const char* name;      ///< for people
  const char* describe;  ///< the action that lists them
  const char* set;       ///< the element of the answer that holds them
  const char* idField;   ///< the parameter that takes their ids
  const char* id;        ///< the element that holds one's id
  const char* idPrefix;
  const char* tagName;               ///< their type in a TagSpecification
  bool isPaged;                      ///< MaxResults and NextToken are known
  const char *alsoName, *alsoValue;  ///< a parameter that every question needs; null: none
};
constexpr KindOfThing kVolumes{"volume", "DescribeVolumes", "volumeSet", "VolumeId", "volumeId",
                               "vol-",   "volume",          true,        nullptr,    nullptr};
constexpr KindOfThing kSnapshots{
    "snapshot", "DescribeSnapshots", "snapshotSet", "SnapshotId", "snapshotId",
    "snap-",    "snapshot",          true,          "Owner.1",    "self"};
constexpr KindOfThing kAddresses{
    "address",   "DescribeAddresses", "addressesSet", "AllocationId", "allocationId",
    "eipalloc-", "elastic-ip",        false,          nullptr,        nullptr};
constexpr KindOfThing kFirewalls{"security group",
                                 "DescribeSecurityGroups",
                                 "securityGroupInfo",
                                 "GroupId",
                                 "groupId",
                                 "sg-",
                                 "security-group",
                                 true,
                                 nullptr,
                                 nullptr};
constexpr KindOfThing kSshKeys{
    "key pair", "DescribeKeyPairs", "keySet", "KeyPairId",        "keyPairId",
    "key-",     "key-pair",         false,    "IncludePublicKey", "true"};

/// One page of a list, as the caller counts pages.
struct ThingPage {
  std::vector<XmlElement> items;
  std::optional<std::string> nextCursor;
};

/// Reads and writes what carries an owner and a reference as tags. Every write is judged by what is
/// read after it.
class OwnedThings {
 public:
  explicit OwnedThings(const QueryClient& client) : client_{client} {}

  using Call = sdk::Call;
  using Found = std::optional<XmlElement>;

  /// Everybody's, or one owner's when it is named.
  sdk::Reply<ThingPage> page(const Call&, const Cloud&, const KindOfThing&,
                             const sdk::ListResources&) const;
  /// By reference, with one look: where nothing can be made twice anyway.
  sdk::Reply<Found> glimpsed(const Call&, const Cloud&, const KindOfThing&,
                             const std::string& owner, const std::string& reference) const;
  /// By id, or by reference; looks several times. NeedsAttention "wrong_owner" where it is another
  /// owner's.
  sdk::Reply<Found> find(const Call&, const Cloud&, const KindOfThing&,
                         const sdk::GetResource&) const;
  /// The one of this id: NeedsAttention "not_found" or "wrong_owner".
  sdk::Reply<XmlElement> owned(const Call&, const Cloud&, const KindOfThing&,
                               const std::string& owner, const std::string& id) const;
  /// Those that end with the machine of this reference.
  sdk::Reply<std::vector<XmlElement>> ofMachine(const Call&, const Cloud&, const KindOfThing&,
                                                const std::string& machine) const;

  /// Addresses that lead to this instance.
  sdk::Reply<std::vector<XmlElement>> leadingTo(const Call&, const Cloud&,
                                                const std::string& instance) const;

  /// Makes what nobody has made yet; a refusal only counts when it is not there afterwards.
  sdk::Reply<XmlElement> make(const Call&, const Cloud&, const KindOfThing&,
                              const std::string& owner, const std::string& reference,
                              const std::string& action, const Form&) const;
  sdk::Reply<XmlElement> makeForMachine(const Call&, const Cloud&, const KindOfThing&,
                                        const std::string& machine, const std::string& action,
                                        const Form&) const;
  using Wanted = std::function<bool(const XmlElement&)>;
  /// Writes, then reads the thing until it is as wanted.
  sdk::Reply<XmlElement> change(const Call&, const Cloud&, const KindOfThing&,
                                const std::string& id, const std::string& action, const Form&,
                                const Wanted& isWanted) const;
  sdk::Reply<sdk::Removed> remove(const Call&, const Cloud&, const KindOfThing&,
                                  const sdk::DeleteResource&, const std::string& action) const;
  /// Removes one that was read just now.
  sdk::Reply<sdk::Removed> erase(const Call&, const Cloud&, const KindOfThing&,
                                 const std::string& id, const std::string& action) const;

 private:
  sdk::Reply<std::vector<XmlElement>> describe(const Call&, const Cloud&, const KindOfThing&,
                                               Form) const;
  sdk::Reply<Found> byId(const Call&, const Cloud&, const KindOfThing&,
                         const std::string& id) const;

  const QueryClient& client_;
};

/// Reads a page of what a paged or unpaged action lists. The cursor is ours: EC2's pages have at
/// least five entries, so it names EC2's page and the place in it.
sdk::Reply<ThingPage> readPage(const QueryClient& client, const sdk::Call& call, const Cloud& cloud,
                               const std::string& action, const char* set, Form form,
                               const std::string& cursor, std::int64_t limit, bool isPaged);

}  // namespace hostler::aws
