#include "modules/billing/withdrawals.h"

#include "modules/billing/invoice_repository.h"

#include <algorithm>
#include <set>

namespace hostler::withdrawals {
namespace {

constexpr auto kSelect = "SELECT service_id FROM invoice_withdrawals WHERE invoice_id = ?";
constexpr auto kInsert = "INSERT INTO invoice_withdrawals (invoice_id, service_id) VALUES (?, ?)";
constexpr auto kRelease = "DELETE FROM billed_periods WHERE invoice_id = ? AND service_id = ?";

const std::optional<Id<Service>>& serviceOf(const InvoiceLine& line) {
  return line.priced.draft.subject.service;
}

// What lines come to, and the days that they are for.
struct Part {
  Money amount;
  std::vector<PaidTime> times;
};

Part partOf(const Invoice& invoice, const std::vector<InvoiceLine>& lines, Id<Service> service) {
  Part part{Money::zero(invoice.currency), {}};
  for (const auto& line : lines) {
    if (serviceOf(line) != service) continue;
    const auto& priced = line.priced;
    part.amount = part.amount.plus(priced.total);
    if (!priced.draft.period) continue;
    part.times.push_back(
        {invoice.id, service, *priced.draft.period, priced.taxable, priced.taxes, priced.total});
  }
  return part;
}

}  // namespace

std::vector<InvoiceLine> standingLines(db::Reader& reader, const Invoice& invoice) {
  std::set<Id<Service>> withdrawn;
  for (const auto& row : reader.query(kSelect, invoice.id))
    withdrawn.insert(row.id<Service>("service_id"));
  auto lines = invoice_repository::lines(reader, invoice);
  std::erase_if(lines, [&](const InvoiceLine& line) {
    return serviceOf(line) && withdrawn.contains(*serviceOf(line));
  });
  return lines;
}

bool isUntouched(db::Reader& reader, Corrections& corrections, const Invoice& invoice) {
  return invoice.stored == InvoiceStatus::Unpaid &&
         invoice.balance == corrections.left(reader, invoice);
}

bool withdraw(db::Transaction& tx, const Actor& actor, Corrections& corrections, Id<Invoice> id,
              Id<Service> service, const std::string& reason) {
  const auto invoice = invoice_repository::lock(tx, actor.scope, id);
  if (!invoice) throw NotFound{};
  const auto lines = standingLines(tx, *invoice);
  const auto left = corrections.left(tx, *invoice);
  const auto part = partOf(*invoice, lines, service);
  const bool others = std::ranges::any_of(lines, [&](const InvoiceLine& line) {
    return serviceOf(line) && serviceOf(line) != service;
  });
  if (!others) {
    if (left == invoice->total) {
      corrections.cancel(tx, actor, id, reason);
    } else {
      corrections.credit(tx, actor, id, left, reason, part.times);
    }
    return false;
  }
  // First, so that what follows from the note no longer counts the service among the invoice's.
  record(tx, id, service);
  // Never more than notes of staff have left of it.
  const auto amount = Money::min(part.amount, left);
  if (amount.isPositive()) corrections.credit(tx, actor, id, amount, reason, part.times);
  return true;
}

void record(db::Transaction& tx, Id<Invoice> invoice, Id<Service> service) {
  tx.execute(kInsert, invoice, service);
  tx.execute(kRelease, invoice, service);
}

}  // namespace hostler::withdrawals
