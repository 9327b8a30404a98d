#include "modules/reports/today.h"

#include "core/jobs/job.h"
#include "core/nodes/id_mint.h"
#include "modules/reports/recurring_revenue.h"

namespace hostler {
namespace {

constexpr auto kOpen = R"sql(
  SELECT i.currency, COUNT(*) AS number, SUM(s.balance) AS balance
    FROM invoice_states s JOIN invoices i ON i.id = s.invoice_id
   WHERE s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid') GROUP BY i.currency)sql";
constexpr auto kOverdue = R"sql(
  SELECT i.currency, COUNT(*) AS number, SUM(s.balance) AS balance
    FROM invoice_states s JOIN invoices i ON i.id = s.invoice_id
   WHERE s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid') AND s.due_date < ? GROUP BY i.currency)sql";
constexpr auto kFailedPayments = R"sql(
  SELECT COUNT(*) AS number FROM payments WHERE tenant_id = ? AND status = 'failed' AND id >= ?)sql";
constexpr auto kClients =
    "SELECT COUNT(*) AS number FROM accounts WHERE tenant_id = ? AND status <> 'closed'";
constexpr auto kNewClients =
    "SELECT COUNT(*) AS number FROM accounts WHERE tenant_id = ? AND created_at >= ?";
constexpr auto kLivingServices = R"sql(
  SELECT COUNT(*) AS number FROM services WHERE tenant_id = ? AND status IN ('active', 'suspended'))sql";
constexpr auto kServicesInNeed = R"sql(
  SELECT COUNT(*) AS number FROM services
   WHERE tenant_id = ? AND (provisioning = 'attention' OR status = 'failed'))sql";
constexpr auto kPendingOrders =
    "SELECT COUNT(*) AS number FROM orders WHERE tenant_id = ? AND status = 'pending'";
constexpr auto kParkedJobs = "SELECT COUNT(*) AS number FROM jobs WHERE state = ?";
constexpr auto kUnknownOperations =
    "SELECT COUNT(*) AS number FROM provider_operations WHERE state = 'unknown'";

template <class... Args>
std::int64_t countOf(db::Reader& reader, const char* sql, const Args&... args) {
  return reader.query(sql, args...).only().integer("number");
}

struct Sums {
  std::int64_t number = 0;
  std::vector<Money> amounts;
};

Sums sumsOf(const db::Rows& rows) {
  Sums sums;
  for (const auto& row : rows) {
    sums.number += row.integer("number");
    sums.amounts.push_back(row.money("balance", "currency"));
  }
  return sums;
}

// "2.5": ended by those that were there at the beginning.
std::string percentOf(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return "0";
  return Decimal::ofScaled((2'000 * part + whole) / (2 * whole), 1).text();
}

}  // namespace

void AttentionView::describe(Shape<AttentionView>& shape) {
  shape.field("kind", &AttentionView::kind);
  shape.field("count", &AttentionView::count);
  shape.field("amounts", &AttentionView::amounts);
  shape.field("link", &AttentionView::link).describedAs("of the page that lists them");
}

void TodayView::describe(Shape<TodayView>& shape) {
  shape.field("today", &TodayView::today);
  shape.field("days", &TodayView::days)
      .describedAs("what new, lost and collected are counted over");
  shape.field("attention", &TodayView::attention).describedAs("what waits for a person");
  shape.field("mrr", &TodayView::mrr).describedAs("monthly recurring revenue, before tax");
  shape.field("mrr_new", &TodayView::mrrNew);
  shape.field("mrr_lost", &TodayView::mrrLost);
  shape.field("churn", &TodayView::churn).describedAs("per cent of the services of the beginning");
  shape.field("collected", &TodayView::collected);
  shape.field("collected_today", &TodayView::collectedToday);
  shape.field("invoiced", &TodayView::invoiced).describedAs("before tax");
  shape.field("open", &TodayView::open);
  shape.field("overdue", &TodayView::overdue);
  shape.field("clients", &TodayView::clients);
  shape.field("clients_new", &TodayView::clientsNew);
  shape.field("services", &TodayView::services);
  shape.field("services_new", &TodayView::servicesNew);
  shape.field("services_ended", &TodayView::servicesEnded);
}

namespace {

void addAttention(db::Reader& reader, Id<Tenant> tenant, Instant now, const Sums& overdue,
                  TodayView& view) {
  const auto add = [&](const char* kind, std::int64_t count, const char* link,
                       std::vector<Money> amounts = {}) {
    if (count > 0) view.attention.push_back({kind, count, std::move(amounts), link});
  };
  if (tenant == kPlatform) {
    add("parked_jobs", countOf(reader, kParkedJobs, static_cast<int>(jobs::State::Parked)),
        "/jobs?state=parked");
    add("unknown_outcomes", countOf(reader, kUnknownOperations),
        "/provider-operations?state=unknown");
  }
  add("services", countOf(reader, kServicesInNeed, tenant), "/services?provisioning=attention");
  const auto week = IdMint::firstOf(now.minus(std::chrono::hours{24 * 7}));
  add("failed_payments", countOf(reader, kFailedPayments, tenant, week),
      "/transactions?status=failed");
  add("overdue_invoices", overdue.number, "/invoices?overdue=true", overdue.amounts);
  add("pending_orders", countOf(reader, kPendingOrders, tenant), "/orders?status=pending");
}

}  // namespace

TodayView todayOf(db::Reader& reader, Id<Tenant> tenant, const TimeZone& zone, Date today,
                  Instant now, int days, const MoreAttention& more) {
  TodayView view;
  view.today = today;
  view.days = days;
  const auto scope = Scope::ofTenant(tenant);
  const auto begin = zone.startOf(today.plusDays(1 - days)), morning = zone.startOf(today),
             end = zone.startOf(today.plusDays(1));
  const auto sums = LedgerSums::of(reader, scope, begin, end);
  for (const auto currency : sums.currencies()) {
    const auto figures = sums.figures(currency);
    view.collected.push_back(figures.collected);
    view.invoiced.push_back(figures.invoiced);
  }
  const auto ofToday = LedgerSums::of(reader, scope, morning, end);
  for (const auto currency : ofToday.currencies())
    view.collectedToday.push_back(ofToday.figures(currency).collected);
  view.mrr = monthlyRecurring(reader, tenant);
  const auto moves = recurringMoves(reader, tenant, begin, end);
  view.mrrNew = moves.began;
  view.mrrLost = moves.ended;
  view.servicesNew = moves.servicesBegan;
  view.servicesEnded = moves.servicesEnded;
  view.services = countOf(reader, kLivingServices, tenant);
  view.churn =
      percentOf(moves.servicesEnded, view.services + moves.servicesEnded - moves.servicesBegan);
  view.clients = countOf(reader, kClients, tenant);
  view.clientsNew = countOf(reader, kNewClients, tenant, begin);
  view.open = sumsOf(reader.query(kOpen, tenant)).amounts;
  const auto overdue = sumsOf(reader.query(kOverdue, tenant, today));
  view.overdue = overdue.amounts;
  addAttention(reader, tenant, now, overdue, view);
  if (more) more(reader, tenant, now, view.attention);
  return view;
}

}  // namespace hostler
