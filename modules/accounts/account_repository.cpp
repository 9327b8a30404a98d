#include "modules/accounts/account_repository.h"

#include "core/db/id_lists.h"
#include "modules/accounts/user.h"

namespace hostler::account_repository {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO accounts (id, tenant_id, number, alias, status, root_user_id, first_name, last_name, company, line1, line2,
                        city, postal_code, state_name, state_code, country, pan, pan_fingerprint, pan_last4, gstin,
                        currency, language, tax_exempt, exemption_reason, client_group, legal_version, created_at,
                        updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kSelectOne = "SELECT a.* FROM accounts a WHERE a.tenant_id = ? AND a.id = ?";
constexpr auto kSelectAll = "SELECT a.* FROM accounts a WHERE a.id IN ({ids})";
constexpr auto kSelectContacts = R"sql(
  SELECT a.id, a.first_name, a.last_name, a.language, u.email, u.phone
    FROM accounts a JOIN users u ON u.id = a.root_user_id AND u.tenant_id = a.tenant_id
   WHERE a.tenant_id = ? AND a.id IN ({ids}))sql";
constexpr auto kSelectLocked =
    "SELECT a.* FROM accounts a WHERE a.tenant_id = ? AND a.id = ? {for_update}";
constexpr auto kSelectPan = "SELECT pan FROM accounts WHERE id = ? AND pan IS NOT NULL";
constexpr auto kSelectSamePan = R"sql(
  SELECT o.id FROM accounts a JOIN accounts o ON o.tenant_id = a.tenant_id AND o.pan_fingerprint = a.pan_fingerprint
   WHERE a.tenant_id = ? AND a.id = ? AND o.id <> a.id ORDER BY o.id LIMIT 20)sql";
constexpr auto kSaveProfile = R"sql(
  UPDATE accounts SET alias = ?, first_name = ?, last_name = ?, company = ?, line1 = ?, line2 = ?, city = ?,
         postal_code = ?, state_name = ?, state_code = ?, country = ?, gstin = ?, currency = ?, language = ?,
         tax_exempt = ?, exemption_reason = ?, client_group = ?, updated_at = ?
   WHERE id = ?)sql";
constexpr auto kSavePan =
    "UPDATE accounts SET pan = ?, pan_fingerprint = ?, pan_last4 = ? WHERE id = ?";
constexpr auto kSaveStatus =
    "UPDATE accounts SET status = ?, status_reason = ?, updated_at = ? WHERE id = ?";
constexpr std::string_view kSelectList =
    "SELECT a.* FROM accounts a JOIN users u ON u.id = a.root_user_id WHERE a.tenant_id = ?";
constexpr std::string_view kOfStatus = " AND a.status = ?";
constexpr std::string_view kOfGroup = " AND a.client_group = ?";
constexpr std::string_view kOfEmail = " AND u.email_key = ?";
constexpr std::string_view kOfText = R"sql(
  AND (a.number = ? OR u.email_key LIKE ? ESCAPE '!' OR LOWER(u.name) LIKE ? ESCAPE '!' OR LOWER(a.company) LIKE ? ESCAPE '!'))sql";

Account accountOf(const db::Row& row) {
  Account account;
  account.id = row.id<Account>("id");
  account.tenant = row.id<Tenant>("tenant_id");
  account.number = row.text("number");
  account.alias = row.get<std::optional<std::string>>("alias");
  account.status = row.get<AccountStatus>("status");
  account.statusReason = row.get<std::optional<std::string>>("status_reason");
  account.rootUser = row.id<User>("root_user_id");
  account.firstName = row.text("first_name");
  account.lastName = row.text("last_name");
  account.company = row.get<std::optional<std::string>>("company");
  account.address = {row.text("line1"),       row.text("line2"),      row.text("city"),
                     row.text("postal_code"), row.text("state_name"), row.text("state_code"),
                     row.text("country")};
  account.panLast4 = row.get<std::optional<std::string>>("pan_last4");
  account.gstin = row.get<std::optional<std::string>>("gstin");
  account.currency = row.currency("currency");
  account.language = row.text("language");
  account.taxExempt = row.flag("tax_exempt");
  account.exemptionReason = row.get<std::optional<std::string>>("exemption_reason");
  account.group = row.get<std::optional<std::string>>("client_group");
  account.createdAt = row.instant("created_at");
  account.updatedAt = row.instant("updated_at");
  return account;
}

// A text as what LIKE finds anywhere inside; its own signs stand for themselves.
std::string anywhere(const std::string& text) {
  std::string pattern = "%";
  for (const char c : lookupKey(text)) {
    if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
    pattern.push_back(c);
  }
  return pattern + "%";
}

}  // namespace

const SealedColumn kPan{"accounts", "id", "pan"};

