#include "modules/automation/rule_actions.h"

#include "core/db/errors.h"
#include "core/db/id_lists.h"
#include "core/jobs/handler.h"
#include "modules/automation/chosen_rows.h"
#include "modules/automation/confirmed_end.h"
#include "modules/automation/invoice_notices.h"
#include "modules/automation/late_fee.h"
#include "modules/automation/overdue_service.h"
#include "modules/automation/product_days.h"
#include "modules/billing/invoice_repository.h"

namespace hostler {

using chosen_rows::decision;
using chosen_rows::factsOf;
using chosen_rows::feePercentOf;
using chosen_rows::held;
using chosen_rows::isConsolidated;
using chosen_rows::reasonOf;
using chosen_rows::upToNextClient;

namespace {

// As many as one statement inserts (core/db): a few more would take five statements for the rest.
constexpr std::size_t kInvoicesAtOnce = 256, kSuspensionsAtOnce = 256;
constexpr std::size_t kActsAtOnce = 50;

constexpr std::array<std::string_view, 4> kReminderKinds{"reminder", "overdue_1", "overdue_2",
                                                         "overdue_3"};

constexpr auto kSelectLastNotice =
    "SELECT MAX(notice_day) AS last_notice FROM invoice_notices WHERE invoice_id = ?";
constexpr auto kInsertNotice =
    "INSERT INTO invoice_notices (invoice_id, notice_day, tenant_id, kind, sent_at) VALUES (?, ?, "
    "?, ?, ?)";

constexpr auto kSelectLastFee =
    "SELECT MAX(fee_day) AS last_fee FROM late_fees WHERE invoice_id = ?";
constexpr auto kInsertFee =
    "INSERT INTO late_fees (invoice_id, fee_day, tenant_id, document_id, charged_at) VALUES (?, ?, "
    "?, ?, ?)";

RuleDecision unchanged(const ChosenRow& row, std::string why) {
  return decision(row, RowOutcome::Unchanged, std::move(why));
}

}  // namespace

std::vector<RuleDecision> RuleActions::act(const ActingRun& run, const std::string& action,
                                           Rows rows) {
  std::vector<RuleDecision> refused;
  const auto one = [&](RuleDecision (RuleActions::*what)(db::Transaction&, const ActingRun&,
                                                         const ChosenRow&)) -> Work {
    return [this, &run, what](db::Transaction& tx, Rows some) {
      std::vector<RuleDecision> done;
      for (const auto& row : some) done.push_back((this->*what)(tx, run, row));
      return done;
    };
  };
  std::vector<RuleDecision> done;
  if (action == "issue") {
    const auto asked = allowed(run, "before.invoice_issue", rows, refused);
    done = inChunks(run, asked, {kInvoicesAtOnce, isConsolidated(run.lookup)},
                    [&](db::Transaction& tx, Rows some) { return issue(tx, run, some); });
  } else if (action == "suspend") {
    const auto asked = allowed(run, "before.suspend", rows, refused);
    done = inChunks(run, asked, {kSuspensionsAtOnce},
                    [&](db::Transaction& tx, Rows some) { return suspend(tx, run, some); });
  } else if (action == "terminate") {
    const auto asked = allowed(run, "before.terminate", rows, refused);
    done = inChunks(run, asked, {kActsAtOnce}, one(&RuleActions::terminate));
  } else if (action == "remind") {
    done = inChunks(run, rows, {kActsAtOnce}, one(&RuleActions::remind));
  } else if (action == "charge_late_fee") {
    done = inChunks(run, rows, {kActsAtOnce}, one(&RuleActions::chargeLateFee));
  } else if (action == "cancel_order") {
    done = inChunks(run, rows, {kActsAtOnce}, one(&RuleActions::cancelOrder));
  } else {
    throw std::logic_error{"no act is called " + action};
  }
  std::ranges::move(refused, std::back_inserter(done));
  return done;
}

std::vector<RuleDecision> RuleActions::inChunks(const ActingRun& run, Rows rows, Chunks chunks,
                                                const Work& work) {
  std::vector<RuleDecision> all;
  while (!rows.empty()) {
    auto size = std::min(chunks.size, rows.size());
    if (chunks.wholeClients) size = upToNextClient(rows, size);
    auto some = chunk(run, rows.first(size), chunks, work);
    std::ranges::move(some, std::back_inserter(all));
    rows = rows.subspan(size);
  }
  return all;
}

std::vector<RuleDecision> RuleActions::chunk(const ActingRun& run, Rows rows, Chunks chunks,
                                             const Work& work) {
  std::vector<RuleDecision> done;
  std::string why;
  try {
    run.transact([&](db::Transaction& tx) {
      done = work(tx, rows);
      run.record(tx, done);
    });
    return done;
  } catch (const jobs::LeaseLost&) {
    throw;
  } catch (const db::Unavailable&) {
    throw;
  } catch (const db::CommitUnknown&) {
    throw;
  } catch (const db::Conflict&) {
    throw;
  } catch (const DomainError& error) {
    why = error.code() + ": " + error.detail();
  } catch (const std::exception& error) {
    why = error.what();
  }
  // One client must not keep the others from what is theirs, nor one row.
  const bool severalClients = rows.front().subject.account != rows.back().subject.account;
  if (rows.size() > 1) return inChunks(run, rows, {1, chunks.wholeClients && severalClients}, work);
  log_.warning(
      "rule.row_failed",
      {{"subject", rows.front().subject.name}, {"action", rows.front().action}, {"reason", why}});
  done = {decision(rows.front(), RowOutcome::Failed, why)};
  run.transact([&](db::Transaction& tx) { run.record(tx, done); });
  return done;
}

Json RuleActions::factsFor(const ActingRun& run, const ChosenRow& row) {
  return parts_.database.read([&](db::Reader& reader) {
    const auto service = parts_.services.find(reader, Scope::ofTenant(run.lookup.tenant),
                                              Id<Service>::of(row.subject.id));
    Json facts{{"service_id", row.subject.name}, {"client_id", row.subject.account.text()}};
    if (!service) return facts;
    facts["title"] = service->title();
    facts["product_id"] = service->product.text();
    const auto overdue =
        parts_.billing.overdueOf(reader, run.lookup.tenant, service->id, run.lookup.day);
    if (!overdue.empty()) {
      facts["invoice_id"] = overdue.front().invoice.text();
      facts["days_overdue"] = overdue.front().dueDate.daysUntil(run.lookup.day);
    }
    if (row.action == "issue") facts["kind"] = wordOf(InvoiceKind::Renewal);
    facts["reason"] = row.action == "suspend" ? "overdue" : reasonOf(row);
    return facts;
  });
}

std::vector<ChosenRow> RuleActions::allowed(const ActingRun& run, const std::string& event,
                                            Rows rows, std::vector<RuleDecision>& refused) {
  if (!parts_.before.listens(event, run.lookup.tenant)) return {rows.begin(), rows.end()};
  std::vector<ChosenRow> allowed;
  for (const auto& row : rows) {
    try {
      parts_.before.ask(event, run.lookup.tenant, factsFor(run, row));
      allowed.push_back(row);
    } catch (const DomainError& error) {
      refused.push_back(decision(row, RowOutcome::Refused, error.code() + ": " + error.detail()));
    }
  }
  if (!refused.empty()) run.transact([&](db::Transaction& tx) { run.record(tx, refused); });
  return allowed;
}

std::vector<RuleDecision> RuleActions::issue(db::Transaction& tx, const ActingRun& run, Rows rows) {
  const auto scope = Scope::ofTenant(run.lookup.tenant);
  std::vector<Renewals::Due> due;
  for (const auto& row : rows)
    due.push_back({Id<Service>::of(row.subject.id), row.subject.billedUntil});
  const bool fromCredit = run.lookup.settings.flag("pay_from_credit", true);
  std::map<Id<Service>, Renewals::Issued> issued;
  for (auto& one : parts_.renewals.issueDue(run.actor, due, fromCredit, isConsolidated(run.lookup)))
    issued.emplace(one.service, std::move(one));
  std::vector<RuleDecision> done;
  for (const auto& row : rows) {
    const auto found = issued.find(Id<Service>::of(row.subject.id));
    if (found == issued.end()) {
      const auto service = parts_.services.find(tx, scope, Id<Service>::of(row.subject.id));
      const bool free =
          service && service->price.isZero() && service->status == ServiceStatus::Active;
      done.push_back(free ? decision(row, RowOutcome::Done, "renewed free of charge")
                          : unchanged(row, "not to be renewed any more"));
      continue;
    }
    const auto& invoice = found->second;
    done.push_back(decision(row, RowOutcome::Done, invoice.number, invoice.invoice.text()));
    if (!run.withFacts) continue;
    done.back().facts = factsOf(invoice);
    done.back().facts["invoice"] = invoice.invoice.text();
    done.back().facts["number"] = invoice.number;
    done.back().facts["paid_from_credit"] = invoice.status == InvoiceStatus::Paid;
  }
  return done;
}

std::vector<RuleDecision> RuleActions::suspend(db::Transaction& tx, const ActingRun& run,
                                               Rows rows) {
  const auto tenant = run.lookup.tenant;
  const auto day = std::min(run.lookup.day, run.today);
  std::vector<Id<Service>> ids;
  for (const auto& row : rows) ids.push_back(Id<Service>::of(row.subject.id));
  auto services = parts_.services.lockAll(tx, ids);
  const auto overdue = overdueByService(tx, tenant, day, db::numbersOf(ids));
  std::vector<Service*> down;
  std::vector<RuleDecision> done;
  for (const auto& row : rows) {
    const auto id = Id<Service>::of(row.subject.id);
    const auto service = std::ranges::find(services, id, &Service::id);
    if (service == services.end() || service->tenant != tenant) {
      done.push_back(unchanged(row, "it is gone"));
      continue;
    }
    const auto owed = overdue.find(id);
    const auto why = whyNotTakenDown(*service, owed != overdue.end(), day);
    if (!why.empty()) {
      done.push_back(unchanged(row, std::string{why}));
      continue;
    }
    const auto& invoice = owed->second;
    down.push_back(&*service);
    done.push_back(decision(row, RowOutcome::Done, invoice.number, invoice.invoice.text()));
    done.back().facts = {{"invoice", invoice.invoice.text()}};
  }
  parts_.desk.beginSuspend(tx, run.actor, down, SuspensionReason::Overdue);
  return done;
}

RuleDecision RuleActions::terminate(db::Transaction& tx, const ActingRun& run,
                                    const ChosenRow& row) {
  auto service =
      parts_.services.lock(tx, Scope::ofTenant(run.lookup.tenant), Id<Service>::of(row.subject.id));
  if (!service || !service->isLive()) return unchanged(row, "it is gone");
  if (service->provisioning == ProvisioningState::Terminating)
    return unchanged(row, "it is being removed already");
  if (waitsForHand(*service)) return unchanged(row, "a person has to do it");
  const auto day = std::min(run.lookup.day, run.today);
  const bool ends = service->cancelOn && *service->cancelOn <= day;
  const bool suspended = service->status == ServiceStatus::Suspended;
  if (!ends && !suspended) return unchanged(row, "it runs again");
  if (!ends && run.today < run.lookup.day) return unchanged(row, "its day has not come");
  const bool owes = !parts_.billing.overdueOf(tx, run.lookup.tenant, service->id, day).empty();
  if (!ends && service->suspensionReason == SuspensionReason::Overdue && !owes)
    return unchanged(row, "nothing of it is overdue");
  const auto reason = ends ? "" : reasonOf(row).empty() ? std::string{"Not paid"} : reasonOf(row);
  if (!run.confirmed) {
    const auto hold = whyAsked(tx, *service, day);
    if (hold) return held(row, *hold);
  }
  parts_.desk.beginTerminate(tx, run.actor, *service, reason);
  return decision(row, RowOutcome::Done, reason);
}

// Why a person is asked first. What it costs matters where it was not paid: what a client asked for
// needs nobody else's word.
std::optional<Hold> RuleActions::whyAsked(db::Reader& reader, const Service& service, Date day) {
  const auto account = parts_.accounts.get(reader, service.tenant, service.account);
  auto hold = whyHeld(service, account.status);
  const bool ends = service.cancelOn && *service.cancelOn <= day;
  return !hold && !ends ? whyConfirmEnd(reader, parts_.tenants, service, day) : hold;
}

RuleDecision RuleActions::remind(db::Transaction& tx, const ActingRun& run, const ChosenRow& row) {
  const auto invoice = invoice_repository::lock(tx, Scope::ofTenant(run.lookup.tenant),
                                                Id<Invoice>::of(row.subject.id));
  if (!invoice || !invoice->isOpen() || !invoice->balance.isPositive())
    return unchanged(row, "it is not open any more");
  const auto last =
      tx.query(kSelectLastNotice, invoice->id).only().get<std::optional<int>>("last_notice");
  const auto ofProducts = product_days::noticeDays(tx, run.lookup.tenant);
  const auto own = product_days::noticeDaysOf(tx, ofProducts, {invoice->id});
  const auto days = own.empty() ? run.lookup.settings.days("notice_days") : own.begin()->second;
  const auto notice = noticeFor(days, {invoice->issueDate, invoice->dueDate, last},
                                std::min(run.lookup.day, run.today));
  if (!notice) return unchanged(row, "no reminder is due");
  const auto said = row.detail.find("kind");
  const auto kind =
      said != row.detail.end() && said->is_string() ? said->get<std::string>() : notice->kind;
  if (std::ranges::find(kReminderKinds, kind) == kReminderKinds.end()) {
    throw DomainError{"unknown_reminder", 422,
                      "There is no reminder \"" + kind +
                          "\"; there are reminder, overdue_1, overdue_2 and overdue_3."};
  }
  if (!tx.tryInsert(kInsertNotice, invoice->id, notice->day, run.lookup.tenant, kind,
                    parts_.clock.now())) {
    return unchanged(row, "it was sent already");
  }
  parts_.reminders.remind(tx, run.actor, *invoice, kind);
  auto done = decision(row, RowOutcome::Done, invoice->number, kind);
  done.facts = {{"kind", kind},
                {"number", invoice->number},
                {"balance", toJson(invoice->balance)},
                {"due_date", invoice->dueDate.text()}};
  return done;
}

RuleDecision RuleActions::chargeLateFee(db::Transaction& tx, const ActingRun& run,
                                        const ChosenRow& row) {
  const auto invoice = invoice_repository::lock(tx, Scope::ofTenant(run.lookup.tenant),
                                                Id<Invoice>::of(row.subject.id));
  const auto day = std::min(run.lookup.day, run.today);
  if (!invoice || !invoice->isOpen() || !invoice->balance.isPositive() || !(invoice->dueDate < day))
    return unchanged(row, "it is not overdue any more");
  const auto last =
      tx.query(kSelectLastFee, invoice->id).only().get<std::optional<int>>("last_fee");
  const auto feeDay = lateFeeDayFor(run.lookup.settings.days("fee_days"),
                                    {std::max(invoice->dueDate, invoice->issueDate), last}, day);
  if (!feeDay) return unchanged(row, "no fee is due");
  const auto percent = feePercentOf(run.lookup.settings, row);
  const auto fee = lateFeeOn(*invoice, percent);
  if (!fee.isPositive()) return unchanged(row, "the fee is nothing");
  const auto note = parts_.billing.issue(
      tx, run.actor,
      lateFeeNote(*invoice, fee, percent, run.lookup.settings.text("tax_class", "")));
  tx.execute(kInsertFee, invoice->id, *feeDay, run.lookup.tenant, note.id, parts_.clock.now());
  auto done = decision(row, RowOutcome::Done, note.number, note.id.text());
  done.facts = {{"invoice", invoice->id.text()},
                {"number", note.number},
                {"total", toJson(note.total)},
                {"due_date", note.dueDate.text()}};
  return done;
}

RuleDecision RuleActions::cancelOrder(db::Transaction& tx, const ActingRun& run,
                                      const ChosenRow& row) {
  if (run.today < run.lookup.day) return unchanged(row, "its day has not come");
  const auto reason = reasonOf(row).empty() ? std::string{"Not paid in time"} : reasonOf(row);
  std::string state;
  try {
    tx.attempt(
        [&] { parts_.orders.cancelIn(tx, run.actor, Id<Order>::of(row.subject.id), reason); });
  } catch (const DomainError& error) {
    // Its state forbids it: it was paid or cancelled meanwhile.
    if (error.status() != 409 && error.status() != 404) throw;
    state = error.detail();
  }
  return state.empty() ? decision(row, RowOutcome::Done, reason) : unchanged(row, state);
}

}  // namespace hostler
