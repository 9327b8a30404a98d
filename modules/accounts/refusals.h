#pragma once

#include "core/problem/problem.h"

namespace hostler {

/// The refusals that several use cases of this module share, in one wording each.
inline DomainError wrongCredentials() {
  return {"invalid_credentials", 401,
          "The sign-in does not fit: check name and password, or reset the password."};
}
inline DomainError wrongCode() {
  return {"invalid_code", 401, "This code is wrong, used, or too old; ask for a new one."};
}
inline DomainError deadSession() {
  return {"invalid_token", 401, "This token is not valid, or no longer. Sign in again."};
}
inline DomainError emailTaken() {
  return {"email_taken", 409, "Somebody signs in with this e-mail address already."};
}
inline DomainError usernameTaken() {
  return {"username_taken", 409, "This user name is taken; choose another one."};
}

}  // namespace hostler
