#pragma once

#include "core/json/json.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sandbox::godaddy {

/// A domain in a shopper's account. Times are seconds since 1970.
struct Domain {
  std::string name, status = "PENDING_SETUP", authCode;
  std::int64_t id = 0, createdAt = 0, heldSince = 0, expiresAt = 0;
  std::string nextStatus = "ACTIVE";  ///< once it was looked at so often, or that time has come
  int looksLeft = 1;
  std::optional<std::int64_t> settlesAt;
  bool locked = true, privacy = false, renewAuto = false;
  std::vector<std::string> nameServers;
  Json contacts = Json::object();  ///< contactRegistrant and the others
  Json records = Json::array(), dnssec = Json::array();
  std::map<std::string, Json> actions;  ///< the last of each type, as v2 shows it
  int verificationMails = 0;

  bool isHeld() const;
  bool isSettled() const { return status == "ACTIVE"; }
  bool isRedeemable() const { return status == "CANCELLED_REDEEMABLE"; }
};

struct Order {
  std::int64_t id = 0, micros = 0, createdAt = 0;
  std::string action, domain;
  int years = 1;
};

/// One account and all that it holds. A value: copying it is how the sandbox pretends.
struct Shopper {
  std::string id, key, secret, shopperId, customerId;
  int requestsPerMinute = 60;
  bool disabled = false;
  bool restricted = false;       ///< may not ask what is available
  bool slowActions = false;      ///< what v2 accepts is done at the second look at its action
  bool tellsRedemption = false;  ///< v2's details show the fee, which is not in its schema
  std::optional<std::int64_t> balance;
  std::vector<std::string> extraAgreements;
  std::map<std::string, std::int64_t> prices;  ///< by TLD, in place of the usual ones
  Json asGiven;

  std::map<std::string, Domain> domains;
  std::vector<Order> orders;
  std::map<std::string, std::deque<std::int64_t>> asked;  ///< milliseconds, by endpoint
};
using Shoppers = std::vector<Shopper>;

}  // namespace hostler::sandbox::godaddy
