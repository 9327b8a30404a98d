#include "modules/billing/admin_money_routes.h"

#include "core/http/page.h"
#include "modules/billing/billing_permissions.h"
#include "modules/billing/dispute.h"
#include "modules/billing/payment_views.h"

namespace hostler {

using http::Access;

namespace {

struct GiveCredit {
  Money amount = Money::zero(Currency::of("INR"));
  std::string reason;
  static void describe(Shape<GiveCredit>& shape) {
    shape.field("amount", &GiveCredit::amount).positive();
    shape.field("reason", &GiveCredit::reason).length(1, 500);
  }
};

struct UnmatchedView {
  Id<GatewayEvent> id;
  std::string gateway, eventId, kind, state, reason;
  Instant receivedAt;
  std::optional<Money> amount;
  std::string transactionId;
  static UnmatchedView of(const GatewayDesk::StoredEvent& event) {
    return {event.id,     event.gateway,    event.eventId, event.kind,         event.state,
            event.reason, event.receivedAt, event.amount,  event.transactionId};
  }
  static void describe(Shape<UnmatchedView>& shape) {
    shape.field("id", &UnmatchedView::id);
    shape.field("gateway", &UnmatchedView::gateway);
    shape.field("event_id", &UnmatchedView::eventId);
    shape.field("kind", &UnmatchedView::kind);
    shape.field("state", &UnmatchedView::state);
    shape.field("reason", &UnmatchedView::reason);
    shape.field("received_at", &UnmatchedView::receivedAt);
    shape.field("amount", &UnmatchedView::amount);
    shape.field("gateway_transaction_id", &UnmatchedView::transactionId);
  }
};

struct DisputeQuery : http::ListQuery {
  std::optional<bool> open;
  static void describe(Shape<DisputeQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("open", &DisputeQuery::open).describedAs("true: only those that are not decided");
  }
};

struct DisputeView {
  Id<Dispute> id;
  std::string gateway, gatewayId;
  Id<Payment> payment;
  Id<Account> account;
  DisputeState state = DisputeState::Open;
  Money amount = Money::zero(Currency::of("INR"));
  Money deducted = Money::zero(Currency::of("INR"));
  std::string reason, phase;
  std::optional<Instant> respondBy;
  Instant createdAt;

