#include "modules/files/files.h"

#include "core/http/body.h"
#include "core/problem/problem.h"
#include "core/secrets/digest.h"
#include "modules/files/file_name.h"
#include "modules/files/file_repository.h"
#include "modules/files/media_type.h"

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

std::string checkedType(std::string_view content, const std::string& declared) {
  if (content.empty()) throw ValidationError{"file", "empty", "must not be empty"};
  if (static_cast<std::int64_t>(content.size()) > FileLimits::kLargest) {
    throw DomainError{
        "file_too_large", 413, "A file may have 10 MB.", {{"most_bytes", FileLimits::kLargest}}};
  }
  const auto type = mediaTypeOf(content);
  if (type.empty()) {
    throw ValidationError{"file", "type_not_taken",
                          "must be a PDF, a PNG, JPEG, GIF or WebP image, or plain text"};
  }
  const bool saysText = declared.starts_with("text/") || declared == "application/json";
  const bool fits = declared.empty() || declared == "application/octet-stream" ||
                    declared == type || (type == "text/plain" && saysText);
  if (!fits)
    throw ValidationError{"file", "type_mismatch",
                          "is " + type + ", not " + declared.substr(0, 60)};
  return type;
}

std::string checkedName(const std::string& given, const std::string& type) {
  if (http::holdsCardNumber(given))
    throw ValidationError{"file", "card_number", "has a name like a payment card's number"};
  auto name = fileLabel(given);
  if (name.empty()) name = "file";
  if (name.find('.') == std::string::npos) name += endingOf(type);
  if (!fitsEnding(name, type))
    throw ValidationError{"file", "type_mismatch", "is " + type + ", and its name says otherwise"};
  return name;
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
