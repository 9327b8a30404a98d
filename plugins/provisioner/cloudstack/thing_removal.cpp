// The end of things that carry a label of their owner's.
#include "cloudstack_provisioner.h"

namespace hostler::cloudstack {

using sdk::Json;
using sdk::Reply;

Reply<sdk::Removed> CloudstackProvisioner::removeThing(const sdk::Call& call, const Cloud& cloud,
                                                       const ThingKind& kind,
                                                       const sdk::DeleteResource& request,
                                                       const Step& removal) const {
  bool existed = false;
  const auto read = [&] { return things_.byId(call, cloud, kind, request.id, request.owner); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (!entry) return Nothing{};
    existed = true;
    if (isEnding(*entry) || isAtWork(*entry)) return Waiting{};
    return removal;
  });
  return mapped(std::move(settled), [&](auto) { return sdk::Removed{existed}; });
}

}  // namespace hostler::cloudstack
