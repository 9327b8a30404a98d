#include "modules/accounts/client_views.h"

namespace hostler {

ClientView ClientView::of(const OpenedAccount& opened) {
  ClientView view;
  static_cast<AccountView&>(view) = AccountView::of(opened.account, opened.user);
  view.statusReason = opened.account.statusReason;
  view.taxExempt = opened.account.taxExempt;
  view.exemptionReason = opened.account.exemptionReason;
  view.group = opened.account.group;
  view.user = UserView::of(opened.user);
  return view;
}

void ClientView::describe(Shape<ClientView>& shape) {
  shape.include<AccountView>();
  shape.field("status_reason", &ClientView::statusReason).nullable();
  shape.field("tax_exempt", &ClientView::taxExempt);
  shape.field("exemption_reason", &ClientView::exemptionReason).nullable();
  shape.field("group", &ClientView::group).nullable();
  shape.field("user", &ClientView::user);
  shape.field("possible_duplicates", &ClientView::possibleDuplicates)
      .describedAs("accounts with the same PAN");
}

void ClientQuery::describe(Shape<ClientQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("q", &ClientQuery::q)
      .length(1, 100)
      .describedAs("part of a name, company or address, or a number");
  shape.field("email", &ClientQuery::email).length(1, 254);
  shape.field("group", &ClientQuery::group).length(1, 60);
  shape.field("status", &ClientQuery::status);
}

NewClient NewClientBody::client(Id<Tenant> tenant) const {
  NewClient client;
  client.tenant = tenant;
  client.email = email;
  client.username = username;
  client.password = Secret{password.value_or("")};
  client.firstName = firstName;
  client.lastName = lastName;
  client.company = company;
  client.phone = phone;
  client.address = address;
  client.pan = pan;
  client.gstin = gstin;
  client.currency = currency;
  client.language = language.value_or("en");
  return client;
}

void NewClientBody::describe(Shape<NewClientBody>& shape) {
  shape.field("email", &NewClientBody::email).email();
  shape.field("first_name", &NewClientBody::firstName).length(1, 80);
  shape.field("last_name", &NewClientBody::lastName).length(1, 80);
  shape.field("username", &NewClientBody::username).length(3, 64);
  shape.field("password", &NewClientBody::password)
      .length(8, 256)
      .secret()
      .describedAs("none: a link to choose one is mailed");
  shape.field("company", &NewClientBody::company).length(1, 160);
  shape.field("phone", &NewClientBody::phone).length(4, 40);
  shape.field("address", &NewClientBody::address);
  shape.field("pan", &NewClientBody::pan).length(1, 20);
  shape.field("gstin", &NewClientBody::gstin).length(1, 20);
  shape.field("currency", &NewClientBody::currency);
  shape.field("language", &NewClientBody::language)
      .pattern("[a-z]{2}", "must be a code of ISO 639-1, such as en");
}

void ClientChangeBody::describe(Shape<ClientChangeBody>& shape) {
  shape.include<AccountChange>();
  shape.field("tax_exempt", &ClientChangeBody::taxExempt);
  shape.field("exemption_reason", &ClientChangeBody::exemptionReason).length(1, 300);
  shape.field("group", &ClientChangeBody::group).length(1, 60);
}

}  // namespace hostler
