#include "modules/services/service_repository.h"

#include "core/base/fitted.h"
#include "core/db/id_lists.h"
#include "core/hostname/hostname.h"

#include <map>
#include <tuple>

namespace hostler {
namespace {

const std::string kColumns =
    "id, tenant_id, account_id, product_id, order_item_id, name, tax_class, status, provisioning, "
    "last_error, "
    "suspension_reason, plugin, server_id, domain, hostname, external_id, facts, cycle, currency, "
    "price, quantity, "
    "discount_percent, discount_amount, discount_cycles, anchor_day, paid_until, billed_until, "
    "cancel_on, cancel_reason, "
    "suspended_at, activated_at, ended_at, backup_id, backup_confirmed_at, "
    "backup_waived_at, extras, created_at, updated_at";
const std::string kSelect = "SELECT " + kColumns + " FROM services WHERE ";
const std::string kInsert = "INSERT INTO services (" + kColumns +
                            ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
// What a client has taken off the net is still kept for it, and paid for.
const std::string kRuns =
    "(status = 'active' OR (status = 'suspended' AND suspension_reason = 'client'))";
constexpr auto kSave = R"sql(
  UPDATE services SET product_id = ?, name = ?, tax_class = ?, status = ?, provisioning = ?, last_error = ?,
         suspension_reason = ?, server_id = ?, external_id = ?, facts = ?, cycle = ?, price = ?, quantity = ?,
         discount_percent = ?, discount_amount = ?, discount_cycles = ?, anchor_day = ?, paid_until = ?, billed_until = ?,
         cancel_on = ?, cancel_reason = ?, suspended_at = ?, activated_at = ?, ended_at = ?, backup_id = ?,
         backup_confirmed_at = ?, backup_waived_at = ?, extras = ?, updated_at = ?
   WHERE id = ?)sql";
constexpr auto kSaveProgress = R"sql(
  UPDATE services SET status = ?, provisioning = ?, last_error = ?, suspension_reason = ?, paid_until = ?, updated_at = ?
   WHERE id IN ({ids}))sql";
const std::string kLockAll = kSelect + "id IN ({ids}) ORDER BY id {for_update}";
constexpr auto kSetCredentials = "UPDATE services SET credentials = ? WHERE id = ?";
constexpr auto kSetFirstCredentials =
    "UPDATE services SET credentials = ? WHERE id = ? AND credentials IS NULL";
constexpr auto kSelectCredentials =
    "SELECT credentials FROM services WHERE id = ? AND credentials IS NOT NULL";
constexpr auto kInsertStep =
    "INSERT INTO service_steps (id, service_id, tenant_id, kind, detail, actor, happened_at)";
constexpr auto kSelectSteps =
    "SELECT id, kind, detail, actor, happened_at FROM service_steps WHERE service_id = ? ORDER BY "
    "id";

struct Discount {
  std::optional<Decimal> percent;
  std::optional<std::int64_t> amount;
  std::optional<int> cycles;
};
Discount discountOf(const Service& service) {
  if (!service.discount) return {};
  Discount discount{service.discount->percent, std::nullopt, service.discount->cyclesLeft};
  if (service.discount->amount) discount.amount = service.discount->amount->minor();
  return discount;
}

Service serviceOf(const db::Row& row) {
  Service service;
  service.id = row.id<Service>("id");
  service.tenant = row.id<Tenant>("tenant_id");
  service.account = row.id<Account>("account_id");
  service.product = row.id<Product>("product_id");
  service.orderItem = row.id<OrderItem>("order_item_id");
  service.name = row.text("name");
  service.taxClass = row.text("tax_class");
  service.status = row.get<ServiceStatus>("status");
  service.provisioning = row.get<ProvisioningState>("provisioning");
  service.lastError = row.text("last_error");
  service.suspensionReason = row.get<std::optional<SuspensionReason>>("suspension_reason");
  service.plugin = row.text("plugin");
  service.server = row.get<std::optional<Id<Server>>>("server_id");
  service.domain = row.get<std::optional<std::string>>("domain");
  service.hostname = row.get<std::optional<std::string>>("hostname");
  service.externalId = row.get<std::optional<std::string>>("external_id");
  service.facts = Json::parse(row.text("facts"));
  service.cycle = row.get<Cycle>("cycle");
  const auto currency = row.currency("currency");
  service.price = row.money("price", currency);
  service.quantity = row.get<int>("quantity");
  const auto percent = row.get<std::optional<Decimal>>("discount_percent");
  if (percent || !row.isNull("discount_amount")) {
    RecurringDiscount discount;
    discount.percent = percent;
    if (!row.isNull("discount_amount")) discount.amount = row.money("discount_amount", currency);
    discount.cyclesLeft = row.get<std::optional<int>>("discount_cycles");
    service.discount = discount;
  }
  service.anchorDay = static_cast<unsigned>(row.integer("anchor_day"));
  service.paidUntil = row.get<std::optional<Date>>("paid_until");
  service.billedUntil = row.get<std::optional<Date>>("billed_until");
  service.cancelOn = row.get<std::optional<Date>>("cancel_on");
  service.cancelReason = row.text("cancel_reason");
  service.suspendedAt = row.get<std::optional<Instant>>("suspended_at");
  service.activatedAt = row.get<std::optional<Instant>>("activated_at");
  service.endedAt = row.get<std::optional<Instant>>("ended_at");
  service.backupId = row.get<std::optional<std::string>>("backup_id");
  service.backupConfirmedAt = row.get<std::optional<Instant>>("backup_confirmed_at");
  service.backupWaivedAt = row.get<std::optional<Instant>>("backup_waived_at");
  service.extras = extrasFromText(row.get<std::optional<std::string>>("extras"));
  service.createdAt = row.instant("created_at");
  service.updatedAt = row.instant("updated_at");
  return service;
}

