#include "modules/content/legal_routes.h"

#include "core/markdown/markdown.h"
#include "modules/content/content_permissions.h"
#include "modules/content/slug.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

struct LegalQuery {
  std::optional<int> version;
  static void describe(Shape<LegalQuery>& shape) {
    shape.field("version", &LegalQuery::version)
        .range(1, 1'000'000)
        .describedAs("none: the newest");
  }
};

struct LegalTextBody {
  std::string title, body;
  int position = 0;
  static void describe(Shape<LegalTextBody>& shape) {
    shape.field("title", &LegalTextBody::title).length(1, 200);
    shape.field("body", &LegalTextBody::body)
        .length(1, 200'000)
        .multiline()
        .describedAs("Markdown");
    shape.field("position", &LegalTextBody::position).range(0, 1'000'000).withDefault();
  }
};

}  // namespace

LegalTextView LegalTextView::inList(const LegalText& text) {
  return {text.slug,    text.title,   text.version,  text.position,
          std::nullopt, std::nullopt, text.changedAt};
}

LegalTextView LegalTextView::forReaders(const LegalText& text) {
  auto view = inList(text);
  view.html = markdownToHtml(text.body);
  return view;
}

LegalTextView LegalTextView::forStaff(const LegalText& text) {
  auto view = forReaders(text);
  view.body = text.body;
  return view;
}

void LegalTextView::describe(Shape<LegalTextView>& shape) {
  shape.field("slug", &LegalTextView::slug);
  shape.field("title", &LegalTextView::title);
  shape.field("version", &LegalTextView::version);
  shape.field("position", &LegalTextView::position);
  shape.field("html", &LegalTextView::html).describedAs("safe to show as it is; not in lists");
  shape.field("body", &LegalTextView::body).describedAs("Markdown, for staff");
  shape.field("updated_at", &LegalTextView::updatedAt);
}

http::Page<LegalTextView> LegalRoutes::list(Id<Tenant> tenant) {
  http::Page<LegalTextView> page;
  for (const auto& text :
       database_.read([&](db::Reader& reader) { return texts_.list(reader, tenant); }))
    page.data.push_back(LegalTextView::inList(text));
  return page;
}

LegalText LegalRoutes::one(Id<Tenant> tenant, const std::string& slug, std::optional<int> version) {
  auto text = database_.read(
      [&](db::Reader& reader) { return texts_.find(reader, tenant, slug, version); });
  if (!text) throw NotFound{};
  return std::move(*text);
}

void LegalRoutes::mount(http::Router& router) {
  router
      .get<Nothing, http::Page<LegalTextView>>(
          "/legal", Access::everyone(),
          [this](const auto& request) { return list(request.scope().tenant); })
      .named("listLegalTexts", "Which legal texts there are")
      .tagged("Content");
  router
      .get<LegalQuery, LegalTextView>(
          "/legal/{slug}", Access::everyone(),
          [this](const auto& request) {
            return LegalTextView::forReaders(
                one(request.scope().tenant, request.pathText("slug"), request.query().version));
          })
      .named("getLegalText", "Terms, privacy and the like; older versions too")
      .tagged("Content");
  mountAdmin(router);
}

void LegalRoutes::mountAdmin(http::Router& router) {
  const auto read = Access::staff(kReadContent), manage = Access::staff(kManageLegalTexts);
  router
      .get<Nothing, http::Page<LegalTextView>>(
          "/admin/legal", read,
          [this](const auto& request) { return list(request.scope().tenant); })
      .named("adminListLegalTexts", "Legal texts")
      .tagged("Admin: content");
  router
      .get<LegalQuery, LegalTextView>(
          "/admin/legal/{slug}", read,
          [this](const auto& request) {
            return LegalTextView::forStaff(
                one(request.scope().tenant, request.pathText("slug"), request.query().version));
          })
      .named("adminGetLegalText", "One of them")
      .tagged("Admin: content");
  router
      .put<LegalTextBody, LegalTextView>(
          "/admin/legal/{slug}", manage,
          [this](const auto& request) {
            const auto& body = request.body();
            const auto& slug = request.pathText("slug");
            if (slug.size() > 80 || slugOf(slug) != slug)
              throw ValidationError{"slug", "malformed",
                                    "must be small letters, digits and dashes"};
            return LegalTextView::forStaff(
                texts_.save(request.actor(), {slug, body.title, body.body, 1, body.position, {}}));
          })
      .named("adminPutLegalText", "Write a legal text, or its next version")
      .tagged("Admin: content")
      .guardedBy<LegalTextView>([this](const http::Context& context) {
        return LegalTextView::forStaff(one(context.tenant(), context.path("slug"), std::nullopt));
      });
}

}  // namespace hostler
