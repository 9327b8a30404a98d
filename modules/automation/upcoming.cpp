#include "modules/automation/upcoming.h"

#include "modules/automation/product_days.h"
#include "modules/billing/credit_desk.h"
#include "modules/billing/separate_invoices.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace hostler {
namespace {

constexpr std::size_t kMost = 1'000;

// What is due on one day in one currency is invoiced with the first of it.
void invoiceTogether(std::vector<UpcomingCharge>& charges) {
  std::map<std::pair<Currency, Date>, Date> first;
  const auto keyOf = [](const UpcomingCharge& charge) {
    return std::pair{charge.price.currency(), charge.dueDate};
  };
  for (const auto& charge : charges) {
    const auto [at, isNew] = first.try_emplace(keyOf(charge), charge.invoiceOn);
    if (!isNew) at->second = std::min(at->second, charge.invoiceOn);
  }
  for (auto& charge : charges) charge.invoiceOn = first.at(keyOf(charge));
}

}  // namespace

void UpcomingCharge::describe(Shape<UpcomingCharge>& shape) {
  shape.field("service_id", &UpcomingCharge::service).nullable();
  shape.field("domain_id", &UpcomingCharge::domain).nullable();
  shape.field("description", &UpcomingCharge::description).length(0, 400);
  shape.field("invoice_on", &UpcomingCharge::invoiceOn);
  shape.field("due_date", &UpcomingCharge::dueDate);
  shape.field("from", &UpcomingCharge::from);
  shape.field("to", &UpcomingCharge::to);
  shape.field("cycle", &UpcomingCharge::cycle);
  shape.field("price", &UpcomingCharge::price);
  shape.field("total", &UpcomingCharge::total);
}

UpcomingView upcomingOf(db::Reader& reader, const Scope& scope, ServiceRepository& services,
                        Renewals& renewals, Billing& billing, const RuleSettings& rule, Date today,
                        const UpcomingBeside& beside) {
  const auto daysBefore = static_cast<int>(rule.integer("invoice_days_before", 14));
  UpcomingView view;
  if (scope.account) view.credit = CreditDesk::balances(reader, *scope.account);
  const auto ofProducts = product_days::invoiceDaysBefore(reader, scope.tenant);
  for (const auto& service : services.list(reader, scope, ServiceStatus::Active, http::ListOrder{},
                                           static_cast<int>(kMost))) {
    if (!service.billedUntil || service.cycle == Cycle::OneTime) continue;
    if (service.cancelOn && !(*service.billedUntil < *service.cancelOn)) continue;
    const auto renewed = renewals.asRenewed(reader, service);
    const auto lines = renewalLinesOf(renewed);
    const auto& line = lines.front();
    const auto priced =
        billing.quote(reader, scope.tenant, service.account, service.price.currency(), lines);
    UpcomingCharge charge;
    charge.service = service.id;
    charge.description = line.description;
    charge.dueDate = *service.billedUntil;
    const auto own = ofProducts.find(service.product);
    const auto days = own == ofProducts.end() ? daysBefore : own->second;
    charge.invoiceOn = std::max(today, charge.dueDate.plusDays(-days));
    charge.from = line.period->start;
    charge.to = line.period->end;
    charge.cycle = renewed.cycle;
    charge.price = priced.subtotal.minus(priced.discount);
    charge.total = priced.total;
    view.data.push_back(std::move(charge));
  }
  if (rule.flag("consolidate", false) &&
      separate_invoices::among(reader, {scope.account.value()}).empty())
    invoiceTogether(view.data);
  if (beside) {
    auto others = beside(reader, scope, static_cast<int>(kMost));
    for (auto& charge : others) charge.invoiceOn = std::max(today, charge.invoiceOn);
    std::ranges::move(others, std::back_inserter(view.data));
  }
  std::ranges::stable_sort(view.data, {},
                           [](const UpcomingCharge& charge) { return charge.dueDate; });
  if (view.data.size() > kMost) view.data.resize(kMost);
  return view;
}

}  // namespace hostler