bool isIn(const Scope& scope, const Service& service) {
  return service.tenant == scope.tenant && (!scope.account || *scope.account == service.account);
}

}  // namespace

const SealedColumn ServiceRepository::kCredentials{"services", "id", "credentials"};

void ServiceRepository::insert(db::Transaction& tx, const Service& s) {
  const auto discount = discountOf(s);
  tx.execute(kInsert, s.id, s.tenant, s.account, s.product, s.orderItem, s.name, s.taxClass,
             s.status, s.provisioning, s.lastError, s.suspensionReason, s.plugin, s.server,
             s.domain, s.hostname, s.externalId, dump(s.facts), s.cycle, s.price.currency(),
             s.price.minor(), s.quantity, discount.percent, discount.amount, discount.cycles,
             s.anchorDay, s.paidUntil, s.billedUntil, s.cancelOn, s.cancelReason, s.suspendedAt,
             s.activatedAt, s.endedAt, s.backupId, s.backupConfirmedAt, s.backupWaivedAt,
             keptText(s.extras), s.createdAt, s.updatedAt);
}

std::optional<Service> ServiceRepository::find(db::Reader& reader, const Scope& scope,
                                               Id<Service> id) {
  auto service = reader.query(kSelect + "id = ?", id).first(serviceOf);
  return service && isIn(scope, *service) ? std::move(service) : std::nullopt;
}

std::optional<Service> ServiceRepository::lock(db::Transaction& tx, const Scope& scope,
                                               Id<Service> id) {
  auto service = tx.query(kSelect + "id = ? {for_update}", id).first(serviceOf);
  return service && isIn(scope, *service) ? std::move(service) : std::nullopt;
}

std::vector<Service> ServiceRepository::lockAll(db::Transaction& tx,
                                                const std::vector<Id<Service>>& ids) {
  return db::mapByIds(tx, kLockAll, ids, serviceOf);
}

std::vector<Service> ServiceRepository::list(db::Reader& reader, const Scope& scope,
                                             std::optional<ServiceStatus> status,
                                             const http::ListOrder& order, int limit,
                                             std::optional<ProvisioningState> provisioning) {
  std::string sql = kSelect + "tenant_id = ?";
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND account_id = ?";
    params.emplace_back(*scope.account);
  }
  if (status) {
    sql += " AND status = ?";
    params.emplace_back(*status);
  }
  if (provisioning) {
    sql += " AND provisioning = ?";
    params.emplace_back(*provisioning);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(serviceOf);
}

std::vector<Service> ServiceRepository::onServer(db::Reader& reader, Id<Server> server) {
  return reader.query(kSelect + "server_id = ? ORDER BY id", server).map(serviceOf);
}

bool ServiceRepository::isServedForOthers(db::Reader& reader, Id<Account> account,
                                          const std::string& name) {
  std::string sql =
      "SELECT 1 AS one FROM services WHERE account_id <> ? AND status IN ('active', 'suspended') "
      "AND (domain LIKE ?";
  const auto below = "%." + name;
  const auto names = withParents(name);
  std::vector<db::Param> params{account, below};
  for (const auto& one : names) {
    sql += " OR domain = ?";
    params.emplace_back(one);
  }
  return !reader.run(sql + ") LIMIT 1", params).empty();
}

void ServiceRepository::save(db::Transaction& tx, const Service& s) {
  const auto discount = discountOf(s);
  tx.execute(kSave, s.product, s.name, s.taxClass, s.status, s.provisioning,
             fitted(s.lastError, 600), s.suspensionReason, s.server, s.externalId, dump(s.facts),
             s.cycle, s.price.minor(), s.quantity, discount.percent, discount.amount,
             discount.cycles, s.anchorDay, s.paidUntil, s.billedUntil, s.cancelOn, s.cancelReason,
             s.suspendedAt, s.activatedAt, s.endedAt, s.backupId, s.backupConfirmedAt,
             s.backupWaivedAt, keptText(s.extras), s.updatedAt, s.id);
}

