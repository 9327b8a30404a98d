#include "modules/services/renewals.h"

#include "modules/billing/invoice_repository.h"
#include "modules/billing/separate_invoices.h"
#include "modules/services/renewal_repository.h"
#include "modules/services/service_prices.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace hostler {
namespace {

// The recurring discount of one period of this service.
Money discountFor(const Service& service, Money price) {
  const auto none = Money::zero(price.currency());
  if (!service.discount) return none;
  const auto& discount = *service.discount;
  if (discount.cyclesLeft && *discount.cyclesLeft <= 0) return none;
  if (discount.percent)
    return Money::min(price, price.percent(*discount.percent, Rounding::HalfUp));
  return discount.amount ? Money::min(price, *discount.amount) : none;
}

// A discount that is used up goes with the next term, so that it comes back with an invoice that is
// taken back.
void useDiscount(Service& service) {
  if (!service.discount || !service.discount->cyclesLeft) return;
  if (--*service.discount->cyclesLeft < 0) service.discount.reset();
}

bool isRenewable(const Service& service) {
  const bool runs = service.status == ServiceStatus::Active || service.isSuspendedByClient();
  if (!runs || !service.billedUntil || service.cycle == Cycle::OneTime) return false;
  return !service.cancelOn || *service.billedUntil < *service.cancelOn;
}

}  // namespace

Period nextPeriodOf(const Service& service) {
  return periodFrom(service.billedUntil.value(), service.cycle, service.anchorDay);
}

namespace {

LineDraft ownLineOf(const Service& service) {
  LineDraft line;
  line.kind = LineKind::Renewal;
  line.description = service.title();
  line.quantity = service.quantity;
  line.unitPrice = service.price;
  line.discount = discountFor(service, service.price.times(service.quantity));
  line.taxClass = service.taxClass;
  line.subject = {service.id, std::nullopt, std::nullopt};
  line.period = nextPeriodOf(service);
  return line;
}

// A discount in per cent is on the extras too, as it was when they were bought; an amount is spent
// on the service itself.
LineDraft lineOf(const Service& service, const Extra& extra, LineDraft line) {
  line.description = extra.title;
  if (const auto host = service.host(); !host.empty()) line.description += " (" + host + ")";
  line.unitPrice = extra.price;
  const bool shares = service.discount && service.discount->percent;
  const auto price = extra.price.times(service.quantity);
  line.discount = shares ? discountFor(service, price) : Money::zero(price.currency());
  if (!extra.taxClass.empty()) line.taxClass = extra.taxClass;
  return line;
}

// What is renewed without an invoice.
Renewals::Part freePartOf(const Service& service) {
  Renewals::Part part;
  part.service = service.id;
  part.title = service.title();
  part.term = nextPeriodOf(service);
  part.dueDate = part.term.start;
  part.services = 0;
  part.total = part.invoiceTotal = Money::zero(service.price.currency());
  return part;
}

// What a service has on an invoice.
Renewals::Part partOf(const Invoice& invoice, const Service& service) {
  Renewals::Part part;
  part.service = service.id;
  part.title = service.title();
  part.total = Money::zero(invoice.currency);
  part.dueDate = invoice.dueDate;
  part.term = nextPeriodOf(service);
  std::set<Id<Service>> all;
  for (const auto& line : invoice.lines) {
    const auto of = line.priced.draft.subject.service;
    if (of) all.insert(*of);
    if (of == service.id) part.total = part.total.plus(line.priced.total);
  }
  part.services = all.size();
  part.invoiceTotal = invoice.total;
  return part;
}

// What is on it besides is with the first.
template <class AnyPart>
void addRest(const Invoice& invoice, std::vector<AnyPart>& parts,
             const std::vector<std::size_t>& ofInvoice) {
  auto rest = invoice.total;
  for (const auto at : ofInvoice) rest = rest.minus(parts[at].total);
  auto& first = parts[ofInvoice.front()].total;
  first = first.plus(rest);
}

}  // namespace

std::vector<LineDraft> renewalLinesOf(const Service& service) {
  const auto own = ownLineOf(service);
  std::vector<LineDraft> lines{own};
  for (const auto& extra : service.extras) {
    if (extra.price.isPositive()) lines.push_back(lineOf(service, extra, own));
  }
  return lines;
}

