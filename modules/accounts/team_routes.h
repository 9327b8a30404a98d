#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/accounts/account_views.h"
#include "modules/accounts/team_desk.h"

namespace hostler {

/// One of an account's users, and what they have.
struct TeamUserView : UserView {
  bool active = true;
  std::vector<Id<UserGroup>> groups;
  std::vector<Id<Role>> roles;
  std::vector<Id<Policy>> policies;
  static TeamUserView of(const User& user, const AccessGraph& graph);
  static void describe(Shape<TeamUserView>& shape);
};

/// The users of an account, and who is asked to join it.
class TeamRoutes {
 public:
  TeamRoutes(DeskParts& parts, TeamDesk& team) : parts_{parts}, team_{team} {}
  void mount(http::Router& router);

 private:
  TeamUserView one(const Scope& scope, Id<User> id);
  void mountInvitations(http::Router& router);

  DeskParts& parts_;
  TeamDesk& team_;
};

}  // namespace hostler
