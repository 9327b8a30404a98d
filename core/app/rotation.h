#pragma once

// Sealing every secret anew, and under another master key.

#include "core/nodes/node_registry.h"
#include "core/secrets/vault.h"

#include <functional>
#include <optional>
#include <vector>

namespace hostler::app {

/// Makes a new data key and seals every value of these columns anew under it; rows sealed anew.
/// `settled` waits until every other process has learnt the key. With a master key, the keys are
/// wrapped with it in the end, which takes that no other process runs on this database, neither
/// before nor by then: a server that runs on would wrap the next key that it makes with the old
/// one. Throws std::runtime_error that says what to do where one runs.
std::size_t rotateSecrets(Vault& vault, NodeRegistry& nodes,
                          const std::vector<SealedColumn>& columns, std::optional<MasterKey> master,
                          const std::function<void()>& settled);

/// Throws std::runtime_error where another process runs on this database, and adds to its words
/// what was done by then.
void demandStillness(NodeRegistry& nodes, const std::string& done = {});

}  // namespace hostler::app
