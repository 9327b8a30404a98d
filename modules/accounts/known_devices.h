#pragma once

#include "core/db/database.h"
#include "core/secrets/random.h"
#include "modules/accounts/failure_lock.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>

namespace hostler {

/// The cookie by which a browser is known to have signed in before.
inline constexpr std::string_view kDeviceCookie = "__Host-device";
inline constexpr std::chrono::hours kDeviceKnownFor{24 * 365};

/// SQL of the browsers that users are known by. A device is named by the hash of its cookie.
namespace known_devices {

std::string newCookie(Random& random);
/// Empty for a cookie that newCookie never writes.
std::string hashOf(const std::string& cookie);

std::optional<FailureLock> lock(db::Transaction& tx, Id<User> user, const std::string& device);
void saveLock(db::Transaction& tx, Id<User> user, const std::string& device,
              const FailureLock& lock);
/// Notes a sign-in and clears the device's failures.
void remember(db::Transaction& tx, Id<User> user, const std::string& device, Instant now);
void forgetAllOf(db::Transaction& tx, Id<User> user);
std::int64_t prune(db::Transaction& tx, Instant before);

}  // namespace known_devices
}  // namespace hostler
