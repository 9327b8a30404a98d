#pragma once

#include <string>
#include <string_view>

namespace hostler::http {

/// The name of a right, as policies and roles spell it: "billing:PayInvoice".
struct Permission {
  std::string_view action;
};

/// Who may call a route at all.
enum class Audience {
  Everyone = 1,   ///< strangers too
  SignedIn,       ///< any client or staff session: one's own sessions, second factor and the like
  Client,         ///< who acts for an account
  Staff,          ///< staff of the tenant, the platform's or a reseller's
  PlatformStaff,  ///< staff of the platform; for a reseller's staff the route is not there
};

/// What a route asks of its caller.
struct Access {
  Audience audience = Audience::Everyone;
  Permission permission{};
  bool freshFactor = false;        ///< a factor shown within the last 15 minutes
  bool whileImpersonating = true;  ///< may be called by staff in a client's place
  bool whileSuspended = true;      ///< may be called by a suspended client

  static Access everyone() { return {}; }
  static Access signedIn() { return {Audience::SignedIn, {}}; }
  static Access client(Permission permission) { return {Audience::Client, permission}; }
  static Access staff(Permission permission) { return {Audience::Staff, permission}; }
  static Access platform(Permission permission) { return {Audience::PlatformStaff, permission}; }

  Access withFreshFactor() const {
    Access access = *this;
    access.freshFactor = true;
    return access;
  }
  Access notImpersonated() const {
    Access access = *this;
    access.whileImpersonating = false;
    return access;
  }
  Access notSuspended() const {
    Access access = *this;
    access.whileSuspended = false;
    return access;
  }
};

/// Which counter a call goes to (api.md 1): `Standard` is the anonymous limit for strangers and the
/// account's for everyone else; `Search` and `Auth` count by address, beside that.
enum class Rate { Standard = 1, Search, Auth, Unlimited };

}  // namespace hostler::http
