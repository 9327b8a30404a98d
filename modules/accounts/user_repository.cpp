#include "modules/accounts/user_repository.h"

#include <algorithm>
#include <cctype>

namespace hostler {

std::string lookupKey(std::string_view text) {
  std::string key{text};
  std::ranges::transform(key, key.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return key;
}

namespace user_repository {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO users (id, tenant_id, account_id, kind, role, status, name, username, username_key, root_username, email,
                     email_key, login_email, email_verified_at, phone, phone_verified_at, language, password_hash,
                     password_changed_at, totp_last_step, failures, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?))sql";
constexpr auto kSelectOne = "SELECT * FROM users WHERE tenant_id = ? AND id = ?";
constexpr auto kSelectLocked = "SELECT * FROM users WHERE tenant_id = ? AND id = ? {for_update}";
constexpr auto kSelectById = "SELECT * FROM users WHERE id = ?";
constexpr auto kSelectByEmail = R"sql(
  SELECT * FROM users
   WHERE tenant_id = ? AND email_key = ? AND kind <> 'iam' AND status <> 'removed'
   ORDER BY CASE WHEN login_email IS NULL THEN 1 ELSE 0 END, id LIMIT 1)sql";
constexpr auto kSelectByName = R"sql(
  SELECT u.* FROM accounts a JOIN users u ON u.account_id = a.id
   WHERE a.tenant_id = ? AND a.number = ? AND u.username_key = ? AND u.status <> 'removed')sql";
constexpr auto kSelectByAliasAndName = R"sql(
  SELECT u.* FROM accounts a JOIN users u ON u.account_id = a.id
   WHERE a.tenant_id = ? AND a.alias = ? AND u.username_key = ? AND u.status <> 'removed')sql";
constexpr auto kSelectInAccount = R"sql(
  SELECT u.* FROM accounts a JOIN users u ON u.account_id = a.id
   WHERE a.tenant_id = ? AND (a.number = ? OR a.alias = ?) AND u.email_key = ? AND u.status = 'active')sql";
constexpr auto kIsEmailTaken = "SELECT 1 AS one FROM users WHERE tenant_id = ? AND login_email = ?";
constexpr auto kIsRootUsernameTaken =
    "SELECT 1 AS one FROM users WHERE tenant_id = ? AND root_username = ?";
constexpr auto kSaveLock =
    "UPDATE users SET failures = ?, failed_at = ?, locked_until = ? WHERE id = ?";
constexpr auto kMarkSignedIn = "UPDATE users SET last_sign_in_at = ? WHERE id = ?";
constexpr auto kSavePassword = R"sql(
  UPDATE users SET password_hash = ?, password_changed_at = ?, updated_at = ?, failures = 0, locked_until = NULL
   WHERE id = ?)sql";
constexpr auto kUpgradeHash =
    "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?";
constexpr auto kSaveEmail = R"sql(
  UPDATE users SET email = ?, email_key = ?, login_email = NULL, email_verified_at = NULL, updated_at = ?
   WHERE id = ?)sql";
constexpr auto kClaimEmail =
    "UPDATE users SET login_email = email_key, email_verified_at = ?, updated_at = ? WHERE id = ? "
    "AND email_key = ?";
constexpr auto kSavePhone =
    "UPDATE users SET phone = ?, phone_verified_at = NULL, updated_at = ? WHERE id = ?";
constexpr auto kSaveName = "UPDATE users SET name = ?, updated_at = ? WHERE id = ?";
constexpr auto kSaveLanguage = "UPDATE users SET language = ?, updated_at = ? WHERE id = ?";
constexpr auto kSavePendingTotp = "UPDATE users SET totp_pending = ? WHERE id = ?";
constexpr auto kSelectPendingTotp =
    "SELECT totp_pending AS sealed FROM users WHERE id = ? AND totp_pending IS NOT NULL";
constexpr auto kSelectTotp = "SELECT totp AS sealed FROM users WHERE id = ? AND totp IS NOT NULL";
constexpr auto kStartTotp = R"sql(
  UPDATE users SET totp = ?, totp_pending = NULL, totp_confirmed_at = ?, totp_last_step = ?, updated_at = ?
   WHERE id = ?)sql";
constexpr auto kEndTotp = R"sql(
  UPDATE users SET totp = NULL, totp_pending = NULL, totp_confirmed_at = NULL, updated_at = ? WHERE id = ?)sql";
constexpr auto kUseTotpStep =
    "UPDATE users SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?";
constexpr auto kSelectStaff =
    "SELECT * FROM users WHERE tenant_id = ? AND kind = 'staff' AND status <> 'removed'";
