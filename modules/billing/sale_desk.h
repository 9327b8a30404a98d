#pragma once

#include "modules/billing/invoice.h"
#include "modules/billing/supply_of_sale.h"

#include <map>
#include <vector>

namespace hostler {

/// How a tenant prices its documents in a currency.
PricingRules pricingRules(const TenantSettings& settings, Currency currency);

/// Draws up the invoices of one tenant as they are on one day. What is the same for all of them is
/// read once, when the desk is made. Belongs to one thread and to one reader's snapshot.
class SaleDesk {
 public:
  /// Throws NotFound when the tenant is not there.
  SaleDesk(db::Reader& reader, Tenants& tenants, Accounts& accounts, Id<Tenant> tenant,
           const std::vector<InvoiceRequest>& requests);

  const Tenant& tenant() const { return tenant_; }
  const TenantSettings& settings() const { return settings_; }
  /// Today where the tenant does business.
  Date today() const { return today_; }
  const Json& seller() const { return seller_; }
  /// The copies of all buyers, as documents keep them.
  const std::map<Id<Account>, Json>& buyers() const { return snapshots_; }

  /// What one of the requests that the desk was made for comes to, as drawUp() makes it.
  Priced price(db::Reader& reader, const InvoiceRequest& request,
               const Invoice* original = nullptr) const;
  /// One of the requests that the desk was made for as an invoice of today, with its taxes and its
  /// whole total open. It has no number, no ids and no kind of state beyond that. `original`: of a
  /// debit note, whose buyer and taxes it takes over.
  Invoice drawUp(db::Reader& reader, const InvoiceRequest& request,
                 const Invoice* original = nullptr) const;

 private:
  Supply supplyOn(Date day, const InvoiceRequest& request) const;
  Supply supplyOf(const InvoiceRequest& request, const Invoice* original) const;

  Tenant tenant_;
  TenantSettings settings_;
  Date today_;
  Json seller_;
  std::vector<TaxRule> rules_;
  std::map<Id<Account>, Account> buyers_;
  std::map<Id<Account>, TaxStanding> standings_;
  std::map<Id<Account>, Json> snapshots_;
  std::map<std::pair<Id<Account>, Currency>, Supply> supplies_;
};

}  // namespace hostler
