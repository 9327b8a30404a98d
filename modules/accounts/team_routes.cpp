#include "modules/accounts/team_routes.h"

#include "modules/accounts/account_permissions.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/password_rule.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

Constraints& likeAUsername(Constraints& constraints) {
  return constraints.length(3, 64).pattern(
      "[A-Za-z][A-Za-z0-9._-]*", "must be letters, digits, dots and dashes, a letter first");
}

Constraints& likeAPassword(Constraints& constraints) {
  return constraints.length(kLeastPasswordCharacters, kMostPasswordCharacters).secret();
}

struct NewTeamUserBody : AccessGiven {
  std::string username, email, password;
  std::optional<std::string> name;
  static void describe(Shape<NewTeamUserBody>& shape) {
    likeAUsername(shape.field("username", &NewTeamUserBody::username));
    shape.field("email", &NewTeamUserBody::email).email();
    shape.field("name", &NewTeamUserBody::name).length(1, 160);
    likeAPassword(shape.field("password", &NewTeamUserBody::password));
    shape.include<AccessGiven>();
  }
};

struct TeamUserChange : AccessGiven {
  std::optional<std::string> name;
  std::optional<bool> active;
  static void describe(Shape<TeamUserChange>& shape) {
    shape.field("name", &TeamUserChange::name).length(1, 160);
    shape.field("active", &TeamUserChange::active);
    shape.include<AccessGiven>();
  }
};

struct InvitationBody : AccessGiven {
  std::string email;
  std::optional<std::string> name;
  static void describe(Shape<InvitationBody>& shape) {
    shape.field("email", &InvitationBody::email).email();
    shape.field("name", &InvitationBody::name).length(1, 160);
    shape.include<AccessGiven>();
  }
};

struct InvitationView : AccessGiven {
  Id<Invitation> id;
  std::string email, name;
  Id<User> invitedBy;
  Instant createdAt, expiresAt;
  static InvitationView of(const Invitation& invitation) {
    InvitationView view;
    static_cast<AccessGiven&>(view) = invitation.access;
    view.id = invitation.id;
    view.email = invitation.email;
    view.name = invitation.name;
    view.invitedBy = invitation.invitedBy;
    view.createdAt = invitation.createdAt;
    view.expiresAt = invitation.expiresAt;
    return view;
  }
  static void describe(Shape<InvitationView>& shape) {
    shape.field("id", &InvitationView::id);
    shape.field("email", &InvitationView::email);
    shape.field("name", &InvitationView::name);
    shape.field("invited_by", &InvitationView::invitedBy);
    shape.field("created_at", &InvitationView::createdAt);
    shape.field("expires_at", &InvitationView::expiresAt);
    shape.include<AccessGiven>();
  }
};

struct AcceptInviteBody {
  std::string token, username, password;
  static void describe(Shape<AcceptInviteBody>& shape) {
    shape.field("token", &AcceptInviteBody::token).length(1, 200).secret();
    likeAUsername(shape.field("username", &AcceptInviteBody::username));
    likeAPassword(shape.field("password", &AcceptInviteBody::password));
  }
};

/// What the new user signs in with.
struct AcceptedInviteView {
  std::string account;
  std::optional<std::string> alias;
  std::string username;
  static void describe(Shape<AcceptedInviteView>& shape) {
    shape.field("account", &AcceptedInviteView::account).describedAs("12 digits");
    shape.field("alias", &AcceptedInviteView::alias).nullable();
    shape.field("username", &AcceptedInviteView::username);
  }
};

}  // namespace

TeamUserView TeamUserView::of(const User& user, const AccessGraph& graph) {
  TeamUserView view;
  static_cast<UserView&>(view) = UserView::of(user);
  view.active = user.isActive();
  const auto node = AccessNode::of(user.id);
  view.groups = graph.straight<UserGroup>(node, AccessKind::Group);
  view.roles = graph.straight<Role>(node, AccessKind::Role);
  view.policies = graph.straight<Policy>(node, AccessKind::Policy);
  return view;
}

void TeamUserView::describe(Shape<TeamUserView>& shape) {
  shape.include<UserView>();
  shape.field("active", &TeamUserView::active);
  shape.field("groups", &TeamUserView::groups);
  shape.field("roles", &TeamUserView::roles);
  shape.field("policies", &TeamUserView::policies);
}

TeamUserView TeamRoutes::one(const Scope& scope, Id<User> id) {
  return parts_.engine.database.read([&](db::Reader& reader) {
    return TeamUserView::of(team_.get(reader, scope, id),
                            AccessGraph::load(reader, scope.account.value()));
  });
}

