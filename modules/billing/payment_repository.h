#pragma once

#include "core/http/page.h"
#include "core/secrets/vault.h"
#include "modules/billing/invoice.h"
#include "modules/billing/payment.h"

namespace hostler {

/// 409 `payment_under_way`, with the attempt by which money for an invoice is on its way.
struct PaymentUnderWay : DomainError {
  explicit PaymentUnderWay(Id<Payment> payment);
};

/// SQL of payments and transactions. `next_action` is sealed, so this one needs the vault.
class PaymentRepository {
 public:
  explicit PaymentRepository(Vault& vault) : vault_{vault} {}
  static const SealedColumn kNextAction;
  /// The unique key of the job that brings an attempt to its gateway.
  static std::string startKey(Id<Payment> id);

  void insert(db::Transaction& tx, const Payment& payment);
  void save(db::Transaction& tx, const Payment& payment);
  /// What a gateway takes for saving a way to pay.
  static void saveAmount(db::Transaction& tx, Id<Payment> payment, Money amount);
  /// Many after something was booked on them, in few statements; their references stay.
  void saveBooked(db::Transaction& tx, const std::vector<Payment>& payments);
  std::optional<Payment> find(db::Reader& reader, const Scope& scope, Id<Payment> id);
  std::optional<Payment> lock(db::Transaction& tx, Id<Payment> id);
  /// The open attempt of these invoices at this gateway for this amount, if there is one that is
  /// at the gateway or still on its way there.
  std::optional<Payment> findOpen(db::Reader& reader, const Scope& scope,
                                  const std::string& gateway, Money amount,
                                  const std::vector<Id<Invoice>>& invoices);
  /// Attempts by which money for one of these invoices is on its way, and nobody can stop it: a
  /// transfer whose payer says that it was sent, a charge of a saved way to pay.
  static std::vector<Id<Payment>> underWay(db::Reader& reader,
                                           const std::vector<Id<Invoice>>& invoices);
  /// `invoice`: those that pay this one, alone or among others.
  std::vector<Payment> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                            int limit, std::optional<Id<Invoice>> invoice = {});
  /// Open attempts of which people say what came in; `withProofOnly`: whose payer says that the
  /// money is on its way.
  std::vector<Payment> awaiting(db::Reader& reader, Id<Tenant> tenant, bool withProofOnly,
                                const http::ListOrder& order, int limit);
  /// Nobody waits any longer for the transfers that are open for this invoice.
  static void endAwaited(db::Transaction& tx, Id<Invoice> invoice, Instant now);
  /// Attempts at a gateway by what it knows them by, locked in the order of their ids.
  std::vector<Payment> lockByReference(db::Transaction& tx, const std::string& gateway,
                                       const std::vector<std::string>& references);
  /// One that may have got its reference since this transaction began to read.
  std::vector<Payment> lockLatest(db::Transaction& tx, const std::string& gateway,
                                  const std::string& reference);
  /// Which attempts the reconciler is to ask after. One that failed or was cancelled may still be
  /// paid: the payer tries again on the same order.
  struct Unsettled {
    Instant now;
    Instant quietSince;  ///< nothing was heard of it since
    Instant endedSince;  ///< of those that failed or were cancelled: begun since
    Id<Payment> after;
  };
  std::vector<Payment> unsettled(db::Reader& reader, const Unsettled& which, int limit);
  void askAgainAt(db::Transaction& tx, Id<Payment> payment, Instant at);

  static void insertTransactions(db::Transaction& tx, const std::vector<Transaction>& transactions);
  std::vector<Transaction> listTransactions(db::Reader& reader, const Scope& scope,
                                            const http::ListOrder& order, int limit);
  /// Those of these gateway ids that are booked already.
  std::vector<std::string> knownTransactions(db::Reader& reader, const std::string& gateway,
                                             TransactionType type,
                                             const std::vector<std::string>& ids);
  /// What the attempts that are meant for an invoice have moved, locked.
  static std::vector<Transaction> movementsFor(db::Transaction& tx, const Invoice& invoice);

 private:
  std::vector<Payment> read(db::Reader& reader, const db::Rows& rows, bool locking = false);

  Vault& vault_;
};

}  // namespace hostler
