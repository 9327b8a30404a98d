#include "core/base/fitted.h"
#include "core/db/id_lists.h"
#include "modules/domains/domain_repository.h"

namespace hostler {

DomainWork workFor(DomainAction action) {
  switch (action) {
    case DomainAction::Register:
      return DomainWork::Registering;
    case DomainAction::Transfer:
      return DomainWork::Transferring;
    case DomainAction::Renew:
      return DomainWork::Renewing;
    case DomainAction::Restore:
      break;
  }
  return DomainWork::Restoring;
}

bool isRenewedElsewhere(const DomainTerm& term, const std::optional<Instant>& expiresAt) {
  return term.expectedAt && expiresAt && expiresAt->since(*term.expectedAt) > kSameExpiry;
}

namespace domain_term_repository {
namespace {

const std::string kColumns =
    "id, tenant_id, account_id, domain_id, open_key, action, years, state, invoice_id, "
    "order_item_id, currency, total, privacy, extra, agreements, agreed_from, agreed_at, "
    "registrar_cost, expected_at, refused_reason, created_at, updated_at";
const std::string kSelect = "SELECT " + kColumns + " FROM domain_terms WHERE ";
const std::string kInsert =
    "INSERT INTO domain_terms (" + kColumns +
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto kSave = R"sql(
  UPDATE domain_terms SET open_key = ?, state = ?, expected_at = ?, refused_reason = ?, updated_at = ? WHERE id = ?)sql";

constexpr auto kCountUnpaid = R"sql(
  SELECT COUNT(*) AS n FROM domain_terms
   WHERE account_id = ? AND state = 'unpaid' AND action IN ('register', 'transfer'))sql";
constexpr auto kSelectPurchases = R"sql(
  SELECT registrar_cost FROM domain_terms
   WHERE domain_id = ? AND action IN ('register', 'transfer') ORDER BY id DESC)sql";

std::optional<int> openKey(const DomainTerm& term) {
  return term.isOpen() ? std::optional{1} : std::nullopt;
}

DomainTerm termOf(const db::Row& row) {
  DomainTerm term;
  term.id = row.id<DomainTerm>("id");
  term.tenant = row.id<Tenant>("tenant_id");
  term.account = row.id<Account>("account_id");
  term.domain = row.id<Domain>("domain_id");
  term.action = row.get<DomainAction>("action");
  term.years = row.get<int>("years");
  term.state = row.get<TermState>("state");
  term.invoice = row.id<Invoice>("invoice_id");
  term.orderItem = row.get<std::optional<Id<OrderItem>>>("order_item_id");
  term.total = row.money("total", "currency");
  term.privacy = row.flag("privacy");
  term.extra = Json::parse(row.text("extra")).get<std::map<std::string, std::string>>();
  term.agreements = Json::parse(row.text("agreements")).get<std::vector<std::string>>();
  term.agreedFrom = row.text("agreed_from");
  term.agreedAt = row.instant("agreed_at");
  term.registrarCost = Json::parse(row.text("registrar_cost"));
  term.expectedAt = row.get<std::optional<Instant>>("expected_at");
  term.refusedReason = row.text("refused_reason");
  term.createdAt = row.instant("created_at");
  term.updatedAt = row.instant("updated_at");
  return term;
}

}  // namespace

void insert(db::Transaction& tx, const DomainTerm& term) {
  tx.execute(kInsert, term.id, term.tenant, term.account, term.domain, openKey(term), term.action,
             term.years, term.state, term.invoice, term.orderItem, term.total.currency(),
             term.total.minor(), term.privacy, dump(Json(term.extra)), dump(Json(term.agreements)),
             term.agreedFrom, term.agreedAt, dump(term.registrarCost), term.expectedAt,
             term.refusedReason, term.createdAt, term.updatedAt);
}

void save(db::Transaction& tx, const DomainTerm& term) {
  tx.execute(kSave, openKey(term), term.state, term.expectedAt, fitted(term.refusedReason, 300),
             term.updatedAt, term.id);
}

std::optional<DomainTerm> find(db::Reader& reader, Id<DomainTerm> id) {
  return reader.query(kSelect + "id = ?", id).first(termOf);
}

std::optional<DomainTerm> openOf(db::Reader& reader, Id<Domain> domain) {
  return reader.query(kSelect + "domain_id = ? AND open_key = 1", domain).first(termOf);
}

std::optional<RegistrarCost> costOfPurchase(db::Reader& reader, Id<Domain> domain) {
  for (const auto& cost : reader.query(kSelectPurchases, domain).map([](const db::Row& row) {
         return RegistrarCost::read(Json::parse(row.text("registrar_cost")));
       })) {
    if (cost) return cost;
  }
  return std::nullopt;
}

std::int64_t countUnpaidNew(db::Reader& reader, Id<Account> account) {
  return reader.query(kCountUnpaid, account).only().integer("n");
}

std::vector<DomainTerm> ofInvoices(db::Reader& reader, const std::vector<Id<Invoice>>& invoices) {
  return db::mapByIds(reader, kSelect + "invoice_id IN ({ids})", invoices, termOf);
}

}  // namespace domain_term_repository
}  // namespace hostler
