#include "modules/support/department_routes.h"

#include "modules/support/support_permissions.h"

namespace hostler {

using http::Access;
using http::Nothing;

DepartmentView DepartmentView::forClients(const Department& department) {
  DepartmentView view;
  view.id = department.id;
  view.name = department.name;
  view.description = department.description;
  view.firstResponseMinutes = department.firstResponseMinutes;
  return view;
}

DepartmentView DepartmentView::forStaff(const Department& department) {
  auto view = forClients(department);
  view.email = department.email;
  view.isPublic = department.isPublic;
  view.position = department.position;
  return view;
}

void DepartmentView::describe(Shape<DepartmentView>& shape) {
  shape.field("id", &DepartmentView::id);
  shape.field("name", &DepartmentView::name);
  shape.field("description", &DepartmentView::description);
  shape.field("email", &DepartmentView::email);
  shape.field("public", &DepartmentView::isPublic);
  shape.field("first_response_minutes", &DepartmentView::firstResponseMinutes);
  shape.field("position", &DepartmentView::position);
}

void DepartmentRoutes::mount(http::Router& router) {
  const auto read = Access::staff(kReadTickets), manage = Access::staff(kManageDepartments);
  const std::string all = "/admin/departments", one = "/admin/departments/{id}";
  router
      .get<Nothing, http::Page<DepartmentView>>(
          "/departments", Access::client(kReadTickets),
          [this](const auto& request) {
            http::Page<DepartmentView> page;
            for (const auto& department : database_.read([&](db::Reader& reader) {
                   return departments_.list(reader, request.scope().tenant);
                 })) {
              if (department.isPublic) page.data.push_back(DepartmentView::forClients(department));
            }
            return page;
          })
      .named("listDepartments", "Whom a ticket can go to")
      .tagged("Support");
  router
      .get<Nothing, http::Page<DepartmentView>>(
          all, read,
          [this](const auto& request) {
            http::Page<DepartmentView> page;
            for (const auto& department : database_.read([&](db::Reader& reader) {
                   return departments_.list(reader, request.scope().tenant);
                 }))
              page.data.push_back(DepartmentView::forStaff(department));
            return page;
          })
      .named("adminListDepartments", "Departments")
      .tagged("Admin: support");
  router
      .get<Nothing, DepartmentView>(
          one, read,
          [this](const auto& request) {
            return DepartmentView::forStaff(database_.read([&](db::Reader& reader) {
              return departments_.get(reader, request.scope().tenant,
                                      request.template id<Department>());
            }));
          })
      .named("adminGetDepartment", "One department")
      .tagged("Admin: support");
  router
      .post<DepartmentEdit, DepartmentView>(
          all, manage,
          [this](const auto& request) {
            return DepartmentView::forStaff(departments_.add(request.actor(), request.body()));
          })
      .named("adminAddDepartment", "Add a department")
      .tagged("Admin: support")
      .creates();
  router
      .patch<DepartmentEdit, DepartmentView>(
          one, manage,
          [this](const auto& request) {
            return DepartmentView::forStaff(departments_.change(
                request.actor(), request.template id<Department>(), request.body()));
          })
      .named("adminChangeDepartment", "Change a department")
      .tagged("Admin: support")
      .guardedBy<DepartmentView>([this](const http::Context& context) {
        return DepartmentView::forStaff(database_.read([&](db::Reader& reader) {
          return departments_.get(reader, context.tenant(), context.pathId<Department>());
        }));
      });
  router
      .remove<Nothing, Nothing>(one, manage,
                                [this](const auto& request) {
                                  departments_.remove(request.actor(),
                                                      request.template id<Department>());
                                })
      .named("adminRemoveDepartment", "Remove a department; its tickets stay")
      .tagged("Admin: support");
}

}  // namespace hostler
