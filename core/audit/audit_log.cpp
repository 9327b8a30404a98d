#include "core/audit/audit_log.h"

#include "core/audit/seal.h"
#include "core/db/id_lists.h"
#include "core/nodes/id_mint.h"
#include "core/secrets/digest.h"

#include <algorithm>
#include <array>

namespace hostler {
namespace {

constexpr auto kInsertEntry =
    "INSERT INTO audit_entries (id, tenant_id, account_id, happened_at, actor_kind, user_id, "
    "impersonator_id, "
    "credential, address, user_agent, request_id, action, object, state_before, state_after, mac)";
constexpr auto kInsertUnsealed = "INSERT INTO audit_unsealed (entry_id)";
constexpr auto kSelectUnsealed = R"sql(
  SELECT e.id, e.mac FROM audit_unsealed u JOIN audit_entries e ON e.id = u.entry_id
   ORDER BY u.entry_id LIMIT ?)sql";
constexpr auto kSelectLastSeal =
    "SELECT number, hash FROM audit_seals ORDER BY number DESC LIMIT 1 {for_update}";
constexpr auto kSelectHead = "SELECT number FROM audit_head WHERE id = 1";
constexpr auto kSaveHead = R"sql(
  INSERT INTO audit_head (id, number, mac) VALUES (1, ?, ?)
  {upsert(id)} number = {new(number)}, mac = {new(mac)})sql";
constexpr auto kInsertSeal =
    "INSERT INTO audit_seals (number, previous_hash, entries, hash, sealed_at) VALUES (?, ?, ?, ?, "
    "?)";
constexpr auto kDeleteUnsealed = "DELETE FROM audit_unsealed WHERE entry_id IN ({ids})";

std::string cut(std::string text, std::size_t most) {
  if (text.size() > most) {
    text.resize(most);
    while (!text.empty() && (text.back() & 0xC0) == 0x80)
      text.pop_back();  // never half a character
    if (!text.empty() && (text.back() & 0x80) != 0) text.pop_back();
  }
  return text;
}

}  // namespace

AuditLog::AuditLog(Clock& clock, IdMint& ids, Secret key)
    : clock_{clock}, ids_{ids}, key_{std::move(key)} {}

void AuditLog::record(db::Transaction& tx, const Actor& actor, const Change& change) {
  record(tx, actor, std::vector<Change>{change});
}

void AuditLog::record(db::Transaction& tx, const Actor& actor, const std::vector<Change>& changes) {
  for (const auto& change : changes) {
    audit::EntryContent entry;
    entry.id = ids_.next<AuditEntry>().value();
    entry.tenant = actor.scope.tenant.value();
    if (actor.scope.account) entry.account = actor.scope.account->value();
    entry.at = clock_.now().unixMicros();
    entry.kind = static_cast<int>(actor.kind);
    if (actor.user) entry.user = actor.user->value();
    if (actor.impersonator) entry.impersonator = actor.impersonator->value();
    entry.credential = cut(actor.credential, 120);
    entry.address = cut(actor.origin.address, 64);
    entry.userAgent = cut(actor.origin.userAgent, 300);
    entry.requestId = cut(actor.origin.requestId, 40);
    entry.action = cut(change.action, 80);
    entry.object = cut(change.object, 80);
    entry.before = change.before.is_null() ? "" : cut(dump(change.before), 60'000);
    entry.after = change.after.is_null() ? "" : cut(dump(change.after), 60'000);
    const db::Blob mac{audit::macOf(entry, key_)};
    tx.gather(kInsertEntry, entry.id, entry.tenant, entry.account, entry.at, entry.kind, entry.user,
              entry.impersonator, entry.credential, entry.address, entry.userAgent, entry.requestId,
              entry.action, entry.object, entry.before, entry.after, mac);
    tx.gather(kInsertUnsealed, entry.id);
  }
}

std::size_t AuditLog::seal(db::Database& database, std::size_t atMost) {
  try {
    return sealSome(database, atMost);
  } catch (const db::UniqueViolation&) {
    return 0;  // another process made the very first seal at the same time
  }
}

std::size_t AuditLog::sealSome(db::Database& database, std::size_t atMost) {
  return database.transaction([&](db::Transaction& tx) -> std::size_t {
    // The lock on the last seal lets one sealer through at a time; on an empty table the primary
    // key does.
    const auto last = tx.query(kSelectLastSeal);
    const auto newest = last.empty() ? 0 : last[0].integer("number");
    // A head that names another seal shows that seals, or the head, were deleted; no new seal may
    // fill that gap and hide it.
    const auto heads = tx.query(kSelectHead);
    const auto head = heads.empty() ? newest == 0 ? 0 : newest + 1 : heads[0].integer("number");
    const std::int64_t number = std::max(newest, head) + 1;
    const std::string previous = last.empty() ? std::string(32, '\0') : last[0].blob("hash").bytes;
    const auto rows = tx.query(kSelectUnsealed, static_cast<std::int64_t>(atMost));
    if (rows.empty()) return 0;
    std::vector<audit::SealedEntry> covered;
    std::vector<std::int64_t> ids;
    for (const auto& row : rows) {
      covered.push_back({row.integer("id"), row.blob("mac").bytes});
      ids.push_back(row.integer("id"));
    }
    db::changeByIds(tx, kDeleteUnsealed, ids);
    const auto packed = audit::pack(covered);
    const auto hash = audit::hashOfSeal(number, previous, packed, key_);
    tx.execute(kInsertSeal, number, db::Blob{previous}, db::Blob{packed}, db::Blob{hash},
               clock_.now());
    tx.execute(kSaveHead, number, db::Blob{audit::macOfHead(number, hash, key_)});
    return rows.size();
  });
}

}  // namespace hostler