  static DisputeView of(const Dispute& dispute) {
    return {dispute.id,      dispute.gateway, dispute.gatewayId, dispute.payment,
            dispute.account, dispute.state,   dispute.amount,    dispute.deducted,
            dispute.reason,  dispute.phase,   dispute.respondBy, dispute.createdAt};
  }
  static void describe(Shape<DisputeView>& shape) {
    shape.field("id", &DisputeView::id);
    shape.field("gateway", &DisputeView::gateway);
    shape.field("gateway_dispute_id", &DisputeView::gatewayId);
    shape.field("payment_id", &DisputeView::payment);
    shape.field("account_id", &DisputeView::account);
    shape.field("state", &DisputeView::state);
    shape.field("amount", &DisputeView::amount);
    shape.field("deducted", &DisputeView::deducted).describedAs("what was taken so far");
    shape.field("reason", &DisputeView::reason);
    shape.field("phase", &DisputeView::phase);
    shape.field("respond_by", &DisputeView::respondBy)
        .describedAs("until when the gateway takes evidence");
    shape.field("created_at", &DisputeView::createdAt);
  }
};

struct AssignTo {
  Id<Invoice> invoice;
  static void describe(Shape<AssignTo>& shape) { shape.field("invoice", &AssignTo::invoice); }
};

struct CreditOf {
  std::optional<Id<Account>> account;
  std::string reason;
  static void describe(Shape<CreditOf>& shape) {
    shape.field("account", &CreditOf::account)
        .describedAs("whose money it is; default: that of the attempt it names");
    shape.field("reason", &CreditOf::reason).length(1, 300);
  }
};

struct TransactionQuery : http::ListQuery {
  std::optional<Id<Account>> account;
  static void describe(Shape<TransactionQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("account_id", &TransactionQuery::account);
  }
};

struct PaymentQuery : http::ListQuery {
  std::optional<Id<Account>> account;
  std::optional<Id<Invoice>> invoice;
  static void describe(Shape<PaymentQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("account_id", &PaymentQuery::account);
    shape.field("invoice_id", &PaymentQuery::invoice)
        .describedAs("that they pay, alone or among others");
  }
};

// A tenant's, or one of its clients' alone.
Scope within(Scope scope, std::optional<Id<Account>> account) {
  if (account) scope.account = account;
  return scope;
}

struct DismissBody {
  std::string reason;
  static void describe(Shape<DismissBody>& shape) {
    shape.field("reason", &DismissBody::reason).length(1, 300);
  }
};

}  // namespace

void AdminMoneyRoutes::mount(http::Router& router) {
  router
      .get<TransactionQuery, http::Page<TransactionView>>(
          "/admin/transactions", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto& query = request.query();
            return database_.read([&](db::Reader& reader) {
              auto page = http::Page<TransactionView>::of(
                  payments_.listTransactions(reader, within(request.scope(), query.account),
                                             http::ListOrder::of(query), query.limit + 1),
                  query.limit, TransactionView::of, [](const Transaction& one) {
                    return http::Cursor{one.id.value(), 0};
                  });
              nameClients(reader, request.actor(), page.data);
              return page;
            });
          })
      .named("adminListTransactions", "Every movement of money")
      .tagged("Admin: billing");
  router
      .get<PaymentQuery, http::Page<PaymentView>>(
          "/admin/payments", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto& query = request.query();
            return database_.read([&](db::Reader& reader) {
              auto page = http::Page<PaymentView>::of(
                  payments_.list(reader, within(request.scope(), query.account),
                                 http::ListOrder::of(query), query.limit + 1, query.invoice),
                  query.limit, PaymentView::of, [](const Payment& payment) {
                    return http::Cursor{payment.id.value(), 0};
                  });
              nameClients(reader, request.actor(), page.data);
              return page;
            });
          })
      .named("adminListPayments", "Attempts to pay")
      .tagged("Admin: billing");
  router
      .post<RefundBody, RefundView>(
          "/payments/{id}/refund", Access::staff(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Payment>();
            const auto& body = request.body();
            service_.get(request.scope(), id);  // foreign payments are not there
            return RefundView::of(database_.transaction([&](db::Transaction& tx) {
              return refunds_.start(tx, request.actor(), id, body.amount, body.to, body.reason);
            }));
          })
      .named("refundPayment", "Give money back")
      .tagged("Admin: billing")
      .creates();
  router
      .post<GiveCredit, WalletView>(
          "/admin/clients/{id}/add-credit", Access::staff(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Account>();
            const auto& body = request.body();
            const auto account = database_.read([&](db::Reader& reader) {
              return accounts_.get(reader, request.scope().tenant, id);
            });
            if (body.amount.currency() != account.currency)
              throw ValidationError{"amount", "other_currency", "must be in the client's currency"};
            service_.addCredit(request.actor(), id, body.amount, body.reason);
            return WalletView{service_.credit(id)};
          })
      .named("adminAddCredit", "Give a client credit")
      .tagged("Admin: billing")
      .creates();
  router
      .get<DisputeQuery, http::Page<DisputeView>>(
          "/admin/disputes", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto disputes = database_.read([&](db::Reader& reader) {
              return dispute_repository::list(reader, request.scope().tenant,
                                              request.query().open.value_or(false), order,
                                              request.query().limit + 1);
            });
            return http::Page<DisputeView>::of(std::move(disputes), request.query().limit,
                                               DisputeView::of, [](const Dispute& dispute) {
                                                 return http::Cursor{dispute.id.value(), 0};
                                               });
          })
      .named("adminListDisputes", "What payers' banks dispute, and until when to answer")
      .tagged("Admin: billing");
  mountUnmatched(router);
}

void AdminMoneyRoutes::mountUnmatched(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<UnmatchedView>>(
          "/admin/payments/unmatched", Access::platform(kMoveMoney),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto events = database_.read([&](db::Reader& reader) {
              return desk_.needingSomeone(reader, Id<GatewayEvent>::of(order.after),
                                          request.query().limit + 1);
            });
            return http::Page<UnmatchedView>::of(std::move(events), request.query().limit,
                                                 UnmatchedView::of,
                                                 [](const GatewayDesk::StoredEvent& event) {
                                                   return http::Cursor{event.id.value(), 0};
                                                 });
          })
      .named("adminListUnmatchedPayments",
             "Money that belongs to no attempt of ours, and what was held")
      .tagged("Admin: billing");
  router
      .post<AssignTo, http::Nothing>(
          "/admin/payments/unmatched/{id}/assign", Access::platform(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            desk_.assign(request.actor(), request.template id<GatewayEvent>(),
                         request.body().invoice);
          })
      .named("adminAssignPayment", "Say which invoice money is for")
      .tagged("Admin: billing")
      .idempotent();
  router
      .post<CreditOf, http::Nothing>(
          "/admin/payments/unmatched/{id}/credit", Access::platform(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            const auto& body = request.body();
            if (body.account) {  // one that is there
              database_.read([&](db::Reader& reader) {
                return accounts_.get(reader, request.scope().tenant, *body.account);
              });
            }
            desk_.putToCredit(request.actor(), request.template id<GatewayEvent>(), body.account,
                              body.reason);
          })
      .named("adminCreditUnmatchedPayment", "Put money to a client's credit")
      .tagged("Admin: billing")
      .idempotent();
  router
      .post<DismissBody, http::Nothing>(
          "/admin/payments/unmatched/{id}/dismiss", Access::platform(kMoveMoney).withFreshFactor(),
          [this](const auto& request) {
            desk_.dismiss(request.actor(), request.template id<GatewayEvent>(),
                          request.body().reason);
          })
      .named("adminDismissUnmatchedPayment", "Say that nothing is to be booked, and why")
      .tagged("Admin: billing")
      .idempotent();
}

}  // namespace hostler
