#pragma once

#include "core/secrets/secret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::audit {

/// All that an audit entry says, as its keyed hash covers it.
struct EntryContent {
  std::int64_t id = 0, tenant = 0, at = 0;
  std::optional<std::int64_t> account, user, impersonator;
  int kind = 0;
  std::string credential, address, userAgent, requestId, action, object, before, after;
};
std::string macOf(const EntryContent& entry, const Secret& key);

/// One line of a seal: an entry and its keyed hash at the time.
struct SealedEntry {
  std::int64_t id = 0;
  std::string mac;
};
std::string pack(const std::vector<SealedEntry>& entries);
/// Throws std::runtime_error for bytes that pack() never makes.
std::vector<SealedEntry> unpack(const std::string& packed);
/// What says that the seal with this hash is the newest.
std::string macOfHead(std::int64_t number, const std::string& hash, const Secret& key);
std::string hashOfSeal(std::int64_t number, const std::string& previous, const std::string& packed,
                       const Secret& key);

}  // namespace hostler::audit
