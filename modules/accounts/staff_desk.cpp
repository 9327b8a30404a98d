#include "modules/accounts/staff_desk.h"

#include "modules/accounts/accounts_events.h"
#include "modules/accounts/password_rule.h"
#include "modules/accounts/pattern_reach.h"
#include "modules/accounts/profile_desk.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/session_repository.h"
#include "modules/accounts/user_repository.h"

#include <algorithm>

namespace hostler {
namespace {

// A tenant's own role ranks with the least of the shipped ones.
std::ptrdiff_t rankOf(std::string_view role) {
  const auto& names = StaffRoles::names();  // most powerful first
  const auto found = std::ranges::find(names, role);
  return (found == names.end() ? std::prev(found) : found) - names.begin();
}

void checkActions(const std::vector<std::string>& actions) {
  FieldErrors errors;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    std::string_view pattern{actions[i]};
    if (pattern.starts_with('!')) pattern.remove_prefix(1);
    if (!isActionPattern(pattern))
      errors.add(FieldErrors::at("actions", i), "malformed",
                 "must be an action or a pattern, such as billing:*");
  }
  errors.throwIfAny();
}

constexpr std::size_t kMostRoles = 100;

void checkEmail(const std::string& email) {
  FieldErrors errors;
  AccountChange contact;
  Codec<AccountChange>::read(Json{{"email", email}}, contact, "", errors);
  errors.throwIfAny();
}

ValidationError noSuchRole() {
  return {"role", "not_an_option", "must be a role of GET /api/admin/roles"};
}

User staffUser(DeskParts& parts, Id<Tenant> tenant, const std::string& email,
               const std::string& name, const std::string& role) {
  User user;
  user.id = parts.engine.ids.next<User>();
  user.tenant = tenant;
  user.kind = UserKind::Staff;
  user.role = role;
  user.name = name;
  user.email = email;
  user.passwordChangedAt = user.createdAt = parts.engine.clock.now();
  return user;
}

}  // namespace

void StaffDesk::insert(db::Transaction& tx, const User& user, const std::string& hash,
                       bool proved) {
  // Proved or not, staff and clients never share an address to sign in with.
  if (user_repository::isEmailTaken(tx, user.tenant, user.email) ||
      user_repository::findByEmail(tx, user.tenant, user.email))
    throw emailTaken();
  try {
    tx.attempt([&] { user_repository::insert(tx, {user, hash, proved}, user.createdAt); });
  } catch (const db::UniqueViolation&) {
    throw emailTaken();
  }
}

Id<User> StaffDesk::createOwner(const std::string& email, const Secret& password) {
  checkEmail(email);
  FieldErrors errors;
  if (password.reveal().size() < kLeastPasswordCharacters)
    errors.add("password", "too_short", "must have at least 8 characters");
  if (password.reveal().size() > kMostPasswordCharacters)
    errors.add("password", "too_long", "must have at most 256 characters");
  checkPassword(password, {email}, "password", errors);
  errors.throwIfAny();
  const auto hash = parts_.hasher.hash(password);
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    auto user = staffUser(parts_, kPlatform, email, email.substr(0, email.find('@')),
                          std::string{kOwnerRole});
    user.emailVerifiedAt = user.createdAt;
    insert(tx, user, hash, true);
    const auto by = Actor::system(kPlatform, "command");
    parts_.engine.audit.record(tx, by, "staff.added", user.id.text());
    parts_.engine.events.publish(tx, by, user.scope(), StaffChanged{user.id, "added"});
    return user.id;
  });
}

// Nobody makes anybody more than they are themselves (security rule Z5). The shipped roles have an
// order; where a tenant's own role is given or gives, what it may decides too. A role that is gone
// allows nothing, and ranks with the least.
void StaffDesk::requireRank(db::Reader& reader, const Actor& actor, const std::string& role) {
  const auto tenant = actor.scope.tenant;
  if (rankOf(role) < rankOf(actor.role))
    throw DomainError{"forbidden", 403, "Nobody can give a role above their own."};
  if (role != actor.role && !(StaffRoles::isShipped(role) && StaffRoles::isShipped(actor.role)))
    requireWithinOwn(reader, actor, parts_.roles.actionsOf(reader, tenant, role));
}

