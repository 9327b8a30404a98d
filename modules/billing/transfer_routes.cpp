#include "modules/billing/transfer_routes.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/payment_views.h"
#include "modules/files/file_routes.h"

#include <algorithm>

namespace hostler {

using http::Access;

namespace {

struct ProofBody {
  Id<File> file;
  static void describe(Shape<ProofBody>& shape) {
    shape.field("file", &ProofBody::file).describedAs("of POST /api/files");
  }
};

struct ConfirmBody {
  Money amount = Money::zero(Currency::of("INR"));
  std::string reference;
  std::optional<Date> receivedOn;
  static void describe(Shape<ConfirmBody>& shape) {
    shape.field("amount", &ConfirmBody::amount).positive().describedAs("what really came in");
    shape.field("reference", &ConfirmBody::reference)
        .length(1, 100)
        .describedAs("the bank's own, as its statement has it");
    shape.field("received_on", &ConfirmBody::receivedOn);
  }
};

struct RejectBody {
  std::string reason;
  static void describe(Shape<RejectBody>& shape) {
    shape.field("reason", &RejectBody::reason).length(1, 300);
  }
};

struct AwaitingQuery : http::ListQuery {
  std::optional<bool> proof;
  static void describe(Shape<AwaitingQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("proof", &AwaitingQuery::proof).describedAs("true: only those with a proof");
  }
};

struct AwaitingView {
  PaymentView payment;
  std::string reference;
  std::vector<FileView> proofs;
  static void describe(Shape<AwaitingView>& shape) {
    shape.field("payment", &AwaitingView::payment);
    shape.field("reference", &AwaitingView::reference)
        .describedAs("what the payer was asked to write on the transfer");
    shape.field("proofs", &AwaitingView::proofs);
  }
};

}  // namespace

void TransferRoutes::mount(http::Router& router) {
  router
      .post<ProofBody, PaymentReply>(
          "/payments/{id}/proof", Access::client(kPayInvoices),
          [this](const auto& request) {
            return PaymentReply{PaymentView::of(transfers_.prove(
                request.actor(), request.template id<Payment>(), request.body().file))};
          })
      .named("sendPaymentProof", "Show that a transfer is on its way")
      .tagged("Billing")
      .idempotent();
  router
      .post<ConfirmBody, PaymentView>("/admin/payments/{id}/confirm",
                                      Access::staff(kMoveMoney).withFreshFactor(),
                                      [this](const auto& request) {
                                        const auto& body = request.body();
                                        return PaymentView::of(transfers_.confirm(
                                            request.actor(), request.template id<Payment>(),
                                            {body.amount, body.reference, body.receivedOn}));
                                      })
      .named("adminConfirmPayment", "Say what came in by a transfer")
      .tagged("Admin: billing")
      .idempotent();
  router
      .post<RejectBody, PaymentView>(
          "/admin/payments/{id}/reject", Access::staff(kMoveMoney),
          [this](const auto& request) {
            return PaymentView::of(transfers_.reject(
                request.actor(), request.template id<Payment>(), request.body().reason));
          })
      .named("adminRejectPayment", "Say that a transfer did not come")
      .tagged("Admin: billing")
      .idempotent();
  mountQueue(router);
}

void TransferRoutes::mountQueue(http::Router& router) {
  router
      .get<AwaitingQuery, http::Page<AwaitingView>>(
          "/admin/payments/awaiting", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto& query = request.query();
            const auto order = http::ListOrder::of(query);
            std::map<Id<Payment>, std::vector<FileView>> proofs;
            auto payments = database_.read([&](db::Reader& reader) {
              auto page = payments_.awaiting(reader, request.scope().tenant,
                                             query.proof.value_or(false), order, query.limit + 1);
              for (const auto& payment : page) {
                for (const auto& file : transfers_.proofsOf(reader, payment))
                  proofs[payment.id].push_back(FileView::of(file));
              }
              return page;
            });
            return http::Page<AwaitingView>::of(
                std::move(payments), query.limit,
                [&](const Payment& payment) {
                  return AwaitingView{PaymentView::of(payment), payment.reference.value_or(""),
                                      proofs[payment.id]};
                },
                [](const Payment& payment) {
                  return http::Cursor{payment.id.value(), 0};
                });
          })
      .named("adminListAwaitedPayments", "Transfers that staff are to look for")
      .tagged("Admin: billing");
  router
      .raw(http::Method::Get, "/admin/payments/{id}/proofs/{file}", Access::staff(kManageInvoices),
           [this](http::Context& context) { return proof(context); })
      .named("adminGetPaymentProof", "A payer's proof, to be saved")
      .tagged("Admin: billing")
      .produces("application/octet-stream")
      .slow();
}

http::Answer TransferRoutes::proof(http::Context& context) {
  return database_.read([&](db::Reader& reader) {
    const auto payment = payments_.find(reader, context.scope(), context.pathId<Payment>());
    if (!payment) throw NotFound{};
    const auto id = context.pathId<File>("file");
    for (const auto& file : transfers_.proofsOf(reader, *payment)) {
      if (file.id == id) return fileAnswer(file, files_.content(reader, file));
    }
    throw NotFound{};
  });
}

}  // namespace hostler
