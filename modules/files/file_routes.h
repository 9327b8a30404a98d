#pragma once

#include "core/http/router.h"
#include "modules/files/files.h"

namespace hostler {

inline constexpr http::Permission kUploadFiles{"files:UploadFiles"};
inline constexpr http::Permission kReadFiles{"files:ReadFiles"};

struct FileView {
  Id<File> id;
  std::string name, mediaType;
  std::int64_t size = 0;
  Instant createdAt;

  static FileView of(const File& file);
  static void describe(Shape<FileView>& shape);
};

/// A file's bytes as they are sent to anyone: to be saved and never shown, under a policy that lets
/// them do nothing (security rule F1).
http::Answer fileAnswer(const File& file, std::string bytes);

/// For what is let in or shown by the right to something that it belongs to, as a ticket: throws
/// DomainError 403 `forbidden` where the actor may read files, and a policy denies one of these.
void requireNotDenied(const Actor& actor, const std::vector<Id<File>>& files);

/// POST /files, and one's own files back.
class FileRoutes {
 public:
  FileRoutes(db::Database& database, Files& files) : database_{database}, files_{files} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  Files& files_;
};

}  // namespace hostler
