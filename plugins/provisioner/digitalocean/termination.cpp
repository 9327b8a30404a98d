// A droplet's end. What belongs to it and would cost on goes with it, in the one call that the
// provider has for that; what is its client's own stays, and is told of.
#include "digitalocean_provisioner.h"
#include "labels.h"

namespace hostler::digitalocean {
namespace {

using sdk::Json;
using sdk::Reply;

std::string endingPath(const std::string& droplet) {
  return "/v2/droplets/" + droplet + "/destroy_with_associated_resources";
}

struct End {
  Json remove = Json::object();
  std::vector<sdk::LeftBehind> left;
};

void leave(End& end, const Json& associated, const char* list, const char* kind,
           const char* reason) {
  for (const auto& entry : listOf(associated, list))
    end.left.push_back({kind, idOf(entry), reason});
}

void removeAll(End& end, const Json& associated, const char* list) {
  for (const auto& entry : listOf(associated, list)) end.remove[list].push_back(idOf(entry));
}

End endOf(const Json& associated) {
  End end;
  removeAll(end, associated, "reserved_ips");
  if (!end.remove.contains("reserved_ips")) removeAll(end, associated, "floating_ips");
  for (const auto& snapshot : listOf(associated, "snapshots")) {
    if (outlivesAccount(textOf(snapshot, "name"))) {
      end.left.push_back({"snapshots", idOf(snapshot), "a backup that outlives the account"});
    } else {
      end.remove["snapshots"].push_back(idOf(snapshot));
    }
  }
  leave(end, associated, "volumes", "volumes", "a volume is a thing of its own, with data in it");
  leave(end, associated, "volume_snapshots", "snapshots", "it is of a volume, which stays");
  return end;
}

// What the provider could not remove with a droplet that is gone costs on: a person has to look.
std::optional<sdk::ProviderError> failuresIn(const Json& status) {
  const auto& failures = memberOf(status, "failures");
  if (!failures.is_number_integer() || failures.get<std::int64_t>() == 0) return std::nullopt;
  std::string names;
  for (const auto* list :
       {"reserved_ips", "floating_ips", "snapshots", "volumes", "volume_snapshots"}) {
    const auto& resources = memberOf(status, "resources");
    if (!resources.is_object()) break;
    for (const auto& entry : listOf(resources, list)) {
      if (memberOf(entry, "error_message").is_string())
        names += std::string{names.empty() ? "" : ", "} + list + " " + idOf(entry);
    }
  }
  return sdk::needsAttention("not_all_removed",
                             "the droplet is gone, and DigitalOcean could not remove what belonged "
                             "to it: " +
                                 (names.empty() ? "it does not say what" : names));
}

}  // namespace

// Of a droplet that is not there any more: whether all is gone that was to go with it.
Reply<sdk::Terminated> DigitalOceanProvisioner::ended(const sdk::Call& call,
                                                      const CloudAccount& cloud,
                                                      const std::string& droplet,
                                                      sdk::Terminated terminated) {
  const auto status = client_.get(call, cloud, endingPath(droplet) + "/status");
  if (!status && status.error().code != kNotFound) return status.error();
  if (!status) return terminated;
  if (memberOf(*status, "completed_at").is_null()) return sdk::Pending{std::move(terminated)};
  if (auto error = failuresIn(*status)) return std::move(*error);
  return terminated;
}

Reply<sdk::Terminated> DigitalOceanProvisioner::terminate(const sdk::Call& call,
                                                          const sdk::TerminateAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto& ref = request.account;
  const auto before = droplets_.byId(call, cloud, ref.id);
  if (!before) return before.error();
  if (!*before) {
    try {
      return ended(call, cloud, ref.id, sdk::Terminated{.existed = false});
    } catch (const MappingError& error) {
      return misfit(error);
    }
  }
  if (ref.domain.empty()) return badRequest("account.domain is required to remove an account");
  if (auto wrong = strangerTo(ref, **before)) return std::move(*wrong);

  const auto associated = client_.get(call, cloud, endingPath(ref.id));
  if (!associated) return associated.error();
  try {
    auto end = endOf(*associated);
    sdk::Terminated terminated{true, std::move(end.left)};
    const auto ending = client_.get(call, cloud, endingPath(ref.id) + "/status");
    if (!ending && ending.error().code != kNotFound) return ending.error();
    const bool isUnderWay = ending && memberOf(*ending, "completed_at").is_null();
    if (isUnderWay) return sdk::Pending{std::move(terminated)};
    if (ending) {  // an earlier attempt's, which may have ended while this one was looking
      const auto again = droplets_.byId(call, cloud, ref.id);
      if (!again) return again.error();
      if (!*again) return ended(call, cloud, ref.id, std::move(terminated));
    }

    const auto removed =
        client_.write(call, cloud, "DELETE", endingPath(ref.id) + "/selective", end.remove);
    if (!removed && !isRefusal(removed.error())) return removed.error();
    const auto after = droplets_.byId(call, cloud, ref.id);
    if (!after) return notConfirmed(after.error().message);
    if (!*after) return ended(call, cloud, ref.id, std::move(terminated));
    const auto status = client_.get(call, cloud, endingPath(ref.id) + "/status");
    if (status && memberOf(*status, "completed_at").is_null())
      return sdk::Pending{std::move(terminated)};
    if (!removed) return removed.error();
    return notConfirmed("the droplet is still there, and nothing removes it");
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

}  // namespace hostler::digitalocean