constexpr auto kCountWithRole = R"sql(
  SELECT COUNT(*) AS members FROM users
   WHERE tenant_id = ? AND kind = 'staff' AND role = ? AND status <> 'removed')sql";
constexpr auto kLockWithRole = R"sql(
  SELECT id FROM users WHERE tenant_id = ? AND kind = 'staff' AND role = ? AND status <> 'removed' {for_update})sql";
constexpr auto kSelectOwners = R"sql(
  SELECT id FROM users WHERE tenant_id = ? AND kind = 'staff' AND role = 'owner' AND status = 'active' {for_update})sql";
constexpr auto kSaveStaff =
    "UPDATE users SET name = ?, role = ?, status = ?, updated_at = ? WHERE id = ?";
constexpr auto kRemove = R"sql(
  UPDATE users SET status = 'removed', login_email = NULL, root_username = NULL, password_hash = '', totp = NULL,
         totp_pending = NULL, totp_confirmed_at = NULL, updated_at = ?
   WHERE id = ?)sql";

User userOf(const db::Row& row) {
  User user;
  user.id = row.id<User>("id");
  user.tenant = row.id<Tenant>("tenant_id");
  user.account = row.get<std::optional<Id<Account>>>("account_id");
  user.kind = row.get<UserKind>("kind");
  user.role = row.text("role");
  user.status = row.get<UserStatus>("status");
  user.name = row.text("name");
  user.username = row.get<std::optional<std::string>>("username");
  user.email = row.text("email");
  user.emailVerifiedAt = row.get<std::optional<Instant>>("email_verified_at");
  user.phone = row.get<std::optional<std::string>>("phone");
  user.phoneVerifiedAt = row.get<std::optional<Instant>>("phone_verified_at");
  user.language = row.text("language");
  user.passwordChangedAt = row.instant("password_changed_at");
  user.totpConfirmedAt = row.get<std::optional<Instant>>("totp_confirmed_at");
  user.lock = {row.get<int>("failures"), row.get<std::optional<Instant>>("failed_at"),
               row.get<std::optional<Instant>>("locked_until")};
  user.lastSignInAt = row.get<std::optional<Instant>>("last_sign_in_at");
  user.createdAt = row.instant("created_at");
  return user;
}

UserWithHash userWithHashOf(const db::Row& row) {
  return {userOf(row), row.text("password_hash")};
}

std::optional<db::Blob> sealedOf(const db::Rows& rows) {
  return rows.first([](const db::Row& row) { return row.blob("sealed"); });
}

}  // namespace

const SealedColumn kTotp{"users", "id", "totp"};
const SealedColumn kTotpPending{"users", "id", "totp_pending"};

void insert(db::Transaction& tx, const NewUser& fresh, Instant now) {
  const auto& user = fresh.user;
  std::optional<std::string> usernameKey, rootUsername, loginEmail;
  if (user.username) usernameKey = lookupKey(*user.username);
  if (user.kind == UserKind::Root) rootUsername = usernameKey;
  const auto emailKey = lookupKey(user.email);
  if (fresh.claimsEmail) loginEmail = emailKey;
  tx.execute(kInsert, user.id, user.tenant, user.account, user.kind, user.role, user.status,
             user.name, user.username, usernameKey, rootUsername, user.email, emailKey, loginEmail,
             user.emailVerifiedAt, user.phone, user.phoneVerifiedAt, user.language,
             fresh.passwordHash, now, now, now);
}

std::optional<User> find(db::Reader& reader, Id<Tenant> tenant, Id<User> id) {
  return reader.query(kSelectOne, tenant, id).first(userOf);
}

std::optional<User> lock(db::Transaction& tx, Id<Tenant> tenant, Id<User> id) {
  return tx.query(kSelectLocked, tenant, id).first(userOf);
}

std::optional<UserWithHash> findByEmail(db::Reader& reader, Id<Tenant> tenant,
                                        const std::string& email) {
  return reader.query(kSelectByEmail, tenant, lookupKey(email)).first(userWithHashOf);
}

std::optional<UserWithHash> findByName(db::Reader& reader, Id<Tenant> tenant,
                                       const std::string& account, const std::string& username) {
  const bool number = account.size() == 12 &&
                      std::ranges::all_of(account, [](char c) { return c >= '0' && c <= '9'; });
  return reader
      .query(number ? kSelectByName : kSelectByAliasAndName, tenant, lookupKey(account),
             lookupKey(username))
      .first(userWithHashOf);
}

std::optional<UserWithHash> findWithHash(db::Reader& reader, Id<User> id) {
  return reader.query(kSelectById, id).first(userWithHashOf);
}

