#pragma once

// Every mail and SMS of the product. A message is taken inside the transaction of what it tells of
// and sent by a job: over SMTP, through an SMS plugin, or into a directory where neither is set up.

#include "core/audit/audit_log.h"
#include "core/db/migration.h"
#include "core/events/event_bus.h"
#include "core/http/rate_limits.h"
#include "core/http/router.h"
#include "core/jobs/handler.h"
#include "core/mail/smtp_settings.h"
#include "core/operations/provider.h"
#include "core/render/template_library.h"
#include "core/secrets/vault.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/message_sender.h"
#include "modules/billing/billing.h"
#include "modules/domains/domains.h"
#include "modules/services/services.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hostler {

struct Receipt;

/// Makes the PDFs that go with mails: of invoices, and of receipt vouchers for what was put into a
/// wallet.
class InvoicePdf {
 public:
  virtual ~InvoicePdf() = default;
  /// The document's bytes. Throws std::exception when it cannot be made now; it is then asked
  /// again.
  virtual std::string pdfOf(Id<Tenant> tenant, Id<Invoice> invoice) = 0;
  virtual std::string pdfOf(Id<Tenant> tenant, Id<Receipt> receipt) = 0;
};

/// How far an invoice is from being paid, as its payer is told.
enum class Reminder {
  Upcoming = 1,  ///< it will be due
  Overdue1,      ///< it has been due for a while
  Overdue2,
  Overdue3  ///< the last word before something happens
};

struct NotificationSettings {
  bool production = true;  ///< false: admin shows codes and links of what was sent
  std::optional<mail::SmtpSettings> smtp;
  int smtpConnections = 2;  ///< at once
  /// Without SMTP mails go here, one .eml each; SMS without a plugin too, outside production.
  /// Empty: nowhere, and then nothing can be sent that way.
  std::filesystem::path spool;
  /// Who mails are from where the tenant has no usable address of its own.
  std::string fallbackFrom = "no-reply@hostler.invalid";
  bool smsNotices =
      false;  ///< reminders and suspensions by SMS too, where there is a way to send one
};

class NotificationsModule {
 public:
  /// What the module stands on. All outlive it.
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Vault& vault;
    AuditLog& audit;
    jobs::Queue& jobs;
    events::Bus& bus;
    Tenants& tenants;
    Accounts& accounts;
    Billing& billing;
    const render::TemplateLibrary& templates;
    NotificationSettings settings = {};
    InvoicePdf* invoicePdf = nullptr;   ///< null: invoices are mailed without
    ProviderPort* providers = nullptr;  ///< where notifier plugins are; null: there are none
    /// A service as its module knows it. Empty: mails about services say no more than the event
    /// does.
    std::function<std::optional<Service>(db::Reader&, Id<Tenant>, Id<Service>)> service = {};
    /// The addresses that learn what needs a person. Empty: the platform's own address does.
    std::function<std::vector<std::string>(db::Reader&)> operators = {};
    http::RateLimits* limits = nullptr;  ///< of strangers who send reports; null: none
    /// A domain as its module knows it. Empty: mails about domains leave its expiry out.
    std::function<std::optional<Domain>(db::Reader&, Id<Tenant>, Id<Domain>)> domain = {};
  };
  /// Subscribes to what accounts, billing, services and domains announce.
  explicit NotificationsModule(Parts parts);
  ~NotificationsModule();

  /// Takes messages; thread-safe.
  MessageSender& sender();
  /// /api/admin/messages and /api/admin/templates.
  void addRoutes(http::Router& router);
  /// The job that sends, in lane "mail" (SMS: "sms").
  void addHandlers(jobs::Handlers& handlers);

  /// Reminds the payer of an open invoice, once per kind and day of the tenant; false when that was
  /// done already or there is nothing to remind of. `actsOn`: the day something happens if it stays
  /// unpaid. What has been paid by the time the message goes out is not reminded of.
  bool remind(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice, Reminder kind,
              std::optional<Date> actsOn = {});
  /// A document of the channel "invoice" ("invoice", "credit_note") in the tenant's own words.
  /// Throws render::UnknownTemplate, TemplateError and RenderLimitExceeded.
  std::string document(Id<Tenant> tenant, const std::string& name, const std::string& locale,
                       const Json& model);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

std::span<const db::Migration> notificationsMigrations();
/// What of this module's tables is sealed, for the rotation of keys.
std::span<const SealedColumn> notificationsSealedColumns();

}  // namespace hostler
