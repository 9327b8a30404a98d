#include "modules/accounts/access_views.h"

namespace hostler {

PolicyView PolicyView::of(const Policy& policy) {
  PolicyView view{policy.id,      policy.name,      policy.description, policy.effect,
                  policy.actions, policy.resources, std::nullopt,       policy.isShipped()};
  if (!policy.conditions.empty()) view.conditions = policy.conditions;
  return view;
}

void PolicyView::describe(Shape<PolicyView>& shape) {
  shape.field("id", &PolicyView::id);
  shape.field("name", &PolicyView::name);
  shape.field("description", &PolicyView::description);
  shape.field("effect", &PolicyView::effect);
  shape.field("actions", &PolicyView::actions);
  shape.field("resources", &PolicyView::resources);
  shape.field("conditions", &PolicyView::conditions);
  shape.field("shipped", &PolicyView::shipped)
      .describedAs("the same everywhere, not to be changed");
}

UserGroupView UserGroupView::of(const AccessSet& set, const AccessGraph& graph) {
  const AccessNode node{AccessKind::Group, set.id};
  return {Id<UserGroup>::of(set.id), set.name, graph.membersOf(Id<UserGroup>::of(set.id)),
          graph.straight<Role>(node, AccessKind::Role),
          graph.straight<Policy>(node, AccessKind::Policy)};
}

void UserGroupView::describe(Shape<UserGroupView>& shape) {
  shape.field("id", &UserGroupView::id);
  shape.field("name", &UserGroupView::name);
  shape.field("members", &UserGroupView::members);
  shape.field("roles", &UserGroupView::roles);
  shape.field("policies", &UserGroupView::policies);
}

UserRoleView UserRoleView::of(const AccessSet& set, const AccessGraph& graph) {
  return {Id<Role>::of(set.id), set.name, set.description,
          graph.straight<Policy>({AccessKind::Role, set.id}, AccessKind::Policy)};
}

void UserRoleView::describe(Shape<UserRoleView>& shape) {
  shape.field("id", &UserRoleView::id);
  shape.field("name", &UserRoleView::name);
  shape.field("description", &UserRoleView::description);
  shape.field("policies", &UserRoleView::policies);
}

AccessSetEdit UserGroupBody::edit() const {
  AccessSetEdit edit;
  edit.name = name;
  edit.members = members;
  edit.roles = roles;
  edit.policies = policies;
  return edit;
}

void UserGroupBody::describe(Shape<UserGroupBody>& shape) {
  shape.field("name", &UserGroupBody::name).length(1, 80);
  shape.field("members", &UserGroupBody::members);
  shape.field("roles", &UserGroupBody::roles);
  shape.field("policies", &UserGroupBody::policies);
}

AccessSetEdit UserRoleBody::edit() const {
  AccessSetEdit edit;
  edit.name = name;
  edit.description = description;
  edit.policies = policies;
  return edit;
}

void UserRoleBody::describe(Shape<UserRoleBody>& shape) {
  shape.field("name", &UserRoleBody::name).length(1, 80);
  shape.field("description", &UserRoleBody::description).length(0, 500);
  shape.field("policies", &UserRoleBody::policies);
}

void SimulationContext::describe(Shape<SimulationContext>& shape) {
  shape.field("ip", &SimulationContext::ip).length(2, 45);
  shape.field("fresh_factor", &SimulationContext::freshFactor);
  shape.field("at", &SimulationContext::at);
}

void SimulationBody::describe(Shape<SimulationBody>& shape) {
  shape.field("user", &SimulationBody::user);
  shape.field("action", &SimulationBody::action).length(1, 80);
  shape.field("resource", &SimulationBody::resource)
      .length(1, 255)
      .describedAs("an id; none: no single one, as for a list");
  shape.field("context", &SimulationBody::context);
}

void SimulationView::describe(Shape<SimulationView>& shape) {
  shape.field("allowed", &SimulationView::allowed);
  shape.field("because", &SimulationView::because);
  shape.field("policy", &SimulationView::policy).nullable();
}

}  // namespace hostler
