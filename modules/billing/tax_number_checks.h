#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "modules/billing/business_registers.h"
#include "modules/billing/tax_standings.h"
#include "modules/resellers/resellers.h"

#include <vector>

namespace hostler {

/// Asks the register after one account's VAT number.
struct CheckTaxNumber {
  static constexpr std::string_view kKind = "billing.check_tax_number";
  Id<Account> account;
  static void describe(Shape<CheckTaxNumber>& shape) {
    shape.field("account", &CheckTaxNumber::account);
  }
};

/// Finds numbers that are to be asked after, or asked after again.
struct RecheckTaxNumbers {
  static constexpr std::string_view kKind = "billing.recheck_tax_numbers";
  std::int64_t due = 0;
  static void describe(Shape<RecheckTaxNumbers>& shape) {
    shape.field("due", &RecheckTaxNumbers::due);
  }
};

/// Keeps what registers say of clients' VAT numbers. A number is asked after when it is named,
/// again tax.vat_recheck_days after its last answer (by the days that are chosen now), and after
/// growing pauses while its register is silent; until an answer is there it stands as it stood. A
/// question has no effect elsewhere, so one that is asked twice does no harm. One that was valid
/// and is not found any more is announced (TaxNumberRefused); an answer about a number that was
/// changed meanwhile is dropped.
class TaxNumberChecks {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    ProviderPort& providers;
    AuditLog& audit;
    jobs::Queue& queue;
    events::Bus& bus;
  };
  explicit TaxNumberChecks(Parts parts) : parts_{parts}, registers_{parts.providers} {}

  /// Whether there is a register to ask; else staff look numbers up by themselves.
  bool isOffered() const { return registers_.isAny(); }
  /// Puts the question, as part of the transaction that made it due.
  void ask(db::Transaction& tx, const Scope& scope, Id<Account> account);

  jobs::Result check(jobs::Context& context, const CheckTaxNumber& task);
  jobs::Result recheck(const RecheckTaxNumbers& task);
  /// Every five minutes while anything is due, or waits for another day than it is to by now, and
  /// there is somebody to ask.
  std::vector<ScheduleEntry> schedule();

  /// How long a question waits after so many that were not answered.
  static Duration pauseAfter(int failures);

 private:
  std::int64_t recheckDaysOf(Id<Tenant> tenant);
  std::vector<Id<Tenant>> tenantsAstray(db::Reader& reader);
  std::optional<TaxStanding> claim(jobs::Context& context, Id<Account> account);
  void keep(db::Transaction& tx, const Actor& actor, const TaxStanding& claimed,
            const RegisterAnswer& answer);

  Parts parts_;
  BusinessRegisters registers_;
  Log log_{"modules.billing"};
};

/// A standing as audit entries show it.
Json recordedTaxStanding(const TaxStanding& standing);

}  // namespace hostler
