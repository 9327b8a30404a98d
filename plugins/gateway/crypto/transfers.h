#pragma once

#include <hostler/json.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::crypto {

struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Coins that came to an address in one output of a transaction.
struct Transfer {
  std::string id;  ///< "<transaction>:<output>": once in the whole chain
  std::int64_t units = 0;
  std::optional<std::int64_t> height;  ///< of its block; nothing while it is in none
  std::optional<std::int64_t> time;    ///< of its block, seconds since 1970

  /// How many blocks vouch for it, its own among them.
  std::int64_t confirmations(std::int64_t tip) const {
    return height && tip >= *height ? tip - *height + 1 : 0;
  }
};

/// Reads GET /address/:address/txs of Esplora's API: every output to this address. Pure. Throws
/// MappingError.
std::vector<Transfer> transfersIn(const sdk::Json& transactions, const std::string& address);

/// The last transaction of such a page that is in a block: where the next page begins. Nothing
/// where none is.
struct Oldest {
  std::string id;
  std::int64_t time = 0;
};
std::optional<Oldest> oldestIn(const sdk::Json& transactions);

}  // namespace hostler::crypto
