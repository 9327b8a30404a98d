#pragma once

#include "core/money/money.h"
#include "modules/domains/domains.h"

#include <map>

namespace hostler {

enum class TermState {
  Unpaid = 1,
  Paid,      ///< to be done, or being done
  Accepted,  ///< the registrar has taken it on: what becomes of it is looked up
  Done,
  Refused,   ///< for good; its money is the client's credit
  Cancelled  ///< nothing was paid, nothing is done
};
template <>
inline constexpr std::array kEnumNames<TermState>{
    std::string_view{"unpaid"}, std::string_view{"paid"},    std::string_view{"accepted"},
    std::string_view{"done"},   std::string_view{"refused"}, std::string_view{"cancelled"}};

/// One thing that is done to a domain for money. A domain has one open at a time.
struct DomainTerm {
  Id<DomainTerm> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Domain> domain;
  DomainAction action = DomainAction::Register;
  int years = 1;
  TermState state = TermState::Unpaid;
  Id<Invoice> invoice;
  std::optional<Id<OrderItem>> orderItem;
  Money total = Money::zero(Currency::of("INR"));  ///< of its lines, tax included
  bool privacy = false;
  std::map<std::string, std::string> extra;
  std::vector<std::string> agreements;  ///< keys that the buyer agreed to,
  std::string agreedFrom;               ///< from this address; empty: the engine's own doing
  Instant agreedAt;
  /// What the registrar may take at most: for a purchase in its own currency, for a renewal or a
  /// restoring what it was sold for.
  Json registrarCost = nullptr;
  std::optional<Instant> expectedAt;  ///< the expiry that it was sold to add to
  std::string refusedReason;
  Instant createdAt, updatedAt;

  bool isOpen() const {
    return state == TermState::Unpaid || state == TermState::Paid || state == TermState::Accepted;
  }
};

/// What the work for a term is called in the domain's state.
DomainWork workFor(DomainAction action);

/// Registries round an expiry to their own day; a renewal adds more.
inline constexpr std::chrono::hours kSameExpiry{48};
/// Whether the registrar's expiry is later than the one that a term was sold to add to: somebody
/// has renewed the domain elsewhere meanwhile.
bool isRenewedElsewhere(const DomainTerm& term, const std::optional<Instant>& expiresAt);

}  // namespace hostler
