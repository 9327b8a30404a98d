#include "modules/accounts/known_devices.h"

#include "core/secrets/digest.h"

namespace hostler::known_devices {
namespace {

constexpr std::size_t kCookieCharacters = 43;

constexpr auto kSelect = R"sql(
  SELECT failures, failed_at, locked_until FROM known_devices WHERE user_id = ? AND device_hash = ? {for_update})sql";
constexpr auto kSaveLock =
    "UPDATE known_devices SET failures = ?, failed_at = ?, locked_until = ? WHERE user_id = ? AND "
    "device_hash = ?";
constexpr auto kTouch = R"sql(
  UPDATE known_devices SET failures = 0, failed_at = NULL, locked_until = NULL, used_at = ?
   WHERE user_id = ? AND device_hash = ?)sql";
constexpr auto kInsert =
    "INSERT INTO known_devices (user_id, device_hash, failures, used_at) VALUES (?, ?, 0, ?)";
constexpr auto kDeleteAll = "DELETE FROM known_devices WHERE user_id = ?";
constexpr auto kPrune = "DELETE FROM known_devices WHERE used_at < ?";

}  // namespace

std::string newCookie(Random& random) {
  return random.token(32);
}

std::string hashOf(const std::string& cookie) {
  return cookie.size() == kCookieCharacters && decodeBase64Url(cookie) ? hex(sha256(cookie))
                                                                       : std::string{};
}

std::optional<FailureLock> lock(db::Transaction& tx, Id<User> user, const std::string& device) {
  return tx.query(kSelect, user, device).first([](const db::Row& row) {
    return FailureLock{row.get<int>("failures"), row.get<std::optional<Instant>>("failed_at"),
                       row.get<std::optional<Instant>>("locked_until")};
  });
}

void saveLock(db::Transaction& tx, Id<User> user, const std::string& device,
              const FailureLock& lock) {
  tx.execute(kSaveLock, lock.failures, lock.failedAt, lock.lockedUntil, user, device);
}

void remember(db::Transaction& tx, Id<User> user, const std::string& device, Instant now) {
  if (tx.execute(kTouch, now, user, device) == 0) tx.execute(kInsert, user, device, now);
}

void forgetAllOf(db::Transaction& tx, Id<User> user) {
  tx.execute(kDeleteAll, user);
}

std::int64_t prune(db::Transaction& tx, Instant before) {
  return tx.execute(kPrune, before);
}

}  // namespace hostler::known_devices
