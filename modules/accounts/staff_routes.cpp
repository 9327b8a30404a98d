#include "modules/accounts/staff_routes.h"

#include "modules/accounts/account_permissions.h"
#include "modules/accounts/account_views.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

struct NewStaffBody {
  std::string email, name, role;
  static void describe(Shape<NewStaffBody>& shape) {
    shape.field("email", &NewStaffBody::email).email();
    shape.field("name", &NewStaffBody::name).length(1, 160);
    shape.field("role", &NewStaffBody::role)
        .length(1, 20)
        .describedAs("of those at GET /api/admin/roles");
  }
};

struct StaffChangeBody {
  std::optional<std::string> name, role;
  std::optional<bool> active;
  static void describe(Shape<StaffChangeBody>& shape) {
    shape.field("name", &StaffChangeBody::name).length(1, 160);
    shape.field("role", &StaffChangeBody::role).length(1, 20);
    shape.field("active", &StaffChangeBody::active);
  }
};

struct StaffView : UserView {
  UserStatus status = UserStatus::Active;
  static StaffView of(const User& user) {
    StaffView view;
    static_cast<UserView&>(view) = UserView::of(user);
    view.status = user.status;
    return view;
  }
  static void describe(Shape<StaffView>& shape) {
    shape.include<UserView>();
    shape.field("status", &StaffView::status);
  }
};

struct RoleBody {
  std::vector<std::string> actions;
  static void describe(Shape<RoleBody>& shape) {
    shape.field("actions", &RoleBody::actions)
        .count(0, 200)
        .describedAs("actions and patterns; one behind a ! takes away");
  }
};

struct NewRoleBody : RoleBody {
  std::string name;
  static void describe(Shape<NewRoleBody>& shape) {
    shape.field("name", &NewRoleBody::name)
        .length(2, 20)
        .pattern("[a-z][a-z0-9_-]*",
                 "must be lower-case letters, digits, dashes or underscores, a letter first");
    shape.include<RoleBody>();
  }
};

struct RoleView {
  std::string id, name;
  std::vector<std::string> actions;
  bool shipped = true;
  int members = 0;
  static RoleView of(const StaffDesk::Role& role) {
    return {role.name, role.name, role.actions, StaffRoles::isShipped(role.name), role.members};
  }
  static void describe(Shape<RoleView>& shape) {
    shape.field("id", &RoleView::id).describedAs("its name");
    shape.field("name", &RoleView::name);
    shape.field("actions", &RoleView::actions);
    shape.field("shipped", &RoleView::shipped).describedAs("one that cannot be removed");
    shape.field("members", &RoleView::members).describedAs("how many staff have it");
  }
};

}  // namespace

void StaffRoutes::mount(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<StaffView>>(
          "/admin/staff", Access::staff(kReadStaff),
          [this](const auto& request) {
            const auto& query = request.query();
            auto users =
                staff_.list(request.scope().tenant, http::ListOrder::of(query), query.limit + 1);
            return http::Page<StaffView>::of(std::move(users), query.limit, StaffView::of,
                                             [](const User& user) {
                                               return http::Cursor{user.id.value(), 0};
                                             });
          })
      .named("listStaff", "Staff")
      .tagged("Staff");
  router
      .get<Nothing, StaffView>(
          "/admin/staff/{id}", Access::staff(kReadStaff),
          [this](const auto& request) {
            const auto id = request.template id<User>();
            return StaffView::of(parts_.engine.database.read([&](db::Reader& reader) {
              return staff_.get(reader, request.scope().tenant, id);
            }));
          })
      .named("getStaff", "One member of staff")
      .tagged("Staff");
  router
      .post<NewStaffBody, StaffView>(
          "/admin/staff", Access::staff(kManageStaff).withFreshFactor(),
          [this](const auto& request) {
            const auto& body = request.body();
            return StaffView::of(staff_.invite(request.actor(), body.email, body.name, body.role));
          })
      .named("inviteStaff", "Invite somebody to the staff")
      .tagged("Staff")
      .creates();
  router
      .patch<StaffChangeBody, StaffView>(
          "/admin/staff/{id}", Access::staff(kManageStaff).withFreshFactor(),
          [this](const auto& request) {
            const auto& body = request.body();
            return StaffView::of(staff_.change(request.actor(), request.template id<User>(),
                                               {body.name, body.role, body.active}));
          })
      .named("changeStaff", "Name, role, or whether somebody may sign in")
      .tagged("Staff");
  router
      .remove<Nothing, Nothing>("/admin/staff/{id}", Access::staff(kManageStaff).withFreshFactor(),
                                [this](const auto& request) {
                                  staff_.remove(request.actor(), request.template id<User>());
                                })
      .named("removeStaff", "Take somebody off the staff")
      .tagged("Staff");
  mountRoles(router);
}

void StaffRoutes::mountRoles(http::Router& router) {
  const auto manage = Access::staff(kManageStaff).withFreshFactor();
  router
      .get<Nothing, http::Page<RoleView>>(
          "/admin/roles", Access::staff(kReadStaff),
          [this](const auto& request) {
            http::Page<RoleView> page;
            for (const auto& role : staff_.roles(request.scope().tenant))
              page.data.push_back(RoleView::of(role));
            return page;
          })
      .named("listRoles", "Roles of staff")
      .tagged("Staff");
  router
      .get<Nothing, RoleView>(
          "/admin/roles/{id}", Access::staff(kReadStaff),
          [this](const auto& request) {
            return RoleView::of(staff_.role(request.scope().tenant, request.pathText("id")));
          })
      .named("getRole", "One role of staff")
      .tagged("Staff");
  router
      .post<NewRoleBody, RoleView>(
          "/admin/roles", manage,
          [this](const auto& request) {
            const auto& body = request.body();
            return RoleView::of(staff_.addRole(request.actor(), body.name, body.actions));
          })
      .named("addRole", "Add a role of staff")
      .tagged("Staff")
      .creates();
  router
      .patch<RoleBody, RoleView>(
          "/admin/roles/{id}", manage,
          [this](const auto& request) {
            return RoleView::of(
                staff_.changeRole(request.actor(), request.pathText("id"), request.body().actions));
          })
      .named("changeRole", "What a role may")
      .tagged("Staff");
  router
      .remove<Nothing, Nothing>("/admin/roles/{id}", manage,
                                [this](const auto& request) {
                                  staff_.removeRole(request.actor(), request.pathText("id"));
                                })
      .named("removeRole", "Remove a role that nobody has")
      .tagged("Staff");
}

}  // namespace hostler
