#include "core/app/bridges.h"

namespace hostler::app {
namespace {

constexpr auto kAnyOpen = R"sql(
  SELECT 1 AS one FROM invoice_states WHERE account_id = ? AND status IN ('unpaid', 'partially_paid') LIMIT 1)sql";

Reminder reminderNamed(const std::string& kind) {
  if (kind == "reminder") return Reminder::Upcoming;
  if (kind == "overdue_1") return Reminder::Overdue1;
  if (kind == "overdue_2") return Reminder::Overdue2;
  if (kind == "overdue_3") return Reminder::Overdue3;
  throw std::invalid_argument{"no reminder is called " + kind};
}

}  // namespace

bool BilledMoney::hasOpenMoney(db::Reader& reader, const Scope& scope) {
  const auto account = scope.account.value();
  if (!reader.query(kAnyOpen, account).empty()) return true;
  return std::ranges::any_of(credit_.balances(reader, account),
                             [](const Money& money) { return !money.isZero(); });
}

bool isLinkable(ServiceRepository& services, db::Reader& reader, const Scope& scope,
                DomainLinkKind kind, const std::string& to) {
  const auto id = Id<Service>::parse(to);
  if (kind != DomainLinkKind::Service || !id) return false;
  const auto service = services.find(reader, scope, *id);
  return service && service->isLive();
}

NameHolder holderOf(DomainRepository& domains, ServiceRepository& services, db::Reader& reader,
                    Id<Account> account, const std::string& name) {
  const auto holder = domains.holderOf(reader, account, name);
  if (holder != NameHolder::Nobody) return holder;
  return services.isServedForOthers(reader, account, name) ? NameHolder::Others
                                                           : NameHolder::Nobody;
}

void MailedReminders::remind(db::Transaction& tx, const Actor& actor, const Invoice& invoice,
                             const std::string& kind) {
  notifications_.remind(tx, actor, invoice.id, reminderNamed(kind));
}

}  // namespace hostler::app
