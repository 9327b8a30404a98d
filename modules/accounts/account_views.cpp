#include "modules/accounts/account_views.h"

#include "modules/accounts/pan.h"

namespace hostler {

UserView UserView::of(const User& user) {
  UserView view;
  view.id = user.id;
  view.kind = user.kind;
  view.role = user.role;
  view.name = user.name;
  view.username = user.username;
  view.email = user.email;
  view.emailVerified = user.emailVerifiedAt.has_value();
  view.phone = user.phone;
  view.phoneVerified = user.phoneVerifiedAt.has_value();
  view.twoFactor = user.hasSecondFactor();
  view.language = user.language;
  view.lastSignInAt = user.lastSignInAt;
  view.createdAt = user.createdAt;
  return view;
}

void UserView::describe(Shape<UserView>& shape) {
  shape.field("id", &UserView::id);
  shape.field("kind", &UserView::kind);
  shape.field("role", &UserView::role).describedAs("owner, admin, staff or client");
  shape.field("name", &UserView::name);
  shape.field("username", &UserView::username).nullable();
  shape.field("email", &UserView::email);
  shape.field("email_verified", &UserView::emailVerified);
  shape.field("phone", &UserView::phone).nullable();
  shape.field("phone_verified", &UserView::phoneVerified);
  shape.field("two_factor", &UserView::twoFactor);
  shape.field("language", &UserView::language);
  shape.field("last_sign_in_at", &UserView::lastSignInAt).nullable();
  shape.field("created_at", &UserView::createdAt);
}

AccountView AccountView::of(const Account& account, const User& root) {
  AccountView view;
  view.id = account.id;
  view.number = account.number;
  view.alias = account.alias;
  view.status = account.status;
  view.firstName = account.firstName;
  view.lastName = account.lastName;
  view.email = root.email;
  view.verified = root.emailVerifiedAt.has_value();
  view.company = account.company;
  view.phone = root.phone;
  if (account.panLast4) view.pan = maskedPan(*account.panLast4);
  view.gstin = account.gstin;
  view.address = AddressView::of(account.address);
  view.currency = account.currency;
  view.language = account.language;
  view.createdAt = account.createdAt;
  view.updatedAt = account.updatedAt;
  return view;
}

void AccountView::describe(Shape<AccountView>& shape) {
  shape.field("id", &AccountView::id);
  shape.field("number", &AccountView::number).describedAs("12 digits");
  shape.field("alias", &AccountView::alias).nullable();
  shape.field("status", &AccountView::status);
  shape.field("first_name", &AccountView::firstName);
  shape.field("last_name", &AccountView::lastName);
  shape.field("email", &AccountView::email);
  shape.field("verified", &AccountView::verified)
      .describedAs("whether the e-mail address is proved");
  shape.field("company", &AccountView::company).nullable();
  shape.field("phone", &AccountView::phone).nullable();
  shape.field("pan", &AccountView::pan).nullable().describedAs("masked");
  shape.field("gstin", &AccountView::gstin).nullable();
  shape.field("address", &AccountView::address);
  shape.field("currency", &AccountView::currency);
  shape.field("language", &AccountView::language);
  shape.field("created_at", &AccountView::createdAt);
  shape.field("updated_at", &AccountView::updatedAt);
}

}  // namespace hostler
