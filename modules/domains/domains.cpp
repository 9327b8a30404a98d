#include "modules/domains/domains.h"

#include "core/time/time_zone.h"

namespace hostler {

bool mayBecome(DomainStatus from, DomainStatus to) {
  using enum DomainStatus;
  if (from == to) return true;
  switch (from) {
    case Pending:
      return to == Active || to == Transferring || to == Cancelled || to == Failed;
    case Transferring:
      return to == Active || to == Expired || to == Cancelled || to == Failed;
    case Active:
    case Expired:
    case Redemption:
      return to == Active || to == Expired || to == Redemption || to == TransferredAway ||
             to == Cancelled;
    case TransferredAway:
    case Cancelled:
    case Failed:
      break;
  }
  return false;
}

bool isLive(DomainStatus status) {
  return status == DomainStatus::Pending || status == DomainStatus::Transferring || isHeld(status);
}

bool isHeld(DomainStatus status) {
  return status == DomainStatus::Active || status == DomainStatus::Expired ||
         status == DomainStatus::Redemption;
}

DomainStatus stageOn(Date today, Date expiresOn, const Tld& tld) {
  const auto past = expiresOn.daysUntil(today);
  if (past <= 0) return DomainStatus::Active;
  if (past <= tld.graceDays) return DomainStatus::Expired;
  if (past <= tld.graceDays + tld.redemptionDays) return DomainStatus::Redemption;
  return DomainStatus::Cancelled;
}

std::optional<Date> Domain::expiresOn() const {
  if (!expiresAt) return std::nullopt;
  static const auto kUtc = TimeZone::named("UTC");
  return kUtc.dateOf(*expiresAt);
}

void DomainFact::describe(Shape<DomainFact>& shape) {
  shape.field("domain", &DomainFact::domain);
  shape.field("account", &DomainFact::account);
  shape.field("name", &DomainFact::name);
}

void DomainRenewed::describe(Shape<DomainRenewed>& shape) {
  shape.include<DomainFact>();
  shape.field("expires_on", &DomainRenewed::expiresOn);
}

void DomainRefused::describe(Shape<DomainRefused>& shape) {
  shape.include<DomainFact>();
  shape.field("action", &DomainRefused::action);
  shape.field("reason", &DomainRefused::reason);
}

void DomainExpiring::describe(Shape<DomainExpiring>& shape) {
  shape.include<DomainFact>();
  shape.field("expires_on", &DomainExpiring::expiresOn);
  shape.field("days_left", &DomainExpiring::daysLeft);
  shape.field("auto_renew", &DomainExpiring::autoRenew);
}

void DomainLost::describe(Shape<DomainLost>& shape) {
  shape.include<DomainFact>();
  shape.field("status", &DomainLost::status);
}

void DomainNeedsAttention::describe(Shape<DomainNeedsAttention>& shape) {
  shape.include<DomainFact>();
  shape.field("step", &DomainNeedsAttention::step);
  shape.field("reason", &DomainNeedsAttention::reason);
}

}  // namespace hostler
