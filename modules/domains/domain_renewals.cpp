#include "modules/domains/domain_renewals.h"

#include "modules/catalog/tld_repository.h"
#include "modules/domains/cost_limit.h"

#include <algorithm>

namespace hostler {

InvoiceRequest DomainRenewals::requestOf(db::Reader& reader, const Domain& domain,
                                         const Wanted& wanted) {
  if (!domain.isHeld() || !domain.expiresAt) throw DomainStateForbids{domain, "renew"};
  if (domain_term_repository::openOf(reader, domain.id)) {
    throw DomainError{"renewal_under_way", 409,
                      "A renewal of this domain is open already: pay its invoice."};
  }
  const auto tld = tld_repository::findByName(reader, domain.tenant, domain.tld);
  InvoiceRequest request;
  request.account = domain.account;
  request.kind = InvoiceKind::Renewal;
  request.currency = parts_.accounts.get(reader, domain.tenant, domain.account).currency;
  if (tld) request.lines = renewalLines(domain, *tld, wanted.years, request.currency);
  if (request.lines.empty()) {
    throw DomainError{"item_not_on_sale", 409,
                      "This domain cannot be renewed for so many years here."};
  }
  for (auto& line : request.lines) line.subject.domain = domain.id;
  request.dueDate = std::max(parts_.tenants.today(domain.tenant), domain.expiresOn().value());
  request.payFromCredit = wanted.payFromCredit;
  return request;
}

Invoice DomainRenewals::foresee(db::Reader& reader, const Domain& domain, const Wanted& wanted,
                                std::set<Id<BillableItem>>& taken) {
  return parts_.billing.preview(reader, domain.tenant, {requestOf(reader, domain, wanted)}, &taken)
      .front();
}

Invoice DomainRenewals::issue(db::Transaction& tx, const Actor& actor, Domain& domain,
                              const Wanted& wanted) {
  auto request = requestOf(tx, domain, wanted);
  const auto currency = request.currency;
  const auto& lines = request.lines;
  const auto now = parts_.clock.now();
  DomainTerm term;
  term.id = parts_.ids.next<DomainTerm>();
  term.tenant = domain.tenant;
  term.account = domain.account;
  term.domain = domain.id;
  term.action = renewalActionFor(domain);
  term.years = wanted.years;
  term.expectedAt = domain.expiresAt;
  term.invoice = parts_.ids.next<Invoice>();
  term.total = parts_.billing.quote(tx, domain.tenant, domain.account, currency, lines).total;
  auto sold = Money::zero(currency);
  for (const auto& line : lines) sold = sold.plus(line.unitPrice);
  term.registrarCost = RegistrarCost::of(sold, wanted.years).json();
  if (wanted.byOwner) term.agreedFrom = actor.origin.address;
  term.agreedAt = term.createdAt = term.updatedAt = now;
  // The term stands before its invoice is issued: what credit pays is paid in that very moment.
  domain_term_repository::insert(tx, term);
  parts_.desk.step(tx, actor, domain, "renewal_invoiced");
  request.id = term.invoice;
  return parts_.billing.issue(tx, actor, request);
}

}  // namespace hostler
