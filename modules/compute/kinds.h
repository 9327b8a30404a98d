#pragma once

// The kinds of belongings in one table: what people call them, what may be said when one is made,
// and what can be done to one. Everything else about them is the same for all.

#include "core/json/json.h"

#include <span>
#include <string_view>
#include <vector>

namespace hostler {

/// A member of a request, and the plugin's word for it.
struct KindMember {
  std::string_view name;    ///< "size_gb"
  std::string_view member;  ///< "size_bytes"
  enum class Type {
    Text = 1,  ///< a word of the provider's
    Title,     ///< one of a person's
    Url,
    Whole,
    Gigabytes,
    Flag,
    Rules,
    Forwarding,
    Pools
  } type = Type::Text;
  bool required = false;
};

struct KindAction {
  std::string_view name;  ///< "attach"
  std::string_view verb;  ///< "ips.assign"
  bool takesMachine = false;
  std::vector<KindMember> params = {};
};

struct ResourceKind {
  std::string_view word;            ///< "volumes": the plugin's, and the table's
  std::string_view path;            ///< "/compute/volumes"
  std::string_view one;             ///< "volume", for sentences and names of operations
  std::vector<KindMember> members;  ///< beside instance_id and name
  std::vector<KindAction> actions;
  std::vector<std::string_view> facts;  ///< what a client may see of the provider's answer
  bool takesMachine = false;            ///< it is made for the machine, and leads to it
  bool takesMachines = false;           ///< the same, as a list of one
  int included = 0;                     ///< in a machine, where nobody says otherwise
};

std::span<const ResourceKind> resourceKinds();
/// Whether things of a kind hold data of their own, which goes with them.
bool holdsData(std::string_view word);
/// Nothing for a word that is no kind.
const ResourceKind* kindOf(std::string_view word);
const KindAction* actionOf(const ResourceKind& kind, std::string_view name);

/// The plugin's members of what was asked for; throws ValidationError for what is missing, wrong or
/// unknown. `path` is put before names of members ("params").
Json readMembers(const std::vector<KindMember>& members, const Json& given,
                 const std::string& path = {});
/// What clients may see of a resource as a plugin answers it.
Json factsOf(const ResourceKind& kind, const Json& answer);

}  // namespace hostler
