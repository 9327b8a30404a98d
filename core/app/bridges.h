#pragma once

// Where one module needs a word from another that it must not include: small adapters between their
// interfaces.

#include "core/http/site.h"
#include "modules/accounts/account_money.h"
#include "modules/automation/reminders.h"
#include "modules/automation/upcoming.h"
#include "modules/billing/credit_desk.h"
#include "modules/billing/invoice_document.h"
#include "modules/compute/compute_desk.h"
#include "modules/content/legal_texts.h"
#include "modules/dns/dns.h"
#include "modules/domains/domain_forecast.h"
#include "modules/domains/domain_repository.h"
#include "modules/domains/domain_signers.h"
#include "modules/notifications/notifications_module.h"
#include "modules/reports/calendar.h"
#include "modules/services/service_repository.h"

namespace hostler::app {

class TenantSites final : public http::Sites {
 public:
  explicit TenantSites(Tenants& tenants) : tenants_{tenants} {}
  Id<Tenant> tenantOf(std::string_view host) override { return tenants_.ofHost(host); }
  bool isAtHand() override { return tenants_.isAtHand(); }

 private:
  Tenants& tenants_;
};

/// Billing, as accounts asks it before a currency changes.
class BilledMoney final : public AccountMoney {
 public:
  explicit BilledMoney(CreditDesk& credit) : credit_{credit} {}
  bool hasOpenMoney(db::Reader& reader, const Scope& scope) override;

 private:
  CreditDesk& credit_;
};

/// Billing's documents, as they go with a mail.
class MailedInvoice final : public InvoicePdf {
 public:
  explicit MailedInvoice(InvoiceDocuments& documents) : documents_{documents} {}
  std::string pdfOf(Id<Tenant> tenant, Id<Invoice> invoice) override {
    return documents_.pdfOf(Scope::ofTenant(tenant), invoice).bytes;
  }
  std::string pdfOf(Id<Tenant> tenant, Id<Receipt> receipt) override {
    return documents_.pdfOf(Scope::ofTenant(tenant), receipt).bytes;
  }

 private:
  InvoiceDocuments& documents_;
};

/// Whether a domain may lead to this: a live service of the same client, which as an instance is a
/// machine. Buckets are nobody's yet.
bool isLinkable(ServiceRepository& services, ComputeDesk& compute, db::Reader& reader,
                const Scope& scope, DomainLinkKind kind, const std::string& to);

/// What strangers see of shops: whether they sell domains, their ways to pay, their legal texts.
std::map<Id<Tenant>, ShopFace> facesOf(db::Database& database, ProviderPort& gateways,
                                       LegalTexts& texts, const std::vector<Id<Tenant>>& tenants);

/// The name of a domain that is the scope's, by its id.
std::optional<std::string> nameOfDomain(DomainRepository& domains, db::Reader& reader,
                                        const Scope& scope, const std::string& id);

/// The zone of a domain, as the domains' desk asks for its keys.
std::optional<DomainZone> zoneOf(Zones& zones, db::Reader& reader, const Scope& scope,
                                 const std::string& name);

/// Whose a name is: whoever holds the domain at it or above it; where nobody here does, another's
/// once a live service of theirs is at it, above it or below it.
NameHolder holderOf(DomainRepository& domains, ServiceRepository& services, db::Reader& reader,
                    Id<Account> account, const std::string& name);

/// An account's next renewals of domains, as it is told of them.
std::vector<UpcomingCharge> upcomingRenewals(DomainForecast& forecast, db::Reader& reader,
                                             const Scope& scope, int most);

/// Renewals of domains in the calendar: the days on which they are invoiced, and on which the year
/// that is paid for ends.
void addRenewals(DomainForecast& forecast, Tenants& tenants, db::Reader& reader, Id<Tenant> tenant,
                 const DayRange& range, int most, std::vector<CalendarEntry>& entries);

/// Mails, as the reminding rule sends them.
class MailedReminders final : public Reminders {
 public:
  explicit MailedReminders(NotificationsModule& notifications) : notifications_{notifications} {}
  void remind(db::Transaction& tx, const Actor& actor, const Invoice& invoice,
              const std::string& kind) override;

 private:
  NotificationsModule& notifications_;
};

}  // namespace hostler::app
