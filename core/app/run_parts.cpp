#include "core/app/run_parts.h"

namespace hostler::app {
namespace {

Json billOf(const DomainAct& act) {
  const auto& invoice = act.invoice.value();
  Json facts{{"title", act.domain.unicode},
             {"total", toJson(invoice.total)},
             {"due_date", invoice.dueDate.text()}};
  const auto from = act.domain.expiresOn().value();
  facts["period"] = {{"from", from.text()}, {"to", from.plusMonths(12, from.day()).text()}};
  if (act.paidFromCredit) facts["paid_from_credit"] = true;
  if (invoice.stored == InvoiceStatus::Draft) return facts;  // foreseen
  facts["invoice"] = invoice.id.text();
  facts["number"] = invoice.number;
  return facts;
}

RunPartRow rowOf(const DomainAct& act) {
  RunPartRow row;
  row.subject = act.domain.id.text();
  row.account = act.domain.account;
  row.facts["title"] = act.domain.unicode;
  switch (act.kind) {
    case DomainAct::Kind::Renew:
      row.list = "invoiced";
      row.action = "issue";
      row.facts = billOf(act);
      break;
    case DomainAct::Kind::Move:
      row.list = "expired";
      row.action = "expire";
      row.facts["from"] = wordOf(act.domain.status);
      row.facts["to"] = wordOf(act.becomes.value());
      row.facts["expires_on"] = act.domain.expiresOn().value().text();
      break;
    case DomainAct::Kind::Notice:
      row.list = "reminded";
      row.action = "remind";
      row.facts["kind"] = "domain_expiring";
      row.facts["days_left"] = act.daysLeft;
      break;
    case DomainAct::Kind::Fail:
      row.list = "failed";
      row.action = "keep";
      row.detail = act.detail;
      break;
  }
  return row;
}

// "Visa 1111 at 2026-06-12T03:30:00Z"
std::string chargeOf(const CollectionStep& step) {
  return step.method.value().title + " at " + step.at.text();
}

RunPartRow rowOf(const CollectionStep& step) {
  RunPartRow row;
  row.list = "collected";
  row.action = "charge";
  row.subject = step.invoice.text();
  row.account = step.account;
  row.facts = {{"number", step.number},
               {"balance", toJson(step.amount)},
               {"due_date", step.dueDate.text()},
               {"attempt", step.attempt}};
  switch (step.kind) {
    case CollectionStep::Kind::Plan:
      row.action = "plan_charge";
      [[fallthrough]];
    case CollectionStep::Kind::Charge:
      row.facts["method"] = step.method.value().title;
      row.facts["charge_at"] = toJson(step.at);
      row.detail = chargeOf(step);
      break;
    case CollectionStep::Kind::Wait:
      row.list = "held";
      row.detail = "The client is paying it just now.";
      break;
    case CollectionStep::Kind::Stop:
      row.list = "held";
      row.facts["reason"] = step.reason;
      row.detail = "It is not charged any more; its client is asked to pay: " + step.reason;
      break;
  }
  return row;
}

}  // namespace

RunPart collectionsPart(Collections& collections) {
  return {std::string{CollectDue::kKind}, [&collections](const RunPartRequest& asked) {
            const auto steps = asked.dryRun ? collections.foresee(asked.tenant, asked.except)
                                            : collections.run(asked.tenant, asked.except);
            RunPartReport report;
            report.lookedAt = std::ssize(steps);
            for (const auto& step : steps) report.rows.push_back(rowOf(step));
            return report;
          }};
}

RunPart domainsPart(DomainLife& life) {
  return {std::string{KeepDomains::kKind}, [&life](const RunPartRequest& asked) {
            const DomainDayRequest request{asked.tenant, asked.day, asked.except};
            const auto actor =
                Actor::system(asked.tenant, "job:" + std::string{KeepDomains::kKind});
            const auto day = asked.dryRun ? life.foresee(request) : life.keep(actor, request);
            RunPartReport report;
            report.lookedAt = day.lookedAt;
            for (const auto& act : day.acts) report.rows.push_back(rowOf(act));
            return report;
          }};
}

}  // namespace hostler::app