KeptPan keepPan(Vault& vault, Id<Account> account, const std::string& pan) {
  return {vault.seal(kPan, account.value(), Secret{pan}), vault.fingerprint("pan", pan),
          pan.substr(pan.size() - 4)};
}

void insert(db::Transaction& tx, const Account& account, const std::optional<KeptPan>& pan,
            const std::string& legalVersion) {
  const auto& at = account.address;
  std::optional<db::Blob> sealed;
  std::optional<std::string> fingerprint, last4;
  if (pan) {
    sealed = pan->sealed;
    fingerprint = pan->fingerprint;
    last4 = pan->last4;
  }
  tx.execute(kInsert, account.id, account.tenant, account.number, account.alias, account.status,
             account.rootUser, account.firstName, account.lastName, account.company, at.line1,
             at.line2, at.city, at.postalCode, at.stateName, at.stateCode, at.country, sealed,
             fingerprint, last4, account.gstin, account.currency, account.language,
             account.taxExempt, account.exemptionReason, account.group, legalVersion,
             account.createdAt, account.updatedAt);
}

std::optional<Account> find(db::Reader& reader, Id<Tenant> tenant, Id<Account> id) {
  return reader.query(kSelectOne, tenant, id).first(accountOf);
}

std::optional<Account> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Account> id) {
  return tx.query(kSelectLocked, tenant, id).first(accountOf);
}

std::vector<Account> findAll(db::Reader& reader, Id<Tenant> tenant,
                             const std::vector<Id<Account>>& ids) {
  std::vector<Account> all;
  for (const auto& rows : db::askByIds(reader, kSelectAll, db::numbersOf(ids))) {
    for (const auto& row : rows) {
      if (row.id<Tenant>("tenant_id") == tenant) all.push_back(accountOf(row));
    }
  }
  return all;
}

std::map<Id<Account>, Contact> contacts(db::Reader& reader, Id<Tenant> tenant,
                                        const std::vector<Id<Account>>& ids) {
  std::map<Id<Account>, Contact> all;
  const std::array<db::Param, 1> of{tenant};
  for (const auto& rows : db::askByIds(reader, kSelectContacts, db::numbersOf(ids), of)) {
    for (const auto& row : rows) {
      all.emplace(
          row.id<Account>("id"),
          Contact{row.text("first_name") + " " + row.text("last_name"), row.text("email"),
                  row.get<std::optional<std::string>>("phone").value_or(""), row.text("language")});
    }
  }
  return all;
}

std::optional<db::Blob> sealedPan(db::Reader& reader, Id<Account> id) {
  return reader.query(kSelectPan, id).first([](const db::Row& row) { return row.blob("pan"); });
}

std::vector<Id<Account>> withSamePan(db::Reader& reader, Id<Tenant> tenant, Id<Account> id) {
  return reader.query(kSelectSamePan, tenant, id).map([](const db::Row& row) {
    return row.id<Account>("id");
  });
}

void saveProfile(db::Transaction& tx, const Account& account, Instant now) {
  const auto& at = account.address;
  tx.execute(kSaveProfile, account.alias, account.firstName, account.lastName, account.company,
             at.line1, at.line2, at.city, at.postalCode, at.stateName, at.stateCode, at.country,
             account.gstin, account.currency, account.language, account.taxExempt,
             account.exemptionReason, account.group, now, account.id);
}

void savePan(db::Transaction& tx, Id<Account> id, const std::optional<KeptPan>& pan) {
  if (!pan) {
    tx.execute(kSavePan, nullptr, nullptr, nullptr, id);
    return;
  }
  tx.execute(kSavePan, pan->sealed, pan->fingerprint, pan->last4, id);
}

void saveStatus(db::Transaction& tx, Id<Account> id, AccountStatus status,
                const std::optional<std::string>& reason, Instant now) {
  tx.execute(kSaveStatus, status, reason, now, id);
}

std::vector<Account> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter,
                          const http::ListOrder& order, int limit) {
  std::string sql{kSelectList};
  std::vector<db::Param> params{tenant};
  const auto pattern = anywhere(filter.text.value_or("")), number = filter.text.value_or(""),
             email = lookupKey(filter.email.value_or(""));
  if (filter.status) {
    sql += kOfStatus;
    params.emplace_back(*filter.status);
  }
  if (filter.group) {
    sql += kOfGroup;
    params.emplace_back(*filter.group);
  }
  if (filter.email) {
    sql += kOfEmail;
    params.emplace_back(email);
  }
  if (filter.text) {
    sql += kOfText;
    params.emplace_back(number);
    for (int i = 0; i < 3; ++i) params.emplace_back(pattern);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("a.id"), params).map(accountOf);
}

}  // namespace hostler::account_repository
