#include "modules/accounts/activity.h"

namespace hostler {
namespace {

constexpr std::string_view kSelect = R"sql(
  SELECT e.id, e.action, e.object, e.address, e.user_agent, e.user_id, e.impersonator_id, e.happened_at
    FROM audit_entries e WHERE e.tenant_id = ? AND e.account_id = ?)sql";

}  // namespace

void ActivityView::describe(Shape<ActivityView>& shape) {
  shape.field("id", &ActivityView::id);
  shape.field("action", &ActivityView::action);
  shape.field("object", &ActivityView::object);
  shape.field("outcome", &ActivityView::outcome).describedAs("succeeded or failed");
  shape.field("ip", &ActivityView::address);
  shape.field("user_agent", &ActivityView::userAgent);
  shape.field("user", &ActivityView::user).nullable();
  shape.field("impersonator", &ActivityView::impersonator).nullable();
  shape.field("created_at", &ActivityView::createdAt);
}

std::vector<ActivityView> activityOf(db::Reader& reader, const Scope& scope,
                                     const http::ListOrder& order, int limit) {
  return reader
      .query(std::string{kSelect} + order.sql("e.id"), scope.tenant, scope.account, order.after,
             limit)
      .map([](const db::Row& row) {
        ActivityView view;
        view.id = row.id<AuditEntry>("id");
        view.action = row.text("action");
        view.object = row.text("object");
        view.outcome = view.action.ends_with("_failed") ? "failed" : "succeeded";
        view.address = row.text("address");
        view.userAgent = row.text("user_agent");
        view.user = row.get<std::optional<Id<User>>>("user_id");
        view.impersonator = row.get<std::optional<Id<User>>>("impersonator_id");
        view.createdAt = row.instant("happened_at");
        return view;
      });
}

}  // namespace hostler
