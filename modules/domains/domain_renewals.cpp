#include "modules/domains/domain_renewals.h"

#include "modules/catalog/tld_repository.h"
#include "modules/domains/cost_limit.h"

namespace hostler {

Invoice DomainRenewals::issue(db::Transaction& tx, const Actor& actor, Domain& domain,
                              const Wanted& wanted) {
  if (!domain.isHeld() || !domain.expiresAt) throw DomainStateForbids{domain, "renew"};
  if (domain_term_repository::openOf(tx, domain.id)) {
    throw DomainError{"renewal_under_way", 409,
                      "A renewal of this domain is open already: pay its invoice."};
  }
  const auto tld = tld_repository::findByName(tx, domain.tenant, domain.tld);
  const auto currency = parts_.accounts.get(tx, domain.tenant, domain.account).currency;
  const auto lines =
      tld ? renewalLines(domain, *tld, wanted.years, currency) : std::vector<LineDraft>{};
  if (lines.empty()) {
    throw DomainError{"item_not_on_sale", 409,
                      "This domain cannot be renewed for so many years here."};
  }
  const auto today = parts_.tenants.today(domain.tenant);
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
  InvoiceRequest request;
  request.id = term.invoice;
  request.account = domain.account;
  request.kind = InvoiceKind::Renewal;
  request.currency = currency;
  request.lines = lines;
  for (auto& line : request.lines) line.subject.domain = domain.id;
  const auto expiresOn = domain.expiresOn().value();
  request.dueDate = today < expiresOn ? expiresOn : today;
  request.payFromCredit = wanted.payFromCredit;
  return parts_.billing.issue(tx, actor, request);
}

}  // namespace hostler
