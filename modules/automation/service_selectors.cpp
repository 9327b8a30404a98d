#include "modules/automation/confirmed_end.h"
#include "modules/automation/product_days.h"
#include "modules/automation/selector.h"
#include "modules/billing/separate_invoices.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

namespace hostler {
namespace {

using lua::Column;
using lua::ColumnType;

// What every row about a service says.
const std::vector<Column> kServiceColumns{
    {"service_id", ColumnType::Text},   {"account_id", ColumnType::Text},
    {"client_group", ColumnType::Text}, {"product_id", ColumnType::Text},
    {"cycle", ColumnType::Text},        {"currency", ColumnType::Text},
    {"price", ColumnType::Integer},     {"quantity", ColumnType::Integer},
    {"is_busy", ColumnType::Boolean},   {"needs_attention", ColumnType::Boolean}};

std::vector<Column> with(const std::vector<Column>& more) {
  auto columns = kServiceColumns;
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

// Rows about services: which ones, and what a row says beyond what all say.
class ServiceSelector : public Selector {
 public:
  using Select =
      std::function<std::vector<Service>(db::Reader&, const Lookup&, Id<Service> after, int limit)>;
  ServiceSelector(lua::RuleSelector description, SelectorParts parts, Select select)
      : Selector{std::move(description)}, parts_{parts}, select_{std::move(select)} {}

  RulePage page(db::Reader& reader, const Lookup& lookup, std::int64_t after, int limit) override {
    const auto services = select_(reader, lookup, Id<Service>::of(after), limit);
    auto page = pageOf(reader, lookup, services);
    page.last = services.empty() ? after : services.back().id.value();
    page.isLast = services.size() < static_cast<std::size_t>(limit);
    return page;
  }

 protected:
  // Their rows; where it ends and goes on is for the caller to say.
  RulePage pageOf(db::Reader& reader, const Lookup& lookup, const std::vector<Service>& services) {
    RulePage page{lua::RowBatch{description().columns}, {}, 0, true};
    if (services.empty()) return page;
    Around around;
    std::vector<Id<Account>> accounts;
    for (const auto& service : services) {
      accounts.push_back(service.account);
      around.ids.push_back(service.id.value());
    }
    around.groups = groupsOf(reader, parts_.accounts, lookup.tenant, accounts);
    gather(reader, lookup, services, around);
    for (const auto& service : services) add(page, lookup, service, around);
    return page;
  }

  struct Around {
    std::vector<std::int64_t> ids;
    std::map<Id<Account>, std::string> groups;
    std::map<Id<Service>, OverdueService> overdue;
    std::map<Id<Product>, Product> products;
    std::map<Id<Product>, int> daysBefore;  // of those that have their own
    std::map<Id<Account>, AccountStatus> statuses;
    // Of services that come on one invoice, the longest of their days.
    std::map<std::tuple<Id<Account>, Currency, Date>, std::int64_t> daysTogether;

    std::optional<std::string> groupOf(Id<Account> account) const {
      const auto found = groups.find(account);
      return found == groups.end() ? std::nullopt : std::optional{found->second};
    }
    bool isExempt(const Lookup& lookup, Id<Account> account) const {
      const auto group = groupOf(account);
      return group && isAmong(lookup.settings.text("exempt_groups", ""), *group);
    }
  };
  virtual void gather(db::Reader&, const Lookup&, const std::vector<Service>&, Around&) {}
  virtual void add(RulePage& page, const Lookup& lookup, const Service& service,
                   const Around& around) = 0;

  void gatherProducts(db::Reader& reader, const Lookup& lookup,
                      const std::vector<Service>& services, Around& around) {
    std::vector<Id<Product>> products;
    for (const auto& service : services) {
      if (std::ranges::find(products, service.product) == products.end())
        products.push_back(service.product);
    }
    for (auto& product : parts_.catalog.getAll(reader, lookup.tenant, products))
      around.products.emplace(product.id, std::move(product));
  }

  template <class... More>
  static void addRow(RulePage& page, const Service& s, const Around& around, const More&... more) {
    page.rows.add(
        s.id.text(), s.account.text(), around.groupOf(s.account), s.product.text(), nameOf(s.cycle),
        std::string{s.price.currency().code()}, s.price.minor(), s.quantity,
        s.provisioning != ProvisioningState::Idle && s.provisioning != ProvisioningState::Attention,
        s.provisioning == ProvisioningState::Attention, more...);
    page.subjects.push_back({s.id.value(), s.id.text(), s.account});
  }

  SelectorParts parts_;

 private:
  Select select_;
};

// With the rule's setting `consolidate` whole clients are on a page, in the order of accounts: then
// a page ends at the negative id of its last account. A run that was begun the other way looks
// through all once more; what it has invoiced is no longer found.
class ToRenew final : public ServiceSelector {
 public:
  explicit ToRenew(SelectorParts parts)
      : ServiceSelector{{"services.to_renew",
                         "Active services, and those that their clients have suspended, whose "
                         "invoiced time ends within `invoice_days_before` days, or within the "
                         "longest time of any product; `invoice_days_before` of a row is the "
                         "product's where it has one. With the setting `consolidate` it is the "
                         "longest of all services that come on one invoice.",
                         with({{"billed_until", ColumnType::Date},
                               {"days_left", ColumnType::Integer},
                               {"cancel_on", ColumnType::Date},
                               {"ends_by_request", ColumnType::Boolean},
                               {"invoice_days_before", ColumnType::Integer}}),
                         {"issue", "hold", "skip"}},
                        parts,
                        [services = &parts.services](db::Reader& reader, const Lookup& lookup,
                                                     Id<Service> after, int limit) {
                          return services->endingBy(reader, lookup.tenant, lastDay(reader, lookup),
                                                    after, limit);
                        }} {}

  RulePage page(db::Reader& reader, const Lookup& lookup, std::int64_t after, int limit) override {
    if (!isConsolidated(lookup))
      return ServiceSelector::page(reader, lookup, std::max<std::int64_t>(after, 0), limit);
    auto place = std::min<std::int64_t>(after, 0);
    const auto found = parts_.services.endingByClient(
        reader, lookup.tenant, lastDay(reader, lookup), Id<Account>::of(-place), limit);
    auto page = pageOf(reader, lookup, found.services);
    for (std::size_t i = 0; i < page.subjects.size(); ++i) {
      auto& subject = page.subjects[i];
      const bool isItsClientsLast =
          i + 1 == page.subjects.size() || page.subjects[i + 1].account != subject.account;
      if (isItsClientsLast) place = -subject.account.value();
      subject.place = place;
    }
    page.last = place;
    page.isLast = found.isLast;
    return page;
  }

 private:
  using Together = std::tuple<Id<Account>, Currency, Date>;

  static bool isConsolidated(const Lookup& lookup) {
    return lookup.settings.flag("consolidate", false);
  }
  static std::int64_t daysBefore(const Lookup& lookup) {
    return lookup.settings.integer("invoice_days_before", 14);
  }
  static Date lastDay(db::Reader& reader, const Lookup& lookup) {
    auto most = daysBefore(lookup);
    for (const auto& [product, days] : product_days::invoiceDaysBefore(reader, lookup.tenant))
      most = std::max<std::int64_t>(most, days);
    return lookup.day.plusDays(most);
  }
  static Together togetherOf(const Service& service) {
    return {service.account, service.price.currency(), service.billedUntil.value()};
  }
  static bool endsByRequest(const Service& service) {
    return service.cancelOn && !(*service.billedUntil < *service.cancelOn);
  }

  void gather(db::Reader& reader, const Lookup& lookup, const std::vector<Service>& services,
              Around& around) override {
    around.daysBefore = product_days::invoiceDaysBefore(reader, lookup.tenant);
    if (!isConsolidated(lookup)) return;
    std::vector<Id<Account>> clients;
    for (const auto& service : services) clients.push_back(service.account);
    const auto apart = separate_invoices::among(reader, clients);
    for (const auto& service : services) {
      if (apart.contains(service.account) || endsByRequest(service)) continue;
      const auto days = ownDaysBefore(lookup, service, around);
      const auto [at, isNew] = around.daysTogether.try_emplace(togetherOf(service), days);
      if (!isNew) at->second = std::max(at->second, days);
    }
  }
  static std::int64_t ownDaysBefore(const Lookup& lookup, const Service& service,
                                    const Around& around) {
    const auto own = around.daysBefore.find(service.product);
    return own == around.daysBefore.end() ? daysBefore(lookup) : std::int64_t{own->second};
  }
  void add(RulePage& page, const Lookup& lookup, const Service& s, const Around& around) override {
    const auto end = s.billedUntil.value();
    const auto together = around.daysTogether.find(togetherOf(s));
    addRow(page, s, around, end, lookup.day.daysUntil(end), s.cancelOn, endsByRequest(s),
           together == around.daysTogether.end() ? ownDaysBefore(lookup, s, around)
                                                 : together->second);
    page.subjects.back().billedUntil = end;
  }
};

class OverdueServices final : public ServiceSelector {
 public:
  explicit OverdueServices(SelectorParts parts)
      : ServiceSelector{
            {"services.overdue",
             "Active services, and those that their clients have suspended, with an issued, open "
             "invoice of their own that is past its due date; `days_overdue` counts from that "
             "date, "
             "or from its issue where that was later.",
             with({{"invoice_id", ColumnType::Text},
                   {"invoice_number", ColumnType::Text},
                   {"due_date", ColumnType::Date},
                   {"days_overdue", ColumnType::Integer},
                   {"balance", ColumnType::Integer},
                   {"grace_days", ColumnType::Integer},
                   {"is_exempt", ColumnType::Boolean}}),
             {"suspend", "hold", "skip"}},
            parts,
            [services = &parts.services](db::Reader& reader, const Lookup& lookup,
                                         Id<Service> after, int limit) {
              return services->unpaidSince(reader, lookup.tenant, lookup.day, after, limit);
            }} {}

 private:
  void gather(db::Reader& reader, const Lookup& lookup, const std::vector<Service>& services,
              Around& around) override {
    around.overdue = overdueByService(reader, lookup.tenant, lookup.day, around.ids);
    gatherProducts(reader, lookup, services, around);
  }
  void add(RulePage& page, const Lookup& lookup, const Service& s, const Around& around) override {
    // Nothing is suspended for an invoice that was never issued.
    const auto overdue = around.overdue.find(s.id);
    const auto product = around.products.find(s.product);
    if (overdue == around.overdue.end() || product == around.products.end()) return;
    const auto& [invoice, number, due, since, balance] = overdue->second;
    addRow(page, s, around, invoice.text(), number, due, since.daysUntil(lookup.day),
           balance.minor(), graceDaysOf(product->second, lookup.settings),
           around.isExempt(lookup, s.account));
  }
};

class SuspendedServices final : public ServiceSelector {
 public:
  explicit SuspendedServices(SelectorParts parts)
      : ServiceSelector{{"services.suspended",
                         "Suspended services; `days_after_suspension` is the product's "
                         "`terminate_days` where it has some.",
                         with({{"suspension_reason", ColumnType::Text},
                               {"suspended_on", ColumnType::Date},
                               {"days_suspended", ColumnType::Integer},
                               {"has_backup", ColumnType::Boolean},
                               {"days_after_suspension", ColumnType::Integer},
                               {"is_exempt", ColumnType::Boolean}}),
                         {"terminate", "hold", "skip"}},
                        parts,
                        [services = &parts.services](db::Reader& reader, const Lookup& lookup,
                                                     Id<Service> after, int limit) {
                          return services->suspended(reader, lookup.tenant, after, limit);
                        }} {}

 private:
  void gather(db::Reader& reader, const Lookup& lookup, const std::vector<Service>& services,
              Around& around) override {
    gatherProducts(reader, lookup, services, around);
  }
  void add(RulePage& page, const Lookup& lookup, const Service& s, const Around& around) override {
    const auto product = around.products.find(s.product);
    if (product == around.products.end()) return;
    const auto since = lookup.zone.dateOf(s.suspendedAt.value_or(s.updatedAt));
    addRow(page, s, around,
           std::string{wordOf(s.suspensionReason.value_or(SuspensionReason::Staff))}, since,
           since.daysUntil(lookup.day), s.backupConfirmedAt && s.backupId,
           terminateDaysOf(product->second, lookup.settings), around.isExempt(lookup, s.account));
  }
};

class EndingServices final : public ServiceSelector {
 public:
  explicit EndingServices(SelectorParts parts)
      : ServiceSelector{
            {"services.ending",
             "Live services whose client asked for an end that has come; `held_because` says why "
             "a person has to confirm it first, as of what is suspended for abuse, and is nothing "
             "once a person has.",
             with({{"cancel_on", ColumnType::Date},
                   {"days_past", ColumnType::Integer},
                   {"held_because", ColumnType::Text}}),
             {"terminate", "hold", "skip"}},
            parts,
            [services = &parts.services](db::Reader& reader, const Lookup& lookup,
                                         Id<Service> after, int limit) {
              return services->cancellingBy(reader, lookup.tenant, lookup.day, after, limit);
            }} {}

 private:
  void gather(db::Reader& reader, const Lookup& lookup, const std::vector<Service>& services,
              Around& around) override {
    std::set<Id<Account>> accounts;
    for (const auto& service : services) accounts.insert(service.account);
    for (const auto& account :
         parts_.accounts.getAll(reader, lookup.tenant, {accounts.begin(), accounts.end()}))
      around.statuses.emplace(account.id, account.status);
  }
  void add(RulePage& page, const Lookup& lookup, const Service& s, const Around& around) override {
    const auto hold = lookup.confirmed ? std::nullopt : whyHeld(s, around.statuses.at(s.account));
    addRow(page, s, around, *s.cancelOn, s.cancelOn->daysUntil(lookup.day),
           hold ? std::optional{hold->why} : std::nullopt);
    // What waits for a hand is not ended by a word.
    if (hold && s.provisioning != ProvisioningState::Attention)
      page.subjects.back().heldFor = hold->cause;
  }
};

template <class S>
void add(Selectors& selectors, SelectorParts parts) {
  auto selector = std::make_unique<S>(parts);
  const auto name = selector->description().name;
  selectors.emplace(name, std::move(selector));
}

}  // namespace

void addServiceSelectors(Selectors& selectors, SelectorParts parts) {
  add<ToRenew>(selectors, parts);
  add<OverdueServices>(selectors, parts);
  add<SuspendedServices>(selectors, parts);
  add<EndingServices>(selectors, parts);
}

}  // namespace hostler