bool isEmailTaken(db::Reader& reader, Id<Tenant> tenant, const std::string& email) {
  return !reader.query(kIsEmailTaken, tenant, lookupKey(email)).empty();
}

bool isRootUsernameTaken(db::Reader& reader, Id<Tenant> tenant, const std::string& username) {
  return !reader.query(kIsRootUsernameTaken, tenant, lookupKey(username)).empty();
}

std::vector<User> inAccountByEmail(db::Reader& reader, Id<Tenant> tenant,
                                   const std::string& account, const std::string& email) {
  const auto key = lookupKey(account);
  return reader.query(kSelectInAccount, tenant, key, key, lookupKey(email)).map(userOf);
}

void saveLock(db::Transaction& tx, Id<User> id, const FailureLock& lock) {
  tx.execute(kSaveLock, lock.failures, lock.failedAt, lock.lockedUntil, id);
}

void markSignedIn(db::Transaction& tx, Id<User> id, Instant now) {
  tx.execute(kMarkSignedIn, now, id);
}

void savePassword(db::Transaction& tx, Id<User> id, const std::string& hash, Instant now) {
  tx.execute(kSavePassword, hash, now, now, id);
}

void upgradeHash(db::Transaction& tx, Id<User> id, const std::string& from, const std::string& to) {
  tx.execute(kUpgradeHash, to, id, from);
}

void saveEmail(db::Transaction& tx, Id<User> id, const std::string& email, Instant now) {
  tx.execute(kSaveEmail, email, lookupKey(email), now, id);
}

bool claimEmail(db::Transaction& tx, Id<User> id, const std::string& email, Instant now) {
  try {
    bool claimed = false;
    tx.attempt([&] { claimed = tx.execute(kClaimEmail, now, now, id, lookupKey(email)) == 1; });
    return claimed;
  } catch (const db::UniqueViolation&) {
    return false;
  }
}

void savePhone(db::Transaction& tx, Id<User> id, const std::string& phone, Instant now) {
  tx.execute(kSavePhone, phone, now, id);
}

void saveName(db::Transaction& tx, Id<User> id, const std::string& name, Instant now) {
  tx.execute(kSaveName, name, now, id);
}

void saveLanguage(db::Transaction& tx, Id<User> id, const std::string& language, Instant now) {
  tx.execute(kSaveLanguage, language, now, id);
}

void savePendingTotp(db::Transaction& tx, Id<User> id, const db::Blob& sealed) {
  tx.execute(kSavePendingTotp, sealed, id);
}

std::optional<db::Blob> pendingTotp(db::Reader& reader, Id<User> id) {
  return sealedOf(reader.query(kSelectPendingTotp, id));
}

std::optional<db::Blob> totp(db::Reader& reader, Id<User> id) {
  return sealedOf(reader.query(kSelectTotp, id));
}

void startTotp(db::Transaction& tx, Id<User> id, const db::Blob& sealed, std::int64_t step,
               Instant now) {
  tx.execute(kStartTotp, sealed, now, step, now, id);
}

void endTotp(db::Transaction& tx, Id<User> id, Instant now) {
  tx.execute(kEndTotp, now, id);
}

bool useTotpStep(db::Transaction& tx, Id<User> id, std::int64_t step) {
  return tx.execute(kUseTotpStep, step, id, step) == 1;
}

std::vector<User> staff(db::Reader& reader, Id<Tenant> tenant, std::string_view orderAndLimit,
                        std::int64_t after, int limit) {
  return reader.query(kSelectStaff + std::string{orderAndLimit}, tenant, after, limit).map(userOf);
}

std::int64_t countActiveOwners(db::Transaction& tx, Id<Tenant> tenant) {
  return static_cast<std::int64_t>(tx.query(kSelectOwners, tenant).size());
}

int countWithRole(db::Reader& reader, Id<Tenant> tenant, const std::string& role) {
  return reader.query(kCountWithRole, tenant, role)
      .first([](const db::Row& row) { return row.get<int>("members"); })
      .value_or(0);
}

int lockWithRole(db::Transaction& tx, Id<Tenant> tenant, const std::string& role) {
  return static_cast<int>(tx.query(kLockWithRole, tenant, role).size());
}

void saveStaff(db::Transaction& tx, Id<User> id, const std::string& name, const std::string& role,
               UserStatus status, Instant now) {
  tx.execute(kSaveStaff, name, role, status, now, id);
}

void remove(db::Transaction& tx, Id<User> id, Instant now) {
  tx.execute(kRemove, now, id);
}

}  // namespace user_repository
}  // namespace hostler
