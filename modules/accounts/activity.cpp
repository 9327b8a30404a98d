#include "modules/accounts/activity.h"

namespace hostler {
namespace {

// Where staff acted, that they did is told, not from where; 3 is Actor::Kind::Staff.
static_assert(static_cast<int>(Actor::Kind::Staff) == 3);
constexpr std::string_view kSelect = R"sql(
  SELECT e.id, e.action, e.object, e.user_id, e.impersonator_id, e.happened_at,
         CASE WHEN e.actor_kind = 3 OR e.impersonator_id IS NOT NULL THEN '' ELSE e.address END AS address,
         CASE WHEN e.actor_kind = 3 OR e.impersonator_id IS NOT NULL THEN '' ELSE e.user_agent END AS user_agent
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
