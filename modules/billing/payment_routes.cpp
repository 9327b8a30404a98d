#include "modules/billing/payment_routes.h"

#include "core/http/rights.h"
#include "modules/billing/gateway_reply.h"
#include "modules/billing/start_payment_job.h"

namespace hostler {

using http::Access;

namespace {

// What moved was part of a payment, and went to invoices.
std::vector<std::string> namesOf(const Transaction& movement) {
  std::vector<std::string> names{movement.id.text()};
  if (movement.payment) names.push_back(movement.payment->text());
  for (const auto& allocation : movement.allocations) names.push_back(allocation.invoice.text());
  return names;
}

}  // namespace

void PaymentRoutes::mount(http::Router& router) {
  router
      .post<PayInvoice, PaymentReply>(
          "/invoices/{id}/pay", Access::client(kPayInvoices),
          [this](const auto& request) {
            const auto id = request.template id<Invoice>();
            const auto& body = request.body();
            if (body.paymentMethod)
              http::requireMay(request.actor(), kPayInvoices, {body.paymentMethod->text()});
            const auto payment =
                body.paymentMethod
                    ? saved_.pay(request.actor(), id, body.method, *body.paymentMethod)
                    : service_.start(request.actor(), {id}, body.method);
            return settling(request.scope(), payment, 200);
          })
      .named("payInvoice", "Pay an invoice")
      .tagged("Billing")
      .idempotent();
  router
      .post<CreatePayment, PaymentReply>(
          "/payments/create", Access::client(kPayInvoices),
          [this](const auto& request) {
            auto invoices = request.body().invoices;
            if (request.body().invoice) invoices.push_back(*request.body().invoice);
            for (const auto invoice : invoices)
              http::requireMay(request.actor(), kPayInvoices, {invoice.text()});
            const auto payment =
                service_.start(request.actor(), invoices, request.body().gateway, "gateway");
            return settling(request.scope(), payment, 201);
          })
      .named("createPayment", "Pay invoices together")
      .tagged("Billing")
      .creates();
  router
      .post<TopUp, PaymentReply>("/wallet/top-up", Access::client(kPayInvoices),
                                 [this](const auto& request) {
                                   const auto payment =
                                       service_.topUp(request.actor(), request.body().amount,
                                                      request.body().method);
                                   return settling(request.scope(), payment, 201);
                                 })
      .named("topUpWallet", "Put money into the wallet")
      .tagged("Billing")
      .creates();
  router
      .post<std::map<std::string, std::string>, PaymentReply>(
          "/payments/{id}/return", Access::client(kPayInvoices),
          [this](const auto& request) { return payReturn(request); })
      .named("returnFromGateway", "What the gateway gave the browser")
      .tagged("Billing");
  mountLists(router);
  mountMethods(router);
}

void PaymentRoutes::mountLists(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<PaymentView>>(
          "/payments", Access::client(kReadInvoices),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto payments = database_.read([&](db::Reader& reader) {
              return payments_.list(reader, request.scope(), order, request.query().limit + 1);
            });
            return http::Page<PaymentView>::of(
                std::move(payments), request.query().limit, PaymentView::of,
                [](const Payment& payment) {
                  return http::Cursor{payment.id.value(), 0};
                },
                [&](const Payment& payment) {
                  return request.actor().may(kReadInvoices.action, payment.id.text());
                });
          })
      .named("listPayments", "My payments")
      .tagged("Billing");
  router
      .get<http::Nothing, PaymentView>(
          "/payments/{id}", Access::client(kReadInvoices),
          [this](const auto& request) {
            return PaymentView::of(service_.get(request.scope(), request.template id<Payment>()));
          })
      .named("getPayment", "One payment")
      .tagged("Billing");
  router
      .get<http::ListQuery, http::Page<TransactionView>>(
          "/transactions", Access::client(kReadInvoices),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto movements = database_.read([&](db::Reader& reader) {
              return payments_.listTransactions(reader, request.scope(), order,
                                                request.query().limit + 1);
            });
            return http::Page<TransactionView>::of(
                std::move(movements), request.query().limit, TransactionView::of,
                [](const Transaction& one) {
                  return http::Cursor{one.id.value(), 0};
                },
                [&](const Transaction& one) {
                  return request.actor().mayOn(kReadInvoices.action, namesOf(one));
                });
          })
      .named("listTransactions", "Movements of money")
      .tagged("Billing");
  router
      .get<http::Nothing, WalletView>("/wallet", Access::client(kReadInvoices),
                                      [this](const auto& request) {
                                        const auto account = request.scope().account.value();
                                        return WalletView{database_.read([&](db::Reader& reader) {
                                          return credit_.balances(reader, account);
                                        })};
                                      })
      .named("getWallet", "My credit")
      .tagged("Billing");
}

