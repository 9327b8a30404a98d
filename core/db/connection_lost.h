#pragma once

#include "core/db/errors.h"

namespace hostler::db {

/// The session with the server is gone, and with it the transaction: on a new connection all of it
/// can be run again. To callers it is Unavailable like the rest.
struct ConnectionLost : Unavailable {
  using Unavailable::Unavailable;
};

}  // namespace hostler::db
