#include "modules/billing/gateway_event_routes.h"

#include "modules/billing/billing_permissions.h"

namespace hostler {

using http::Access;

namespace {

struct GatewayEventView {
  Id<GatewayEvent> id;
  std::string gateway, event, type, state, reason;
  std::optional<Money> amount;
  std::optional<std::string> transaction;
  std::optional<Id<Payment>> payment;
  bool canReplay = false;
  Instant receivedAt;

  static GatewayEventView of(const GatewayDesk::StoredEvent& stored) {
    GatewayEventView view;
    view.id = stored.id;
    view.gateway = stored.gateway;
    view.event = stored.eventId;
    view.type = stored.kind;
    view.state = stored.state;
    view.reason = stored.reason;
    view.amount = stored.amount;
    if (!stored.transactionId.empty()) view.transaction = stored.transactionId;
    view.payment = stored.payment;
    view.canReplay = stored.canReplay();
    view.receivedAt = stored.receivedAt;
    return view;
  }
  static void describe(Shape<GatewayEventView>& shape) {
    shape.field("id", &GatewayEventView::id);
    shape.field("gateway", &GatewayEventView::gateway);
    shape.field("event_id", &GatewayEventView::event).describedAs("the gateway's");
    shape.field("type", &GatewayEventView::type).describedAs("in the gateway's words");
    shape.field("state", &GatewayEventView::state).oneOf(states());
    shape.field("reason", &GatewayEventView::reason)
        .describedAs("why it is not booked, or what became of it");
    shape.field("amount", &GatewayEventView::amount).nullable();
    shape.field("transaction_id", &GatewayEventView::transaction)
        .nullable()
        .describedAs("the gateway's payment, refund or dispute");
    shape.field("payment_id", &GatewayEventView::payment).nullable();
    shape.field("can_replay", &GatewayEventView::canReplay);
    shape.field("received_at", &GatewayEventView::receivedAt);
  }
  static std::vector<std::string> states() {
    return {"booked", "ignored", "unmatched", "waiting", "held", "dismissed"};
  }
};

struct GatewayEventQuery : http::ListQuery {
  std::optional<std::string> gateway, state;
  static void describe(Shape<GatewayEventQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("gateway", &GatewayEventQuery::gateway).length(1, 40);
    shape.field("state", &GatewayEventQuery::state).oneOf(GatewayEventView::states());
  }
};

}  // namespace

void GatewayEventRoutes::mount(http::Router& router) {
  const auto access = Access::platform(kMoveMoney);
  router
      .get<GatewayEventQuery, http::Page<GatewayEventView>>(
          "/admin/webhooks/in", access,
          [this](const auto& request) {
            const auto& query = request.query();
            auto events = database_.read([&](db::Reader& reader) {
              return desk_.events(reader, {query.gateway, query.state}, http::ListOrder::of(query),
                                  query.limit + 1);
            });
            return http::Page<GatewayEventView>::of(std::move(events), query.limit,
                                                    GatewayEventView::of,
                                                    [](const GatewayDesk::StoredEvent& event) {
                                                      return http::Cursor{event.id.value(), 0};
                                                    });
          })
      .named("adminListGatewayEvents", "What gateways sent, and what became of it")
      .tagged("Admin: billing");
  router
      .get<http::Nothing, GatewayEventView>(
          "/admin/webhooks/in/{id}", access,
          [this](const auto& request) {
            const auto id = request.template id<GatewayEvent>();
            const auto event =
                database_.read([&](db::Reader& reader) { return desk_.event(reader, id); });
            if (!event) throw NotFound{};
            return GatewayEventView::of(*event);
          })
      .named("adminGetGatewayEvent", "One event of a gateway")
      .tagged("Admin: billing");
  router
      .post<http::Nothing, GatewayEventView>(
          "/admin/webhooks/in/{id}/replay", access.withFreshFactor(),
          [this](const auto& request) {
            return GatewayEventView::of(
                desk_.replay(request.actor(), request.template id<GatewayEvent>()));
          })
      .named("adminReplayGatewayEvent", "Look again at an event that was kept and not booked")
      .tagged("Admin: billing");
}

}  // namespace hostler
