#pragma once

#include "core/http/page.h"
#include "modules/accounts/account_views.h"
#include "modules/accounts/new_client.h"
#include "modules/accounts/profile_desk.h"

namespace hostler {

/// A client as staff see it.
struct ClientView : AccountView {
  std::optional<std::string> statusReason, exemptionReason, group;
  bool taxExempt = false;
  UserView user;
  std::vector<Id<Account>> possibleDuplicates;  ///< accounts with the same PAN

  static ClientView of(const OpenedAccount& opened);
  static void describe(Shape<ClientView>& shape);
};

struct ClientQuery : http::ListQuery {
  std::optional<std::string> q, email, group;
  std::optional<AccountStatus> status;
  static void describe(Shape<ClientQuery>& shape);
};

struct NewClientBody {
  std::string email, firstName, lastName;
  std::optional<std::string> username, password, company, phone, pan, gstin, language;
  std::optional<Currency> currency;
  AddressBody address;

  NewClient client(Id<Tenant> tenant) const;
  static void describe(Shape<NewClientBody>& shape);
};

struct ClientChangeBody : AccountChange {
  std::optional<bool> taxExempt;
  std::optional<std::optional<std::string>> exemptionReason, group;
  static void describe(Shape<ClientChangeBody>& shape);
};

struct ReasonBody {
  std::string reason;
  static void describe(Shape<ReasonBody>& shape) {
    shape.field("reason", &ReasonBody::reason).length(1, 500);
  }
};

struct OptionalReasonBody {
  std::optional<std::string> reason;
  static void describe(Shape<OptionalReasonBody>& shape) {
    shape.field("reason", &OptionalReasonBody::reason).length(1, 500);
  }
};

}  // namespace hostler
