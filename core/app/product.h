#pragma once

#include "core/app/bridges.h"
#include "core/app/foundation.h"
#include "core/child/nursery.h"
#include "core/events/before_hooks.h"
#include "core/http/event_streams.h"
#include "core/http/idempotency.h"
#include "core/http/rate_limits.h"
#include "core/http/router.h"
#include "core/http/signals.h"
#include "core/images/image_workshop.h"
#include "core/jobs/interventions.h"
#include "core/jobs/workers.h"
#include "core/plugin_host/plugin_registry.h"
#include "core/render/pdf_renderer.h"
#include "core/render/pdf_shelf.h"
#include "modules/accounts/accounts_module.h"
#include "modules/accounts/plugin_captcha.h"
#include "modules/accounts/policy_authority.h"
#include "modules/automation/automation_module.h"
#include "modules/billing/billing_module.h"
#include "modules/catalog/catalog_module.h"
#include "modules/company/company_module.h"
#include "modules/compute/compute_module.h"
#include "modules/console/console_module.h"
#include "modules/content/content_module.h"
#include "modules/dns/dns_module.h"
#include "modules/domains/domains_module.h"
#include "modules/files/files_module.h"
#include "modules/notifications/notifications_module.h"
#include "modules/ordering/ordering_module.h"
#include "modules/personal_data/personal_data_routes.h"
#include "modules/personal_data/retention.h"
#include "modules/plugins/plugins_module.h"
#include "modules/reports/report_routes.h"
#include "modules/services/services_module.h"
#include "modules/support/support_module.h"
#include "modules/usage/usage_module.h"
#include "modules/webhooks/webhooks_module.h"

namespace hostler::app {

/// Every module, put together. Starts no thread of its own that works; a server does (see
/// server.h).
class Product {
 public:
  explicit Product(Foundation& base);

 private:
  Foundation& base_;  // before all that uses it

 public:
  child::Nursery nursery;
  Tenants tenants;
  TenantSites sites;
  Accounts people;
  http::RateLimits limits;
  http::Signals signals;
  http::Idempotency idempotency;
  http::EventStreams streams;
  plugin::EnginePluginLog pluginLog;
  plugin::PluginRegistry registry;
  PluginsModule plugins;
  Operations operations;
  Scheduler scheduler;
  render::TemplateLibrary library;
  render::PdfRenderer pdf;
  render::PdfShelf pdfs;
  render::PdfShelf patientPdfs;  ///< the same folder, for mails: they wait longer for a renderer
  images::ImageWorkshop images;
  FilesModule files;
  BillingModule billing;
  BilledMoney money;
  InvoiceDocuments mailedDocuments;
  MailedInvoice invoicePdf;
  NotificationsModule notifications;
  PluginCaptcha captcha;
  PolicyAuthorities authorities;
  AccountsModule accounts;
  CatalogModule catalog;
  events::BeforeHooksRelay before;
  OrderingModule ordering;
  ServicesModule services;
  SupportModule support;
  ContentModule content;
  ReportRoutes reports;
  WebhooksModule webhooks;
  PersonalDataRoutes personalData;
  Retention retention;
  ComputeModule compute;
  DnsModule dns;
  DomainsModule domains;
  UsageModule usage;
  MailedReminders reminders;
  AutomationModule automation;
  jobs::Interventions interventions;
  jobs::Workers* workers = nullptr;  ///< where this process does jobs
  ConsoleModule console;
  CompanyModule company;
  http::Router router;

 private:
  void mount();
  void addHandlers();
  Json system();
  std::string fill(Id<Tenant> tenant, const std::string& name, const std::string& locale,
                   const Json& model);
  std::string makePdf(const std::string& html, std::chrono::seconds patience);
};

}  // namespace hostler::app
