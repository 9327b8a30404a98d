#pragma once

#include "core/audit/audit_log.h"
#include "core/time/clock.h"
#include "modules/files/files.h"

namespace hostler {

/// Ends an account for good and takes out of it whatever tells who it was. What tax law wants
/// stays: invoices, credit notes and payments, which hold their own copy of the buyer, and the
/// ledger. Thread-safe.
class Erasure {
 public:
  struct Parts {
    const Clock& clock;
    AuditLog& audit;
    Files& files;
  };
  explicit Erasure(Parts parts) : parts_{parts} {}

  /// Throws DomainError 409 `account_in_use` with how much of what is in the way: services, domains
  /// and zones that live, belongings of machines that are still at a provider, saved ways to pay,
  /// invoices that are open, credit that is left, refunds that are under way, and jobs that are
  /// parked for a person.
  void erase(db::Transaction& tx, const Actor& actor);

 private:
  void requireNothingOpen(db::Reader& reader, const Scope& client);
  void eraseAddresses(db::Transaction& tx, const Scope& client);
  void eraseTraces(db::Transaction& tx, const Scope& client);
  void eraseTickets(db::Transaction& tx, const Scope& client);

  Parts parts_;
};

}  // namespace hostler
