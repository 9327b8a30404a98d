#include "core/audit/audit_log.h"
#include "core/audit/seal.h"
#include "core/secrets/digest.h"

#include <algorithm>
#include <map>
#include <set>

namespace hostler {
namespace {

constexpr std::int64_t kPageOfSeals = 20, kPageOfEntries = 200;
// Entries that wait for a later seal: those of transactions that took their time, a few at most.
constexpr std::size_t kMostWaiting = 200'000;

constexpr auto kSelectSeals =
    "SELECT number, previous_hash, entries, hash FROM audit_seals WHERE number > ? ORDER BY number "
    "LIMIT ?";
constexpr auto kSelectEntries = R"sql(
  SELECT e.id, e.tenant_id, e.account_id, e.happened_at, e.actor_kind, e.user_id, e.impersonator_id, e.credential,
         e.address, e.user_agent, e.request_id, e.action, e.object, e.state_before, e.state_after, e.mac,
         u.entry_id AS unsealed
    FROM audit_entries e LEFT JOIN audit_unsealed u ON u.entry_id = e.id
   WHERE e.id > ? AND e.id <= ? ORDER BY e.id LIMIT ?)sql";
constexpr auto kSelectMac = "SELECT mac FROM audit_entries WHERE id = ?";

constexpr auto kSelectHead = "SELECT number, mac FROM audit_head WHERE id = 1";
constexpr auto kSelectOrphans = R"sql(
  SELECT u.entry_id FROM audit_unsealed u LEFT JOIN audit_entries e ON e.id = u.entry_id
   WHERE e.id IS NULL ORDER BY u.entry_id LIMIT 1000)sql";

audit::EntryContent contentOf(const db::Row& row) {
  audit::EntryContent entry;
  entry.id = row.integer("id");
  entry.tenant = row.integer("tenant_id");
  entry.account = row.get<std::optional<std::int64_t>>("account_id");
  entry.at = row.integer("happened_at");
  entry.kind = row.get<int>("actor_kind");
  entry.user = row.get<std::optional<std::int64_t>>("user_id");
  entry.impersonator = row.get<std::optional<std::int64_t>>("impersonator_id");
  entry.credential = row.text("credential");
  entry.address = row.text("address");
  entry.userAgent = row.text("user_agent");
  entry.requestId = row.text("request_id");
  entry.action = row.text("action");
  entry.object = row.text("object");
  entry.before = row.text("state_before");
  entry.after = row.text("state_after");
  return entry;
}

// Seals take entries in nearly the order of their ids, so the two are walked side by side: in
// memory are one seal, a page of entries, and the ids of those that were committed late and wait
// for a later seal.
class Verifier {
 public:
  Verifier(db::Reader& reader, const Secret& key) : reader_{reader}, key_{key} {}

  AuditLog::Verdict run() {
    walkSeals();
    checkHead();
    readEntriesTo(INT64_MAX);
    for (const auto id : waiting_) fault(id, "is in no seal: it was inserted");
    if (more_ > 0) add(std::to_string(more_) + " more entries are in no seal: they were inserted");
    findOrphans();
    if (verdict_.faultCount > verdict_.faults.size()) {
      verdict_.faults.push_back(
          "and " + std::to_string(verdict_.faultCount - verdict_.faults.size()) + " more faults");
    }
    return std::move(verdict_);
  }

 private:
  void walkSeals() {
    std::string previous(32, '\0');
    std::int64_t number = 0;
    for (bool more = true; more;) {
      const auto rows = reader_.query(kSelectSeals, number, kPageOfSeals);
      for (const auto& row : rows) checkSeal(row, number, previous);
      more = rows.size() == static_cast<std::size_t>(kPageOfSeals);
    }
    newest_ = number;
    newestHash_ = previous;
  }

  void checkSeal(const db::Row& row, std::int64_t& number, std::string& previous) {
    const auto found = row.integer("number");
    for (auto missing = number + 1; missing < found && missing < number + 10; ++missing)
      add("seal " + std::to_string(missing) + " is missing");
    const auto& packed = row.blob("entries").bytes;
    const std::string name = "seal " + std::to_string(found);
    if (row.blob("previous_hash").bytes != previous)
      add(name + " does not follow the one before it");
    const auto hash = audit::hashOfSeal(found, row.blob("previous_hash").bytes, packed, key_);
    if (!equalInConstantTime(hash, row.blob("hash").bytes)) add(name + " was changed");
    checkEntriesOf(audit::unpack(packed));
    number = found;
    previous = row.blob("hash").bytes;
    ++verdict_.seals;
  }

