#include "modules/services/evidence.h"

#include "core/problem/problem.h"

namespace hostler {

void mustNotBeEvidence(const Actor& actor, const Service& service, const std::string& instead) {
  if (!actor.isClient()) return;
  const auto support = instead.empty() ? std::string{" Write to support."}
                                       : " " + instead + ", or write to support.";
  if (actor.suspended) {
    throw DomainError{"account_suspended", 403,
                      "This account is suspended: nothing of it is removed at once." + support};
  }
  const bool isHeld = service.suspensionReason == SuspensionReason::Abuse ||
                      service.suspensionReason == SuspensionReason::Dispute;
  if (!isHeld) return;
  throw DomainError{
      "service_held",
      409,
      "It is suspended for abuse or a dispute and stays as it is until that is settled." + support,
      {{"suspension_reason", wordOf(*service.suspensionReason)}}};
}

}  // namespace hostler
