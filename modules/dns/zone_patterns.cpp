#include "modules/dns/zone_patterns.h"

#include "modules/dns/zone_diff.h"

#include <algorithm>
#include <set>

namespace hostler {
namespace {

constexpr auto kSelect =
    "SELECT name, title, description, records FROM dns_patterns WHERE tenant_id = ?";
constexpr auto kSave = R"sql(
  INSERT INTO dns_patterns (tenant_id, name, title, description, records, updated_at) VALUES (?, ?, ?, ?, ?, ?)
  {upsert(tenant_id, name)} title = {new(title)}, description = {new(description)}, records = {new(records)},
  updated_at = {new(updated_at)})sql";
constexpr auto kRemove = "DELETE FROM dns_patterns WHERE tenant_id = ? AND name = ?";

const std::vector<ZonePattern>& shipped() {
  static const std::vector<ZonePattern> patterns{
      {"google-workspace",
       "Mail at Google Workspace",
       "Mail is taken by Google, and Google may send it.",
       {{"@", "MX", 3600, {"1 smtp.google.com"}},
        {"@", "TXT", 3600, {"v=spf1 include:_spf.google.com ~all"}}},
       true},
      {"hosting",
       "Web site and mail on one server",
       "What a hosting account needs: the site with and without www, and its mail.",
       {{"@", "A", 3600, {"{ip}"}},
        {"www", "CNAME", 3600, {"{domain}"}},
        {"mail", "A", 3600, {"{ip}"}},
        {"@", "MX", 3600, {"10 mail.{domain}"}},
        {"@", "TXT", 3600, {"v=spf1 a mx ip4:{ip} ~all"}}},
       true},
      {"microsoft-365",
       "Mail at Microsoft 365",
       "Mail is taken by Microsoft, and programs find their settings by themselves.",
       {{"@", "MX", 3600, {"0 {domain_dashed}.mail.protection.outlook.com"}},
        {"@", "TXT", 3600, {"v=spf1 include:spf.protection.outlook.com -all"}},
        {"autodiscover", "CNAME", 3600, {"autodiscover.outlook.com"}}},
       true},
      {"no-mail",
       "No mail",
       "Nobody takes mail for this name, and whatever claims to come from it is forged.",
       {{"@", "MX", 3600, {"0 ."}},
        {"@", "TXT", 3600, {"v=spf1 -all"}},
        {"_dmarc", "TXT", 3600, {"v=DMARC1; p=reject"}}},
       true}};
  return patterns;
}

bool isPlaceLetter(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}

// Calls `put(place)` for each {place} of a text, and `keep(text)` for what stands between.
template <class Put, class Keep>
void takeApart(std::string_view text, const Put& put, const Keep& keep) {
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    const auto place = close == std::string_view::npos ? std::string_view{}
                                                       : text.substr(open + 1, close - open - 1);
    if (place.empty() || !std::ranges::all_of(place, isPlaceLetter)) {
      const auto end = open == std::string_view::npos ? text.size() : open + 1;
      keep(text.substr(0, end));
      text.remove_prefix(end);
      continue;
    }
    keep(text.substr(0, open));
    put(std::string{place});
    text.remove_prefix(close + 1);
  }
}

ZonePattern patternOf(const db::Row& row) {
  ZonePattern pattern{row.text("name"), row.text("title"), row.text("description"), {}, false};
  for (const auto& one : Json::parse(row.text("records")))
    pattern.records.push_back(fromJson<RecordBody>(one));
  return pattern;
}

bool isSpf(const std::string& text) {
  return text == "v=spf1" || text.starts_with("v=spf1 ");
}

}  // namespace

std::vector<std::string> ZonePattern::places() const {
  std::set<std::string> names;
  const auto note = [&](const std::string& place) {
    if (place != "domain" && place != "domain_dashed") names.insert(place);
  };
  for (const auto& record : records) {
    takeApart(record.name, note, [](std::string_view) {});
    for (const auto& value : record.values) takeApart(value, note, [](std::string_view) {});
  }
  return {names.begin(), names.end()};
}

namespace zone_patterns {

std::vector<ZonePattern> all(db::Reader& reader, Id<Tenant> tenant) {
  auto patterns = reader.query(kSelect, tenant).map(patternOf);
  for (const auto& one : shipped()) {
    if (std::ranges::none_of(patterns, [&](const auto& own) { return own.name == one.name; }))
      patterns.push_back(one);
  }
  std::ranges::sort(patterns, {}, &ZonePattern::name);
  return patterns;
}

std::optional<ZonePattern> find(db::Reader& reader, Id<Tenant> tenant, const std::string& name) {
  for (auto& pattern : all(reader, tenant)) {
    if (pattern.name == name) return std::move(pattern);
  }
  return std::nullopt;
}

void save(db::Transaction& tx, Id<Tenant> tenant, const ZonePattern& pattern, Instant now) {
  tx.execute(kSave, tenant, pattern.name, pattern.title, pattern.description,
             dump(toJson(pattern.records)), now);
}

bool remove(db::Transaction& tx, Id<Tenant> tenant, const std::string& name) {
  return tx.execute(kRemove, tenant, name) == 1;
}

std::vector<RecordBody> filled(const ZonePattern& pattern, const std::string& zone,
                               const std::map<std::string, std::string>& values,
                               FieldErrors& errors) {
  auto dashed = zone;
  std::ranges::replace(dashed, '.', '-');
  std::set<std::string> missing;
  const auto fill = [&](const std::string& text) {
    std::string out;
    takeApart(
        text,
        [&](const std::string& place) {
          const auto told = values.find(place);
          if (place == "domain") {
            out += zone;
          } else if (place == "domain_dashed") {
            out += dashed;
          } else if (told != values.end() && !told->second.empty()) {
            out += told->second;
          } else if (missing.insert(place).second) {
            errors.add(FieldErrors::under("values", place), "required",
                       "this template needs a value for " + place);
          }
        },
        [&](std::string_view kept) { out += kept; });
    return out;
  };
  auto records = pattern.records;
  for (auto& record : records) {
    record.name = fill(record.name);
    for (auto& value : record.values) value = fill(value);
  }
  return records;
}

RecordSets merged(const RecordSets& records, const RecordSets& pattern) {
  RecordSets newer;
  for (auto set : pattern) {
    const auto* there = findSet(records, set.name, set.type);
    if (there != nullptr && (set.type == "TXT" || set.type == "CAA")) {
      const bool bringsSpf = std::ranges::any_of(set.values, isSpf);
      for (const auto& value : there->values) {
        const bool known = std::ranges::find(set.values, value) != set.values.end();
        if (!known && !(bringsSpf && isSpf(value))) set.values.push_back(value);
      }
      std::ranges::sort(set.values);
    }
    newer.push_back(std::move(set));
  }
  return withSets(records, newer);
}

}  // namespace zone_patterns
}  // namespace hostler
