#include "modules/files/file_routes.h"

#include "core/http/rights.h"
#include "modules/files/file_name.h"

namespace hostler {

FileView FileView::of(const File& file) {
  return {file.id, file.name, file.mediaType, file.size, file.createdAt};
}

void FileView::describe(Shape<FileView>& shape) {
  shape.field("id", &FileView::id);
  shape.field("name", &FileView::name);
  shape.field("media_type", &FileView::mediaType).describedAs("told by the content");
  shape.field("size", &FileView::size).describedAs("bytes");
  shape.field("created_at", &FileView::createdAt);
}

http::Answer fileAnswer(const File& file, std::string bytes) {
  http::Answer answer;
  answer.raw.emplace();
  answer.raw->headers = {
      {"Content-Type", file.mediaType},
      {"Content-Disposition", asAttachment(file.name)},
      {"X-Content-Type-Options", "nosniff"},
      {"Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'"},
      {"Cache-Control", "private, no-store"}};
  answer.raw->body = std::move(bytes);
  return answer;
}

void requireNotDenied(const Actor& actor, const std::vector<Id<File>>& files) {
  if (!actor.may(kReadFiles.action)) return;
  for (const auto file : files) http::requireMay(actor, kReadFiles, {file.text()});
}

void FileRoutes::mount(http::Router& router) {
  router
      .raw(http::Method::Get, "/files/{id}", {http::Audience::SignedIn, kReadFiles},
           [this](http::Context& context) {
             return database_.read([&](db::Reader& reader) {
               const auto file = files_.findOwn(reader, context.actor(), context.pathId<File>());
               if (!file) throw NotFound{};
               return fileAnswer(*file, files_.content(reader, *file));
             });
           })
      .named("downloadFile", "A file of one's own, to be saved")
      .tagged("Files")
      .produces("application/octet-stream")
      .slow();
}

}  // namespace hostler
