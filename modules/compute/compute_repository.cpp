#include "modules/compute/compute_repository.h"

#include "core/base/fitted.h"

namespace hostler {
namespace {

const std::string kResource =
    "SELECT id, tenant_id, account_id, server_id, service_id, plugin, kind, external_id, name, "
    "state, gigabytes, facts, last_error, created_at, updated_at, ended_at FROM compute_resources "
    "WHERE ";
constexpr auto kInsertResource = R"sql(
  INSERT INTO compute_resources (id, tenant_id, account_id, server_id, service_id, plugin, kind, external_id, live_key,
                                 name, state, gigabytes, facts, last_error, created_at, updated_at, ended_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kSaveResource = R"sql(
  UPDATE compute_resources SET service_id = ?, external_id = ?, live_key = ?, name = ?, state = ?, gigabytes = ?,
         facts = ?, last_error = ?, updated_at = ?, ended_at = ?
   WHERE id = ?)sql";
constexpr auto kUsed = R"sql(
  SELECT COUNT(*) AS n, COALESCE(SUM(gigabytes), 0) AS gigabytes FROM compute_resources
   WHERE service_id = ? AND kind = ? AND ended_at IS NULL)sql";
constexpr auto kTotal =
    "SELECT COUNT(*) AS n FROM compute_resources WHERE account_id = ? AND ended_at IS NULL";

const std::string kAction =
    "SELECT id, tenant_id, account_id, service_id, resource_id, name, verb, params, state, "
    "machine_held, job_id, error_code, error_message, requested_at, finished_at FROM "
    "compute_actions WHERE ";
constexpr auto kInsertAction = R"sql(
  INSERT INTO compute_actions (id, tenant_id, account_id, service_id, resource_id, name, verb, params, state,
                               machine_held, resource_held, job_id, error_code, error_message, requested_at, finished_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, NULL))sql";
constexpr auto kEndAction = R"sql(
  UPDATE compute_actions SET state = ?, machine_held = NULL, resource_held = NULL, error_code = ?, error_message = ?,
         finished_at = ? WHERE id = ?)sql";

constexpr auto kSee = R"sql(
  INSERT INTO compute_machines (service_id, power, facts, checked_at) VALUES (?, ?, ?, ?)
  {upsert(service_id)} power = {new(power)}, facts = {new(facts)}, checked_at = {new(checked_at)})sql";
constexpr auto kSeen = "SELECT power, facts, checked_at FROM compute_machines WHERE service_id = ?";

constexpr auto kAllowances =
    "SELECT kind, most, gigabytes FROM compute_allowances WHERE product_id = ?";
constexpr auto kDropAllowances = "DELETE FROM compute_allowances WHERE product_id = ?";
constexpr auto kAllow =
    "INSERT INTO compute_allowances (product_id, kind, most, gigabytes) VALUES (?, ?, ?, ?)";

constexpr auto kShutdown =
    "SELECT stop_at, idle_minutes, revision FROM compute_shutdowns WHERE service_id = ?";
constexpr auto kSetShutdown = R"sql(
  INSERT INTO compute_shutdowns (service_id, stop_at, idle_minutes, revision) VALUES (?, ?, ?, ?)
  {upsert(service_id)} stop_at = {new(stop_at)}, idle_minutes = {new(idle_minutes)}, revision = {new(revision)})sql";
constexpr auto kDropShutdown = "DELETE FROM compute_shutdowns WHERE service_id = ?";

CloudResource resourceOf(const db::Row& row) {
  CloudResource resource;
  resource.id = row.id<CloudResource>("id");
  resource.tenant = row.id<Tenant>("tenant_id");
  resource.account = row.id<Account>("account_id");
  resource.server = row.id<Server>("server_id");
  resource.service = row.id<Service>("service_id");
  resource.plugin = row.text("plugin");
  resource.kind = row.text("kind");
  resource.externalId = row.get<std::optional<std::string>>("external_id");
  resource.name = row.text("name");
  resource.state = row.get<CloudState>("state");
  resource.gigabytes = row.get<int>("gigabytes");
  resource.facts = Json::parse(row.text("facts"));
  resource.lastError = row.text("last_error");
  resource.createdAt = row.instant("created_at");
  resource.updatedAt = row.instant("updated_at");
  resource.endedAt = row.get<std::optional<Instant>>("ended_at");
  return resource;
}

