#include "modules/content/announcement_routes.h"

#include "core/markdown/markdown.h"
#include "modules/content/content_permissions.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

// Newest first; drafts, which have no day yet, are on top of staff's list.
constexpr auto kSelectAll = R"sql(
  SELECT * FROM announcements WHERE tenant_id = ?
   ORDER BY CASE WHEN published_at IS NULL THEN 0 ELSE 1 END, published_at DESC, id DESC LIMIT ? OFFSET ?)sql";
constexpr auto kSelectPublished = R"sql(
  SELECT * FROM announcements WHERE tenant_id = ? AND published_at <= ?
   ORDER BY published_at DESC, id DESC LIMIT ? OFFSET ?)sql";
constexpr auto kSelectOne = "SELECT * FROM announcements WHERE tenant_id = ? AND id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO announcements (id, tenant_id, title, body, published_at, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE announcements SET title = ?, body = ?, published_at = ?, updated_at = ?
   WHERE tenant_id = ? AND id = ?)sql";
constexpr auto kDelete = "DELETE FROM announcements WHERE tenant_id = ? AND id = ?";

Announcement announcementOf(const db::Row& row) {
  return {row.id<Announcement>("id"), row.text("title"),
          row.text("body"),           row.get<std::optional<Instant>>("published_at"),
          row.instant("created_at"),  row.instant("updated_at")};
}

void apply(const AnnouncementEdit& edit, Announcement& announcement) {
  if (edit.title) announcement.title = *edit.title;
  if (edit.body) announcement.body = *edit.body;
  if (edit.publishedAt) announcement.publishedAt = *edit.publishedAt;
}

}  // namespace

AnnouncementView AnnouncementView::forReaders(const Announcement& announcement) {
  return {announcement.id, announcement.title,       markdownToHtml(announcement.body),
          std::nullopt,    announcement.publishedAt, announcement.updatedAt};
}

AnnouncementView AnnouncementView::forStaff(const Announcement& announcement) {
  auto view = forReaders(announcement);
  view.body = announcement.body;
  return view;
}

void AnnouncementView::describe(Shape<AnnouncementView>& shape) {
  shape.field("id", &AnnouncementView::id);
  shape.field("title", &AnnouncementView::title);
  shape.field("html", &AnnouncementView::html).describedAs("safe to show as it is");
  shape.field("body", &AnnouncementView::body).describedAs("Markdown, for staff");
  shape.field("published_at", &AnnouncementView::publishedAt).nullable();
  shape.field("updated_at", &AnnouncementView::updatedAt);
}

