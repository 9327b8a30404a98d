#include "core/secrets/vault.h"

#include "core/secrets/digest.h"
#include "core/secrets/wrapped_keys.h"

namespace hostler {
namespace {

constexpr std::string_view kData = "data";
constexpr char kVersion = 1;
constexpr std::size_t kHeaderBytes =
    5;  // version, then the key's number in four bytes, most significant first

constexpr auto kSelectKeys = "SELECT number, purpose, wrapped FROM engine_keys ORDER BY number";
constexpr auto kSelectNamedKey =
    "SELECT number, wrapped FROM engine_keys WHERE purpose = ? ORDER BY number LIMIT 1";
constexpr auto kSelectNewest = "SELECT COALESCE(MAX(number), 0) AS newest FROM engine_keys";
constexpr auto kInsertKey =
    "INSERT INTO engine_keys (number, purpose, wrapped, created_at) VALUES (?, ?, ?, ?)";
constexpr auto kUpdateWrapped = "UPDATE engine_keys SET wrapped = ? WHERE number = ?";
constexpr auto kDeleteOld = "DELETE FROM engine_keys WHERE purpose = ? AND number < ?";

std::string placeOf(const SealedColumn& column, std::int64_t row) {
  const std::string nul(1, '\0');
  return std::string{column.table} + nul + std::to_string(row) + nul + std::string{column.column};
}

std::string header(std::int64_t number) {
  std::string bytes(1, kVersion);
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<char>(number >> shift & 0xFF));
  return bytes;
}

std::int64_t keyNumber(const std::string& sealed) {
  if (sealed.size() < kHeaderBytes || sealed[0] != kVersion)
    throw CannotOpen{"a sealed value has an unknown form"};
  std::int64_t number = 0;
  for (std::size_t i = 1; i < kHeaderBytes; ++i)
    number = number << 8 | static_cast<unsigned char>(sealed[i]);
  return number;
}

}  // namespace

Vault::Vault(db::Database& database, const Clock& clock, Random& random, MasterKey master)
    : database_{database}, clock_{clock}, random_{random}, master_{std::move(master)} {
  refresh();
  for (int attempt = 0; keys_.empty() && attempt < 5; ++attempt) {
    makeFirst(kData);
    refresh();
  }
  if (keys_.empty()) throw std::runtime_error{"no key could be made to seal with"};
}

// Two processes may start on an empty database at once: the primary key lets one of them win, and
// the other reads what the first one made, or takes the next number if that was made for another
// purpose.
void Vault::makeFirst(std::string_view purpose) {
  try {
    database_.transaction([&](db::Transaction& tx) {
      if (tx.query(kSelectNamedKey, purpose).empty()) insertKey(tx, purpose);
    });
  } catch (const db::UniqueViolation&) {
  }
}

std::int64_t Vault::insertKey(db::Transaction& tx, std::string_view purpose) {
  const auto number = tx.query(kSelectNewest).only().integer("newest") + 1;
  const Secret key{random_.bytes(kKeyBytes)};
  const db::Blob wrapped{
      encrypt(master_.key(), key.reveal(), placeOfWrappedKey(number, purpose), random_)};
  tx.execute(kInsertKey, number, purpose, wrapped, clock_.now());
  return number;
}

void Vault::refresh() {
  struct Row {
    std::int64_t number;
    std::string purpose, wrapped;
  };
  const auto rows = database_.read([](db::Reader& reader) {
    return reader.query(kSelectKeys).map([](const db::Row& row) {
      return Row{row.integer("number"), row.text("purpose"), row.blob("wrapped").bytes};
    });
  });
  const std::lock_guard lock{mutex_};
  std::map<std::int64_t, Secret> keys;
  for (const auto& row : rows) {
    if (row.purpose != kData) continue;
    const auto known = keys_.find(row.number);
    if (known != keys_.end()) {
      keys.emplace(row.number, known->second);
      continue;
    }
    try {
      keys.emplace(row.number,
                   decrypt(master_.key(), row.wrapped, placeOfWrappedKey(row.number, row.purpose)));
    } catch (const CannotOpen&) {
      throw std::runtime_error{"the master key is not the one that this database was sealed with"};
    }
  }
  keys_ = std::move(keys);
}

Secret Vault::dataKey(std::int64_t number) {
  {
    const std::lock_guard lock{mutex_};
    if (const auto found = keys_.find(number); found != keys_.end()) return found->second;
  }
  refresh();  // another process may have made it a moment ago
  const std::lock_guard lock{mutex_};
  if (const auto found = keys_.find(number); found != keys_.end()) return found->second;
  throw CannotOpen{"a value is sealed under key " + std::to_string(number) +
                   ", which is not there"};
}