Service Renewals::asRenewed(db::Reader& reader, const Service& service) {
  if (auto plan = parts_.actions.nextPlan(reader, service)) return std::move(plan->service);
  const auto announced = service_prices::announced(reader, {service.id});
  const auto price = announced.find(service.id);
  if (price == announced.end() || !price->second.holdsFor(service, service.billedUntil.value()))
    return service;
  auto renewed = service;
  renewed.price = price->second.price;
  return renewed;
}

std::vector<Renewals::Issued> Renewals::issue(const Actor& actor,
                                              const std::vector<Id<Service>>& ids,
                                              bool payFromCredit) {
  std::vector<Due> due;
  for (const auto id : ids) due.push_back({id, std::nullopt});
  return issueDue(actor, due, payFromCredit);
}

std::vector<Service> Renewals::stillDue(db::Transaction& tx, const std::vector<Due>& due) {
  std::vector<Id<Service>> ids;
  for (const auto& one : due) ids.push_back(one.service);
  auto services = parts_.services.lockAll(tx, ids);
  std::erase_if(services, [&](const Service& service) {
    const auto seen = std::ranges::find(due, service.id, &Due::service);
    return !isRenewable(service) ||
           (seen->billedUntil && !(*seen->billedUntil == *service.billedUntil));
  });
  if (services.empty()) return services;
  // Where an earlier term is invoiced anew, later ones may be invoiced already.
  auto first = *services.front().billedUntil;
  for (const auto& service : services) first = std::min(first, *service.billedUntil);
  ids.clear();
  for (const auto& service : services) ids.push_back(service.id);
  const auto billed = parts_.billing.billedFrom(tx, ids, first);
  std::erase_if(services, [&](Service& service) {
    const auto before = *service.billedUntil;
    for (const auto& one : billed) {
      if (one.service == service.id && one.period.start == *service.billedUntil)
        service.billedUntil = one.period.end;
    }
    if (*service.billedUntil == before) return false;
    parts_.desk.save(tx, service);
    return true;
  });
  return services;
}

// A service whose next term is to be invoiced, as it will be then, and what that costs.
struct Renewals::Term {
  Service service;
  std::vector<LineDraft> lines;
};

// Terms that are invoiced together.
struct Renewals::Bill {
  InvoiceRequest request;
  std::vector<std::size_t> terms;
};

std::vector<Renewals::Bill> Renewals::billsOf(db::Reader& reader, const std::vector<Term>& terms,
                                              bool together) {
  std::set<Id<Account>> apart;
  if (together) {
    std::vector<Id<Account>> clients;
    for (const auto& term : terms) clients.push_back(term.service.account);
    apart = separate_invoices::among(reader, clients);
  }
  std::vector<Bill> bills;
  std::map<std::tuple<Id<Account>, Currency, Date>, std::size_t> open;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto& [service, lines] = terms[i];
    const std::tuple key{service.account, service.price.currency(), lines.front().period->start};
    const auto found = open.find(key);
    if (found == open.end() || bills[found->second].terms.size() >= kMostTogether) {
      Bill bill;
      bill.request.account = service.account;
      bill.request.kind = InvoiceKind::Renewal;
      bill.request.currency = service.price.currency();
      bill.request.dueDate = lines.front().period->start;
      if (together && !apart.contains(service.account)) open.insert_or_assign(key, bills.size());
      bills.push_back(std::move(bill));
    }
    auto& bill = found == open.end() ? bills.back() : bills[open.at(key)];
    bill.request.lines.insert(bill.request.lines.end(), lines.begin(), lines.end());
    bill.terms.push_back(i);
  }
  return bills;
}

std::vector<Renewals::Part> Renewals::foresee(db::Reader& reader, Id<Tenant> tenant,
                                              const std::vector<Id<Service>>& ids, bool together,
                                              std::set<Id<BillableItem>>& taken) {
  const bool freeInvoices = parts_.tenants.settings(tenant).flag("renewal.free_invoice");
  std::vector<Part> parts;
  std::vector<Term> terms;
  std::vector<std::size_t> places;  // of each term among the parts
  for (const auto id : ids) {
    const auto service = parts_.services.find(reader, Scope::ofTenant(tenant), id);
    if (!service || !isRenewable(*service) || parts_.actions.isAboutToChange(reader, *service))
      continue;
    auto renewed = asRenewed(reader, *service);
    if (renewed.everyCycle().isZero() && !freeInvoices) {
      parts.push_back(freePartOf(renewed));
      continue;
    }
    auto lines = renewalLinesOf(renewed);
    places.push_back(parts.size());
    parts.emplace_back();
    terms.push_back({std::move(renewed), std::move(lines)});
  }
  const auto bills = billsOf(reader, terms, together);
  std::vector<InvoiceRequest> requests;
  for (const auto& bill : bills) requests.push_back(bill.request);
  const auto invoices = parts_.billing.preview(reader, tenant, requests, &taken);
  for (std::size_t i = 0; i < bills.size(); ++i) {
    std::vector<std::size_t> ofInvoice;
    for (const auto at : bills[i].terms) {
      ofInvoice.push_back(places[at]);
      parts[places[at]] = partOf(invoices[i], terms[at].service);
    }
    addRest(invoices[i], parts, ofInvoice);
  }
  return parts;
}

