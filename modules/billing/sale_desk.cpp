#include "modules/billing/sale_desk.h"

#include "modules/billing/charged_taxes.h"
#include "modules/billing/tax_rules.h"

#include <set>

namespace hostler {
namespace {

std::vector<Id<Account>> buyersOf(const std::vector<InvoiceRequest>& requests) {
  std::set<Id<Account>> ids;
  for (const auto& request : requests) ids.insert(request.account);
  return {ids.begin(), ids.end()};
}

// A document's own prices were freed of their tax when it was priced first.
Priced pricedBy(db::Reader& reader, const InvoiceRequest& request, const Supply& supply,
                PricingRules rules) {
  if (request.netPrices) rules.pricesIncludeTax = false;
  auto priced = priceDocument(charged_taxes::on(reader, request.lines), supply, rules);
  const auto& as = request.roundedAs;
  if (as && as->total.minus(as->rounding) == priced.total.minus(priced.rounding)) {
    priced.rounding = as->rounding;
    priced.total = as->total;
  }
  return priced;
}

}  // namespace

PricingRules pricingRules(const TenantSettings& settings, Currency currency) {
  // Section 170 of the CGST Act speaks of rupees; no other currency's cents are nothing.
  const bool rounds =
      settings.flag("invoice.round_to_whole_unit") && currency == Currency::of("INR");
  return {currency, rounds, settings.flag("tax.prices_include_tax")};
}

SaleDesk::SaleDesk(db::Reader& reader, Tenants& tenants, Accounts& accounts, Id<Tenant> tenant,
                   const std::vector<InvoiceRequest>& requests)
    : tenant_{tenants.get(tenant)},
      settings_{tenants.settings(tenant)},
      today_{tenants.today(tenant)},
      seller_(sellerSnapshot(tenant_, settings_)),
      rules_{tax_rules::all(reader, tenant)} {
  const auto ids = buyersOf(requests);
  standings_ = tax_standings::of(reader, tenant, ids);
  for (auto& account : accounts.getAll(reader, tenant, ids)) {
    const auto id = account.id;
    buyers_.emplace(id, std::move(account));
  }
  std::set<Id<Account>> turned;  // those who account for the tax themselves
  for (const auto& request : requests) {
    const auto key = std::pair{request.account, request.currency};
    if (supplies_.contains(key)) continue;
    auto supply = supplyOn(today_, request);
    if (supply.kind() == SupplyKind::ReverseCharge) turned.insert(request.account);
    supplies_.emplace(key, std::move(supply));
  }
  for (const auto& [id, buyer] : buyers_) {
    // Whose number turns the tax around is told on what relies on it.
    const auto standing = turned.contains(id) ? standings_.find(id) : standings_.end();
    snapshots_.emplace(
        id, buyerSnapshot(buyer, standing == standings_.end() ? nullptr : &standing->second));
  }
}

Supply SaleDesk::supplyOn(Date day, const InvoiceRequest& request) const {
  const auto standing = standings_.find(request.account);
  return supplyFor(tenant_, settings_, rules_, &buyers_.at(request.account),
                   standing == standings_.end() ? nullptr : &standing->second, day,
                   request.currency);
}

Supply SaleDesk::supplyOf(const InvoiceRequest& request, const Invoice* original) const {
  const auto own = request.inPlaceOf ? supplyOn(request.inPlaceOf->issueDate, request)
                                     : supplies_.at({request.account, request.currency});
  return original != nullptr
             ? own.asOn(original->supply, original->placeOfSupply, original->endorsement)
             : own;
}

Priced SaleDesk::price(db::Reader& reader, const InvoiceRequest& request,
                       const Invoice* original) const {
  return pricedBy(reader, request, supplyOf(request, original),
                  pricingRules(settings_, request.currency));
}

Invoice SaleDesk::drawUp(db::Reader& reader, const InvoiceRequest& request,
                         const Invoice* original) const {
  const auto supply = supplyOf(request, original);
  auto priced = price(reader, request, original);
  Invoice invoice;
  invoice.tenant = tenant_.id;
  invoice.account = request.account;
  invoice.kind = request.kind;
  invoice.currency = request.currency;
  invoice.issueDate = today_;
  invoice.dueDate =
      request.dueDate.value_or(today_.plusDays(settings_.integer("invoice.terms_days")));
  invoice.seller = seller_;
  invoice.buyer = original != nullptr ? original->buyer : snapshots_.at(request.account);
  invoice.supply = supply.kind();
  invoice.placeOfSupply = supply.place();
  invoice.endorsement = supply.endorsement();
  invoice.notes = request.notes;
  invoice.subtotal = priced.subtotal;
  invoice.discount = priced.discount;
  invoice.taxes = std::move(priced.taxes);
  invoice.rounding = priced.rounding;
  invoice.total = invoice.balance = priced.total;
  for (auto& line : priced.lines) invoice.lines.push_back(InvoiceLine{{}, std::move(line)});
  return invoice;
}

}  // namespace hostler