db::Blob Vault::seal(const SealedColumn& column, std::int64_t row, const Secret& clear) {
  std::int64_t number = 0;
  Secret key;
  {
    const std::lock_guard lock{mutex_};
    number = keys_.rbegin()->first;
    key = keys_.rbegin()->second;
  }
  return {header(number) + encrypt(key, clear.reveal(), placeOf(column, row), random_)};
}

Secret Vault::open(const SealedColumn& column, std::int64_t row, const db::Blob& sealed) {
  const auto key = dataKey(keyNumber(sealed.bytes));
  return decrypt(key, std::string_view{sealed.bytes}.substr(kHeaderBytes), placeOf(column, row));
}

Secret Vault::key(std::string_view purpose) {
  {
    const std::lock_guard lock{mutex_};
    if (const auto found = named_.find(purpose); found != named_.end()) return found->second;
  }
  const auto find = [&](db::Reader& reader) {
    return reader.query(kSelectNamedKey, purpose).first([&](const db::Row& row) {
      return decrypt(master_.key(), row.blob("wrapped").bytes,
                     placeOfWrappedKey(row.integer("number"), purpose));
    });
  };
  auto found = database_.read(find);
  for (int attempt = 0; !found && attempt < 5; ++attempt) {
    makeFirst(purpose);
    found = database_.read(find);
  }
  if (!found) throw std::runtime_error{"no key could be made for " + std::string{purpose}};
  const std::lock_guard lock{mutex_};
  return named_.emplace(std::string{purpose}, *found).first->second;
}

std::string Vault::fingerprint(std::string_view purpose, std::string_view text) {
  return hex(hmacSha256(key("fingerprint").reveal(),
                        std::string{purpose} + std::string(1, '\0') + std::string{text}));
}

std::size_t Vault::rotate(const std::vector<SealedColumn>& columns,
                          const std::function<void()>& settled) {
  const auto newest =
      database_.transaction([&](db::Transaction& tx) { return insertKey(tx, kData); });
  refresh();
  settled();
  std::size_t resealed = 0;
  for (const auto& column : columns) resealed += resealColumn(column, newest);
  settled();  // what was sealed under an old key before and is committed late shows by now
  database_.transaction([&](db::Transaction& tx) {
    for (const auto& column : columns) {
      if (anySealedBelow(tx, column, newest)) {
        throw std::runtime_error{"values sealed under an old key keep appearing in " +
                                 std::string{column.table} + "; run it again"};
      }
    }
    tx.execute(kDeleteOld, kData, newest);
  });
  refresh();
  return resealed;
}

bool Vault::anySealedBelow(db::Reader& reader, const SealedColumn& column, std::int64_t newest) {
  const std::string name{column.column};
  const db::Blob key{header(newest)};
  return !reader
              .query("SELECT 1 AS one FROM " + std::string{column.table} + " WHERE " + name +
                         " IS NOT NULL AND SUBSTR(" + name + ", 1, 5) <> ? LIMIT 1",
                     key)
              .empty();
}

std::size_t Vault::resealColumn(const SealedColumn& column, std::int64_t newest) {
  // Table and column names are constants of the program (SealedColumn), never input.
  const std::string table{column.table}, id{column.idColumn}, name{column.column};
  const std::string select = "SELECT " + id + " AS id, " + name + " AS sealed FROM " + table +
                             " WHERE " + name + " IS NOT NULL AND SUBSTR(" + name +
                             ", 1, 5) <> ? AND " + id + " > ? ORDER BY " + id +
                             " LIMIT 100 {for_update}";
  const std::string update = "UPDATE " + table + " SET " + name + " = ? WHERE " + id + " = ?";
  const db::Blob prefix{header(newest)};
  std::size_t count = 0;
  std::int64_t after = INT64_MIN;
  for (bool more = true; more;) {
    more = database_.transaction([&](db::Transaction& tx) {
      const auto rows = tx.query(select, prefix, after);
      for (const auto& row : rows) {
        const auto rowId = row.integer("id");
        tx.execute(update, seal(column, rowId, open(column, rowId, row.blob("sealed"))), rowId);
      }
      if (!rows.empty()) after = rows[rows.size() - 1].integer("id");
      count += rows.size();
      return !rows.empty();
    });
  }
  return count;
}

void Vault::rewrap(MasterKey master) {
  database_.transaction([&](db::Transaction& tx) {
    for (const auto& row : tx.query(kSelectKeys)) {
      const auto place = placeOfWrappedKey(row.integer("number"), row.text("purpose"));
      const auto key = decrypt(master_.key(), row.blob("wrapped").bytes, place);
      tx.execute(kUpdateWrapped, db::Blob{encrypt(master.key(), key.reveal(), place, random_)},
                 row.integer("number"));
    }
  });
  const std::lock_guard lock{mutex_};
  master_ = std::move(master);
}

}  // namespace hostler
