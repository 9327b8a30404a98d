#include "modules/files/file_repository.h"

#include <algorithm>

namespace hostler::file_repository {
namespace {

// Every server takes a statement of that size (MariaDB: max_allowed_packet is 16 MiB).
constexpr std::size_t kPart = 512 << 10;

constexpr auto kInsert = R"sql(
  INSERT INTO files (id, tenant_id, owner_id, account_id, uploaded_by, name, media_type, size, sha256, subject, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kInsertPart = "INSERT INTO file_parts (file_id, part, bytes) VALUES (?, ?, ?)";
const std::string kSelect =
    "SELECT id, tenant_id, owner_id, account_id, uploaded_by, name, media_type, size, sha256, "
    "subject, created_at FROM files WHERE ";
const std::string kSelectOne = kSelect + "id = ? AND tenant_id = ?";
const std::string kLockOne = kSelectOne + " {for_update}";
const std::string kSelectOf = kSelect + "subject = ? AND tenant_id = ?";
const std::string kLockOrphans = kSelect + "subject = '' AND created_at < ? LIMIT ? {skip_locked}";
constexpr auto kSelectParts = "SELECT bytes FROM file_parts WHERE file_id = ? ORDER BY part";
constexpr auto kSaveSubject = "UPDATE files SET subject = ? WHERE id = ?";
constexpr auto kReleaseAll =
    "UPDATE files SET subject = '', created_at = ? WHERE subject = ? AND tenant_id = ?";
constexpr auto kRemoveParts = "DELETE FROM file_parts WHERE file_id = ?";
constexpr auto kRemove = "DELETE FROM files WHERE id = ?";
constexpr auto kBeginCount =
    "INSERT INTO file_usage (owner_id, files, bytes) VALUES (?, 0, 0) {upsert(owner_id)} files = "
    "files";
constexpr auto kCount = R"sql(
  UPDATE file_usage SET files = files + 1, bytes = bytes + ?
   WHERE owner_id = ? AND files + 1 <= ? AND bytes + ? <= ?)sql";
constexpr auto kUncount =
    "UPDATE file_usage SET files = files - 1, bytes = bytes - ? WHERE owner_id = ?";

File fileOf(const db::Row& row) {
  return {row.id<File>("id"),
          row.id<Tenant>("tenant_id"),
          row.integer("owner_id"),
          row.get<std::optional<Id<Account>>>("account_id"),
          row.get<std::optional<Id<User>>>("uploaded_by"),
          row.text("name"),
          row.text("media_type"),
          row.integer("size"),
          row.text("sha256"),
          row.text("subject"),
          row.instant("created_at")};
}

}  // namespace

void insert(db::Transaction& tx, const File& file) {
  tx.execute(kInsert, file.id, file.tenant, file.owner, file.account, file.uploadedBy, file.name,
             file.mediaType, file.size, file.sha256, file.subject, file.createdAt);
}

void insertContent(db::Transaction& tx, Id<File> id, std::string_view content) {
  int part = 0;
  for (std::size_t at = 0; at < content.size(); at += kPart, ++part)
    tx.execute(kInsertPart, id, part, db::Blob{std::string{content.substr(at, kPart)}});
}

std::optional<File> find(db::Reader& reader, Id<Tenant> tenant, Id<File> id) {
  return reader.query(kSelectOne, id, tenant).first(fileOf);
}

std::optional<File> lock(db::Transaction& tx, Id<Tenant> tenant, Id<File> id) {
  return tx.query(kLockOne, id, tenant).first(fileOf);
}

std::vector<File> of(db::Reader& reader, Id<Tenant> tenant, const std::string& subject) {
  auto files = reader.query(kSelectOf, subject, tenant).map(fileOf);
  std::ranges::sort(files, {}, &File::id);
  return files;
}

std::string content(db::Reader& reader, Id<File> id) {
  std::string bytes;
  for (const auto& row : reader.query(kSelectParts, id)) bytes += row.blob("bytes").bytes;
  return bytes;
}

void saveSubject(db::Transaction& tx, Id<File> id, const std::string& subject) {
  tx.execute(kSaveSubject, subject, id);
}

void releaseAll(db::Transaction& tx, Id<Tenant> tenant, const std::string& subject, Instant now) {
  tx.execute(kReleaseAll, now, subject, tenant);
}

std::vector<File> lockOrphans(db::Transaction& tx, Instant until, int limit) {
  return tx.query(kLockOrphans, until, limit).map(fileOf);
}

void remove(db::Transaction& tx, Id<File> id) {
  tx.execute(kRemoveParts, id);
  tx.execute(kRemove, id);
}

bool count(db::Transaction& tx, std::int64_t owner, std::int64_t size, const FileLimits& limits) {
  tx.execute(kBeginCount, owner);
  return tx.execute(kCount, size, owner, limits.files, size, limits.bytes) == 1;
}

void uncount(db::Transaction& tx, std::int64_t owner, std::int64_t size) {
  tx.execute(kUncount, size, owner);
}

}  // namespace hostler::file_repository
