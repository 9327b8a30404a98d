#include "modules/billing/receipt_routes.h"

#include "modules/billing/pdf_answer.h"

namespace hostler {

using http::Access;

ReceiptView ReceiptView::of(const Receipt& receipt) {
  return {receipt.id,          receipt.account, receipt.number,        receipt.issueDate,
          receipt.transaction, receipt.gateway, receipt.placeOfSupply, receipt.amount};
}

void ReceiptView::describe(Shape<ReceiptView>& shape) {
  shape.field("id", &ReceiptView::id);
  shape.field("account_id", &ReceiptView::account);
  shape.field("number", &ReceiptView::number);
  shape.field("issue_date", &ReceiptView::issueDate);
  shape.field("transaction_id", &ReceiptView::transaction);
  shape.field("gateway", &ReceiptView::gateway);
  shape.field("place_of_supply", &ReceiptView::placeOfSupply);
  shape.field("amount", &ReceiptView::amount);
}

void AdminReceiptQuery::describe(Shape<AdminReceiptQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("account_id", &AdminReceiptQuery::account);
  shape.field("transaction_id", &AdminReceiptQuery::transaction)
      .describedAs("the movement of money that the voucher is for");
}

namespace {

http::Cursor cursorOf(const Receipt& receipt) {
  return {receipt.id.value(), 0};
}

}  // namespace

http::Page<ReceiptView> ReceiptRoutes::page(const http::Request<http::ListQuery>& request) {
  const auto& query = request.query();
  const auto& actor = request.actor();
  const auto order = http::ListOrder::of(query);
  auto some = database_.read([&](db::Reader& reader) {
    return receipts::list(reader, request.scope(), order, query.limit + 1);
  });
  return http::Page<ReceiptView>::of(
      std::move(some), query.limit, ReceiptView::of, cursorOf, [&](const Receipt& receipt) {
        return actor.mayOn(kReadInvoices.action, {receipt.id.text(), receipt.transaction.text()});
      });
}

http::Page<ReceiptView> ReceiptRoutes::pageOfShop(const http::Request<AdminReceiptQuery>& request) {
  const auto& query = request.query();
  auto scope = request.scope();
  scope.account = query.account;
  const auto order = http::ListOrder::of(query);
  auto some = database_.read([&](db::Reader& reader) {
    if (!query.transaction) return receipts::list(reader, scope, order, query.limit + 1);
    std::vector<Receipt> one;
    if (auto its = receipts::of(reader, scope, *query.transaction)) one.push_back(std::move(*its));
    return one;
  });
  return http::Page<ReceiptView>::of(std::move(some), query.limit, ReceiptView::of, cursorOf);
}

ReceiptView ReceiptRoutes::one(const Scope& scope, Id<Receipt> id) {
  const auto receipt =
      database_.read([&](db::Reader& reader) { return receipts::find(reader, scope, id); });
  if (!receipt) throw NotFound{};
  return ReceiptView::of(*receipt);
}

http::Answer ReceiptRoutes::pdf(http::Context& context) {
  return pdfAnswer(documents_.pdfOf(context.scope(), context.pathId<Receipt>()));
}

void ReceiptRoutes::mount(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<ReceiptView>>(
          "/billing/receipts", Access::client(kReadInvoices),
          [this](const auto& request) { return page(request); })
      .named("listReceipts", "My receipt vouchers, for what I put into my wallet")
      .tagged("Billing");
  router
      .get<http::Nothing, ReceiptView>("/billing/receipts/{id}", Access::client(kReadInvoices),
                                       [this](const auto& request) {
                                         return one(request.scope(),
                                                    request.template id<Receipt>());
                                       })
      .named("getReceipt", "One receipt voucher")
      .tagged("Billing");
  router
      .raw(http::Method::Get, "/billing/receipts/{id}/pdf", Access::client(kReadInvoices),
           [this](http::Context& context) { return pdf(context); })
      .named("getReceiptPdf", "The receipt voucher as a PDF")
      .tagged("Billing")
      .produces("application/pdf")
      .slow();
  router
      .get<AdminReceiptQuery, http::Page<ReceiptView>>(
          "/admin/receipts", Access::staff(kManageInvoices),
          [this](const auto& request) { return pageOfShop(request); })
      .named("adminListReceipts", "All receipt vouchers, or those of a client or of a transaction")
      .tagged("Admin: billing");
  router
      .get<http::Nothing, ReceiptView>("/admin/receipts/{id}", Access::staff(kManageInvoices),
                                       [this](const auto& request) {
                                         return one(request.scope(),
                                                    request.template id<Receipt>());
                                       })
      .named("adminGetReceipt", "One receipt voucher")
      .tagged("Admin: billing");
  router
      .raw(http::Method::Get, "/admin/receipts/{id}/pdf", Access::staff(kManageInvoices),
           [this](http::Context& context) { return pdf(context); })
      .named("adminGetReceiptPdf", "The receipt voucher as a PDF")
      .tagged("Admin: billing")
      .produces("application/pdf")
      .slow();
}

}  // namespace hostler
