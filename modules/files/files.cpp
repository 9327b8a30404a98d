#include "modules/files/files.h"

#include "core/problem/problem.h"
#include "core/secrets/digest.h"
#include "modules/files/file_repository.h"
#include "modules/files/upload_checks.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::chrono::hours kOrphansLive{24};
constexpr int kSome = 50;

std::int64_t ownerOf(const Actor& actor) {
  if (actor.scope.account) return actor.scope.account->value();
  if (actor.user) return actor.user->value();
  throw NotFound{};
}

}  // namespace

File Files::keep(const Actor& actor, std::string_view content, const std::string& name,
                 const std::string& declaredType) {
  File file;
  file.mediaType = checkedType(content, declaredType);
  file.name = checkedName(name, file.mediaType);
  file.id = parts_.ids.next<File>();
  file.tenant = actor.scope.tenant;
  file.owner = ownerOf(actor);
  file.account = actor.scope.account;
  file.uploadedBy = actor.user;
  file.size = static_cast<std::int64_t>(content.size());
  file.sha256 = hex(sha256(content));
  file.createdAt = parts_.clock.now();
  parts_.database.transaction([&](db::Transaction& tx) {
    if (!file_repository::count(tx, file.owner, file.size, parts_.limits)) {
      throw DomainError{"file_quota",
                        409,
                        "You keep as many files here as you may.",
                        {{"most_bytes", parts_.limits.bytes}, {"most_files", parts_.limits.files}}};
    }
    file_repository::insert(tx, file);
    file_repository::insertContent(tx, file.id, content);
    parts_.audit.record(
        tx, actor,
        {"file.uploaded",
         file.id.text(),
         nullptr,
         {{"media_type", file.mediaType}, {"size", file.size}, {"sha256", file.sha256}}});
  });
  return file;
}

std::optional<File> Files::findOwn(db::Reader& reader, const Actor& actor, Id<File> id) {
  auto file = find(reader, actor.scope.tenant, id);
  if (!file || file->owner != ownerOf(actor)) return std::nullopt;
  return file;
}

std::optional<File> Files::find(db::Reader& reader, Id<Tenant> tenant, Id<File> id) {
  return file_repository::find(reader, tenant, id);
}

std::vector<File> Files::of(db::Reader& reader, Id<Tenant> tenant, const std::string& subject) {
  if (subject.empty()) return {};
  return file_repository::of(reader, tenant, subject);
}

std::string Files::content(db::Reader& reader, const File& file) {
  return file_repository::content(reader, file.id);
}

std::vector<File> Files::attach(db::Transaction& tx, const Actor& actor,
                                const std::vector<Id<File>>& files, const std::string& subject,
                                const std::string& field) {
  auto ids = files;
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  std::vector<File> attached;
  for (const auto id : ids) {
    auto file = file_repository::lock(tx, actor.scope.tenant, id);
    if (!file || file->owner != ownerOf(actor))
      throw ValidationError{field, "not_found", "is no file of yours"};
    if (!file->subject.empty() && file->subject != subject)
      throw ValidationError{field, "used_already", "belongs to something else already"};
    file->subject = subject;
    file_repository::saveSubject(tx, id, subject);
    attached.push_back(std::move(*file));
  }
  return attached;
}

void Files::release(db::Transaction& tx, Id<Tenant> tenant, const std::string& subject) {
  if (!subject.empty()) file_repository::releaseAll(tx, tenant, subject, parts_.clock.now());
}

std::size_t Files::removeOrphans() {
  const auto until = parts_.clock.now().minus(kOrphansLive);
  std::size_t removed = 0;
  for (;;) {
    const auto some = parts_.database.transaction([&](db::Transaction& tx) {
      const auto orphans = file_repository::lockOrphans(tx, until, kSome);
      for (const auto& file : orphans) {
        file_repository::remove(tx, file.id);
        file_repository::uncount(tx, file.owner, file.size);
      }
      return orphans.size();
    });
    removed += some;
    if (some < kSome) return removed;
  }
}

}  // namespace hostler
