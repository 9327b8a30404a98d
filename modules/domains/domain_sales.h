#pragma once

#include "modules/domains/availability.h"
#include "modules/domains/domain_desk.h"
#include "modules/domains/domain_prices.h"
#include "modules/domains/registration_fields.h"
#include "modules/ordering/domain_seller.h"

namespace hostler {

/// What ordering asks about domains.
class DomainSales final : public DomainSeller {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Vault& vault;
    Tenants& tenants;
    Accounts& accounts;
    DomainRepository& domains;
    DomainDesk& desk;
    NameAvailability& availability;
    ProviderPort& providers;
  };
  explicit DomainSales(Parts parts) : parts_{parts} {}

  DomainWish accept(db::Reader& reader, const Scope& scope, Id<CartItem> id,
                    const DomainRequest& request) override;
  DomainWish changed(db::Reader& reader, const Scope& scope, const DomainWish& wish,
                     const DomainWishChange& change) override;
  DomainQuote quote(db::Reader& reader, const Scope& scope, Currency currency,
                    const DomainWish& wish) override;
  std::map<Id<CartItem>, DomainConsent> prepare(
      const Actor& actor, const std::vector<DomainWish>& wishes,
      const std::optional<std::vector<std::string>>& seen) override;
  void ordered(db::Transaction& tx, const Actor& actor, const Order& order,
               const std::vector<DomainPurchase>& purchases) override;

  /// What a buyer has to agree to, as the registrar has it now: {key, title, url, content}.
  Json agreements(const Scope& scope, const std::string& domain, bool privacy, bool forTransfer);
  /// What a new domain's registry wants to know beside its contacts, as JSON Schema of an object
  /// (with no properties where that is nothing). Throws ValidationError, 503
  /// `registrar_unavailable`.
  Json registrationFields(const Scope& scope, const std::string& domain);

 private:
  struct Batch;
  Domain owned(db::Reader& reader, const Scope& scope, const std::string& name);
  Tld tldOf(db::Reader& reader, Id<Tenant> tenant, const std::string& name);
  std::optional<Currency> currencyOf(db::Reader& reader, const Scope& scope);
  void checkNames(const Batch& batch, std::map<Id<CartItem>, DomainConsent>& consents);
  void checkFields(const Batch& batch);
  Json agreementsOf(const std::string& registrar, const std::vector<std::string>& tlds,
                    bool privacy, bool forTransfer);
  void requireFewUnpaid(db::Transaction& tx, const Order& order,
                        const std::vector<DomainPurchase>& purchases);
  Domain newDomain(db::Transaction& tx, const Order& order, const DomainPurchase& purchase);

  Parts parts_;
  const RegistrationFields fields_{parts_.providers};
};

}  // namespace hostler
