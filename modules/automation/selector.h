#pragma once

#include "core/lua/annotations.h"
#include "core/lua/row_batch.h"
#include "modules/accounts/accounts.h"
#include "modules/automation/hold_cause.h"
#include "modules/billing/billing.h"
#include "modules/services/service_repository.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hostler {

/// The settings that a rule runs with: the tenant's over the file's.
class RuleSettings {
 public:
  // Braces would make a list of the one value.
  explicit RuleSettings(Json values = Json::object()) : values_(std::move(values)) {}
  std::int64_t integer(const std::string& name, std::int64_t otherwise) const;
  bool flag(const std::string& name, bool otherwise) const;
  std::string text(const std::string& name, const std::string& otherwise) const;
  std::vector<int> days(const std::string& name) const;
  const Json& values() const { return values_; }

 private:
  Json values_;
};

/// For whom and for which day rows are looked for.
struct Lookup {
  Id<Tenant> tenant;
  Date day;
  TimeZone zone;
  const RuleSettings& settings;
  bool confirmed = false;  ///< a person has agreed to what needs one
};

/// What stands behind a row: what an action needs to find it again.
struct RuleSubject {
  std::int64_t id = 0;
  std::string name;  ///< its id outside: "svc_…"
  Id<Account> account;
  std::optional<Date> billedUntil = {};  ///< of a service to renew, when the row was read
  /// Where a run that ends after this row goes on, where that is not its id.
  std::optional<std::int64_t> place = {};
  std::optional<HoldCause> heldFor = {};  ///< what a person has to confirm before it ends
};

struct RulePage {
  lua::RowBatch rows;
  std::vector<RuleSubject> subjects;  ///< one for each row
  std::int64_t last = 0;              ///< where the next page begins
  bool isLast = true;
};

/// What a rule can look through, page by page in an order of its own, mostly that of ids. Reads
/// only.
class Selector {
 public:
  virtual ~Selector() = default;
  const lua::RuleSelector& description() const { return description_; }
  virtual RulePage page(db::Reader& reader, const Lookup& lookup, std::int64_t after,
                        int limit) = 0;

 protected:
  explicit Selector(lua::RuleSelector description) : description_{std::move(description)} {}

 private:
  lua::RuleSelector description_;
};

/// Every selector by its name.
using Selectors = std::map<std::string, std::unique_ptr<Selector>>;

struct SelectorParts {
  ServiceRepository& services;
  Accounts& accounts;
  Catalog& catalog;
};
Selectors allSelectors(SelectorParts parts);
void addServiceSelectors(Selectors& selectors, SelectorParts parts);
void addInvoiceSelector(Selectors& selectors, SelectorParts parts);
void addLateInvoiceSelector(Selectors& selectors, SelectorParts parts);
void addOrderSelector(Selectors& selectors, SelectorParts parts);

/// The client groups of accounts; accounts without one are not in it.
std::map<Id<Account>, std::string> groupsOf(db::Reader& reader, Accounts& accounts,
                                            Id<Tenant> tenant, const std::vector<Id<Account>>& ids);

/// The oldest overdue invoice of each of these services, on a day.
struct OverdueService {
  Id<Invoice> invoice;
  std::string number;
  Date dueDate;
  Date since;  ///< its due date, or the day of its issue where that was later
  Money balance;
};
std::map<Id<Service>, OverdueService> overdueByService(db::Reader& reader, Id<Tenant> tenant,
                                                       Date day,
                                                       const std::vector<std::int64_t>& services);

/// Days after the due date, or after its issue where that was later, until a service is suspended:
/// the product's, else the rule's.
int graceDaysOf(const Product& product, const RuleSettings& settings);
/// Days of suspension until a service is removed, likewise.
int terminateDaysOf(const Product& product, const RuleSettings& settings);
/// Whether a client's group is among "vip, staff".
bool isAmong(const std::string& list, const std::string& group);

}  // namespace hostler
