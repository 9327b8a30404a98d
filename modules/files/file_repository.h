#pragma once

#include "modules/files/files.h"

namespace hostler {

/// SQL of uploads: one function for each statement.
namespace file_repository {

void insert(db::Transaction& tx, const File& file);
void insertContent(db::Transaction& tx, Id<File> id, std::string_view content);
std::optional<File> find(db::Reader& reader, Id<Tenant> tenant, Id<File> id);
std::optional<File> lock(db::Transaction& tx, Id<Tenant> tenant, Id<File> id);
std::vector<File> of(db::Reader& reader, Id<Tenant> tenant, const std::string& subject);
std::string content(db::Reader& reader, Id<File> id);
void saveSubject(db::Transaction& tx, Id<File> id, const std::string& subject);
void releaseAll(db::Transaction& tx, Id<Tenant> tenant, const std::string& subject, Instant now);
/// Those that belong to nothing since before `until`, locked; others of them may be taken now.
std::vector<File> lockOrphans(db::Transaction& tx, Instant until, int limit);
void remove(db::Transaction& tx, Id<File> id);

/// Counts a file of this size for its owner; false when that would be more than `limits`.
bool count(db::Transaction& tx, std::int64_t owner, std::int64_t size, const FileLimits& limits);
void uncount(db::Transaction& tx, std::int64_t owner, std::int64_t size);

}  // namespace file_repository
}  // namespace hostler
