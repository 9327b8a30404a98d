#include "modules/usage/usage_settlement.h"

#include "core/base/fitted.h"
#include "core/db/errors.h"

#include <algorithm>

namespace hostler {
namespace {

// How many months before the one being settled take late reports, as UsageReports does.
constexpr int kMonthsBack = 2;

constexpr std::size_t kLongestDescription = 300;  // as invoice_lines has it

std::string described(const Service& service, const UsedMeter& used, bool again) {
  const auto& [meter, month, rated] = used;
  auto text = service.title() + ": " + meter.title + ", " + month.text() + ": " +
              rated.quantity.units().text() + " " + meter.unit;
  if (!meter.included.isZero()) text += ", " + meter.included.units().text() + " included";
  if (rated.capped) text += ", capped";
  if (again) text += ", reported late";
  return text;
}

LineDraft lineOf(const Service& service, const UsedMeter& used, Money amount, bool again) {
  LineDraft line;
  line.kind = LineKind::Usage;
  line.description = fitted(described(service, used, again), kLongestDescription);
  line.unitPrice = amount;
  line.discount = Money::zero(amount.currency());
  line.taxClass = service.taxClass;
  line.subject = {service.id, std::nullopt, std::nullopt};
  line.period = used.month.period();
  return line;
}

const UsageStatement* settledAs(const std::vector<UsageStatement>& statements,
                                const UsedMeter& used) {
  const auto found = std::ranges::find_if(statements, [&](const UsageStatement& one) {
    return one.meter == used.meter.name && one.month == used.month.number();
  });
  return found == statements.end() ? nullptr : &*found;
}

}  // namespace

UsageSettlement::Settled UsageSettlement::settle(const Actor& actor, Id<Tenant> tenant,
                                                 Instant now) {
  Settled settled;
  const auto last = parts_.counter.monthOf(tenant, now).previous();
  auto month = last;
  for (int i = 0; i < kMonthsBack; ++i) month = month.previous();
  for (; month <= last; month = month.next()) {
    const auto span = parts_.counter.spanOf(tenant, month);
    const auto [unsettled, late] = parts_.database.read([&](db::Reader& reader) {
      auto open = usage_repository::unsettledAccounts(reader, tenant, month, span);
      std::set<Id<Account>> with;
      // Late is what came after the month before was settled, which was within this one.
      if (month == last)
        with = usage_repository::lateAccounts(reader, tenant, span.start, span.start);
      return std::pair{std::move(open), std::move(with)};
    });
    auto accounts = unsettled;
    accounts.insert(late.begin(), late.end());
    for (const auto account : accounts) {
      try {
        settleAccount(actor, Scope::ofAccount(tenant, account), month, late.contains(account),
                      settled);
      } catch (const db::Unavailable&) {
        throw;
      } catch (const std::exception& error) {
        // One account must not keep the others from being invoiced.
        log_.error(
            "usage.account_not_settled",
            {{"account", account.text()}, {"month", month.text()}, {"reason", error.what()}});
        settled.failed.push_back(account);
      }
    }
  }
  return settled;
}

std::vector<UsageStatement> UsageSettlement::statementsFor(db::Transaction& tx,
                                                           const Service& service, UsageMonth month,
                                                           bool late,
                                                           std::vector<LineDraft>& lines) {
  std::vector<UsageStatement> statements;
  auto first = month;
  for (int i = 0; late && i < kMonthsBack; ++i) first = first.previous();
  const auto before = usage_repository::statementsOf(tx, service.id, first, month.next());
  for (auto at = first; at <= month; at = at.next()) {
    const auto span = parts_.counter.spanOf(service.tenant, at);
    for (const auto& used : parts_.counter.of(tx, service, at, span.end)) {
      const auto* settled = settledAs(before, used);
      if (settled != nullptr && !(settled->total.lessThan(used.rated.amount))) continue;
      // An earlier month that was never settled is settled by its own turn.
      if (settled == nullptr && at != month) continue;
      const auto amount =
          settled != nullptr ? used.rated.amount.minus(settled->total) : used.rated.amount;
      UsageStatement one;
      one.id = parts_.ids.next<UsageStatement>();
      one.tenant = service.tenant;
      one.account = service.account;
      one.service = service.id;
      one.meter = used.meter.name;
      one.month = at.number();
      one.revision = settled != nullptr ? settled->revision + 1 : 0;
      one.quantity = used.rated.quantity;
      one.billable = used.rated.billable;
      one.amount = amount;
      one.total = used.rated.amount;
      one.createdAt = parts_.clock.now();
      if (amount.isPositive()) lines.push_back(lineOf(service, used, amount, settled != nullptr));
      statements.push_back(std::move(one));
    }
  }
  return statements;
}

void UsageSettlement::settleAccount(const Actor& actor, const Scope& scope, UsageMonth month,
                                    bool late, Settled& settled) {
  const auto invoices = parts_.database.transaction([&](db::Transaction& tx) {
    auto from = parts_.counter.spanOf(scope.tenant, month);
    if (late) {
      auto first = month;
      for (int i = 0; i < kMonthsBack; ++i) first = first.previous();
      from.start = parts_.counter.spanOf(scope.tenant, first).start;
    }
    const auto ids = usage_repository::meteredServices(tx, scope, from);
    std::map<std::string, InvoiceRequest> requests;  // by currency
    std::map<std::string, std::vector<UsageStatement>> statements;
    for (const auto& service : parts_.services.lockAll(tx, ids)) {
      const std::string currency{service.price.currency().code()};
      std::vector<LineDraft> lines;
      auto made = statementsFor(tx, service, month, late, lines);
      std::ranges::move(made, std::back_inserter(statements[currency]));
      if (lines.empty()) continue;
      auto& request = requests[currency];
      request.account = *scope.account;
      request.kind = InvoiceKind::Usage;
      request.currency = service.price.currency();
      request.payFromCredit = true;
      std::ranges::move(lines, std::back_inserter(request.lines));
    }
    int count = 0;
    for (auto& [currency, ones] : statements) {
      std::optional<Id<Invoice>> invoice;
      if (const auto request = requests.find(currency); request != requests.end()) {
        invoice = parts_.billing.issue(tx, actor, request->second).id;
        ++count;
      }
      for (auto& one : ones) {
        if (one.amount.isPositive()) one.invoice = invoice;
        usage_repository::insert(tx, one);
      }
    }
    return count;
  });
  ++settled.accounts;
  settled.invoices += invoices;
}

}  // namespace hostler
