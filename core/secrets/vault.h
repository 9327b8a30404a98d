#pragma once

// Envelope encryption of what the database must not tell. Data keys live in the database, wrapped
// by a master key that lives in a file outside of it. A sealed value is: version, number of its
// data key, nonce, ciphertext, tag; table, row and column are authenticated, so a value that is
// moved does not open.

#include "core/db/database.h"
#include "core/secrets/cipher.h"
#include "core/secrets/random.h"
#include "core/secrets/secret.h"
#include "core/time/clock.h"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace hostler {

/// A column that holds sealed values, or null. Each module lists its own, so that rotation finds
/// every one.
struct SealedColumn {
  std::string_view table;
  std::string_view idColumn;
  std::string_view column;
};

/// The master key: 32 bytes, base64 in a file that its owner alone can read.
class MasterKey {
 public:
  /// Throws std::runtime_error that says what to change: no such file, a mode wider than 0600, not
  /// 32 bytes.
  static MasterKey load(const std::string& file);
  /// Makes a new file with mode 0600; throws when there is one already.
  static MasterKey create(const std::string& file, Random& random);
  const Secret& key() const { return key_; }

 private:
  explicit MasterKey(Secret key) : key_{std::move(key)} {}
  Secret key_;
};

class Vault {
 public:
  /// Opens the data keys; on a database without any it makes the first ones. Throws
  /// std::runtime_error when the master key is not the one that they were wrapped with.
  Vault(db::Database& database, const Clock& clock, Random& random, MasterKey master);

  /// Under the newest data key. `row` is the id of the row that will hold it.
  db::Blob seal(const SealedColumn& column, std::int64_t row, const Secret& clear);
  /// Throws CannotOpen.
  Secret open(const SealedColumn& column, std::int64_t row, const db::Blob& sealed);

  /// A hash that only this engine can compute: to find or to keep unique what is itself sealed
  /// (PAN).
  std::string fingerprint(std::string_view purpose, std::string_view text);
  /// A lasting key for one purpose ("jwt", "audit"), made on first use.
  Secret key(std::string_view purpose);

  /// Learns data keys that another process made. Called on a beat of the node registry.
  void refresh();

  /// Makes a new data key, seals everything anew under it while others go on working, and removes
  /// the old keys once nothing uses them. `settled` waits until every living process has refreshed.
  /// Returns rows sealed anew.
  std::size_t rotate(const std::vector<SealedColumn>& columns,
                     const std::function<void()>& settled);
  /// Wraps all keys with another master key.
  void rewrap(MasterKey master);

 private:
  struct DataKey {
    std::int64_t number;
    Secret key;
  };
  void makeFirst(std::string_view purpose);
  std::int64_t insertKey(db::Transaction& tx, std::string_view purpose);
  std::size_t resealColumn(const SealedColumn& column, std::int64_t newest);
  bool anySealedBelow(db::Reader& reader, const SealedColumn& column, std::int64_t newest);
  Secret dataKey(std::int64_t number);

  db::Database& database_;
  const Clock& clock_;
  Random& random_;
  MasterKey master_;
  std::mutex mutex_;
  std::map<std::int64_t, Secret> keys_;
  std::map<std::string, Secret, std::less<>> named_;
};

}  // namespace hostler
