#include "core/app/rotation.h"

#include <stdexcept>

namespace hostler::app {

void demandStillness(NodeRegistry& nodes, const std::string& done) {
  nodes.awaitBeats();
  auto living = nodes.living();
  living.erase(nodes.node());
  if (living.empty()) return;
  throw std::runtime_error{"the master key changes only while no server runs: stop all " +
                           std::to_string(living.size()) + " and try again" + done};
}

std::size_t rotateSecrets(Vault& vault, NodeRegistry& nodes,
                          const std::vector<SealedColumn>& columns, std::optional<MasterKey> master,
                          const std::function<void()>& settled) {
  if (master) demandStillness(nodes);
  const auto rows = vault.rotate(columns, settled);
  if (!master) return rows;
  // That took its time, and whoever keeps servers running may have started one.
  demandStillness(nodes, "; every value was sealed anew, and the master key is still the old one");
  vault.rewrap(std::move(*master));
  return rows;
}

}  // namespace hostler::app
