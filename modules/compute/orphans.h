#pragma once

#include "core/operations/operations.h"
#include "modules/compute/compute_repository.h"
#include "modules/services/server.h"

namespace hostler {

/// What a cloud account truly holds against what we believe: things that cost and that nobody has,
/// and things that somebody believes to have.
class Orphans {
 public:
  Orphans(db::Database& database, ServerRepository& servers, ComputeRepository& compute,
          Operations& operations)
      : database_{database}, servers_{servers}, compute_{compute}, operations_{operations} {}

  /// {unknown: [{kind, id, name, reference}], missing: [{kind, resource, account}], unreadable:
  /// [kind]}. Of the provider's things those that carry an owner of ours; a machine's own are found
  /// by the drift of its server. Throws NotFound.
  Json of(Id<Server> server);

 private:
  std::optional<std::vector<Json>> listed(const Server& server, const Json& settings,
                                          const std::string& kind);

  db::Database& database_;
  ServerRepository& servers_;
  ComputeRepository& compute_;
  Operations& operations_;
};

}  // namespace hostler
