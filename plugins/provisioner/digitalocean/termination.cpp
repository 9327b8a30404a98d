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

}  // namespace

Reply<sdk::Terminated> DigitalOceanProvisioner::terminate(const sdk::Call& call,
                                                          const sdk::TerminateAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto& ref = request.account;
  const auto before = droplets_.byId(call, cloud, ref.id);
  if (!before) return before.error();
  if (!*before) return sdk::Terminated{.existed = false};
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
      if (!*again) return terminated;
    }

    const auto removed =
        client_.write(call, cloud, "DELETE", endingPath(ref.id) + "/selective", end.remove);
    if (!removed && !isRefusal(removed.error())) return removed.error();
    const auto after = droplets_.byId(call, cloud, ref.id);
    if (!after) return notConfirmed(after.error().message);
    if (!*after) return terminated;
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
