#pragma once

#include "core/db/transaction.h"
#include "modules/billing/invoice.h"

#include <vector>

namespace hostler {

/// Waiting until `nextAt`, charging by `payment`, done, stopped.
enum class CollectionState { Waiting = 1, Charging, Done, Stopped };
template <>
inline constexpr std::array kEnumNames<CollectionState>{
    std::string_view{"waiting"}, std::string_view{"charging"}, std::string_view{"done"},
    std::string_view{"stopped"}};

/// How far the collecting of an invoice from saved methods is.
struct Collection {
  Id<Invoice> invoice;
  Id<Tenant> tenant;
  Id<Account> account;
  CollectionState state = CollectionState::Waiting;
  int attempts = 0;  ///< that were made
  Instant nextAt;
  std::optional<Id<Payment>> payment;
  std::string reason;  ///< of one that was stopped
};

/// SQL of collections: one function for each statement.
namespace collection_repository {

/// Invoices that are to be collected and are not yet: renewals and what staff issued, open, due at
/// `day` or before, of accounts that pay by themselves. Not those of which a payment is disputed.
struct Candidate {
  Id<Invoice> invoice;
  Id<Tenant> tenant;
  Id<Account> account;
};
std::vector<Candidate> candidates(db::Reader& reader, Date day, int limit);
/// Whether any account pays by itself.
bool isAnyoneCollectedFrom(db::Reader& reader);

bool insert(db::Transaction& tx, const Collection& collection, Instant now);
std::optional<Collection> find(db::Reader& reader, Id<Invoice> invoice);
std::optional<Collection> lock(db::Transaction& tx, Id<Invoice> invoice);
void save(db::Transaction& tx, const Collection& collection, Instant now);
/// Those whose time has come.
std::vector<Id<Invoice>> waitingUntil(db::Reader& reader, Instant now, int limit);
/// Those whose payment is over, one way or the other.
std::vector<Id<Invoice>> charged(db::Reader& reader, int limit);
/// False when there is an attempt of this number.
bool insertAttempt(db::Transaction& tx, Id<Invoice> invoice, int number, Id<Payment> payment,
                   Id<PaymentMethod> method, Instant now);
/// Whether money for this invoice is on its way, or its client is paying it just now (since
/// `lately`).
bool isBeingPaid(db::Reader& reader, Id<Invoice> invoice, Instant lately);
/// Whether a payer's bank disputes a payment of it, or has taken one back and not returned it.
bool isDisputed(db::Reader& reader, Id<Invoice> invoice);
/// Whether the payer could not be told beforehand of a debit that was tried for it.
bool isUntold(db::Reader& reader, Id<Invoice> invoice);

}  // namespace collection_repository
}  // namespace hostler
