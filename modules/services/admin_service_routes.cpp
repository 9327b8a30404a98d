// What staff do with services, whoever has them.

#include "modules/services/made_by_hand.h"
#include "modules/services/service_routes.h"

namespace hostler {

using http::Access;

namespace {

// A reason of nothing but blanks is none.
std::string trimmed(const std::string& text) {
  constexpr auto kBlanks = " \t\r\n\v\f";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

struct TerminateBody {
  std::optional<std::string> reason;
  bool withoutBackup = false;
  static void describe(Shape<TerminateBody>& shape) {
    shape.field("reason", &TerminateBody::reason).length(0, 300);
    shape.field("without_backup", &TerminateBody::withoutBackup)
        .withDefault()
        .describedAs(
            "what is in it is lost: for a plugin that makes no backups, or where one is "
            "not wanted. A reason must be given");
  }
};

struct AdminSuspendBody {
  SuspensionReason reason = SuspensionReason::Staff;
  static void describe(Shape<AdminSuspendBody>& shape) {
    shape.field("reason", &AdminSuspendBody::reason).withDefault();
  }
};

}  // namespace

void ServiceRoutes::mountAdmin(http::Router& router) {
  const auto manage = Access::staff(kManageServices);
  router
      .get<ServiceQuery, http::Page<ServiceView>>("/admin/services", manage,
                                                  [this](const auto& request) {
                                                    return list(request.actor(), request.scope(),
                                                                request.query());
                                                  })
      .named("adminListServices", "All services")
      .tagged("Admin: services");
  router
      .get<ServiceQuery, http::Page<ServiceView>>(
          "/admin/clients/{id}/services", manage,
          [this](const auto& request) {
            const auto client = request.template id<Account>();
            const auto tenant = request.scope().tenant;
            database_.read([&](db::Reader& reader) { accounts_.get(reader, tenant, client); });
            return list(request.actor(), Scope::ofAccount(tenant, client), request.query());
          })
      .named("adminListClientServices", "One client's services")
      .tagged("Clients");
  router
      .get<http::Nothing, ServiceView>("/admin/services/{id}", manage,
                                       [this](const auto& request) {
                                         return one(request.actor(), request.template id<Service>(),
                                                    true);
                                       })
      .named("adminGetService", "One service")
      .tagged("Admin: services");
  router
      .get<http::Nothing, TimelineView>("/admin/services/{id}/timeline", manage,
                                        [this](const auto& request) {
                                          return timeline(request.scope(),
                                                          request.template id<Service>(), true);
                                        })
      .named("adminGetServiceTimeline", "Everything that happened to it")
      .tagged("Admin: services");
  router
      .post<ByHand, ServiceActionView>(
          "/admin/services/{id}/provision", manage,
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            return after(request.actor(), id,
                         actions_.provision(request.actor(), id, request.body().made()));
          })
      .named("adminProvisionService", "Make it: again, or by hand")
      .tagged("Admin: services")
      .idempotent();
  router
      .post<AdminSuspendBody, ServiceActionView>(
          "/admin/services/{id}/suspend", manage,
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            return after(request.actor(), id,
                         actions_.suspend(request.actor(), id, request.body().reason));
          })
      .named("adminSuspendService", "Suspend it")
      .tagged("Admin: services")
      .idempotent();
  router
      .post<http::Nothing, ServiceActionView>(
          "/admin/services/{id}/unsuspend", manage,
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            return after(request.actor(), id, actions_.unsuspend(request.actor(), id));
          })
      .named("adminUnsuspendService", "Unsuspend it")
      .tagged("Admin: services")
      .idempotent();
  router
      .post<TerminateBody, ServiceActionView>(
          "/admin/services/{id}/terminate", manage.withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Service>();
            const auto reason = trimmed(request.body().reason.value_or(""));
            const bool waived = request.body().withoutBackup;
            if (waived && reason.empty())
              throw ValidationError{"reason", "required", "must say why it goes without a backup"};
            return after(request.actor(), id,
                         actions_.terminate(request.actor(), id, reason,
                                            waived ? LastBackup::Waived : LastBackup::Demanded));
          })
      .named("adminTerminateService", "Remove it, after a backup")
      .tagged("Admin: services")
      .idempotent();
}

}  // namespace hostler
