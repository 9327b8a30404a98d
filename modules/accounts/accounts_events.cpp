#include "modules/accounts/accounts_events.h"

#include "core/events/event_bus.h"

namespace hostler {

void AccountRegistered::describe(Shape<AccountRegistered>& shape) {
  shape.field("account", &AccountRegistered::account);
  shape.field("user", &AccountRegistered::user);
  shape.field("number", &AccountRegistered::number);
}

void AccountChanged::describe(Shape<AccountChanged>& shape) {
  shape.field("account", &AccountChanged::account);
  shape.field("fields", &AccountChanged::fields);
}

void AccountSuspended::describe(Shape<AccountSuspended>& shape) {
  shape.field("account", &AccountSuspended::account);
  shape.field("reason", &AccountSuspended::reason);
}

void AccountActivated::describe(Shape<AccountActivated>& shape) {
  shape.field("account", &AccountActivated::account);
}

void UserSignedIn::describe(Shape<UserSignedIn>& shape) {
  shape.field("user", &UserSignedIn::user);
  shape.field("session", &UserSignedIn::session);
  shape.field("second_factor", &UserSignedIn::secondFactor);
}

void UserLocked::describe(Shape<UserLocked>& shape) {
  shape.field("user", &UserLocked::user);
  shape.field("until", &UserLocked::until);
}

void UserSignedOut::describe(Shape<UserSignedOut>& shape) {
  shape.field("user", &UserSignedOut::user);
  shape.field("session", &UserSignedOut::session);
}

void RefreshTokenReused::describe(Shape<RefreshTokenReused>& shape) {
  shape.field("user", &RefreshTokenReused::user);
  shape.field("session", &RefreshTokenReused::session);
}

void PasswordChanged::describe(Shape<PasswordChanged>& shape) {
  shape.field("user", &PasswordChanged::user);
  shape.field("how", &PasswordChanged::how);
}

void EmailChanged::describe(Shape<EmailChanged>& shape) {
  shape.field("user", &EmailChanged::user);
}

void EmailVerified::describe(Shape<EmailVerified>& shape) {
  shape.field("user", &EmailVerified::user);
}

void SecondFactorEnabled::describe(Shape<SecondFactorEnabled>& shape) {
  shape.field("user", &SecondFactorEnabled::user);
}

void SecondFactorDisabled::describe(Shape<SecondFactorDisabled>& shape) {
  shape.field("user", &SecondFactorDisabled::user);
}

void ApiKeyCreated::describe(Shape<ApiKeyCreated>& shape) {
  shape.field("key", &ApiKeyCreated::key);
}

void ApiKeyRevoked::describe(Shape<ApiKeyRevoked>& shape) {
  shape.field("key", &ApiKeyRevoked::key);
}

void ImpersonationStarted::describe(Shape<ImpersonationStarted>& shape) {
  shape.field("account", &ImpersonationStarted::account);
  shape.field("staff", &ImpersonationStarted::staff);
  shape.field("session", &ImpersonationStarted::session);
}

void UserRemoved::describe(Shape<UserRemoved>& shape) {
  shape.field("user", &UserRemoved::user);
}

void UserChanged::describe(Shape<UserChanged>& shape) {
  shape.field("user", &UserChanged::user);
  shape.field("fields", &UserChanged::fields);
}

void StaffChanged::describe(Shape<StaffChanged>& shape) {
  shape.field("user", &StaffChanged::user);
  shape.field("change", &StaffChanged::change);
}

void declareAccountsEvents(events::Bus& bus) {
  bus.declare<AccountRegistered>("Somebody completed a sign-up and has an account.");
  bus.declare<AccountChanged>(
      "An account's profile, address, tax identity or preferences changed.");
  bus.declare<AccountSuspended>(
      "Staff suspended an account: it may sign in, pay and write tickets.");
  bus.declare<AccountActivated>("Staff lifted an account's suspension.");
  bus.declare<UserSignedIn>("A user signed in.");
  bus.declare<UserLocked>("Too many failed sign-ins locked a user out for a while.");
  bus.declare<UserSignedOut>("A user ended a session.");
  bus.declare<RefreshTokenReused>("A refresh token was used twice; its session was ended.");
  bus.declare<PasswordChanged>("A user's password was changed or reset.");
  bus.declare<EmailChanged>("A user's e-mail address was changed and is not verified yet.");
  bus.declare<EmailVerified>("A user proved an e-mail address.");
  bus.declare<SecondFactorEnabled>("A user set up two-factor sign-in.");
  bus.declare<SecondFactorDisabled>("A user ended two-factor sign-in.");
  bus.declare<ApiKeyCreated>("An API key was made.");
  bus.declare<ApiKeyRevoked>("An API key was revoked.");
  bus.declare<ImpersonationStarted>("A staff member began to act in a client's place.");
  bus.declare<UserRemoved>("A user was taken out of an account.");
  bus.declare<UserChanged>("A user was switched on or off, or got other rights.");
  bus.declare<StaffChanged>("A staff member was added, changed or removed.");
}

}  // namespace hostler
