#include "modules/services/renewals.h"

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

void useDiscount(Service& service) {
  if (!service.discount || !service.discount->cyclesLeft) return;
  if (--*service.discount->cyclesLeft <= 0) service.discount.reset();
}

bool isRenewable(const Service& service) {
  const bool runs = service.status == ServiceStatus::Active || service.isSuspendedByClient();
  if (!runs || !service.billedUntil || service.cycle == Cycle::OneTime)
    return false;
  return !service.cancelOn || *service.billedUntil < *service.cancelOn;
}

}  // namespace

Period nextPeriodOf(const Service& service) {
  return periodFrom(service.billedUntil.value(), service.cycle, service.anchorDay);
}

LineDraft renewalLineOf(const Service& service) {
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

std::vector<Renewals::Issued> Renewals::issue(const Actor& actor,
                                              const std::vector<Id<Service>>& ids,
                                              bool payFromCredit) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    std::vector<Service> renewed;
    std::vector<InvoiceRequest> requests;
    for (auto& service : parts_.services.lockAll(tx, ids)) {
      if (!isRenewable(service)) continue;
      parts_.actions.callOffChange(tx, actor, service.id);
      // What is free renews without a document.
      if (service.price.isZero()) {
        service.billedUntil = service.paidUntil = nextPeriodOf(service).end;
        parts_.desk.save(tx, service);
        continue;
      }
      InvoiceRequest request;
      request.account = service.account;
      request.kind = InvoiceKind::Renewal;
      request.currency = service.price.currency();
      request.lines = {renewalLineOf(service)};
      request.dueDate = service.billedUntil;
      request.payFromCredit = payFromCredit;
      requests.push_back(std::move(request));
      renewed.push_back(std::move(service));
    }
    // The invoiced time moves on first, so that an invoice that is paid as it is issued finds it
    // so.
    for (std::size_t i = 0; i < renewed.size(); ++i) {
      renewed[i].billedUntil = requests[i].lines.front().period->end;
      useDiscount(renewed[i]);
      renewed[i].updatedAt = parts_.clock.now();
    }
    parts_.services.saveAll(tx, renewed);
    const auto invoices = parts_.billing.issueAll(tx, actor, requests);
    std::vector<Issued> issued;
    for (std::size_t i = 0; i < invoices.size(); ++i) {
      const auto& period = *requests[i].lines.front().period;
      if (!parts_.billing.claimPeriod(tx, renewed[i].id, period, invoices[i].id)) {
        throw std::logic_error{"the period of " + renewed[i].id.text() + " from " +
                               period.start.text() + " is invoiced already"};
      }
      issued.push_back({renewed[i].id, invoices[i].id, invoices[i].number, invoices[i].total,
                        invoices[i].dueDate});
    }
    return issued;
  });
}

}  // namespace hostler
