#include "modules/accounts/account_opening.h"

#include "modules/accounts/account_repository.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/session_desk.h"
#include "modules/accounts/user_repository.h"

#include <algorithm>
#include <cctype>

namespace hostler {
namespace {

constexpr int kNumberTries = 20;

std::string freshNumber(Random& random) {
  return std::to_string(1 + random.below(9)) + random.digits(11);
}

bool isAsciiAlnum(char c) {
  return (c & 0x80) == 0 && std::isalnum(static_cast<unsigned char>(c)) != 0;
}

User rootOf(const AccountOpening& opening, Id<User> id, Id<Account> account, Instant now) {
  User user;
  user.id = id;
  user.tenant = opening.tenant;
  user.account = account;
  user.kind = UserKind::Root;
  user.role = kClientRole;
  user.name = opening.profile.firstName + " " + opening.profile.lastName;
  user.username = opening.username;
  user.email = opening.email;
  if (opening.emailProved) user.emailVerifiedAt = now;
  user.phone = opening.phone;
  if (opening.phoneProved) user.phoneVerifiedAt = now;
  user.language = opening.language;
  user.passwordChangedAt = user.createdAt = now;
  return user;
}

Account accountOf(const AccountOpening& opening, Id<Account> id, Id<User> root, Instant now) {
  Account account;
  account.id = id;
  account.tenant = opening.tenant;
  account.rootUser = root;
  account.firstName = opening.profile.firstName;
  account.lastName = opening.profile.lastName;
  account.company = opening.profile.company;
  account.address = opening.profile.address;
  account.gstin = opening.profile.gstin;
  account.currency = opening.currency;
  account.language = opening.language;
  account.createdAt = account.updatedAt = now;
  return account;
}

void insertUser(db::Transaction& tx, const AccountOpening& opening, const User& user, Instant now) {
  if (user_repository::isRootUsernameTaken(tx, opening.tenant, opening.username))
    throw usernameTaken();
  if (opening.emailProved && user_repository::isEmailTaken(tx, opening.tenant, opening.email))
    throw emailTaken();
  try {
    tx.attempt([&] {
      user_repository::insert(tx, {user, opening.passwordHash, opening.emailProved}, now);
    });
  } catch (const db::UniqueViolation&) {
    // Somebody was quicker: what they took tells which.
    if (user_repository::isRootUsernameTaken(tx, opening.tenant, opening.username))
      throw usernameTaken();
    throw emailTaken();
  }
}

}  // namespace

bool isUsername(std::string_view text) {
  return text.size() >= 3 && text.size() <= 64 && isAsciiAlnum(text.front()) &&
         isAsciiAlnum(text.back()) && std::ranges::all_of(text, [](char c) {
           return isAsciiAlnum(c) || c == '.' || c == '_' || c == '-';
         });
}

bool isAlias(std::string_view text) {
  const auto isSmall = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return text.size() >= 3 && text.size() <= 40 && text.front() >= 'a' && text.front() <= 'z' &&
         text.back() != '-' && std::ranges::all_of(text, isSmall);
}

OpenedAccount openAccount(db::Transaction& tx, DeskParts& parts, const AccountOpening& opening,
                          const Origin& origin, const std::optional<Actor>& actor) {
  const auto now = parts.engine.clock.now();
  const auto accountId = parts.engine.ids.next<Account>();
  const auto userId = parts.engine.ids.next<User>();
  const auto user = rootOf(opening, userId, accountId, now);
  insertUser(tx, opening, user, now);
  auto account = accountOf(opening, accountId, userId, now);
  std::optional<account_repository::KeptPan> pan;
  if (opening.pan) {
    pan = account_repository::keepPan(parts.engine.vault, accountId, *opening.pan);
    account.panLast4 = pan->last4;
  }
  const auto legal = parts.engine.tenants.settings(opening.tenant).text("accounts.legal_version");
  for (int tries = 1;; ++tries) {
    account.number = freshNumber(parts.engine.random);
    try {
      tx.attempt([&] { account_repository::insert(tx, account, pan, legal); });
      break;
    } catch (const db::UniqueViolation&) {
      if (tries == kNumberTries) throw;
    }
  }
  const auto by = actor.value_or(actorOf(user, origin));
  parts.engine.audit.record(tx, by, "account.registered", accountId.text());
  parts.engine.events.publish(tx, by, user.scope(),
                              AccountRegistered{accountId, userId, account.number});
  return {account, user};
}

}  // namespace hostler
