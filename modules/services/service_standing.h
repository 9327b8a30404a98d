#pragma once

#include "modules/services/services.h"

namespace hostler {

/// Suspended, or about to be; an attempt at it that failed may have got as far.
inline bool isDown(const Service& service) {
  return service.status == ServiceStatus::Suspended ||
         service.provisioning == ProvisioningState::Suspending ||
         (service.status == ServiceStatus::Active && service.suspensionReason &&
          service.provisioning == ProvisioningState::Attention);
}

/// It runs, and nothing takes it down yet.
inline bool isUp(const Service& service) {
  return service.status == ServiceStatus::Active &&
         service.provisioning != ProvisioningState::Suspending &&
         service.provisioning != ProvisioningState::Terminating;
}

}  // namespace hostler