void AnnouncementEdit::describe(Shape<AnnouncementEdit>& shape) {
  shape.field("title", &AnnouncementEdit::title).length(1, 200);
  shape.field("body", &AnnouncementEdit::body)
      .length(1, 50'000)
      .multiline()
      .describedAs("Markdown");
  shape.field("published_at", &AnnouncementEdit::publishedAt)
      .describedAs("null: a draft; to come: it waits until then");
}

http::Page<AnnouncementView> AnnouncementRoutes::list(const http::Request<http::ListQuery>& request,
                                                      bool publishedOnly) {
  const auto& query = request.query();
  if (query.sort && *query.sort != "-published_at")
    throw ValidationError{"sort", "not_sortable", "must be -published_at"};
  std::int64_t offset = 0;
  if (query.cursor) offset = http::Cursor::parse(*query.cursor).value;
  if (offset < 0 || offset > 1'000'000)
    throw ValidationError{"cursor", "malformed", "is no cursor of this list"};
  const auto tenant = request.scope().tenant;
  const auto rows = publishedOnly ? database_.query(kSelectPublished, tenant, clock_.now(),
                                                    query.limit + 1, offset)
                                  : database_.query(kSelectAll, tenant, query.limit + 1, offset);
  auto announcements = rows.map(announcementOf);
  http::Page<AnnouncementView> page;
  if (announcements.size() > static_cast<std::size_t>(query.limit)) {
    announcements.pop_back();
    page.nextCursor = http::Cursor{0, offset + query.limit}.text();
  }
  for (const auto& one : announcements)
    page.data.push_back(publishedOnly ? AnnouncementView::forReaders(one)
                                      : AnnouncementView::forStaff(one));
  return page;
}

Announcement AnnouncementRoutes::get(db::Reader& reader, Id<Tenant> tenant, Id<Announcement> id) {
  auto announcement = reader.query(kSelectOne, tenant, id).first(announcementOf);
  if (!announcement) throw NotFound{};
  return std::move(*announcement);
}

Announcement AnnouncementRoutes::add(const Actor& actor, const AnnouncementEdit& edit) {
  FieldErrors errors;
  if (!edit.title) errors.add("title", "required", "is required");
  if (!edit.body) errors.add("body", "required", "is required");
  errors.throwIfAny();
  Announcement announcement;
  announcement.id = ids_.next<Announcement>();
  announcement.createdAt = announcement.updatedAt = clock_.now();
  apply(edit, announcement);
  return database_.transaction([&](db::Transaction& tx) {
    tx.execute(kInsert, announcement.id, actor.scope.tenant, announcement.title, announcement.body,
               announcement.publishedAt, announcement.createdAt, announcement.updatedAt);
    audit_.record(tx, actor, "announcement.added", announcement.id.text());
    return announcement;
  });
}

Announcement AnnouncementRoutes::change(const Actor& actor, Id<Announcement> id,
                                        const AnnouncementEdit& edit) {
  return database_.transaction([&](db::Transaction& tx) {
    auto announcement = get(tx, actor.scope.tenant, id);
    apply(edit, announcement);
    announcement.updatedAt = clock_.now();
    tx.execute(kUpdate, announcement.title, announcement.body, announcement.publishedAt,
               announcement.updatedAt, actor.scope.tenant, id);
    audit_.record(tx, actor, "announcement.changed", id.text());
    return announcement;
  });
}

void AnnouncementRoutes::remove(const Actor& actor, Id<Announcement> id) {
  database_.transaction([&](db::Transaction& tx) {
    if (tx.execute(kDelete, actor.scope.tenant, id) == 0) throw NotFound{};
    audit_.record(tx, actor, "announcement.removed", id.text());
  });
}

void AnnouncementRoutes::mount(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<AnnouncementView>>(
          "/announcements", Access::everyone(),
          [this](const auto& request) { return list(request, true); })
      .named("listAnnouncements", "News, newest first")
      .tagged("Content");
  router
      .get<Nothing, AnnouncementView>("/announcements/{id}", Access::everyone(),
                                      [this](const auto& request) {
                                        const auto one = database_.read([&](db::Reader& reader) {
                                          return get(reader, request.scope().tenant,
                                                     request.template id<Announcement>());
                                        });
                                        if (!one.publishedAt || *one.publishedAt > clock_.now())
                                          throw NotFound{};
                                        return AnnouncementView::forReaders(one);
                                      })
      .named("getAnnouncement", "One of them")
      .tagged("Content");
  mountAdmin(router);
}

void AnnouncementRoutes::mountAdmin(http::Router& router) {
  const auto read = Access::staff(kReadContent), manage = Access::staff(kManageAnnouncements);
  const std::string all = "/admin/announcements", single = "/admin/announcements/{id}";
  const auto one = [this](Id<Tenant> tenant, Id<Announcement> id) {
    return AnnouncementView::forStaff(
        database_.read([&](db::Reader& reader) { return get(reader, tenant, id); }));
  };
  router
      .get<http::ListQuery, http::Page<AnnouncementView>>(
          all, read, [this](const auto& request) { return list(request, false); })
      .named("adminListAnnouncements", "Announcements, drafts too")
      .tagged("Admin: content");
  router
      .get<Nothing, AnnouncementView>(single, read,
                                      [one](const auto& request) {
                                        return one(request.scope().tenant,
                                                   request.template id<Announcement>());
                                      })
      .named("adminGetAnnouncement", "One announcement")
      .tagged("Admin: content");
  router
      .post<AnnouncementEdit, AnnouncementView>(
          all, manage,
          [this](const auto& request) {
            return AnnouncementView::forStaff(add(request.actor(), request.body()));
          })
      .named("adminAddAnnouncement", "Write an announcement")
      .tagged("Admin: content")
      .creates();
  router
      .patch<AnnouncementEdit, AnnouncementView>(
          single, manage,
          [this](const auto& request) {
            return AnnouncementView::forStaff(
                change(request.actor(), request.template id<Announcement>(), request.body()));
          })
      .named("adminChangeAnnouncement", "Change an announcement")
      .tagged("Admin: content")
      .guardedBy<AnnouncementView>([one](const http::Context& context) {
        return one(context.tenant(), context.pathId<Announcement>());
      });
  router
      .remove<Nothing, Nothing>(single, manage,
                                [this](const auto& request) {
                                  remove(request.actor(), request.template id<Announcement>());
                                })
      .named("adminRemoveAnnouncement", "Remove an announcement")
      .tagged("Admin: content");
}

}  // namespace hostler