void TeamRoutes::mount(http::Router& router) {
  const auto read = Access::client(kReadUsers);
  const auto manage = Access::client(kManageUsers).withFreshFactor().notImpersonated();
  router
      .get<Nothing, http::Page<TeamUserView>>(
          "/account/users", read,
          [this](const auto& request) {
            const auto scope = request.scope();
            return parts_.engine.database.read([&](db::Reader& reader) {
              const auto graph = AccessGraph::load(reader, *scope.account);
              http::Page<TeamUserView> page;
              // What a policy denies is left out, of this list and of all others.
              for (const auto& user : team_repository::users(reader, scope)) {
                if (request.actor().may(kReadUsers.action, user.id.text()))
                  page.data.push_back(TeamUserView::of(user, graph));
              }
              return page;
            });
          })
      .named("listUsers", "Who signs in to this account")
      .tagged("Team");
  router
      .get<Nothing, TeamUserView>(
          "/account/users/{id}", read,
          [this](const auto& request) { return one(request.scope(), request.template id<User>()); })
      .named("getUser", "One of them")
      .tagged("Team");
  router
      .post<NewTeamUserBody, TeamUserView>(
          "/account/users", manage,
          [this](const auto& request) {
            const auto& body = request.body();
            const auto user = team_.add(request.actor(), {body.username, body.name.value_or(""),
                                                          body.email, Secret{body.password}, body});
            return one(request.scope(), user.id);
          })
      .named("addUser", "Make a user with a first password")
      .tagged("Team")
      .creates();
  router
      .patch<TeamUserChange, TeamUserView>(
          "/account/users/{id}", manage,
          [this](const auto& request) {
            const auto& body = request.body();
            const auto id = request.template id<User>();
            team_.change(request.actor(), id, {body.name, body.active, body});
            return one(request.scope(), id);
          })
      .named("changeUser", "Change what a user may, or switch them off")
      .tagged("Team")
      .guardedBy<TeamUserView>([this](const http::Context& context) {
        return one(context.scope(), context.pathId<User>());
      });
  router
      .remove<Nothing, Nothing>("/account/users/{id}", manage,
                                [this](const auto& request) {
                                  team_.remove(request.actor(), request.template id<User>());
                                })
      .named("removeUser", "Take a user out, with their sessions and keys")
      .tagged("Team");
  mountInvitations(router);
}

void TeamRoutes::mountInvitations(http::Router& router) {
  const auto manage = Access::client(kManageUsers).withFreshFactor().notImpersonated();
  router
      .get<http::ListQuery, http::Page<InvitationView>>(
          "/account/invitations", Access::client(kReadUsers),
          [this](const auto& request) {
            const auto& query = request.query();
            return http::Page<InvitationView>::of(
                team_.invitations(request.scope(), http::ListOrder::of(query), query.limit + 1),
                query.limit, [](const Invitation& one) { return InvitationView::of(one); },
                [](const Invitation& one) {
                  return http::Cursor{one.id.value(), 0};
                },
                [&](const Invitation& one) {
                  return request.actor().may(kReadUsers.action, one.id.text());
                });
          })
      .named("listInvitations", "Who was asked to join and has not answered")
      .tagged("Team");
  router
      .post<InvitationBody, InvitationView>(
          "/account/invitations", manage,
          [this](const auto& request) {
            const auto& body = request.body();
            return InvitationView::of(
                team_.invite(request.actor(), body.email, body.name.value_or(""), body));
          })
      .named("inviteUser", "Mail a link by which somebody joins the account")
      .tagged("Team")
      .creates();
  router
      .remove<Nothing, Nothing>("/account/invitations/{id}", manage,
                                [this](const auto& request) {
                                  team_.withdraw(request.actor(),
                                                 request.template id<Invitation>());
                                })
      .named("withdrawInvitation", "End an invitation")
      .tagged("Team");
  router
      .post<AcceptInviteBody, AcceptedInviteView>(
          "/auth/accept-invite", Access::everyone(),
          [this](const auto& request) {
            const auto& body = request.body();
            const auto tenant = request.scope().tenant;
            const auto user = team_.accept(tenant, body.token, body.username, Secret{body.password},
                                           request.actor().origin);
            const auto account = parts_.engine.database.read([&](db::Reader& reader) {
              return account_repository::find(reader, tenant, *user.account);
            });
            return AcceptedInviteView{account->number, account->alias, *user.username};
          })
      .named("acceptInvite", "Join an account with the link's token")
      .tagged("Team")
      .limited(http::Rate::Auth)
      .answers(201);
}

}  // namespace hostler
