#include "modules/billing/saved_method_repository.h"

#include <algorithm>

namespace hostler::saved_method_repository {
namespace {

const std::string kSelectCustomer =
    "SELECT customer FROM payment_customers WHERE gateway = ? AND account_id = ?";
const std::string kLockCustomer = kSelectCustomer + " {for_update}";
constexpr auto kInsertCustomer =
    "INSERT INTO payment_customers (gateway, account_id, tenant_id, customer, created_at) VALUES "
    "(?, ?, ?, ?, ?)";
constexpr auto kSelectOwner =
    "SELECT tenant_id, account_id FROM payment_customers WHERE gateway = ? AND customer = ?";

const std::string kColumns =
    "id, tenant_id, account_id, gateway, customer, gateway_method_id, kind, title, state, "
    "currency, "
    "most, expires_at, blocked, created_at";
const std::string kSelect = "SELECT " + kColumns + " FROM payment_methods WHERE ";
const std::string kSelectOf = kSelect + "account_id = ? AND state <> 'removed'";
const std::string kSelectOne = kSelect + "id = ?";
const std::string kLockOne = kSelectOne + " {for_update}";
const std::string kLockAll = kSelect + "account_id = ? AND gateway = ? {for_update}";
const std::string kInsert = "INSERT INTO payment_methods (" + kColumns +
                            ", updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto kSave = R"sql(
  UPDATE payment_methods SET kind = ?, title = ?, state = ?, currency = ?, most = ?, expires_at = ?, blocked = ?,
         updated_at = ? WHERE id = ?)sql";
constexpr auto kSelectPreferences =
    "SELECT default_method_id, auto_pay FROM billing_preferences WHERE account_id = ?";
constexpr auto kSavePreferences = R"sql(
  INSERT INTO billing_preferences (account_id, tenant_id, default_method_id, auto_pay, updated_at)
  VALUES (?, ?, ?, ?, ?) {upsert(account_id)}
         default_method_id = {new(default_method_id)}, auto_pay = {new(auto_pay)}, updated_at = {new(updated_at)})sql";
constexpr auto kEndSetups = R"sql(
  UPDATE payments SET status = 'succeeded', next_action = NULL, updated_at = ?
   WHERE account_id = ? AND gateway = ? AND purpose = 'setup' AND amount = 0
     AND status IN ('requires_action', 'processing'))sql";
constexpr auto kCountSetups =
    "SELECT COUNT(*) AS n FROM payments WHERE tenant_id = ? AND account_id = ? AND purpose = "
    "'setup' AND created_at > ?";

SavedMethod methodOf(const db::Row& row) {
  SavedMethod method;
  method.id = row.id<PaymentMethod>("id");
  method.tenant = row.id<Tenant>("tenant_id");
  method.account = row.id<Account>("account_id");
  method.gateway = row.text("gateway");
  method.customer = row.text("customer");
  method.gatewayId = row.text("gateway_method_id");
  method.kind = row.text("kind");
  method.title = row.text("title");
  method.state = row.text("state");
  if (!row.isNull("currency") && !row.isNull("most")) method.most = row.money("most", "currency");
  method.expiresAt = row.get<std::optional<Instant>>("expires_at");
  method.blocked = row.text("blocked");
  method.createdAt = row.instant("created_at");
  return method;
}

std::optional<SavedMethod> within(const Scope& scope, std::optional<SavedMethod> method) {
  if (!method || method->tenant != scope.tenant ||
      (scope.account && *scope.account != method->account) ||
      method->state == SavedMethod::kRemoved)
    return std::nullopt;
  return method;
}

std::optional<Currency> currencyOf(const SavedMethod& method) {
  return method.most ? std::optional{method.most->currency()} : std::nullopt;
}
std::optional<std::int64_t> mostOf(const SavedMethod& method) {
  return method.most ? std::optional{method.most->minor()} : std::nullopt;
}

}  // namespace

std::optional<std::string> customerOf(db::Reader& reader, const std::string& gateway,
                                      Id<Account> account) {
  return reader.query(kSelectCustomer, gateway, account).first([](const db::Row& row) {
    return row.text("customer");
  });
}

std::optional<std::string> keepCustomer(db::Transaction& tx, const std::string& gateway,
                                        const Scope& client, const std::string& customer,
                                        Instant now) {
  if (tx.tryInsert(kInsertCustomer, gateway, client.account, client.tenant, customer, now))
    return customer;
  return tx.query(kLockCustomer, gateway, client.account).first([](const db::Row& row) {
    return row.text("customer");
  });
}

std::optional<Scope> ownerOf(db::Reader& reader, const std::string& gateway,
                             const std::string& customer) {
  return reader.query(kSelectOwner, gateway, customer).first([](const db::Row& row) {
    return Scope::ofAccount(row.id<Tenant>("tenant_id"), row.id<Account>("account_id"));
  });
}

std::vector<SavedMethod> of(db::Reader& reader, Id<Account> account) {
  auto methods = reader.query(kSelectOf, account).map(methodOf);
  std::ranges::sort(methods, {}, &SavedMethod::id);
  return methods;
}

std::optional<SavedMethod> find(db::Reader& reader, const Scope& scope, Id<PaymentMethod> id) {
  return within(scope, reader.query(kSelectOne, id).first(methodOf));
}

std::optional<SavedMethod> findEver(db::Reader& reader, Id<PaymentMethod> id) {
  return reader.query(kSelectOne, id).first(methodOf);
}

std::optional<SavedMethod> lock(db::Transaction& tx, const Scope& scope, Id<PaymentMethod> id) {
  return within(scope, tx.query(kLockOne, id).first(methodOf));
}

std::vector<SavedMethod> lockAll(db::Transaction& tx, const std::string& gateway,
                                 Id<Account> account) {
  return tx.query(kLockAll, account, gateway).map(methodOf);
}

bool insert(db::Transaction& tx, const SavedMethod& method) {
  return tx.tryInsert(kInsert, method.id, method.tenant, method.account, method.gateway,
                      method.customer, method.gatewayId, method.kind, method.title, method.state,
                      currencyOf(method), mostOf(method), method.expiresAt, method.blocked,
                      method.createdAt, method.createdAt);
}

void save(db::Transaction& tx, const SavedMethod& method, Instant now) {
  tx.execute(kSave, method.kind, method.title, method.state, currencyOf(method), mostOf(method),
             method.expiresAt, method.blocked, now, method.id);
}

BillingPreferences preferencesOf(db::Reader& reader, Id<Account> account) {
  return reader.query(kSelectPreferences, account)
      .first([](const db::Row& row) {
        return BillingPreferences{row.get<std::optional<Id<PaymentMethod>>>("default_method_id"),
                                  row.flag("auto_pay")};
      })
      .value_or(BillingPreferences{});
}

void savePreferences(db::Transaction& tx, const Scope& client, const BillingPreferences& wanted,
                     Instant now) {
  tx.execute(kSavePreferences, client.account, client.tenant, wanted.defaultMethod,
             wanted.autoPay ? 1 : 0, now);
}

void endSetups(db::Transaction& tx, const std::string& gateway, Id<Account> account, Instant now) {
  tx.execute(kEndSetups, now, account, gateway);
}

std::int64_t setupsSince(db::Reader& reader, Id<Tenant> tenant, Id<Account> account,
                         Instant since) {
  return reader.query(kCountSetups, tenant, account, since).only().integer("n");
}

}  // namespace hostler::saved_method_repository
