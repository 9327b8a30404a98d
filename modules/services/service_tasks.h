#pragma once

#include "core/shape/shape.h"
#include "modules/services/services.h"

namespace hostler {

// Tasks of the queue, one for each thing that is done to a service at its provider.

struct CreateService {
  static constexpr std::string_view kKind = "services.create";
  Id<Service> service;
  static void describe(Shape<CreateService>& shape) {
    shape.field("service", &CreateService::service);
  }
};

struct SuspendService {
  static constexpr std::string_view kKind = "services.suspend";
  Id<Service> service;
  static void describe(Shape<SuspendService>& shape) {
    shape.field("service", &SuspendService::service);
  }
};

struct UnsuspendService {
  static constexpr std::string_view kKind = "services.unsuspend";
  Id<Service> service;
  static void describe(Shape<UnsuspendService>& shape) {
    shape.field("service", &UnsuspendService::service);
  }
};

struct TerminateService {
  static constexpr std::string_view kKind = "services.terminate";
  Id<Service> service;
  static void describe(Shape<TerminateService>& shape) {
    shape.field("service", &TerminateService::service);
  }
};

struct ChangeServicePassword {
  static constexpr std::string_view kKind = "services.change_password";
  Id<Service> service;
  static void describe(Shape<ChangeServicePassword>& shape) {
    shape.field("service", &ChangeServicePassword::service);
  }
};

/// Changes the plan as a paid (or free) change of service_changes says.
struct ChangeServicePackage {
  static constexpr std::string_view kKind = "services.change_package";
  Id<Service> service;
  std::int64_t change = 0;
  static void describe(Shape<ChangeServicePackage>& shape) {
    shape.field("service", &ChangeServicePackage::service);
    shape.field("change", &ChangeServicePackage::change);
  }
};

}  // namespace hostler