// Who acts in a client's place touches no way to pay (security rule Z8).
void PaymentRoutes::mountMethods(http::Router& router) {
  const auto manage = Access::client(kManagePaymentMethods).notImpersonated();
  router
      .get<http::Nothing, MethodsView>(
          "/payments/methods", Access::client(kReadInvoices),
          [this](const auto& request) {
            MethodsView view;
            const auto account = request.scope().account.value();
            const auto [saved, preferences] = database_.read([&](db::Reader& reader) {
              return std::pair{methods_.list(reader, account),
                               methods_.preferences(reader, account)};
            });
            for (const auto& method : saved) {
              if (request.actor().may(kReadInvoices.action, method.id.text()))
                view.data.push_back(SavedMethodView::of(method, preferences));
            }
            for (const auto& method : service_.offered(request.scope().tenant)) {
              view.offered.push_back(
                  {method.gateway, method.title, method.kind, method.currencies, method.saves});
            }
            return view;
          })
      .named("listPaymentMethods", "How I can pay")
      .tagged("Billing");
  router
      .post<AddMethod, PaymentReply>("/payments/methods/add", manage,
                                     [this](const auto& request) {
                                       const auto payment =
                                           methods_.add(request.actor(), request.body().gateway,
                                                        request.body().kind);
                                       return settling(request.scope(), payment, 201);
                                     })
      .named("addPaymentMethod", "Begin to save a way to pay")
      .tagged("Billing")
      .creates();
  router
      .remove<http::Nothing, http::Nothing>("/payments/methods/{id}", manage,
                                            [this](const auto& request) {
                                              methods_.remove(request.actor(),
                                                              request.template id<PaymentMethod>());
                                            })
      .named("removePaymentMethod", "Forget a way to pay")
      .tagged("Billing");
  const auto shown = [this](const Scope& scope) {
    return BillingSettingsView::of(database_.read(
        [&](db::Reader& reader) { return methods_.preferences(reader, scope.account.value()); }));
  };
  router
      .get<http::Nothing, BillingSettingsView>(
          "/billing/settings", Access::client(kReadInvoices),
          [shown](const auto& request) { return shown(request.scope()); })
      .named("getBillingSettings", "How I want to pay")
      .tagged("Billing");
  router
      .put<BillingSettingsView, BillingSettingsView>(
          "/billing/settings", manage,
          [this, shown](const auto& request) {
            if (request.body().defaultMethod) {
              http::requireMay(request.actor(), kManagePaymentMethods,
                               {request.body().defaultMethod->text()});
            }
            methods_.prefer(request.actor(),
                            {request.body().defaultMethod, request.body().autoPay});
            return shown(request.scope());
          })
      .named("saveBillingSettings", "Say how I want to pay")
      .tagged("Billing");
}

http::Reply<PaymentReply> PaymentRoutes::settling(const Scope& scope, const Payment& payment,
                                                  int status) {
  http::Reply<PaymentReply> reply{{PaymentView::of(payment)}, status};
  if (payment.status != PaymentStatus::Pending) return reply;
  reply.later = std::make_shared<http::Later>();
  reply.later->topic = paymentTopic(payment.id);
  reply.later->check = [this, scope, id = payment.id,
                        status](bool last) -> std::optional<http::Answer> {
    const auto now = service_.get(scope, id);
    if (now.status == PaymentStatus::Pending && !last) return std::nullopt;
    http::Answer answer;
    answer.status = now.status == PaymentStatus::Pending ? 202 : status;
    answer.body = toJson(PaymentReply{PaymentView::of(now)});
    return answer;
  };
  return reply;
}

// The browser's word proves nothing: the signature is checked and the gateway asked, and then the
// same booking follows as after its webhook, whichever comes first.
http::Reply<PaymentReply> PaymentRoutes::payReturn(
    const http::Request<std::map<std::string, std::string>>& request) {
  const auto payment = service_.get(request.scope(), request.id<Payment>());
  if (!payment.reference)
    throw DomainError{"payment_not_started", 409, "The gateway does not know this payment yet."};
  const auto answer =
      operations_.ask({payment.gateway,
                       "gateway/1.verify_return",
                       {{"reference", *payment.reference}, {"data", request.body()}}});
  if (answer.outcome == Outcome::Permanent) {
    throw DomainError{"return_not_genuine", 400,
                      "What the gateway gave the browser does not fit this payment."};
  }
  const bool counts = answer.outcome == Outcome::Succeeded && !modes_.refusal(payment.gateway);
  if (counts && answer.reply.contains("payment")) {
    const auto found = readGatewayPayment(answer.reply["payment"]);
    const bool isOurs = found.reference == *payment.reference && found.isCaptured();
    const bool moves = found.amount.isPositive() || payment.purpose == PaymentPurpose::Setup;
    if (isOurs && moves) desk_.book({found.noticeFrom(payment.gateway)});
  }
  if (payment.purpose == PaymentPurpose::Setup && counts)
    methods_.refresh(request.scope(), payment.gateway);
  // Where the gateway cannot be asked now, its webhook or the reconciler settles it; what does not
  // count here nobody books.
  return {{PaymentView::of(service_.get(request.scope(), payment.id))}, 200};
}

}  // namespace hostler