CloudAction actionOfRow(const db::Row& row) {
  CloudAction action;
  action.id = row.id<CloudAction>("id");
  action.tenant = row.id<Tenant>("tenant_id");
  action.account = row.id<Account>("account_id");
  action.service = row.id<Service>("service_id");
  action.resource = row.get<std::optional<Id<CloudResource>>>("resource_id");
  action.name = row.text("name");
  action.verb = row.text("verb");
  action.params = Json::parse(row.text("params"));
  action.state = row.get<ActionState>("state");
  action.holdsMachine = !row.isNull("machine_held");
  action.job = row.id<jobs::Job>("job_id");
  action.errorCode = row.text("error_code");
  action.errorMessage = row.text("error_message");
  action.requestedAt = row.instant("requested_at");
  action.finishedAt = row.get<std::optional<Instant>>("finished_at");
  return action;
}

bool isIn(const Scope& scope, const CloudResource& resource) {
  return resource.tenant == scope.tenant && !resource.endedAt &&
         (!scope.account || *scope.account == resource.account);
}

std::optional<std::string> liveKeyOf(const CloudResource& resource) {
  if (!resource.externalId || resource.endedAt) return std::nullopt;
  return resource.server.text() + " " + resource.kind + " " + *resource.externalId;
}

}  // namespace

void ComputeRepository::insert(db::Transaction& tx, const CloudResource& r) {
  tx.execute(kInsertResource, r.id, r.tenant, r.account, r.server, r.service, r.plugin, r.kind,
             r.externalId, liveKeyOf(r), r.name, r.state, r.gigabytes, dump(r.facts),
             fitted(r.lastError, 600), r.createdAt, r.updatedAt, r.endedAt);
}

std::optional<CloudResource> ComputeRepository::find(db::Reader& reader, const Scope& scope,
                                                     Id<CloudResource> id) {
  auto resource = reader.query(kResource + "id = ?", id).first(resourceOf);
  return resource && isIn(scope, *resource) ? std::move(resource) : std::nullopt;
}

std::optional<CloudResource> ComputeRepository::lock(db::Transaction& tx, const Scope& scope,
                                                     Id<CloudResource> id) {
  auto resource = tx.query(kResource + "id = ? {for_update}", id).first(resourceOf);
  return resource && isIn(scope, *resource) ? std::move(resource) : std::nullopt;
}

std::vector<CloudResource> ComputeRepository::list(db::Reader& reader, const Scope& scope,
                                                   const std::string& kind,
                                                   const http::ListOrder& order, int limit) {
  if (scope.account) {
    return reader
        .query(kResource + "tenant_id = ? AND account_id = ? AND kind = ? AND ended_at IS NULL" +
                   order.sql("id"),
               scope.tenant, *scope.account, kind, order.after, limit)
        .map(resourceOf);
  }
  return reader
      .query(kResource + "tenant_id = ? AND kind = ? AND ended_at IS NULL" + order.sql("id"),
             scope.tenant, kind, order.after, limit)
      .map(resourceOf);
}

std::vector<CloudResource> ComputeRepository::ofService(db::Reader& reader, Id<Service> service) {
  return reader.query(kResource + "service_id = ? AND ended_at IS NULL", service).map(resourceOf);
}

std::vector<CloudResource> ComputeRepository::onServer(db::Reader& reader, Id<Server> server,
                                                       const std::string& kind) {
  return reader.query(kResource + "server_id = ? AND kind = ? AND ended_at IS NULL", server, kind)
      .map(resourceOf);
}

void ComputeRepository::save(db::Transaction& tx, const CloudResource& r) {
  tx.execute(kSaveResource, r.service, r.externalId, liveKeyOf(r), r.name, r.state, r.gigabytes,
             dump(r.facts), fitted(r.lastError, 600), r.updatedAt, r.endedAt, r.id);
}

