#pragma once

#include "core/jobs/workers.h"
#include "core/nodes/node_registry.h"
#include "core/secrets/random.h"
#include "modules/billing/credit_desk.h"
#include "modules/billing/receipt.h"
#include "modules/notifications/message.h"
#include "modules/notifications/notifications_module.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <memory>
#include <string>
#include <vector>

namespace hostler {

/// Makes a PDF of a few bytes, or none as long as `broken`.
class PdfPress final : public InvoicePdf {
 public:
  std::string pdfOf(Id<Tenant>, Id<Invoice> invoice) override {
    if (broken) throw std::runtime_error{"out of paper"};
    return "%PDF-1.4 " + invoice.text();
  }
  std::string pdfOf(Id<Tenant>, Id<Receipt> receipt) override {
    if (broken) throw std::runtime_error{"out of paper"};
    return "%PDF-1.4 " + receipt.text();
  }
  std::atomic<bool> broken{false};
};

/// Notifier plugins that answer as a test tells them; none is enabled to begin with. Thread-safe.
class ToldCarriers final : public ProviderPort {
 public:
  ProviderAnswer call(const ProviderRequest& request) override;
  std::vector<ProviderInstance> instances(const std::string& kind) override;
  /// Enables one that carries this ("email", "sms").
  void enable(const std::string& name, const std::string& channel);
  /// How it answers from now on; until told it takes everything, as "<name>-1".
  void answer(const std::string& name, ProviderAnswer answer);
  /// What was asked of it: sends, or webhooks.
  std::vector<Json> asked(const std::string& name, const std::string& verb = "send");

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> channels_;
  std::map<std::string, ProviderAnswer> answers_;
  std::vector<ProviderRequest> asked_;
};

/// A small shop on a database of its own: real tables, queue, workers and billing, a clock that is
/// moved by hand.
class Shop {
 public:
  /// Without `smtp` mails go to spool().
  explicit Shop(std::optional<mail::SmtpSettings> smtp = {}, bool production = false);
  ~Shop();

  /// Ends the module and its workers, and starts them anew on the same database, as an engine that
  /// starts again.
  void restart(std::optional<mail::SmtpSettings> smtp);
  /// Does all jobs that are due.
  void work();
  /// Moves the clock and does what fell due.
  void pass(Duration time);

  template <class F>
  auto inTransaction(F&& work) {
    return database->transaction(std::forward<F>(work));
  }
  /// A client with a root user. `email` is not checked here, as nothing checks what an importer
  /// brings.
  Id<Account> client(const std::string& firstName, const std::string& email,
                     const std::string& language = "en");
  Invoice issueInvoice(Id<Account> account, InvoiceKind kind = InvoiceKind::Order,
                       std::int64_t paise = 1'000'00);
  /// All of it, as a payment by bank transfer is booked.
  void markPaid(Id<Invoice> invoice);
  template <class E>
  void announce(Id<Account> account, const E& event) {
    const auto actor = Actor::system(kPlatform, account, "test");
    inTransaction([&](db::Transaction& tx) { bus->publish(tx, actor, actor.scope, event); });
  }

  /// Newest first.
  std::vector<Message> messages();
  /// The only message with this template.
  Message message(const std::string& templateName);
  /// The mails in the spool, oldest first, each as it would be on the wire but for the breaks
  /// of long lines.
  std::vector<std::string> spooled();
  std::filesystem::path spool() const { return directory.path() / "spool"; }

  testing::TemporaryDirectory directory{"hostler-notifications"};
  std::unique_ptr<db::Database> database;
  ManualClock clock{*Instant::parse("2026-04-01T04:44:09Z")};
  SystemRandom random;
  std::unique_ptr<NodeRegistry> nodes;
  std::unique_ptr<IdMint> ids;
  std::unique_ptr<Vault> vault;
  std::unique_ptr<AuditLog> audit;
  std::unique_ptr<jobs::Queue> queue;
  std::unique_ptr<events::Bus> bus;
  Tenants tenants;
  Accounts accounts;
  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<CreditDesk> credit;
  std::unique_ptr<Billing> billing;
  render::TemplateLibrary library;
  PdfPress press;
  std::map<Id<Service>, Service> services;  ///< what the services module would know
  ToldCarriers carriers;
  std::unique_ptr<NotificationsModule> notifications;

 private:
  void start(std::optional<mail::SmtpSettings> smtp);

  bool production_;
  std::unique_ptr<jobs::Handlers> handlers_;
  std::unique_ptr<jobs::Workers> workers_;
};

/// SMTP to this machine, without TLS.
mail::SmtpSettings plainSmtp(std::uint16_t port);
/// A port that nobody listens on.
std::uint16_t closedPort();

}  // namespace hostler
