#pragma once

#include "core/secrets/secret.h"
#include "core/shape/constraints.h"

#include <string>
#include <vector>

namespace hostler {

inline constexpr std::size_t kLeastPasswordCharacters = 8;
inline constexpr std::size_t kMostPasswordCharacters = 256;

/// Refuses passwords that a guesser tries first: on the lists of common ones, a row of keys, the
/// owner's own names. There are no rules about kinds of characters (NIST SP 800-63B, OWASP
/// ASVS 6.2). `own` holds the user's name, e-mail address and the like. Adds to `errors` under
/// `field`; length is the request's own shape to check.
void checkPassword(const Secret& password, const std::vector<std::string>& own,
                   const std::string& field, FieldErrors& errors);

}  // namespace hostler
