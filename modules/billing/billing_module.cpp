#include "modules/billing/billing_module.h"

#include "modules/billing/admin_invoice_routes.h"
#include "modules/billing/admin_money_routes.h"
#include "modules/billing/billable_job.h"
#include "modules/billing/billing_events.h"
#include "modules/billing/billing_jobs.h"
#include "modules/billing/charge_job.h"
#include "modules/billing/client_invoicing_routes.h"
#include "modules/billing/client_money_routes.h"
#include "modules/billing/client_tax_routes.h"
#include "modules/billing/collections.h"
#include "modules/billing/currency_routes.h"
#include "modules/billing/document_routes.h"
#include "modules/billing/gateway_desk.h"
#include "modules/billing/gateway_event_routes.h"
#include "modules/billing/gateway_modes.h"
#include "modules/billing/gateway_poll.h"
#include "modules/billing/invoice_routes.h"
#include "modules/billing/ledger.h"
#include "modules/billing/payment_repository.h"
#include "modules/billing/payment_routes.h"
#include "modules/billing/quote_events.h"
#include "modules/billing/quote_routes.h"
#include "modules/billing/receipt_routes.h"
#include "modules/billing/refund_desk.h"
#include "modules/billing/report_routes.h"
#include "modules/billing/saved_payments.h"
#include "modules/billing/start_payment_job.h"
#include "modules/billing/tax_number_checks.h"
#include "modules/billing/tax_number_events.h"
#include "modules/billing/tax_routes.h"
#include "modules/billing/tds_routes.h"
#include "modules/billing/transfer_desk.h"
#include "modules/billing/transfer_routes.h"
#include "modules/billing/webhook_route.h"

