#include "modules/company/brand_desk.h"

#include "modules/company/company_permissions.h"
#include "modules/files/kept_content.h"
#include "modules/resellers/brand.h"
#include "modules/resellers/held_settings.h"

namespace hostler {

using http::Access;

namespace {

constexpr auto kLogo = "brand.logo";

}  // namespace

LogoView BrandDesk::show(Id<Tenant> tenant) {
  const auto file = parts_.tenants.settings(tenant).text(kLogo);
  return {file.empty() ? std::nullopt : std::optional{logoPath(file)}};
}

void BrandDesk::setLogo(const Actor& actor, Id<File> id) {
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto before = heldSettings(tx, tenant).text(kLogo);
    // Those of before stay with it: documents were issued under them.
    const auto file = parts_.files.attach(tx, actor, {id}, "logo_" + tenant.text(), "file").front();
    if (file.mediaType != "image/png")
      throw ValidationError{"file", "not_png", "must be a PNG, for that is what documents print"};
    if (file.size > kMostBytes) {
      throw ValidationError{"file", "too_large",
                            "must have 256 KB at most: 600 pixels are wide enough for a logo"};
    }
    parts_.tenants.change(tx, tenant, kLogo, id.text());
    parts_.audit.record(tx, actor, {"brand.logo_changed", tenant.text(), before, id.text()});
  });
}

void BrandDesk::removeLogo(const Actor& actor) {
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto before = heldSettings(tx, tenant).text(kLogo);
    if (before.empty()) return;
    parts_.tenants.change(tx, tenant, kLogo, nullptr);
    parts_.audit.record(tx, actor, {"brand.logo_changed", tenant.text(), before, nullptr});
  });
}

// The one that the shop shows now, and no other file. Its address changes with it.
http::Answer BrandDesk::logo(Id<Tenant> tenant, const std::string& file) {
  const auto id = Id<File>::parse(file);
  if (!id || parts_.tenants.settings(tenant).text(kLogo) != file) throw NotFound{};
  auto bytes =
      parts_.database.read([&](db::Reader& reader) { return keptContent(reader, tenant, *id); });
  if (!bytes) throw NotFound{};
  http::Answer answer;
  answer.raw.emplace();
  answer.raw->headers = {{"Content-Type", "image/png"},
                         {"X-Content-Type-Options", "nosniff"},
                         {"Content-Security-Policy", "default-src 'none'; sandbox"},
                         {"Cache-Control", "public, max-age=31536000, immutable"}};
  answer.raw->body = std::move(*bytes);
  return answer;
}

void BrandDesk::mount(http::Router& router) {
  const auto manage = Access::staff(kManageSettings);
  router
      .raw(http::Method::Get, "/brand/logo/{file}", Access::everyone(),
           [this](http::Context& context) { return logo(context.tenant(), context.path("file")); })
      .named("getLogo", "The shop's logo")
      .tagged("Brand")
      .produces("image/png");
  router
      .put<LogoBody, LogoView>("/admin/brand/logo", manage,
                               [this](const auto& request) {
                                 setLogo(request.actor(), request.body().file);
                                 return show(request.scope().tenant);
                               })
      .named("adminSetLogo",
             "Show an uploaded PNG as the shop's logo, and print it on what is issued from now on")
      .tagged("Admin: company");
  router
      .remove<http::Nothing, LogoView>("/admin/brand/logo", manage,
                                       [this](const auto& request) {
                                         removeLogo(request.actor());
                                         return show(request.scope().tenant);
                                       })
      .named("adminRemoveLogo", "Go back to the shop's name")
      .tagged("Admin: company");
}

}  // namespace hostler
