#pragma once

#include "core/db/migration.h"
#include "core/events/before_hooks.h"
#include "core/http/rate_limits.h"
#include "core/http/router.h"
#include "core/jobs/handler.h"
#include "core/jobs/interventions.h"
#include "core/nodes/id_mint.h"
#include "core/operations/operations.h"
#include "core/schedule/scheduler.h"
#include "core/secrets/vault.h"
#include "modules/billing/billing.h"
#include "modules/billing/corrections.h"
#include "modules/billing/credit_desk.h"
#include "modules/billing/invoice_document.h"
#include "modules/billing/payment_service.h"
#include "modules/files/files.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace hostler {

class Collections;

std::span<const db::Migration> billingMigrations();

/// Invoices, payments, refunds, credit and the ledger, put together.
class BillingModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Vault& vault;
    Tenants& tenants;
    Accounts& accounts;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    Operations& operations;
    ProviderPort& providers;
    http::RateLimits& limits;
    Files& files;
    DocumentTemplate documents;
    PdfMaker pdf;
    std::function<void(const std::string& topic)>
        signal;  ///< wakes requests that wait for news of a payment
    bool production = true;
    events::BeforeHooks* before = nullptr;  ///< asked before staff issue an invoice
  };
  explicit BillingModule(Parts parts);
  ~BillingModule();

  void mount(http::Router& router);
  /// Ends what is being booked for gateways. To be called before the other modules go.
  void stop();
  void addHandlers(jobs::Handlers& handlers);
  void addInterventions(jobs::Interventions& interventions);
  void addSchedules(Scheduler& scheduler);
  static std::vector<SealedColumn> sealedColumns();

  Billing& billing();
  PaymentService& payments();
  Corrections& corrections();
  CreditDesk& credit();
  InvoiceDocuments& documents();
  Collections& collections();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace hostler