ComputeRepository::Used ComputeRepository::used(db::Reader& reader, Id<Service> service,
                                                const std::string& kind) {
  const auto row = reader.query(kUsed, service, kind).only();
  return {row.get<int>("n"), row.get<int>("gigabytes")};
}

int ComputeRepository::total(db::Reader& reader, Id<Account> account) {
  return reader.query(kTotal, account).only().get<int>("n");
}

bool ComputeRepository::insert(db::Transaction& tx, const CloudAction& a) {
  const auto held = a.holdsMachine ? std::optional{a.service} : std::nullopt;
  return tx.tryInsert(kInsertAction, a.id, a.tenant, a.account, a.service, a.resource, a.name,
                      a.verb, dump(a.params), a.state, held, a.resource, a.job, a.requestedAt);
}

std::optional<CloudAction> ComputeRepository::find(db::Reader& reader, Id<CloudAction> id) {
  return reader.query(kAction + "id = ?", id).first(actionOfRow);
}

std::optional<CloudAction> ComputeRepository::lock(db::Transaction& tx, Id<CloudAction> id) {
  return tx.query(kAction + "id = ? {for_update}", id).first(actionOfRow);
}

std::optional<CloudAction> ComputeRepository::holding(db::Reader& reader,
                                                      std::optional<Id<Service>> machine,
                                                      std::optional<Id<CloudResource>> resource) {
  if (machine) {
    auto found = reader.query(kAction + "machine_held = ?", *machine).first(actionOfRow);
    if (found) return found;
  }
  if (!resource) return std::nullopt;
  return reader.query(kAction + "resource_held = ?", *resource).first(actionOfRow);
}

std::optional<CloudAction> ComputeRepository::last(db::Reader& reader, Id<Service> service) {
  return reader.query(kAction + "service_id = ? ORDER BY id DESC LIMIT 1", service)
      .first(actionOfRow);
}

void ComputeRepository::end(db::Transaction& tx, const CloudAction& a) {
  tx.execute(kEndAction, a.state, fitted(a.errorCode, 120), fitted(a.errorMessage, 600),
             a.finishedAt, a.id);
}

void ComputeRepository::see(db::Transaction& tx, Id<Service> service, const Seen& seen) {
  tx.execute(kSee, service, seen.power, dump(seen.facts), seen.at);
}

std::optional<ComputeRepository::Seen> ComputeRepository::seen(db::Reader& reader,
                                                               Id<Service> service) {
  return reader.query(kSeen, service).first([](const db::Row& row) {
    return Seen{row.text("power"), Json::parse(row.text("facts")), row.instant("checked_at")};
  });
}

std::vector<ComputeRepository::Allowance> ComputeRepository::allowances(db::Reader& reader,
                                                                        Id<Product> product) {
  return reader.query(kAllowances, product).map([](const db::Row& row) {
    return Allowance{row.text("kind"), row.get<int>("most"), row.get<int>("gigabytes")};
  });
}

void ComputeRepository::setAllowances(db::Transaction& tx, Id<Product> product,
                                      const std::vector<Allowance>& all) {
  tx.execute(kDropAllowances, product);
  for (const auto& one : all) tx.execute(kAllow, product, one.kind, one.most, one.gigabytes);
}

std::optional<ComputeRepository::Shutdown> ComputeRepository::shutdown(db::Reader& reader,
                                                                       Id<Service> service) {
  return reader.query(kShutdown, service).first([](const db::Row& row) {
    return Shutdown{row.get<std::optional<Instant>>("stop_at"),
                    row.get<std::optional<int>>("idle_minutes"), row.integer("revision")};
  });
}

void ComputeRepository::setShutdown(db::Transaction& tx, Id<Service> service,
                                    const Shutdown& shutdown) {
  tx.execute(kSetShutdown, service, shutdown.at, shutdown.idleMinutes, shutdown.revision);
}

void ComputeRepository::dropShutdown(db::Transaction& tx, Id<Service> service) {
  tx.execute(kDropShutdown, service);
}

}  // namespace hostler
