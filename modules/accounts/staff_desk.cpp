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

constexpr auto kSaveRole = R"sql(
  INSERT INTO staff_roles (tenant_id, name, actions, updated_at) VALUES (?, ?, ?, ?)
  {upsert(tenant_id, name)} actions = {new(actions)}, updated_at = {new(updated_at)})sql";

std::ptrdiff_t rankOf(std::string_view role) {
  const auto& names = StaffRoles::names();  // most powerful first
  return std::ranges::find(names, role) - names.begin();
}

void checkEmail(const std::string& email) {
  FieldErrors errors;
  AccountChange contact;
  Codec<AccountChange>::read(Json{{"email", email}}, contact, "", errors);
  errors.throwIfAny();
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

// Nobody makes anybody more than they are themselves (security rule Z5).
void StaffDesk::requireRank(const Actor& actor, const std::string& role) {
  if (!StaffRoles::exists(role))
    throw ValidationError{"role", "not_an_option", "must be one of: owner, admin, staff"};
  if (rankOf(role) < rankOf(actor.role))
    throw DomainError{"forbidden", 403, "Nobody can give a role above their own."};
}

// Nobody grants more than they hold.
void StaffDesk::requireWithinOwn(const Actor& actor, const std::vector<std::string>& actions) {
  const auto own = parts_.engine.database.read([&](db::Reader& reader) {
    return parts_.roles.actionsOf(reader, actor.scope.tenant, actor.role);
  });
  if (!allowsAllOf(own, actions))
    throw DomainError{"forbidden", 403, "Nobody can allow more than they may themselves."};
}

User StaffDesk::invite(const Actor& actor, const std::string& email, const std::string& name,
                       const std::string& role) {
  requireRank(actor, role);
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
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
    auto user = lockStaff(tx, actor.scope.tenant, id);
    const auto before = user;
    requireRank(actor, user.role);
    if (edit.role) requireRank(actor, *edit.role);
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
    requireRank(actor, user.role);
    if (actor.user == id) throw DomainError{"forbidden", 403, "Nobody removes themselves."};
    requireAnotherOwner(tx, user);
    const auto now = parts_.engine.clock.now();
    user_repository::remove(tx, id, now);
    session_repository::endAllOf(tx, id, std::nullopt, "staff_removed", now);
    parts_.links.endAllOf(tx, id);
    parts_.recoveryCodes.removeAll(tx, id);
    parts_.engine.audit.record(tx, actor, "staff.removed", id.text());
    parts_.engine.events.publish(tx, actor, user.scope(), StaffChanged{id, "removed"});
  });
}

std::vector<StaffDesk::Role> StaffDesk::roles(Id<Tenant> tenant) {
  return parts_.engine.database.read([&](db::Reader& reader) {
    std::vector<Role> all;
    for (const auto& name : StaffRoles::names())
      all.push_back({name, parts_.roles.actionsOf(reader, tenant, name)});
    return all;
  });
}

StaffDesk::Role StaffDesk::changeRole(const Actor& actor, const std::string& name,
                                      const std::vector<std::string>& actions) {
  if (!StaffRoles::exists(name)) throw NotFound{};
  if (name == kOwnerRole)
    throw DomainError{"owner_role", 409, "An owner may do everything, always."};
  if (actor.role == name)
    throw DomainError{"forbidden", 403, "Nobody changes what they may themselves."};
  requireRank(actor, name);
  FieldErrors errors;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    std::string_view pattern{actions[i]};
    if (pattern.starts_with('!')) pattern.remove_prefix(1);
    if (!isActionPattern(pattern))
      errors.add(FieldErrors::at("actions", i), "malformed",
                 "must be an action or a pattern, such as billing:*");
  }
  errors.throwIfAny();
  requireWithinOwn(actor, actions);
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto before = parts_.roles.actionsOf(tx, actor.scope.tenant, name);
    tx.execute(kSaveRole, actor.scope.tenant, name, dump(Json(actions)), parts_.engine.clock.now());
    parts_.engine.audit.record(tx, actor,
                               Change{"role.changed", name, Json(before), Json(actions)});
  });
  return {name, actions};
}

}  // namespace hostler
