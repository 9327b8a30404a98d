#include "core/audit/audit_log.h"
#include "core/audit/seal.h"
#include "core/secrets/digest.h"

#include <map>
#include <set>

namespace hostler {
namespace {

constexpr std::int64_t kPage = 1'000;

constexpr auto kSelectSeals =
    "SELECT number, previous_hash, entries, hash FROM audit_seals WHERE number > ? ORDER BY number "
    "LIMIT ?";
constexpr auto kSelectEntries = R"sql(
  SELECT e.id, e.tenant_id, e.account_id, e.happened_at, e.actor_kind, e.user_id, e.impersonator_id, e.credential,
         e.address, e.user_agent, e.request_id, e.action, e.object, e.state_before, e.state_after, e.mac,
         u.entry_id AS unsealed
    FROM audit_entries e LEFT JOIN audit_unsealed u ON u.entry_id = e.id
   WHERE e.id > ? ORDER BY e.id LIMIT ?)sql";

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

class Verifier {
 public:
  Verifier(db::Reader& reader, const Secret& key) : reader_{reader}, key_{key} {}

  AuditLog::Verdict run() {
    walkSeals();
    checkHead();
    walkEntries();
    findOrphans();
    for (const auto& [id, mac] : covered_)
      fault(id, "is sealed and no longer there: it was deleted");
    return std::move(verdict_);
  }

 private:
  void walkSeals() {
    std::string previous(32, '\0');
    std::int64_t number = 0;
    for (bool more = true; more;) {
      const auto rows = reader_.query(kSelectSeals, number, kPage);
      for (const auto& row : rows) checkSeal(row, number, previous);
      more = rows.size() == static_cast<std::size_t>(kPage);
    }
    newest_ = number;
    newestHash_ = previous;
  }

  void checkSeal(const db::Row& row, std::int64_t& number, std::string& previous) {
    const auto found = row.integer("number");
    for (auto missing = number + 1; missing < found && missing < number + 10; ++missing) {
      verdict_.faults.push_back("seal " + std::to_string(missing) + " is missing");
    }
    const auto& packed = row.blob("entries").bytes;
    const std::string name = "seal " + std::to_string(found);
    if (row.blob("previous_hash").bytes != previous)
      verdict_.faults.push_back(name + " does not follow the one before it");
    const auto hash = audit::hashOfSeal(found, row.blob("previous_hash").bytes, packed, key_);
    if (!equalInConstantTime(hash, row.blob("hash").bytes))
      verdict_.faults.push_back(name + " was changed");
    for (auto& entry : audit::unpack(packed)) {
      if (!covered_.emplace(entry.id, std::move(entry.mac)).second)
        fault(entry.id, "is sealed twice");
    }
    number = found;
    previous = row.blob("hash").bytes;
    ++verdict_.seals;
  }

  // The last links of the chain could be cut off, and it would look whole.
  void checkHead() {
    const auto rows = reader_.query(kSelectHead);
    if (rows.empty()) {
      if (newest_ != 0) verdict_.faults.push_back("the note of the newest seal was deleted");
      return;
    }
    const auto number = rows[0].integer("number");
    if (number > newest_) {
      verdict_.faults.push_back("seal " + std::to_string(number) +
                                " was the newest and is no longer there");
    } else if (number < newest_ || !equalInConstantTime(audit::macOfHead(number, newestHash_, key_),
                                                        rows[0].blob("mac").bytes)) {
      verdict_.faults.push_back("the note of the newest seal was changed");
    }
  }

  // What was deleted before it was sealed is still on the list of what is to be sealed.
  void findOrphans() {
    for (const auto& row : reader_.query(kSelectOrphans))
      fault(row.integer("entry_id"), "was written and is no longer there: it was deleted");
  }

  void walkEntries() {
    std::int64_t after = 0;
    for (bool more = true; more;) {
      const auto rows = reader_.query(kSelectEntries, after, kPage);
      for (const auto& row : rows) checkEntry(row);
      if (!rows.empty()) after = rows[rows.size() - 1].integer("id");
      more = rows.size() == static_cast<std::size_t>(kPage);
    }
  }

  void checkEntry(const db::Row& row) {
    const auto entry = contentOf(row);
    ++verdict_.entries;
    const auto mac = audit::macOf(entry, key_);
    if (!equalInConstantTime(mac, row.blob("mac").bytes)) fault(entry.id, "was changed");
    const auto sealed = covered_.find(entry.id);
    if (sealed != covered_.end()) {
      if (sealed->second != mac) fault(entry.id, "is not what was sealed");
      covered_.erase(sealed);
    } else if (!row.isNull("unsealed")) {
      ++verdict_.unsealed;
    } else {
      fault(entry.id, "is in no seal: it was inserted");
    }
  }

  void fault(std::int64_t id, const std::string& what) {
    verdict_.faults.push_back("entry " + Id<AuditEntry>::of(id).text() + " " + what);
  }

  db::Reader& reader_;
  const Secret& key_;
  AuditLog::Verdict verdict_;
  std::map<std::int64_t, std::string> covered_;
  std::int64_t newest_ = 0;
  std::string newestHash_;
};

}  // namespace

AuditLog::Verdict AuditLog::verify(db::Database& database) {
  // One snapshot, so that what is sealed meanwhile does not look inserted.
  return database.read([&](db::Reader& reader) { return Verifier{reader, key_}.run(); });
}

}  // namespace hostler
