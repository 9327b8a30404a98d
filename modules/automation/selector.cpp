#include "modules/automation/selector.h"

#include "core/db/id_lists.h"

#include <algorithm>

namespace hostler {

std::int64_t RuleSettings::integer(const std::string& name, std::int64_t otherwise) const {
  const auto found = values_.find(name);
  return found != values_.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                              : otherwise;
}

bool RuleSettings::flag(const std::string& name, bool otherwise) const {
  const auto found = values_.find(name);
  return found != values_.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

std::string RuleSettings::text(const std::string& name, const std::string& otherwise) const {
  const auto found = values_.find(name);
  return found != values_.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

std::vector<int> RuleSettings::days(const std::string& name) const {
  std::vector<int> days;
  const auto found = values_.find(name);
  if (found == values_.end() || !found->is_array()) return days;
  for (const auto& day : *found) {
    if (day.is_number_integer()) days.push_back(day.get<int>());
  }
  std::ranges::sort(days);
  return days;
}

Selectors allSelectors(SelectorParts parts) {
  Selectors selectors;
  addServiceSelectors(selectors, parts);
  addInvoiceSelector(selectors, parts);
  addLateInvoiceSelector(selectors, parts);
  addOrderSelector(selectors, parts);
  return selectors;
}

std::map<Id<Account>, std::string> groupsOf(db::Reader& reader, Accounts& accounts,
                                            Id<Tenant> tenant,
                                            const std::vector<Id<Account>>& ids) {
  auto wanted = ids;
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::map<Id<Account>, std::string> groups;
  for (const auto& account : accounts.getAll(reader, tenant, wanted)) {
    if (account.group) groups.emplace(account.id, *account.group);
  }
  return groups;
}

std::map<Id<Service>, OverdueService> overdueByService(db::Reader& reader, Id<Tenant> tenant,
                                                       Date day,
                                                       const std::vector<std::int64_t>& services) {
  static const std::string kSelect = R"sql(
    SELECT l.service_id, i.id, i.tenant_id, COALESCE(s.tax_number, i.number_text) AS number_text,
           COALESCE(s.tax_date, i.issue_date) AS issue_date, s.due_date, s.balance, i.currency
      FROM invoice_lines l CROSS JOIN invoice_states s ON s.invoice_id = l.invoice_id
           CROSS JOIN invoices i ON i.id = l.invoice_id
     WHERE l.service_id IN ({ids}) AND s.status IN ('unpaid', 'partially_paid') AND s.balance > 0
       AND NOT EXISTS (SELECT 1 FROM invoice_withdrawals w WHERE w.invoice_id = l.invoice_id AND w.service_id = l.service_id)
     ORDER BY s.due_date, i.id)sql";
  std::map<Id<Service>, OverdueService> overdue;
  for (const auto& rows : db::askByIds(reader, kSelect, services)) {
    for (const auto& row : rows) {
      const auto due = row.date("due_date");
      if (row.id<Tenant>("tenant_id") != tenant || !(due < day)) continue;
      overdue.try_emplace(
          row.id<Service>("service_id"),
          OverdueService{row.id<Invoice>("id"), row.text("number_text"), due,
                         std::max(due, row.date("issue_date")), row.money("balance", "currency")});
    }
  }
  return overdue;
}

int graceDaysOf(const Product& product, const RuleSettings& settings) {
  return product.graceDays ? *product.graceDays
                           : static_cast<int>(settings.integer("grace_days", 3));
}

int terminateDaysOf(const Product& product, const RuleSettings& settings) {
  return product.terminateDays ? *product.terminateDays
                               : static_cast<int>(settings.integer("days_after_suspension", 15));
}

bool isAmong(const std::string& list, const std::string& group) {
  std::size_t from = 0;
  while (from <= list.size()) {
    const auto end = std::min(list.find(',', from), list.size());
    const auto first = list.find_first_not_of(' ', from);
    const auto last = end == 0 ? std::string::npos : list.find_last_not_of(' ', end - 1);
    if (first < end && last != std::string::npos && last >= first &&
        list.substr(first, last - first + 1) == group)
      return true;
    from = end + 1;
  }
  return false;
}

}  // namespace hostler
