#include "modules/console/operation_console.h"

#include "core/http/page.h"

namespace hostler {

using http::Access;

namespace {

inline constexpr http::Permission kReadOperations{"console:ReadProviderOperations"};

struct OperationView {
  Id<ProviderOperation> id;
  std::string instance, operation, subject, idempotencyKey;
  OperationState state = OperationState::Planned;
  Json request;
  std::optional<std::string> errorCode, errorMessage;
  int attempts = 0, located = 0;
  Instant createdAt, updatedAt;

  static OperationView of(const Operations::Stored& stored) {
    OperationView view{stored.id,       stored.instance, stored.operation, stored.subject,
                       stored.key,      stored.state,    stored.request,   std::nullopt,
                       std::nullopt,    stored.attempts, stored.located,   stored.createdAt,
                       stored.updatedAt};
    if (!stored.errorCode.empty()) view.errorCode = stored.errorCode;
    if (!stored.errorMessage.empty()) view.errorMessage = stored.errorMessage;
    return view;
  }
  static void describe(Shape<OperationView>& shape) {
    shape.field("id", &OperationView::id);
    shape.field("plugin", &OperationView::instance);
    shape.field("operation", &OperationView::operation);
    shape.field("subject", &OperationView::subject);
    shape.field("idempotency_key", &OperationView::idempotencyKey);
    shape.field("state", &OperationView::state);
    shape.field("request", &OperationView::request).describedAs("secrets masked");
    shape.field("error_code", &OperationView::errorCode);
    shape.field("error_message", &OperationView::errorMessage);
    shape.field("attempts", &OperationView::attempts);
    shape.field("located", &OperationView::located)
        .describedAs("how often the provider was asked what is there");
    shape.field("created_at", &OperationView::createdAt);
    shape.field("updated_at", &OperationView::updatedAt);
  }
};

struct OperationQuery : http::ListQuery {
  std::optional<OperationState> state;
  std::optional<std::string> subject;
  static void describe(Shape<OperationQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("state", &OperationQuery::state);
    shape.field("subject", &OperationQuery::subject).length(1, 60);
  }
};

}  // namespace

void OperationConsole::mount(http::Router& router) {
  router
      .get<OperationQuery, http::Page<OperationView>>(
          "/admin/provider-operations", Access::platform(kReadOperations),
          [this](const auto& request) {
            const auto& query = request.query();
            const auto order = http::ListOrder::of(query);
            std::string where = "1 = 1";
            std::vector<db::Param> params;
            if (query.state) {
              where += " AND state = ?";
              params.emplace_back(*query.state);
            }
            if (query.subject) {
              where += " AND subject = ?";
              params.emplace_back(*query.subject);
            }
            params.emplace_back(order.after);
            params.emplace_back(query.limit + 1);
            auto rows = database_.read([&](db::Reader& reader) {
              return operations_.list(reader, where + order.sql("id"), params);
            });
            return http::Page<OperationView>::of(std::move(rows), query.limit, OperationView::of,
                                                 [](const Operations::Stored& one) {
                                                   return http::Cursor{one.id.value(), 0};
                                                 });
          })
      .named("adminListProviderOperations", "What was asked of providers")
      .tagged("Admin: console");
  router
      .get<http::Nothing, OperationView>(
          "/admin/provider-operations/{id}", Access::platform(kReadOperations),
          [this](const auto& request) {
            const auto id = request.template id<ProviderOperation>();
            const auto rows = database_.read([&](db::Reader& reader) {
              return operations_.list(reader, "id = ?", std::array<db::Param, 1>{id});
            });
            if (rows.empty()) throw NotFound{};
            return OperationView::of(rows.front());
          })
      .named("adminGetProviderOperation", "One operation")
      .tagged("Admin: console");
}

}  // namespace hostler
