#include "modules/console/operation_console.h"

#include "core/db/id_lists.h"
#include "core/http/page.h"

#include <map>

namespace hostler {

using http::Access;

namespace {

inline constexpr http::Permission kReadOperations{"console:ReadProviderOperations"};

struct OperationView {
  Id<ProviderOperation> id;
  std::optional<Id<jobs::Job>> job;
  std::string instance, operation, subject, idempotencyKey;
  OperationState state = OperationState::Planned;
  Json request;
  std::optional<std::string> errorCode, errorMessage;
  int attempts = 0, located = 0;
  Instant createdAt, updatedAt;

  static OperationView of(const Operations::Stored& stored) {
    OperationView view;
    view.id = stored.id;
    view.instance = stored.instance;
    view.operation = stored.operation;
    view.subject = stored.subject;
    view.idempotencyKey = stored.key;
    view.state = stored.state;
    view.request = stored.request;
    view.attempts = stored.attempts;
    view.located = stored.located;
    view.createdAt = stored.createdAt;
    view.updatedAt = stored.updatedAt;
    if (!stored.errorCode.empty()) view.errorCode = stored.errorCode;
    if (!stored.errorMessage.empty()) view.errorMessage = stored.errorMessage;
    return view;
  }
  static void describe(Shape<OperationView>& shape) {
    shape.field("id", &OperationView::id);
    shape.field("job_id", &OperationView::job)
        .nullable()
        .describedAs("the job that sent it last; null before that");
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
  std::optional<Id<jobs::Job>> job;
  static void describe(Shape<OperationQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("state", &OperationQuery::state);
    shape.field("subject", &OperationQuery::subject).length(1, 60);
    shape.field("job_id", &OperationQuery::job);
  }
};

constexpr auto kSelectJobs =
    "SELECT id, job_id FROM provider_operations WHERE job_id IS NOT NULL AND id IN ({ids})";

std::vector<OperationView> viewsOf(db::Reader& reader,
                                   const std::vector<Operations::Stored>& operations) {
  std::vector<Id<ProviderOperation>> ids;
  for (const auto& one : operations) ids.push_back(one.id);
  std::map<Id<ProviderOperation>, Id<jobs::Job>> jobs;
  for (const auto& rows : db::askByIds(reader, kSelectJobs, db::numbersOf(ids))) {
    for (const auto& row : rows)
      jobs.emplace(row.id<ProviderOperation>("id"), row.id<jobs::Job>("job_id"));
  }
  std::vector<OperationView> views;
  for (const auto& one : operations) {
    views.push_back(OperationView::of(one));
    if (const auto job = jobs.find(one.id); job != jobs.end()) views.back().job = job->second;
  }
  return views;
}

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
            if (query.job) {
              where += " AND job_id = ?";
              params.emplace_back(*query.job);
            }
            params.emplace_back(order.after);
            params.emplace_back(query.limit + 1);
            auto rows = database_.read([&](db::Reader& reader) {
              return viewsOf(reader, operations_.list(reader, where + order.sql("id"), params));
            });
            return http::Page<OperationView>::of(
                std::move(rows), query.limit, [](const OperationView& view) { return view; },
                [](const OperationView& view) {
                  return http::Cursor{view.id.value(), 0};
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
              return viewsOf(reader,
                             operations_.list(reader, "id = ?", std::array<db::Param, 1>{id}));
            });
            if (rows.empty()) throw NotFound{};
            return rows.front();
          })
      .named("adminGetProviderOperation", "One operation")
      .tagged("Admin: console");
}

}  // namespace hostler
