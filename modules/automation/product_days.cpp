#include "modules/automation/product_days.h"

#include "core/db/id_lists.h"
#include "core/json/json.h"

#include <algorithm>

namespace hostler::product_days {
namespace {

// Those that are not sold any more have services that go on.
constexpr auto kSelectBefore =
    "SELECT id, invoice_days_before FROM products WHERE tenant_id = ? AND invoice_days_before IS "
    "NOT NULL";
constexpr auto kSelectNotices =
    "SELECT id, notice_days FROM products WHERE tenant_id = ? AND notice_days IS NOT NULL";
constexpr auto kSelectLines = R"sql(
  SELECT l.invoice_id, l.id, s.product_id
    FROM invoice_lines l JOIN services s ON s.id = l.service_id WHERE l.invoice_id IN ({ids})
     AND NOT EXISTS (SELECT 1 FROM invoice_withdrawals w WHERE w.invoice_id = l.invoice_id AND w.service_id = l.service_id))sql";

struct Line {
  Id<Invoice> invoice;
  std::int64_t id = 0;
  Id<Product> product;
};

}  // namespace

std::map<Id<Product>, int> invoiceDaysBefore(db::Reader& reader, Id<Tenant> tenant) {
  std::map<Id<Product>, int> days;
  for (const auto& row : reader.query(kSelectBefore, tenant))
    days.emplace(row.id<Product>("id"), row.get<int>("invoice_days_before"));
  return days;
}

std::map<Id<Product>, std::vector<int>> noticeDays(db::Reader& reader, Id<Tenant> tenant) {
  std::map<Id<Product>, std::vector<int>> days;
  for (const auto& row : reader.query(kSelectNotices, tenant)) {
    auto list = Json::parse(row.text("notice_days")).get<std::vector<int>>();
    std::ranges::sort(list);
    days.emplace(row.id<Product>("id"), std::move(list));
  }
  return days;
}

std::map<Id<Invoice>, std::vector<int>> noticeDaysOf(
    db::Reader& reader, const std::map<Id<Product>, std::vector<int>>& own,
    const std::vector<Id<Invoice>>& invoices) {
  std::map<Id<Invoice>, std::vector<int>> days;
  if (own.empty() || invoices.empty()) return days;
  auto lines = db::mapByIds(reader, kSelectLines, invoices, [](const db::Row& row) {
    return Line{row.id<Invoice>("invoice_id"), row.integer("id"), row.id<Product>("product_id")};
  });
  std::ranges::sort(lines, {}, &Line::id);
  for (const auto& line : lines) {
    if (const auto found = own.find(line.product); found != own.end())
      days.try_emplace(line.invoice, found->second);
  }
  return days;
}

}  // namespace hostler::product_days
