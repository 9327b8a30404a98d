#include "modules/billing/receipt.h"

#include "core/secrets/digest.h"
#include "modules/billing/document_series.h"
#include "modules/billing/invoice.h"
#include "modules/billing/invoice_number.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/payment.h"
#include "modules/billing/supply_of_sale.h"
#include "modules/billing/tax_rules.h"
#include "modules/billing/tax_standings.h"

#include <array>

namespace hostler {
namespace {

struct Party;  // names the ids of kept wordings

constexpr auto kSelectPurpose = "SELECT purpose FROM payments WHERE id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO receipts (id, tenant_id, account_id, transaction_id, series, fiscal_year, number, number_text, issue_date,
                        seller_id, buyer_id, supply, place_of_supply, gateway, currency, amount, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr std::string_view kSelect = R"sql(
  SELECT r.id, r.tenant_id, r.account_id, r.transaction_id, r.number_text, r.issue_date, r.supply, r.place_of_supply,
         r.gateway, r.currency, r.amount, r.created_at, seller.document AS seller, buyer.document AS buyer
    FROM receipts r JOIN parties seller ON seller.id = r.seller_id JOIN parties buyer ON buyer.id = r.buyer_id
   WHERE )sql";

Receipt receiptOf(const db::Row& row) {
  Receipt receipt;
  receipt.id = row.id<Receipt>("id");
  receipt.tenant = row.id<Tenant>("tenant_id");
  receipt.account = row.id<Account>("account_id");
  receipt.transaction = row.id<Transaction>("transaction_id");
  receipt.number = row.text("number_text");
  receipt.issueDate = row.date("issue_date");
  receipt.seller = Json::parse(row.text("seller"));
  receipt.buyer = Json::parse(row.text("buyer"));
  receipt.supply = row.get<SupplyKind>("supply");
  receipt.placeOfSupply = row.text("place_of_supply");
  receipt.gateway = row.text("gateway");
  receipt.amount = row.money("amount", "currency");
  receipt.createdAt = row.instant("created_at");
  return receipt;
}

bool isTopUp(db::Transaction& tx, const PaymentReceived& money) {
  if (!money.payment || !money.invoices.empty()) return false;
  const auto rows = tx.query(kSelectPurpose, *money.payment);
  return !rows.empty() && rows[0].get<PaymentPurpose>("purpose") == PaymentPurpose::TopUp;
}

}  // namespace

void ReceiptDesk::subscribe(events::Bus& bus) {
  bus.subscribeAll<PaymentReceived>(
      [this](db::Transaction& tx, const Actor& actor,
             std::span<const events::Fact<PaymentReceived>> facts) { received(tx, actor, facts); });
}

void ReceiptDesk::received(db::Transaction& tx, const Actor& actor,
                           std::span<const events::Fact<PaymentReceived>> facts) {
  if (facts.empty()) return;
  const auto tenant = parts_.tenants.get(facts.front().first.tenant);
  const auto settings = parts_.tenants.settings(tenant.id);
  if (settings.text("tax.regime") != "gst" || !tenant.gstin) return;
  for (const auto& [scope, money] : facts) {
    if (isTopUp(tx, money)) issue(tx, actor, tenant, settings, money);
  }
}

void ReceiptDesk::issue(db::Transaction& tx, const Actor& actor, const Tenant& tenant,
                        const TenantSettings& settings, const PaymentReceived& money) {
  const auto buyer = parts_.accounts.get(tx, tenant.id, money.account);
  const auto standing = tax_standings::one(tx, tenant.id, money.account);
  const auto today = parts_.tenants.today(tenant.id);
  const auto supply = supplyFor(tenant, settings, tax_rules::all(tx, tenant.id), &buyer, &standing,
                                today, money.amount.currency());
  const auto series = settings.text("invoice.receipt_series");
  const auto year =
      fiscalYearOf(today, static_cast<int>(settings.integer("invoice.fiscal_year_first_month")));
  const auto seller = party(tx, tenant.id, sellerSnapshot(tenant, settings));
  const auto to = party(tx, tenant.id, buyerSnapshot(buyer));
  const auto sequence = document_series::take(tx, tenant.id, series, year, 1,
                                              document_series::Numbers::OfTaxDocuments);
  const auto number = formatInvoiceNumber(series, year, sequence);
  const auto id = parts_.ids.next<Receipt>();
  tx.execute(kInsert, id, tenant.id, money.account, money.transaction, series, year, sequence,
             number, today, seller, to, supply.kind(), supply.place(), money.gateway,
             money.amount.currency(), money.amount.minor(), parts_.clock.now());
  parts_.audit.record(tx, actor,
                      {"receipt.issued",
                       id.text(),
                       nullptr,
                       {{"number", number}, {"amount", toJson(money.amount)}}});
}

std::int64_t ReceiptDesk::party(db::Transaction& tx, Id<Tenant> tenant, const Json& document) {
  return invoice_repository::partyOf(tx, tenant, hex(sha256(dump(document))), document,
                                     parts_.ids.next<Party>().value());
}

namespace receipts {
namespace {

std::optional<Receipt> within(const Scope& scope, std::optional<Receipt> receipt) {
  const bool isTheirs = receipt && (!scope.account || *scope.account == receipt->account);
  return isTheirs ? std::move(receipt) : std::nullopt;
}

}  // namespace

std::optional<Receipt> find(db::Reader& reader, const Scope& scope, Id<Receipt> id) {
  return within(scope, reader
                           .run(std::string{kSelect} + "r.id = ? AND r.tenant_id = ?",
                                std::array<db::Param, 2>{id, scope.tenant})
                           .first(receiptOf));
}

std::optional<Receipt> of(db::Reader& reader, const Scope& scope, Id<Transaction> transaction) {
  return within(scope, reader
                           .run(std::string{kSelect} + "r.transaction_id = ? AND r.tenant_id = ?",
                                std::array<db::Param, 2>{transaction, scope.tenant})
                           .first(receiptOf));
}

std::vector<Receipt> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                          int limit) {
  auto sql = std::string{kSelect} + "r.tenant_id = ?";
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND r.account_id = ?";
    params.emplace_back(*scope.account);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("r.id"), params).map(receiptOf);
}

}  // namespace receipts
}  // namespace hostler
