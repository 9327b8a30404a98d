#pragma once

#include "core/front/application.h"
#include "modules/accounts/accounts.h"
#include "modules/domains/availability.h"
#include "modules/domains/search_crew.h"
#include "modules/domains/search_views.h"

#include <memory>

namespace hostler {

/// What names are to be had, and what they cost.
class DomainSearch {
 public:
  struct Parts {
    db::Database& database;
    Tenants& tenants;
    Accounts& accounts;
    NameAvailability& availability;
  };
  explicit DomainSearch(Parts parts) : parts_{parts} {}

  /// What somebody is shown prices in: what they ask for, their account's, or the shop's.
  Currency currencyFor(const Scope& scope, const std::optional<Currency>& wanted);

  /// Names that fit what was typed, in the order of the table, each with the TLD that it is under;
  /// nobody has been asked about them yet. Throws ValidationError for `q`.
  struct Candidates {
    std::vector<DomainNameView> names;
    std::vector<CostLimit> limits;        ///< of each name
    std::vector<std::string> registrars;  ///< of each name
  };
  Candidates candidates(const Scope& scope, const DomainSearchQuery& query);
  /// Asks each registrar once, all at the same time, and waits for them.
  std::vector<DomainNameView> search(const Scope& scope, const DomainSearchQuery& query);
  /// The same as server-sent events: `names` at once with prices, `results` as registrars answer,
  /// `done` at the end. Returns at once.
  void stream(Candidates candidates, std::shared_ptr<front::Stream> stream);
  /// One name, asked of the registry itself where the registrar can do that. Throws ValidationError
  /// for `domain`, 404 `tld_not_sold`.
  DomainNameView check(const Scope& scope, const DomainCheckQuery& query);
  std::vector<TldPricingView> pricing(const Scope& scope, const DomainPricingQuery& query);

  void stop() { crew_.stop(); }

 private:
  struct Round;
  struct Table {
    std::vector<Tld> tlds;
    Worths worths;
  };
  Table table(Id<Tenant> tenant);
  std::shared_ptr<Round> begin(Candidates candidates, std::shared_ptr<front::Stream> stream);

  Parts parts_;
  SearchCrew crew_;
};

}  // namespace hostler