std::vector<Renewals::Issued> Renewals::issueDue(const Actor& actor, const std::vector<Due>& due,
                                                 bool payFromCredit, bool together) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    std::vector<Service> renewed;
    std::vector<Term> terms;
    std::vector<std::optional<ServiceActions::NextPlan>> plans;
    auto still = stillDue(tx, due);
    std::vector<Id<Service>> ids;
    for (const auto& service : still) ids.push_back(service.id);
    const auto changing = renewal_repository::withOpenChange(tx, ids);
    const auto announced = service_prices::announced(tx, ids);
    const bool freeInvoices =
        parts_.tenants.settings(actor.scope.tenant).flag("renewal.free_invoice");
    for (auto& service : still) {
      std::optional<ServiceActions::NextPlan> plan;
      if (changing.contains(service.id)) {
        parts_.actions.callOffChange(tx, actor, service.id);
        plan = parts_.actions.nextPlan(tx, service);
        // The next term is invoiced by the plan that it will have.
        if (parts_.actions.isAboutToChange(tx, service)) continue;
      }
      const auto price = announced.find(service.id);
      if (!plan && price != announced.end() &&
          price->second.holdsFor(service, *service.billedUntil)) {
        service_prices::apply(tx, price->second, *service.billedUntil, parts_.clock.now());
        service.price = price->second.price;
      }
      const auto& next = plan ? plan->service : service;
      if (next.everyCycle().isZero() && !freeInvoices) {
        if (plan && plan->beginsWithTerm) parts_.actions.invoiced(tx, *plan, std::nullopt);
        service.billedUntil = service.paidUntil = nextPeriodOf(next).end;
        parts_.desk.save(tx, service);
        continue;
      }
      terms.push_back({next, renewalLinesOf(next)});
      plans.push_back(std::move(plan));
      renewed.push_back(std::move(service));
    }
    auto bills = billsOf(tx, terms, together);
    std::vector<InvoiceRequest> requests;
    for (auto& bill : bills) {
      bill.request.payFromCredit = payFromCredit;
      requests.push_back(std::move(bill.request));
    }
    const auto now = parts_.clock.now();
    // The invoiced time moves on first, so that an invoice that is paid as it is issued finds it
    // so.
    for (std::size_t i = 0; i < renewed.size(); ++i) {
      renewed[i].billedUntil = terms[i].lines.front().period->end;
      useDiscount(renewed[i]);
      renewed[i].updatedAt = now;
    }
    renewal_repository::moveOn(tx, renewed, now);
    const auto invoices = parts_.billing.issueAll(tx, actor, requests);
    std::vector<Issued> issued(terms.size());
    std::vector<invoice_repository::BilledPeriod> periods;
    for (std::size_t i = 0; i < bills.size(); ++i) {
      const auto& invoice = invoices[i];
      bool changes = false;
      for (const auto at : bills[i].terms) {
        static_cast<Part&>(issued[at]) = partOf(invoice, terms[at].service);
        issued[at].invoice = invoice.id;
        issued[at].number = invoice.number;
        issued[at].status = invoice.stored;
        periods.push_back({renewed[at].id, issued[at].term, invoice.id});
        if (!plans[at] || !plans[at]->beginsWithTerm) continue;
        parts_.actions.invoiced(tx, *plans[at], invoice.id);
        changes = true;
      }
      addRest(invoice, issued, bills[i].terms);
      if (changes && invoice.stored == InvoiceStatus::Paid)
        parts_.actions.changesPaid(tx, actor, {invoice.id});
    }
    try {
      invoice_repository::claimPeriods(tx, periods);
    } catch (const db::UniqueViolation&) {
      throw std::logic_error{"the next period of one of " + std::to_string(periods.size()) +
                             " services from " + renewed.front().id.text() +
                             " on is invoiced already"};
    }
    return issued;
  });
}

}  // namespace hostler