namespace hostler {

struct BillingModule::Inside {
  explicit Inside(Parts its)
      : parts{std::move(its)},
        modes{parts.providers, parts.clock, parts.production},
        ledger{parts.clock, parts.ids},
        credit{ledger},
        billing{{parts.database, parts.clock, parts.ids, parts.tenants, parts.accounts, ledger,
                 credit, parts.audit, parts.bus}},
        corrections{
            {parts.clock, parts.ids, parts.tenants, ledger, credit, parts.audit, parts.bus}},
        payments{parts.vault},
        refunds{{parts.clock, parts.ids, credit, ledger, payments, corrections, parts.audit,
                 parts.bus, parts.queue}},
        desk{{parts.database, parts.clock, parts.ids, parts.vault, billing, credit, ledger,
              payments, refunds, parts.audit, parts.bus, parts.queue}},
        service{{parts.database, parts.clock, parts.ids, billing, credit, payments, parts.providers,
                 parts.audit, parts.bus, parts.queue, ledger, &modes}},
        methods{{parts.database, parts.clock, parts.ids, parts.accounts, payments, parts.operations,
                 parts.providers, parts.audit, parts.queue, &modes}},
        collections{{parts.database, parts.clock, parts.ids, parts.tenants, payments, methods,
                     parts.audit, parts.bus, parts.queue}},
        charge{{parts.database, parts.clock, payments, methods, parts.accounts, parts.tenants,
                parts.operations, desk, parts.bus, parts.signal, &modes, &collections}},
        savedPayments{
            {parts.database, parts.clock, parts.ids, payments, parts.audit, parts.queue, &modes}},
        poll{{parts.database, parts.clock, payments, desk, parts.operations, parts.providers,
              parts.production}},
        start{parts.database,   parts.clock, payments,     parts.accounts, parts.tenants,
              parts.operations, methods,     parts.signal, &modes},
        jobs{parts.database, parts.clock,      payments,    refunds,
             desk,           parts.operations, parts.queue, &modes},
        tds{{parts.clock, parts.ids, billing, ledger, parts.audit}},
        documents{parts.database, billing,         corrections, parts.accounts,
                  parts.tenants,  parts.documents, parts.pdf},
        invoiceRoutes{parts.database, billing, corrections, parts.tenants, documents},
        paymentRoutes{parts.database, service,          payments, desk,          refunds,
                      credit,         parts.operations, methods,  savedPayments, modes},
        webhook{parts.providers, desk, parts.limits, parts.signal, parts.production},
        reissue{{billing, corrections, parts.accounts, parts.tenants, parts.audit, parts.bus}},
        drafts{{parts.database, parts.clock, parts.ids, parts.accounts, billing, parts.audit,
                parts.before}},
        adminInvoices{parts.database, billing,        corrections,   reissue,     service, tds,
                      drafts,         parts.accounts, parts.tenants, parts.before},
        adminMoney{parts.database, parts.clock, service, payments, refunds, desk, parts.accounts},
        clientMoney{parts.database, billing, corrections, refunds, parts.accounts},
        transfers{
            {parts.database, parts.clock, payments, desk, parts.files, parts.audit, parts.bus}},
        transferRoutes{parts.database, payments, transfers, parts.files},
        taxes{parts.database, parts.clock, parts.ids, parts.audit},
        taxNumbers{{parts.database, parts.clock, parts.tenants, parts.providers, parts.audit,
                    parts.queue, parts.bus}},
        clientTaxes{
            {parts.database, parts.clock, parts.tenants, parts.accounts, parts.audit, taxNumbers}},
        clientInvoicing{parts.database, parts.clock, parts.accounts, parts.audit},
        tdsRoutes{parts.database, tds},
        quotes{{parts.database, parts.clock, parts.ids, parts.tenants, parts.accounts, billing,
                parts.audit, parts.bus, parts.before}},
        quoteRoutes{parts.tenants, quotes},
        billables{{parts.database, parts.clock, parts.ids, parts.accounts, billing, parts.audit,
                   parts.before}},
        billableJob{parts.database, parts.tenants, billables},
        gatewayEvents{parts.database, desk},
        papers{{parts.database, parts.clock, parts.tenants, billing, parts.audit, parts.before}},
        currencies{{parts.database, parts.clock, parts.tenants, parts.audit}},
        receipts{{parts.clock, parts.ids, parts.tenants, parts.accounts, parts.audit}},
        receiptRoutes{parts.database, documents},
        reports{parts.database, parts.tenants, parts.accounts, parts.audit} {
    receipts.subscribe(parts.bus);
  }

