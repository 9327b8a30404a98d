#pragma once

#include "modules/compute/compute_desk.h"
#include "modules/compute/compute_tasks.h"

namespace hostler {

/// What becomes of the belongings of machines that have ended: they would cost on, unseen. What is
/// not in the last backup, since it holds data of its own, is kept for some days, so that who pays
/// a little later loses none of it; the backup itself is kept longer.
class Endings {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    ServiceRepository& services;
    ComputeRepository& compute;
    ComputeDesk& desk;
    jobs::Queue& queue;
    std::chrono::days backupsKept{30};
    std::chrono::days dataKept{7};  ///< volumes, snapshots, databases and clusters
  };
  explicit Endings(Parts parts) : parts_{parts} {}

  /// A service has ended at its provider.
  void terminated(db::Transaction& tx, Id<Tenant> tenant, Id<Service> service);
  /// Removes what is left of it, again and again until nothing is; a person is told of what stays
  /// for days.
  jobs::Result run(jobs::Context& context, const EndBelongings& task);

 private:
  void adoptBackup(db::Transaction& tx, const Service& service);

  Parts parts_;
};

}  // namespace hostler