// Nobody grants more than they hold.
void StaffDesk::requireWithinOwn(db::Reader& reader, const Actor& actor,
                                 const std::vector<std::string>& actions) {
  if (!allowsAllOf(parts_.roles.actionsOf(reader, actor.scope.tenant, actor.role), actions))
    throw DomainError{"forbidden", 403, "Nobody can allow more than they may themselves."};
}

User StaffDesk::invite(const Actor& actor, const std::string& email, const std::string& name,
                       const std::string& role) {
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (!parts_.roles.hold(tx, actor.scope.tenant, role)) throw noSuchRole();
    requireRank(tx, actor, role);
    auto user = staffUser(parts_, actor.scope.tenant, email, name, role);
    insert(tx, user, "", false);
    parts_.notices.staffInvitation(
        tx, user, parts_.links.issue(tx, LinkPurpose::JoinStaff, user.tenant, user.id, email));
    parts_.engine.audit.record(
        tx, actor, Change{"staff.added", user.id.text(), nullptr, Json{{"role", role}}});
    parts_.engine.events.publish(tx, actor, user.scope(), StaffChanged{user.id, "added"});
    return user;
  });
}

std::vector<User> StaffDesk::list(Id<Tenant> tenant, const http::ListOrder& order, int limit) {
  return parts_.engine.database.read([&](db::Reader& reader) {
    return user_repository::staff(reader, tenant, order.sql("id"), order.after, limit);
  });
}

User StaffDesk::get(db::Reader& reader, Id<Tenant> tenant, Id<User> id) {
  auto user = user_repository::find(reader, tenant, id);
  if (!user || !user->isStaff() || user->status == UserStatus::Removed) throw NotFound{};
  return std::move(*user);
}

User StaffDesk::lockStaff(db::Transaction& tx, Id<Tenant> tenant, Id<User> id) {
  auto user = user_repository::lock(tx, tenant, id);
  if (!user || !user->isStaff() || user->status == UserStatus::Removed) throw NotFound{};
  return std::move(*user);
}

void StaffDesk::requireAnotherOwner(db::Transaction& tx, const User& user) {
  if (user.role != kOwnerRole || !user.isActive()) return;
  if (user_repository::countActiveOwners(tx, user.tenant) < 2)
    throw DomainError{"last_owner", 409, "The last owner stays; make another one first."};
}

User StaffDesk::change(const Actor& actor, Id<User> id, const StaffEdit& edit) {
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    // Before whoever gets it, as everywhere: two who wait for each other would both begin anew.
    const bool isThere = !edit.role || parts_.roles.hold(tx, actor.scope.tenant, *edit.role);
    auto user = lockStaff(tx, actor.scope.tenant, id);
    const auto before = user;
    requireRank(tx, actor, user.role);
    if (!isThere && *edit.role != user.role) throw noSuchRole();
    if (edit.role) requireRank(tx, actor, *edit.role);
    const bool moves =
        (edit.role && *edit.role != user.role) || (edit.active && *edit.active != user.isActive());
    if (moves && actor.user == id)
      throw DomainError{"forbidden", 403, "Nobody changes their own role or state."};
    if (moves) requireAnotherOwner(tx, user);
    user.name = edit.name.value_or(user.name);
    user.role = edit.role.value_or(user.role);
    if (edit.active) user.status = *edit.active ? UserStatus::Active : UserStatus::Disabled;
    const auto now = parts_.engine.clock.now();
    user_repository::saveStaff(tx, id, user.name, user.role, user.status, now);
    if (moves) session_repository::endAllOf(tx, id, std::nullopt, "staff_changed", now);
    parts_.engine.audit.record(
        tx, actor,
        Change{"staff.changed", id.text(),
               Json{{"role", before.role}, {"status", wordOf(before.status)}},
               Json{{"role", user.role}, {"status", wordOf(user.status)}}});
    parts_.engine.events.publish(tx, actor, user.scope(), StaffChanged{id, "changed"});
    return user;
  });
}

