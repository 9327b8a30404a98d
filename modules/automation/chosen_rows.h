#pragma once

#include "modules/automation/rule_run.h"
#include "modules/services/renewals.h"

#include <span>
#include <string>

/// What acting on chosen rows and foreseeing that have in common.
namespace hostler::chosen_rows {

RuleDecision decision(const ChosenRow& row, RowOutcome outcome, std::string detail = {},
                      std::string result = {});
/// It waits for a person.
RuleDecision held(const ChosenRow& row, const Hold& hold);
/// Why the rule wants it; empty where it says nothing.
std::string reasonOf(const ChosenRow& row);
/// What a rule says of a late fee, else its settings. Throws 422 `invalid_late_fee`.
Decimal feePercentOf(const RuleSettings& settings, const ChosenRow& row);

/// Whether a client's services share invoices: its rows are done together then.
bool isConsolidated(const Lookup& lookup);
/// The first `least` rows, and those of the last one's client that come next.
std::size_t upToNextClient(std::span<const ChosenRow> rows, std::size_t least);
/// What a report says of a service's renewal, whether it is foreseen or done.
Json factsOf(const Renewals::Part& part);

}  // namespace hostler::chosen_rows
