#include "modules/automation/chosen_rows.h"
#include "modules/automation/late_fee.h"
#include "modules/automation/rule_actions.h"
#include "modules/billing/invoice_repository.h"

#include <algorithm>
#include <map>

namespace hostler {

using chosen_rows::decision;
using chosen_rows::factsOf;
using chosen_rows::feePercentOf;
using chosen_rows::held;
using chosen_rows::isConsolidated;
using chosen_rows::reasonOf;
using chosen_rows::upToNextClient;

std::vector<RuleDecision> RuleActions::foresee(db::Reader& reader, const Lookup& lookup,
                                               const std::string& action, Rows rows,
                                               std::size_t most, Foresight& foresight) {
  std::vector<RuleDecision> foreseen;
  if (action == "issue") {
    // What is not shown still counts towards what its client's invoice comes to.
    const auto shown = isConsolidated(lookup) && most > 0 && most < rows.size()
                           ? upToNextClient(rows, most)
                           : std::min(most, rows.size());
    foreseen = foreseeIssue(reader, lookup, rows.first(shown), foresight);
    if (foreseen.size() > most) foreseen.resize(most);
    return foreseen;
  }
  for (const auto& row : rows.first(std::min(most, rows.size())))
    foreseen.push_back(foreseeOne(reader, lookup, row));
  return foreseen;
}

std::vector<RuleDecision> RuleActions::foreseeIssue(db::Reader& reader, const Lookup& lookup,
                                                    Rows rows, Foresight& foresight) {
  std::vector<Id<Service>> services;
  for (const auto& row : rows) services.push_back(Id<Service>::of(row.subject.id));
  std::map<Id<Service>, Renewals::Part> parts;
  for (auto& part : parts_.renewals.foresee(reader, lookup.tenant, services, isConsolidated(lookup),
                                            foresight.items)) {
    const auto id = part.service;
    parts.emplace(id, std::move(part));
  }
  std::vector<RuleDecision> foreseen;
  for (const auto& row : rows) {
    const auto part = parts.find(Id<Service>::of(row.subject.id));
    const bool isThere = part != parts.end();
    foreseen.push_back(decision(row, isThere ? RowOutcome::Foreseen : RowOutcome::Unchanged,
                                isThere ? reasonOf(row) : "not to be renewed any more"));
    if (isThere) foreseen.back().facts = factsOf(part->second);
  }
  return foreseen;
}

RuleDecision RuleActions::foreseeOne(db::Reader& reader, const Lookup& lookup,
                                     const ChosenRow& row) {
  auto foreseen = decision(row, RowOutcome::Foreseen, reasonOf(row));
  if (row.action == "remind") foreseen.facts = row.detail;
  if (row.action == "charge_late_fee") {
    const auto invoice = invoice_repository::find(reader, Scope::ofTenant(lookup.tenant),
                                                  Id<Invoice>::of(row.subject.id));
    if (!invoice) return foreseen;
    const auto percent = feePercentOf(lookup.settings, row);
    const auto note = lateFeeNote(*invoice, lateFeeOn(*invoice, percent), percent,
                                  lookup.settings.text("tax_class", ""));
    const auto priced = parts_.billing.quote(reader, lookup.tenant, note);
    foreseen.facts = {{"number", invoice->number}, {"total", toJson(priced.total)}};
  }
  if (row.action != "terminate") return foreseen;
  const auto service =
      parts_.services.find(reader, Scope::ofTenant(lookup.tenant), Id<Service>::of(row.subject.id));
  const auto hold = service ? whyAsked(reader, *service, lookup.day) : std::nullopt;
  return hold ? held(row, *hold) : foreseen;
}

}  // namespace hostler
