#pragma once

#include "core/base/scope.h"
#include "core/db/database.h"
#include "core/shape/shape.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A DS record (RFC 4034 section 5): what a domain's registry publishes of the keys that its zone
/// is signed with.
struct DomainSigner {
  int keyTag = 0, algorithm = 0, digestType = 0;
  std::string digest;  ///< hex, in capitals
  static void describe(Shape<DomainSigner>& shape);
};

/// As people write them, with their digests in capitals. Throws ValidationError at `records` for
/// what no registry should publish: SHA-1 (RFC 8624), a digest of another length than its type has,
/// one that comes twice.
std::vector<DomainSigner> checkedSigners(std::vector<DomainSigner> signers);

/// The zone of a domain, where the engine has it served.
struct DomainZone {
  bool isSigned = false;
  std::vector<DomainSigner> signers;
  std::vector<std::string> nameservers;  ///< none where the provider does not tell
};
using DomainZoneLook =
    std::function<std::optional<DomainZone>(db::Reader&, const Scope&, const std::string& name)>;

}  // namespace hostler