  void checkEntriesOf(std::vector<audit::SealedEntry> entries) {
    auto upTo = readTo_;
    for (auto& entry : entries) {
      if (entry.id <= readTo_) {
        checkLate(entry);
      } else if (!sealed_.emplace(entry.id, std::move(entry.mac)).second) {
        fault(entry.id, "is sealed twice");
      }
      upTo = std::max(upTo, entry.id);
    }
    readEntriesTo(upTo);
    for (const auto& [id, mac] : sealed_)
      fault(id, "is sealed and no longer there: it was deleted");
    sealed_.clear();
  }

  // Sealed after entries that came behind it: it was read by then, and in no seal so far.
  void checkLate(const audit::SealedEntry& entry) {
    const auto rows = reader_.query(kSelectMac, entry.id);
    if (rows.empty()) return fault(entry.id, "is sealed and no longer there: it was deleted");
    if (waiting_.erase(entry.id) == 0) {
      if (more_ == 0) return fault(entry.id, "is sealed twice");
      --more_;
    }
    if (rows[0].blob("mac").bytes != entry.mac) fault(entry.id, "is not what was sealed");
  }

  // The last links of the chain could be cut off, and it would look whole.
  void checkHead() {
    const auto rows = reader_.query(kSelectHead);
    if (rows.empty()) {
      if (newest_ != 0) add("the note of the newest seal was deleted");
      return;
    }
    const auto number = rows[0].integer("number");
    if (number > newest_) {
      add("seal " + std::to_string(number) + " was the newest and is no longer there");
    } else if (number < newest_ || !equalInConstantTime(audit::macOfHead(number, newestHash_, key_),
                                                        rows[0].blob("mac").bytes)) {
      add("the note of the newest seal was changed");
    }
  }

  // What was deleted before it was sealed is still on the list of what is to be sealed.
  void findOrphans() {
    for (const auto& row : reader_.query(kSelectOrphans))
      fault(row.integer("entry_id"), "was written and is no longer there: it was deleted");
  }

  void readEntriesTo(std::int64_t last) {
    for (bool more = last > readTo_; more;) {
      const auto rows = reader_.query(kSelectEntries, readTo_, last, kPageOfEntries);
      for (const auto& row : rows) checkEntry(row);
      more = rows.size() == static_cast<std::size_t>(kPageOfEntries);
      readTo_ = more ? rows[rows.size() - 1].integer("id") : last;
    }
  }

  void checkEntry(const db::Row& row) {
    const auto entry = contentOf(row);
    ++verdict_.entries;
    const auto mac = audit::macOf(entry, key_);
    if (!equalInConstantTime(mac, row.blob("mac").bytes)) fault(entry.id, "was changed");
    const auto sealed = sealed_.find(entry.id);
    if (sealed != sealed_.end()) {
      if (sealed->second != mac) fault(entry.id, "is not what was sealed");
      sealed_.erase(sealed);
    } else if (!row.isNull("unsealed")) {
      ++verdict_.unsealed;
    } else if (waiting_.size() < kMostWaiting) {
      waiting_.insert(entry.id);
    } else {
      ++more_;
    }
  }

  void fault(std::int64_t id, const std::string& what) {
    add("entry " + Id<AuditEntry>::of(id).text() + " " + what);
  }
  void add(std::string fault) {
    ++verdict_.faultCount;
    if (verdict_.faults.size() < AuditLog::kMostFaults) verdict_.faults.push_back(std::move(fault));
  }

  db::Reader& reader_;
  const Secret& key_;
  AuditLog::Verdict verdict_;
  std::map<std::int64_t, std::string> sealed_;  // by the seal at hand, and not read yet
  std::set<std::int64_t> waiting_;              // read, and in no seal so far
  std::uint64_t more_ = 0;                      // of the same, beyond what is remembered
  std::int64_t readTo_ = 0;
  std::int64_t newest_ = 0;
  std::string newestHash_;
};

}  // namespace

AuditLog::Verdict AuditLog::verify(db::Database& database) {
  // One snapshot, so that what is sealed meanwhile does not look inserted.
  return database.read([&](db::Reader& reader) { return Verifier{reader, key_}.run(); });
}

}  // namespace hostler
