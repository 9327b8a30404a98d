#pragma once

#include "modules/compute/compute_repository.h"
#include "modules/services/provider_work.h"

namespace hostler {

/// Machines as their providers show them: looked at when somebody looks, and kept for lists and for
/// when the provider does not answer.
class Machines {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    ServiceRepository& services;
    ComputeRepository& compute;
    ProviderWork& provider;
    Operations& operations;
    AuditLog& audit;
  };
  explicit Machines(Parts parts) : parts_{parts} {}

  struct Seen {
    std::string power = "unknown";  ///< running, stopped, creating, changing, failed
    Json facts = Json::object();    ///< size, region, image, vcpus, addresses …
    std::optional<Instant> checkedAt;
    bool stale = false;  ///< the provider did not answer: this is how it was
  };
  /// As it is now, or was some seconds ago.
  Seen look(const Service& machine);
  /// As it was seen last, without asking.
  Seen lastSeen(db::Reader& reader, const Service& machine);
  /// Keeps what a provider's answer to a verb shows of it.
  void keep(db::Transaction& tx, Id<Service> machine, const Json& account);

  /// Figures of a stretch of time, and what it printed. Throw NotFound where the plugin does not
  /// have them, 503 `machine_unavailable` while the provider does not tell, 409 `service_state` for
  /// one that is not there.
  Json metrics(const Service& machine, Instant from, Instant to,
               const std::vector<std::string>& names);
  Json output(const Service& machine);
  /// A console for one visit; whoever asks is written down. Never stored.
  Json console(const Actor& actor, const Service& machine);
  /// What a kind's plugin tells of one belonging and nobody keeps: a cluster's access, a database's
  /// password.
  Json reveal(const Actor& actor, const Service& machine, const CloudResource& resource,
              const std::string& verb);

 private:
  Json ask(const Service& machine, const std::string& verb, const Json& more);

  Parts parts_;
};

}  // namespace hostler
