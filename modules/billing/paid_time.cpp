#include "modules/billing/paid_time.h"

#include "modules/billing/invoice.h"

#include <algorithm>
#include <map>

namespace hostler::paid_time {
namespace {

constexpr auto kSelectLines = R"sql(
  SELECT l.invoice_id, l.taxable AS net, l.taxes, l.total, COALESCE(m.moved_from, l.period_from) AS period_from,
         COALESCE(m.moved_until, l.period_until) AS period_until, i.currency
    FROM invoice_lines l JOIN invoice_states s ON s.invoice_id = l.invoice_id JOIN invoices i ON i.id = l.invoice_id
         LEFT JOIN moved_terms m ON m.invoice_id = l.invoice_id AND m.service_id = l.service_id AND m.period_from = l.period_from
   WHERE l.service_id = ? AND l.tenant_id = ? AND COALESCE(m.moved_until, l.period_until) > ? AND s.status IN ('paid', 'partially_paid')
   ORDER BY l.invoice_id DESC, l.id)sql";
constexpr auto kSelectTaken = R"sql(
  SELECT t.invoice_id, t.net, t.taxes, t.total, t.period_from, t.period_until, t.currency
    FROM credit_note_times t JOIN invoice_states s ON s.invoice_id = t.invoice_id
   WHERE t.service_id = ? AND t.tenant_id = ? AND t.period_until > ? AND s.status IN ('paid', 'partially_paid')
   ORDER BY t.id)sql";
// What notes took back of an invoice without saying of which days.
constexpr auto kSelectUnnamed = R"sql(
  SELECT i.total, i.currency,
         (SELECT COALESCE(SUM(n.total), 0) FROM credit_notes n WHERE n.invoice_id = i.id)
       - (SELECT COALESCE(SUM(t.total), 0) FROM credit_note_times t WHERE t.invoice_id = i.id) AS unnamed
    FROM invoices i WHERE i.id = ?)sql";

// Value and each tax are rounded by themselves, as on an invoice; the total is what they come to.
Money sumOf(const PaidTime& time) {
  auto sum = time.net;
  for (const auto& tax : time.taxes) sum = sum.plus(tax.amount);
  return sum;
}

// A whole stays what it was.
PaidTime scaled(PaidTime time, std::int64_t part, std::int64_t whole) {
  if (part == whole) return time;
  const auto share = [&](Money amount) { return amount.fraction(part, whole, Rounding::HalfUp); };
  time.net = share(time.net);
  for (auto& tax : time.taxes) tax.amount = share(tax.amount);
  time.total = sumOf(time);
  return time;
}

// The part of a row's days that lies from `day` on, with its share of the row's money.
PaidTime restOf(const db::Row& row, Id<Service> service, Date day) {
  const auto currency = row.currency("currency");
  const Period days{row.date("period_from"), row.date("period_until")};
  const Period rest{std::max(day, days.start), days.end};
  PaidTime whole{row.id<Invoice>("invoice_id"), service, rest,
                 row.money("net", currency),    {},      row.money("total", currency)};
  for (const auto& tax : taxesFromJson(Json::parse(row.text("taxes")), currency))
    whole.taxes.push_back({tax.name, tax.rate, tax.amount});
  return scaled(std::move(whole), rest.days(), days.days());
}

void add(PaidTime& sum, const PaidTime& time) {
  sum.net = sum.net.plus(time.net);
  sum.total = sum.total.plus(time.total);
  for (const auto& tax : time.taxes) addTax(sum.taxes, tax);
}

PaidTime negated(PaidTime time) {
  time.net = time.net.negated();
  time.total = time.total.negated();
  for (auto& tax : time.taxes) tax.amount = tax.amount.negated();
  return time;
}

}  // namespace

std::vector<PaidTime> from(db::Reader& reader, Id<Tenant> tenant, Id<Service> service, Date day) {
  std::vector<PaidTime> times;
  const auto merge = [&](const PaidTime& time) {
    const auto same = std::ranges::find_if(times, [&](const PaidTime& known) {
      return known.invoice == time.invoice && known.days == time.days;
    });
    if (same == times.end()) {
      times.push_back(time);
    } else {
      add(*same, time);
    }
  };
  std::map<Id<Invoice>, std::pair<std::int64_t, std::int64_t>> kept;  // by notes without days
  for (const auto& row : reader.query(kSelectLines, service, tenant, day)) {
    const auto invoice = row.id<Invoice>("invoice_id");
    const auto [at, isNew] = kept.try_emplace(invoice, 1, 1);
    if (isNew) {
      const auto unnamed = reader.query(kSelectUnnamed, invoice).only();
      const auto total = unnamed.integer("total");
      if (total > 0)
        at->second = {std::max<std::int64_t>(0, total - unnamed.integer("unnamed")), total};
    }
    merge(scaled(restOf(row, service, day), at->second.first, at->second.second));
  }
  for (const auto& row : reader.query(kSelectTaken, service, tenant, day)) {
    merge(negated(restOf(row, service, day)));
  }
  std::ranges::stable_sort(times, [](const PaidTime& a, const PaidTime& b) {
    return b.invoice.value() < a.invoice.value();
  });
  return times;
}

Money totalOf(const std::vector<PaidTime>& times, Currency currency) {
  auto sum = Money::zero(currency);
  for (const auto& time : times) sum = sum.plus(time.total);
  return sum;
}

std::vector<PaidTime> shareOf(const std::vector<PaidTime>& times, Money part, Money whole) {
  std::vector<PaidTime> shares;
  auto left = part;
  for (const auto& time : times) {
    shares.push_back(scaled(time, part.minor(), whole.minor()));
    left = left.minus(shares.back().total);
  }
  // What rounding left over belongs to one of them, so that they add up to the part.
  if (!shares.empty()) {
    shares.back().total = shares.back().total.plus(left);
    shares.back().net = shares.back().net.plus(left);
  }
  return shares;
}

}  // namespace hostler::paid_time
