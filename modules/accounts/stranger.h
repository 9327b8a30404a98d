#pragma once

#include "modules/accounts/user.h"

namespace hostler {

/// Stands for whoever has no user here, where an answer must not tell that: what is written for it
/// costs as much as for somebody who is known. Its address is empty, and a MessageSender takes a
/// message to nobody, does with it what it does with any other, and keeps nothing.
inline User strangerTo(Id<Tenant> tenant) {
  User user;
  user.tenant = tenant;
  return user;
}

}  // namespace hostler