void ServiceRepository::saveProgress(db::Transaction& tx,
                                     const std::vector<const Service*>& services, Instant now) {
  using Progress = std::tuple<ServiceStatus, ProvisioningState, std::string,
                              std::optional<SuspensionReason>, std::optional<Date>>;
  std::map<Progress, std::vector<Id<Service>>> alike;
  for (const auto* one : services)
    alike[{one->status, one->provisioning, one->lastError, one->suspensionReason, one->paidUntil}]
        .push_back(one->id);
  for (const auto& [progress, ids] : alike) {
    const auto& [status, provisioning, error, reason, paidUntil] = progress;
    const auto fits = fitted(error, 600);
    const std::array<db::Param, 6> values{status, provisioning, fits, reason, paidUntil, now};
    db::changeByIds(tx, kSaveProgress, db::numbersOf(ids), values);
  }
}

void ServiceRepository::setDomain(db::Transaction& tx, Id<Service> id, const std::string& domain) {
  tx.execute("UPDATE services SET domain = ? WHERE id = ?", domain, id);
}

db::Blob ServiceRepository::sealed(Id<Service> id, const ServiceCredentials& credentials) {
  const Secret clear{
      dump({{"username", credentials.username}, {"password", credentials.password.reveal()}})};
  return vault_.seal(kCredentials, id.value(), clear);
}

void ServiceRepository::setCredentials(db::Transaction& tx, Id<Service> id,
                                       const ServiceCredentials& credentials) {
  tx.execute(kSetCredentials, sealed(id, credentials), id);
}

void ServiceRepository::setFirstCredentials(db::Transaction& tx, Id<Service> id,
                                            const ServiceCredentials& credentials) {
  tx.execute(kSetFirstCredentials, sealed(id, credentials), id);
}

std::optional<ServiceCredentials> ServiceRepository::credentials(db::Reader& reader,
                                                                 Id<Service> id) {
  const auto sealed = reader.query(kSelectCredentials, id).first([](const db::Row& row) {
    return row.blob("credentials");
  });
  if (!sealed) return std::nullopt;
  const auto clear = Json::parse(vault_.open(kCredentials, id.value(), *sealed).reveal());
  return ServiceCredentials{clear.at("username"), Secret{clear.at("password").get<std::string>()}};
}

void ServiceRepository::addStep(db::Transaction& tx, const Service& service, ServiceStep step) {
  tx.gather(kInsertStep, step.id, service.id, service.tenant, step.kind, fitted(step.detail, 600),
            fitted(step.actor, 120), step.at);
}

std::vector<ServiceStep> ServiceRepository::steps(db::Reader& reader, Id<Service> id) {
  return reader.query(kSelectSteps, id).map([](const db::Row& row) {
    return ServiceStep{row.id<ServiceStep>("id"), row.text("kind"), row.text("detail"),
                       row.text("actor"), row.instant("happened_at")};
  });
}

std::vector<Service> ServiceRepository::endingBy(db::Reader& reader, Id<Tenant> tenant, Date day,
                                                 Id<Service> after, int limit) {
  return reader
      .query(kSelect + "tenant_id = ? AND " + kRuns +
                 " AND billed_until <= ? AND id > ? ORDER BY id "
                 "LIMIT ?",
             tenant, day, after, limit)
      .map(serviceOf);
}

ServiceRepository::OfClients ServiceRepository::endingByClient(db::Reader& reader,
                                                               Id<Tenant> tenant, Date day,
                                                               Id<Account> after, int limit) {
  OfClients found;
  const auto due =
      kSelect + "tenant_id = ? AND " + kRuns + " AND billed_until <= ? AND account_id ";
  found.services =
      reader.query(due + "> ? ORDER BY account_id, id LIMIT ?", tenant, day, after, limit)
          .map(serviceOf);
  found.isLast = found.services.size() < static_cast<std::size_t>(limit);
  if (found.isLast) return found;
  // The last client may have more than there was room for.
  const auto last = found.services.back().account;
  if (found.services.front().account == last) {
    found.services = reader.query(due + "= ? ORDER BY id", tenant, day, last).map(serviceOf);
  } else {
    std::erase_if(found.services, [&](const Service& one) { return one.account == last; });
  }
  return found;
}

std::vector<Service> ServiceRepository::unpaidSince(db::Reader& reader, Id<Tenant> tenant, Date day,
                                                    Id<Service> after, int limit) {
  return reader
      .query(kSelect + "tenant_id = ? AND " + kRuns +
                 " AND paid_until < ? AND id > ? ORDER BY id "
                 "LIMIT ?",
             tenant, day, after, limit)
      .map(serviceOf);
}

std::vector<Service> ServiceRepository::suspended(db::Reader& reader, Id<Tenant> tenant,
                                                  Id<Service> after, int limit) {
  return reader
      .query(kSelect + "tenant_id = ? AND status = 'suspended' AND id > ? ORDER BY id LIMIT ?",
             tenant, after, limit)
      .map(serviceOf);
}

std::vector<Service> ServiceRepository::cancellingBy(db::Reader& reader, Id<Tenant> tenant,
                                                     Date day, Id<Service> after, int limit) {
  return reader
      .query(kSelect +
                 "tenant_id = ? AND status IN ('active', 'suspended') AND cancel_on <= ? AND id > "
                 "? ORDER BY id LIMIT ?",
             tenant, day, after, limit)
      .map(serviceOf);
}

}  // namespace hostler
