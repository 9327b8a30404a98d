#include "modules/automation/overdue_service.h"

namespace hostler {

bool waitsForHand(const Service& service) {
  return service.plugin.empty() && service.provisioning == ProvisioningState::Attention;
}

std::string_view whyNotTakenDown(const Service& service, bool owes, Date day) {
  const bool byClient = service.isSuspendedByClient();
  if (service.status != ServiceStatus::Active && !byClient) return "it does not run";
  if (waitsForHand(service)) return "a person has to do it";
  if (byClient && service.provisioning != ProvisioningState::Idle)
    return "something is being done to it";
  if (service.provisioning == ProvisioningState::Suspending ||
      service.provisioning == ProvisioningState::Terminating)
    return "it is being taken down already";
  if (!owes || !service.paidUntil || !(*service.paidUntil < day)) return "nothing of it is overdue";
  return {};
}

}  // namespace hostler
