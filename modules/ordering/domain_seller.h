#pragma once

#include "core/secrets/vault.h"
#include "modules/billing/pricing.h"
#include "modules/catalog/tld.h"
#include "modules/ordering/ordering.h"

#include <map>

namespace hostler {

/// A domain in a cart.
struct DomainWish {
  Id<CartItem> id;
  std::string name;  ///< A-labels
  DomainAction action = DomainAction::Register;
  int years = 1;
  bool privacy = false;
  std::map<std::string, std::string> extra;  ///< what its registry wants to know beside
  std::optional<db::Blob> authCode;          ///< sealed for the cart's row

  static const SealedColumn kAuthCode;
};

/// What somebody asks for, before it is known to be right.
struct DomainRequest {
  std::string name;
  DomainAction action = DomainAction::Register;
  std::optional<int> years;
  bool privacy = false;
  std::map<std::string, std::string> extra;
  std::optional<Secret> authCode;
};

/// What is to be different about a wish that is in a cart.
struct DomainWishChange {
  std::optional<int> years;
  std::optional<bool> privacy;
  std::optional<Secret> authCode;
  std::optional<std::map<std::string, std::string>> extra;
};

/// What a wish costs today, line by line and before tax.
struct DomainQuote {
  std::string unicode;
  std::optional<Id<Domain>> domain;       ///< the one that is renewed
  std::vector<LineDraft> lines;           ///< without subjects
  std::vector<int> offeredYears;          ///< what it could be had for instead, rising
  std::vector<std::string> requirements;  ///< sentences that the buyer of a new name has to know
};

/// What the buyer agrees to at checkout, as the registrar has it at that moment.
struct DomainConsent {
  std::vector<std::string> agreements;
  Json cost = nullptr;  ///< what the registrar takes, where it told
};

struct DomainPurchase {
  DomainWish wish;
  DomainConsent consent;
  OrderDomain item;
};

/// Sells domains, for ordering: it knows names, prices and registrars.
class DomainSeller {
 public:
  virtual ~DomainSeller() = default;

  /// A wish that can be kept in a cart. Throws ValidationError, 409 for what cannot be bought now.
  virtual DomainWish accept(db::Reader& reader, const Scope& scope, Id<CartItem> id,
                            const DomainRequest& request) = 0;
  /// The same wish with what changes, checked as a new one is.
  virtual DomainWish changed(db::Reader& reader, const Scope& scope, const DomainWish& wish,
                             const DomainWishChange& change) = 0;
  /// Throws 409 `item_not_on_sale` for what cannot be bought any more.
  virtual DomainQuote quote(db::Reader& reader, const Scope& scope, Currency currency,
                            const DomainWish& wish) = 0;
  /// Asks registrars, so outside of any transaction: whether the names can still be had, and what
  /// their buyer has to agree to. `seen`: what the buyer was shown, where that is known. Throws 409
  /// `domain_taken`, `premium_domain`, `registration_fields`, `agreements_changed`; 503
  /// `registrar_unavailable`.
  virtual std::map<Id<CartItem>, DomainConsent> prepare(
      const Actor& actor, const std::vector<DomainWish>& wishes,
      const std::optional<std::vector<std::string>>& seen) = 0;
  /// In the transaction of the checkout, before its invoice is issued. Throws 409
  /// `domain_ordered_already`, `domain_taken` and `not_transferable` for what another has ordered,
  /// `too_many_unpaid`.
  virtual void ordered(db::Transaction& tx, const Actor& actor, const Order& order,
                       const std::vector<DomainPurchase>& purchases) = 0;
};

}  // namespace hostler
