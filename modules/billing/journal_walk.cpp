#include "modules/billing/journal_walk.h"

#include <map>
#include <optional>
#include <unordered_set>

namespace hostler {
namespace {

// What a page is sorted in fits into SQLite's cache.
constexpr int kPage = 20'000;
// So many journals that do not add up yet are more than were being written at one time.
constexpr std::size_t kMostOpen = 5'000;

constexpr auto kSelectEnd =
    "SELECT MAX(id) AS last_id FROM (SELECT id FROM postings WHERE id > ? ORDER BY id LIMIT ?) AS "
    "page";
constexpr auto kSelectPage = R"sql(
  SELECT journal_id, currency, SUM(amount) AS off, COUNT(*) AS postings
    FROM postings WHERE id > ? AND id <= ? GROUP BY journal_id, currency)sql";
constexpr auto kSelectCounts =
    "SELECT COUNT(*) AS postings, COUNT(DISTINCT journal_id) AS journals FROM postings";
constexpr auto kSelectUneven = R"sql(
  SELECT journal_id, currency, SUM(amount) AS off FROM postings GROUP BY journal_id, currency HAVING SUM(amount) <> 0 LIMIT 100)sql";

void addFault(LedgerFaults& faults, std::int64_t journal, Money off) {
  faults.add("journal " + std::to_string(journal) + " is off by " + off.text());
}

JournalCounts askAsAWhole(db::Reader& reader, LedgerFaults& faults) {
  for (const auto& row : reader.query(kSelectUneven))
    addFault(faults, row.integer("journal_id"), row.money("off", "currency"));
  const auto counts = reader.query(kSelectCounts);
  return {static_cast<std::uint64_t>(counts.only().integer("postings")),
          static_cast<std::uint64_t>(counts.only().integer("journals"))};
}

using Journals = std::unordered_set<std::int64_t>;

// Between two pages: journals whose postings so far do not add up, and those of the page before,
// some of which go on in the next.
class Walk {
 public:
  // The journals of this page.
  void add(const db::Rows& page) {
    Journals here;
    for (const auto& row : page) {
      const auto journal = row.integer("journal_id");
      if (here.insert(journal).second && !before_.contains(journal)) ++counts_.journals;
      counts_.postings += static_cast<std::uint64_t>(row.integer("postings"));
      if (row.integer("off") == 0) continue;
      const auto off = row.money("off", "currency");
      const auto [at, isNew] =
          open_.try_emplace({journal, std::string{off.currency().code()}}, off);
      if (isNew) continue;
      at->second = at->second.plus(off);
      if (at->second.isZero()) open_.erase(at);
    }
    before_ = std::move(here);
  }
  bool isScattered() const { return open_.size() > kMostOpen; }
  JournalCounts end(LedgerFaults& faults) const {
    for (const auto& [key, off] : open_) addFault(faults, key.first, off);
    return counts_;
  }

 private:
  JournalCounts counts_;
  std::map<std::pair<std::int64_t, std::string>, Money> open_;
  Journals before_;
};

}  // namespace

JournalCounts walkJournals(db::Reader& reader, LedgerFaults& faults) {
  Walk walk;
  for (std::int64_t after = INT64_MIN; !walk.isScattered();) {
    const auto end =
        reader.query(kSelectEnd, after, kPage).only().get<std::optional<std::int64_t>>("last_id");
    if (!end) return walk.end(faults);
    walk.add(reader.query(kSelectPage, after, *end));
    after = *end;
  }
  return askAsAWhole(reader, faults);
}

}  // namespace hostler
