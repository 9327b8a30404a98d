#pragma once

#include "core/events/before_hooks.h"
#include "modules/automation/reminders.h"
#include "modules/automation/rule_run.h"
#include "modules/ordering/order_service.h"
#include "modules/services/renewals.h"

#include <functional>
#include <set>
#include <span>

namespace hostler {

/// Opens a transaction and runs the work in it; the one of a job keeps to the job's lease.
using Transact = std::function<void(const std::function<void(db::Transaction&)>&)>;

/// What a run is, as far as its acts have to know.
struct ActingRun {
  Actor actor;
  Lookup lookup;
  Date today;              ///< what is irreversible happens no earlier than on its own day
  bool withFacts = false;  ///< whether the caller wants RuleDecision::facts
  Transact transact;
  /// Writes decisions down, in the transaction of the act.
  std::function<void(db::Transaction&, const std::vector<RuleDecision>&)> record;
  bool confirmed = false;  ///< a person has agreed to what needs one
};

/// Carries out what rules decide. Every act looks again under the row's lock, so that doing it
/// twice, or after the row has changed, does nothing.
class RuleActions {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    Accounts& accounts;
    Billing& billing;
    OrderService& orders;
    ServiceRepository& services;
    ServiceDesk& desk;
    Renewals& renewals;
    Reminders& reminders;
    events::BeforeHooks& before;
  };
  explicit RuleActions(Parts parts) : parts_{parts} {}

  /// Acts on rows of one action, some in one transaction; a row that fails fails alone. Throws only
  /// what makes going on pointless: a lost lease, a lost database.
  std::vector<RuleDecision> act(const ActingRun& run, const std::string& action,
                                std::span<const ChosenRow> rows);
  /// What a simulation has foreseen so far, where it matters to what comes later.
  struct Foresight {
    std::set<Id<BillableItem>> items;  ///< that go with an invoice which was foreseen
  };
  /// What acting on the first `most` of rows of one action would bring: amounts and dates of
  /// invoices. Reads only.
  std::vector<RuleDecision> foresee(db::Reader& reader, const Lookup& lookup,
                                    const std::string& action, std::span<const ChosenRow> rows,
                                    std::size_t most, Foresight& foresight);

 private:
  using Rows = std::span<const ChosenRow>;
  using Work = std::function<std::vector<RuleDecision>(db::Transaction&, Rows)>;

  // How many rows are done in one transaction, and whether all of a client's are among them.
  struct Chunks {
    std::size_t size = 1;
    bool wholeClients = false;
  };
  std::vector<RuleDecision> inChunks(const ActingRun& run, Rows rows, Chunks chunks,
                                     const Work& work);
  std::vector<RuleDecision> chunk(const ActingRun& run, Rows rows, Chunks chunks, const Work& work);
  std::vector<ChosenRow> allowed(const ActingRun& run, const std::string& event, Rows rows,
                                 std::vector<RuleDecision>& refused);
  Json factsFor(const ActingRun& run, const ChosenRow& row);

  std::vector<RuleDecision> issue(db::Transaction& tx, const ActingRun& run, Rows rows);
  std::vector<RuleDecision> suspend(db::Transaction& tx, const ActingRun& run, Rows rows);
  RuleDecision terminate(db::Transaction& tx, const ActingRun& run, const ChosenRow& row);
  std::optional<Hold> whyAsked(db::Reader& reader, const Service& service, Date day);
  RuleDecision remind(db::Transaction& tx, const ActingRun& run, const ChosenRow& row);
  RuleDecision chargeLateFee(db::Transaction& tx, const ActingRun& run, const ChosenRow& row);
  RuleDecision cancelOrder(db::Transaction& tx, const ActingRun& run, const ChosenRow& row);
  std::vector<RuleDecision> foreseeIssue(db::Reader& reader, const Lookup& lookup, Rows rows,
                                         Foresight& foresight);
  RuleDecision foreseeOne(db::Reader& reader, const Lookup& lookup, const ChosenRow& row);

  Parts parts_;
  Log log_{"modules.automation"};
};

}  // namespace hostler
