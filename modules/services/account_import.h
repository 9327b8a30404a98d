#pragma once

#include "modules/billing/billing.h"
#include "modules/services/server_desk.h"
#include "modules/services/service_desk.h"

namespace hostler {

/// Takes accounts that exist at a provider into our books. Nothing is changed at the provider, and
/// nobody is written to.
class AccountImport {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Catalog& catalog;
    Accounts& accounts;
    Tenants& tenants;
    ServiceRepository& services;
    ServerRepository& servers;
    ServerDesk& serverDesk;
    ServiceDesk& desk;
    events::Bus& bus;
  };
  explicit AccountImport(Parts parts) : parts_{parts} {}

  struct Wanted {
    std::string account;  ///< the provider's id of it
    Id<Account> client;
    Id<Product> product;
    Cycle cycle = Cycle::Monthly;
    Date nextDueDate = Date::ofDaysSinceEpoch(0);
    std::optional<Money> price;  ///< nothing: the product's
  };
  /// The service that the account is from now on. The same account for the same client and product
  /// a second time answers the service that it is already. Throws 409 `account_taken` where it
  /// belongs to another service, `server_full`, 503 `server_unreachable`, and ValidationError.
  Service take(const Actor& actor, Id<Server> server, const Wanted& wanted);

 private:
  Service serviceOf(db::Transaction& tx, const Actor& actor, const Server& server,
                    const Wanted& wanted, const ProviderAccount& account);

  Parts parts_;
};

}  // namespace hostler