void StaffDesk::remove(const Actor& actor, Id<User> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto user = lockStaff(tx, actor.scope.tenant, id);
    requireRank(tx, actor, user.role);
    if (actor.user == id) throw DomainError{"forbidden", 403, "Nobody removes themselves."};
    requireAnotherOwner(tx, user);
    const auto now = parts_.engine.clock.now();
    user_repository::remove(tx, id, now);
    session_repository::endAllOf(tx, id, std::nullopt, "staff_removed", now);
    LinkTokens::endAllOf(tx, id);
    parts_.recoveryCodes.removeAll(tx, id);
    parts_.engine.audit.record(tx, actor, "staff.removed", id.text());
    parts_.engine.events.publish(tx, actor, user.scope(), StaffChanged{id, "removed"});
  });
}

StaffDesk::Role StaffDesk::read(db::Reader& reader, Id<Tenant> tenant, const std::string& name) {
  return {name, parts_.roles.actionsOf(reader, tenant, name),
          user_repository::countWithRole(reader, tenant, name)};
}

std::vector<StaffDesk::Role> StaffDesk::roles(Id<Tenant> tenant) {
  return parts_.engine.database.read([&](db::Reader& reader) {
    std::vector<Role> all;
    for (const auto& name : StaffRoles::names()) all.push_back(read(reader, tenant, name));
    for (const auto& name : parts_.roles.own(reader, tenant))
      all.push_back(read(reader, tenant, name));
    return all;
  });
}

StaffDesk::Role StaffDesk::role(Id<Tenant> tenant, const std::string& name) {
  return parts_.engine.database.read([&](db::Reader& reader) {
    if (!parts_.roles.exists(reader, tenant, name)) throw NotFound{};
    return read(reader, tenant, name);
  });
}

StaffDesk::Role StaffDesk::addRole(const Actor& actor, const std::string& name,
                                   const std::vector<std::string>& actions) {
  checkActions(actions);
  const auto tenant = actor.scope.tenant;
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    requireWithinOwn(tx, actor, actions);
    if (StaffRoles::isShipped(name) || parts_.roles.own(tx, tenant).size() >= kMostRoles ||
        !parts_.roles.add(tx, tenant, name, actions, parts_.engine.clock.now())) {
      if (parts_.roles.exists(tx, tenant, name))
        throw DomainError{"role_exists", 409, "There is a role of this name; choose another one."};
      throw DomainError{"too_many", 409, "Remove a role that nobody needs any more first."};
    }
    parts_.engine.audit.record(tx, actor, Change{"role.added", name, nullptr, Json(actions)});
    return read(tx, tenant, name);
  });
}

StaffDesk::Role StaffDesk::changeRole(const Actor& actor, const std::string& name,
                                      const std::vector<std::string>& actions) {
  const auto tenant = actor.scope.tenant;
  checkActions(actions);
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (!parts_.roles.exists(tx, tenant, name)) throw NotFound{};
    if (name == kOwnerRole)
      throw DomainError{"owner_role", 409, "An owner may do everything, always."};
    if (actor.role == name)
      throw DomainError{"forbidden", 403, "Nobody changes what they may themselves."};
    requireRank(tx, actor, name);
    requireWithinOwn(tx, actor, actions);
    const auto before = parts_.roles.actionsOf(tx, tenant, name);
    parts_.roles.save(tx, tenant, name, actions, parts_.engine.clock.now());
    parts_.engine.audit.record(tx, actor,
                               Change{"role.changed", name, Json(before), Json(actions)});
    return read(tx, tenant, name);
  });
}

void StaffDesk::removeRole(const Actor& actor, const std::string& name) {
  const auto tenant = actor.scope.tenant;
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (!parts_.roles.hold(tx, tenant, name)) throw NotFound{};
    if (StaffRoles::isShipped(name))
      throw DomainError{"shipped_role", 409, "This role is shipped and stays; change what it may."};
    requireRank(tx, actor, name);
    const Role role{name, parts_.roles.actionsOf(tx, tenant, name),
                    user_repository::lockWithRole(tx, tenant, name)};
    if (role.members > 0)
      throw DomainError{"role_in_use",
                        409,
                        "Staff have this role; give them another one first.",
                        {{"members", role.members}}};
    parts_.roles.remove(tx, tenant, name);
    parts_.engine.audit.record(tx, actor,
                               Change{"role.removed", name, Json(role.actions), nullptr});
  });
}

}  // namespace hostler
