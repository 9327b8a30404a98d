#include "modules/personal_data/personal_data_routes.h"

#include "modules/personal_data/data_export.h"

namespace hostler {

using http::Access;

namespace {

constexpr auto kIsRoot =
    "SELECT 1 AS one FROM accounts WHERE tenant_id = ? AND id = ? AND root_user_id = ?";

struct DataExportView {
  Instant generatedAt;
  Json data = Json::object();
  static void describe(Shape<DataExportView>& shape) {
    shape.field("generated_at", &DataExportView::generatedAt);
    shape.field("data", &DataExportView::data).describedAs("by kind, each a list");
  }
};

struct EraseBody {
  bool confirm = false;
  static void describe(Shape<EraseBody>& shape) {
    shape.field("confirm", &EraseBody::confirm).describedAs("true: it cannot be undone");
  }
};

struct ErasedView {
  bool erased = true;
  static void describe(Shape<ErasedView>& shape) { shape.field("erased", &ErasedView::erased); }
};

}  // namespace

void PersonalDataRoutes::requireRoot(db::Reader& reader, const Actor& actor) {
  const bool isRoot =
      actor.user &&
      !reader.query(kIsRoot, actor.scope.tenant, actor.scope.account, *actor.user).empty();
  if (!isRoot)
    throw DomainError{"root_user_required", 403, "Only the account's root user can do this."};
}

void PersonalDataRoutes::mount(http::Router& router) {
  router
      .post<http::Nothing, DataExportView>(
          "/account/export", Access::client(kExportData).withFreshFactor().notImpersonated(),
          [this](const auto& request) {
            const auto& actor = request.actor();
            auto data = parts_.database.read([&](db::Reader& reader) {
              requireRoot(reader, actor);
              return exportOf(reader, actor.scope);
            });
            parts_.database.transaction([&](db::Transaction& tx) {
              parts_.audit.record(tx, actor, "account.exported",
                                  actor.scope.account.value().text());
            });
            return DataExportView{parts_.clock.now(), std::move(data)};
          })
      .named("exportData", "Everything that is kept about this account")
      .tagged("Account")
      .slow();
  router
      .post<EraseBody, ErasedView>(
          "/account/erase", Access::client(kEraseAccount).withFreshFactor().notImpersonated(),
          [this](const auto& request) {
            if (!request.body().confirm)
              throw ValidationError{"confirm", "required", "must be true: it cannot be undone"};
            parts_.database.transaction([&](db::Transaction& tx) {
              requireRoot(tx, request.actor());
              erasure_.erase(tx, request.actor());
            });
            return ErasedView{};
          })
      .named("eraseAccount",
             "End the account and erase whose it was; invoices stay, as tax law wants")
      .tagged("Account");
}

}  // namespace hostler
