#pragma once

#include "modules/accounts/access_desk.h"

namespace hostler {

struct PolicyView {
  Id<Policy> id;
  std::string name, description;
  PolicyEffect effect = PolicyEffect::Allow;
  std::vector<std::string> actions, resources;
  std::optional<PolicyConditions> conditions;
  bool shipped = false;
  static PolicyView of(const Policy& policy);
  static void describe(Shape<PolicyView>& shape);
};

struct UserGroupView {
  Id<UserGroup> id;
  std::string name;
  std::vector<Id<User>> members;
  std::vector<Id<Role>> roles;
  std::vector<Id<Policy>> policies;
  static UserGroupView of(const AccessSet& set, const AccessGraph& graph);
  static void describe(Shape<UserGroupView>& shape);
};

struct UserRoleView {
  Id<Role> id;
  std::string name, description;
  std::vector<Id<Policy>> policies;
  static UserRoleView of(const AccessSet& set, const AccessGraph& graph);
  static void describe(Shape<UserRoleView>& shape);
};

struct UserGroupBody {
  std::optional<std::string> name;
  std::optional<std::vector<Id<User>>> members;
  std::optional<std::vector<Id<Role>>> roles;
  std::optional<std::vector<Id<Policy>>> policies;
  AccessSetEdit edit() const;
  static void describe(Shape<UserGroupBody>& shape);
};

struct UserRoleBody {
  std::optional<std::string> name, description;
  std::optional<std::vector<Id<Policy>>> policies;
  AccessSetEdit edit() const;
  static void describe(Shape<UserRoleBody>& shape);
};

struct SimulationContext {
  std::optional<std::string> ip;
  std::optional<bool> freshFactor;
  std::optional<Instant> at;
  static void describe(Shape<SimulationContext>& shape);
};

struct SimulationBody {
  Id<User> user;
  std::string action;
  std::optional<std::string> resource;
  std::optional<SimulationContext> context;
  static void describe(Shape<SimulationBody>& shape);
};

struct SimulationView {
  bool allowed = false;
  std::string because;
  std::optional<Id<Policy>> policy;
  static void describe(Shape<SimulationView>& shape);
};

}  // namespace hostler