  Parts parts;
  GatewayModes modes;
  Ledger ledger;
  CreditDesk credit;
  Billing billing;
  Corrections corrections;
  PaymentRepository payments;
  RefundDesk refunds;
  GatewayDesk desk;
  PaymentService service;
  SavedMethods methods;
  Collections collections;
  ChargeJob charge;
  SavedPayments savedPayments;
  GatewayPoll poll;
  StartPaymentJob start;
  BillingJobs jobs;
  TdsDesk tds;
  InvoiceDocuments documents;
  InvoiceRoutes invoiceRoutes;
  PaymentRoutes paymentRoutes;
  WebhookRoute webhook;
  Reissue reissue;
  DraftDesk drafts;
  AdminInvoiceRoutes adminInvoices;
  AdminMoneyRoutes adminMoney;
  ClientMoneyRoutes clientMoney;
  TransferDesk transfers;
  TransferRoutes transferRoutes;
  TaxRoutes taxes;
  TaxNumberChecks taxNumbers;
  ClientTaxRoutes clientTaxes;
  ClientInvoicingRoutes clientInvoicing;
  TdsRoutes tdsRoutes;
  QuoteDesk quotes;
  QuoteRoutes quoteRoutes;
  BillableRoutes billables;
  BillableJob billableJob;
  GatewayEventRoutes gatewayEvents;
  DocumentRoutes papers;
  CurrencyRoutes currencies;
  ReceiptDesk receipts;
  ReceiptRoutes receiptRoutes;
  BillingReportRoutes reports;
};

BillingModule::BillingModule(Parts parts) {
  auto& bus = parts.bus;
  bus.declare<InvoiceIssued>("An invoice was issued and frozen.");
  bus.declare<InvoicePaid>("The balance of an invoice came to zero.");
  bus.declare<InvoiceCancelled>("An unpaid invoice was taken back.");
  bus.declare<InvoiceReissued>("An invoice was taken back, and another one stands in its place.");
  bus.declare<QuoteSent>("Staff showed a quote to its client.");
  bus.declare<PaymentReceived>("Money came in: through a gateway, by hand, or from credit.");
  bus.declare<PaymentFailed>("An attempt to pay ended without money.");
  bus.declare<DebitAnnounced>("A saved method will be charged in a day or later.");
  bus.declare<PaymentNeedsClient>("An invoice that was to be collected needs its client.");
  bus.declare<PaymentProofSent>("A client says that money is on its way that staff must confirm.");
  bus.declare<PaymentRefunded>("Money was given back.");
  bus.declare<TaxNumberRefused>(
      "A client's VAT number that was valid is no longer in its register.");
  bus.declare<DisputeOpened>("A payer's bank disputes a payment.");
  bus.declare<PaymentDisputed>(
      "A captured payment was taken back by the payer's bank, or came back from there.");
  inside_ = std::make_unique<Inside>(std::move(parts));
}
BillingModule::~BillingModule() = default;

void BillingModule::mount(http::Router& router) {
  inside_->invoiceRoutes.mount(router);
  inside_->paymentRoutes.mount(router);
  inside_->webhook.mount(router);
  inside_->adminInvoices.mount(router);
  inside_->adminMoney.mount(router);
  inside_->clientMoney.mount(router);
  inside_->transferRoutes.mount(router);
  inside_->taxes.mount(router);
  inside_->clientTaxes.mount(router);
  inside_->clientInvoicing.mount(router);
  inside_->tdsRoutes.mount(router);
  inside_->quoteRoutes.mount(router);
  inside_->billables.mount(router);
  inside_->gatewayEvents.mount(router);
  inside_->papers.mount(router);
  inside_->currencies.mount(router);
  inside_->receiptRoutes.mount(router);
  inside_->reports.mount(router);
}

void BillingModule::stop() {
  inside_->desk.stop();
}

void BillingModule::addHandlers(jobs::Handlers& handlers) {
  auto& inside = *inside_;
  handlers.add<StartPayment>(
      {.lane = "billing",
       .maxAttempts = StartPaymentJob::kMostAttempts,
       .firstPause = std::chrono::seconds{2}},
      [&inside](auto& context, const auto& task) { return inside.start.run(context, task); });
  handlers.add<RefundPayment>(
      {.lane = "billing", .maxAttempts = 20},
      [&inside](auto& context, const auto& task) { return inside.jobs.refund(context, task); });
  handlers.add<ReconcilePayments>(
      {.lane = "billing", .maxAttempts = 3},
      [&inside](auto& context, const auto& task) { return inside.jobs.reconcile(context, task); });
  handlers.add<RefreshMethods>(
      {.lane = "billing", .maxAttempts = 10},
      [&inside](auto& context, const auto& task) { return inside.methods.refresh(context, task); });
  handlers.add<DetachMethod>(
      {.lane = "billing", .maxAttempts = 20},
      [&inside](auto& context, const auto& task) { return inside.methods.detach(context, task); });
  handlers.add<CollectDue>({.lane = "billing", .maxAttempts = 3}, [&inside](auto&, const auto&) {
    inside.collections.run();
    return jobs::Result::done();
  });
  handlers.add<ChargeSavedMethod>(
      {.lane = "billing", .maxAttempts = ChargeJob::kMostAttempts},
      [&inside](auto& context, const auto& task) { return inside.charge.run(context, task); });
  handlers.add<PollGateway>(
      {.lane = "billing", .maxAttempts = 2},
      [&inside](auto& context, const auto& task) { return inside.poll.run(context, task); });
  handlers.add<InvoiceBillableItems>(
      {.lane = "billing", .maxAttempts = 3},
      [&inside](auto&, const auto& task) { return inside.billableJob.run(task); });
  handlers.add<CheckTaxNumber>({.lane = "lookup"}, [&inside](auto& context, const auto& task) {
    return inside.taxNumbers.check(context, task);
  });
  handlers.add<RecheckTaxNumbers>(
      {.lane = "billing", .maxAttempts = 2},
      [&inside](auto&, const auto& task) { return inside.taxNumbers.recheck(task); });
  handlers.add<SettleWaitingEvents>({.lane = "billing"},
                                    [&inside](auto& context, const auto& task) {
                                      return inside.jobs.settleWaiting(context, task);
                                    });
}

void BillingModule::addInterventions(jobs::Interventions& interventions) {
  const auto givenUp = [&inside = *inside_](auto& tx, const auto&, const auto& job) {
    inside.start.givenUp(tx, job);
  };
  interventions.onDiscard(StartPayment::kKind, givenUp);
  interventions.onPark(StartPayment::kKind, givenUp);
  // Not when it is parked: it may have been charged, and can be taken up again.
  interventions.onDiscard(ChargeSavedMethod::kKind,
                          [&inside = *inside_](auto& tx, const auto& actor, const auto& job) {
                            inside.charge.givenUp(tx, actor, job);
                          });
}

void BillingModule::addSchedules(Scheduler& scheduler) {
  scheduler.addSource([&inside = *inside_] { return inside.billableJob.schedule(); });
  // Asked anew on every round: while nothing is open there is nothing to ask gateways after.
  scheduler.addSource([&inside = *inside_] {
    const bool any = inside.parts.database.read(
        [&](db::Reader& reader) { return inside.jobs.isAnythingUnsettled(reader); });
    if (!any) return std::vector<ScheduleEntry>{};
    ScheduleEntry reconcile{
        .name = "billing.reconcile",
        .scope = Scope::ofTenant(kPlatform),
        .when = CronExpression::parse("*/5 * * * *"),
        .zone = TimeZone::named("UTC"),
        .jobKind = std::string{ReconcilePayments::kKind},
        .payload =
            [](const Tick& tick) { return toJson(ReconcilePayments{tick.due.unixMicros()}); },
        .lane = {}};
    return std::vector{std::move(reconcile)};
  });
  scheduler.addSource([&inside = *inside_] { return inside.poll.schedules(); });
  scheduler.addSource([&inside = *inside_] { return inside.taxNumbers.schedule(); });
  scheduler.addSource([&inside = *inside_] {
    const bool any = inside.parts.database.read(
        [&](db::Reader& reader) { return inside.collections.isWanted(reader); });
    if (!any) return std::vector<ScheduleEntry>{};
    ScheduleEntry collect{
        .name = "billing.collect_due",
        .scope = Scope::ofTenant(kPlatform),
        .when = CronExpression::parse("7 * * * *"),
        .zone = TimeZone::named("UTC"),
        .jobKind = std::string{CollectDue::kKind},
        .payload = [](const Tick& tick) { return toJson(CollectDue{tick.due.unixMicros()}); },
        .lane = {}};
    return std::vector{std::move(collect)};
  });
}

std::vector<SealedColumn> BillingModule::sealedColumns() {
  return {PaymentRepository::kNextAction, GatewayDesk::kEventBody};
}

Billing& BillingModule::billing() {
  return inside_->billing;
}
PaymentService& BillingModule::payments() {
  return inside_->service;
}
Corrections& BillingModule::corrections() {
  return inside_->corrections;
}
CreditDesk& BillingModule::credit() {
  return inside_->credit;
}
InvoiceDocuments& BillingModule::documents() {
  return inside_->documents;
}

Collections& BillingModule::collections() {
  return inside_->collections;
}

}  // namespace hostler
