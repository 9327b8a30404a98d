#include "modules/automation/chosen_rows.h"

namespace hostler::chosen_rows {

RuleDecision decision(const ChosenRow& row, RowOutcome outcome, std::string detail,
                      std::string result) {
  return {row.subject, row.action, outcome, std::move(detail), std::move(result), Json::object()};
}

RuleDecision held(const ChosenRow& row, const Hold& hold) {
  auto made = decision(row, RowOutcome::Held, hold.why);
  made.heldFor = hold.cause;
  return made;
}

std::string reasonOf(const ChosenRow& row) {
  const auto found = row.detail.find("reason");
  return found != row.detail.end() && found->is_string() ? found->get<std::string>() : "";
}

Decimal feePercentOf(const RuleSettings& settings, const ChosenRow& row) {
  const auto said = row.detail.find("percent");
  const auto words = said != row.detail.end() && said->is_string() ? said->get<std::string>()
                                                                   : settings.text("percent", "");
  const auto percent = Decimal::parse(words);
  if (!percent || percent->isNegative() || *percent > Decimal{100}) {
    throw DomainError{"invalid_late_fee", 422,
                      "\"percent\" is \"" + words + "\"; it has to be a number from 0 to 100."};
  }
  return *percent;
}

bool isConsolidated(const Lookup& lookup) {
  return lookup.settings.flag("consolidate", false);
}

std::size_t upToNextClient(std::span<const ChosenRow> rows, std::size_t least) {
  while (least < rows.size() && rows[least].subject.account == rows[least - 1].subject.account)
    ++least;
  return least;
}

Json factsOf(const Renewals::Part& part) {
  Json facts = Json::object();
  facts["title"] = part.title;
  facts["total"] = toJson(part.total);
  facts["due_date"] = part.dueDate.text();
  facts["period"] = {{"from", part.term.start.text()}, {"to", part.term.end.text()}};
  facts["services"] = part.services;
  facts["invoice_total"] = toJson(part.invoiceTotal);
  return facts;
}

}  // namespace hostler::chosen_rows
