#include "modules/dns/zone_file.h"

#include "core/base/fitted.h"
#include "core/shape/constraints.h"
#include "modules/dns/record_rules.h"
#include "modules/dns/record_values.h"
#include "modules/dns/zone_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace hostler {
namespace {

using Word = ZoneLine::Word;

constexpr int kUsualTtl = 3600;

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// "3600", "1h", "1w2d".
std::optional<std::int64_t> ttlOf(std::string_view text) {
  if (text.empty() || text.size() > 20 || text.front() < '0' || text.front() > '9')
    return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    std::int64_t part = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), part);
    if (error != std::errc{} || part > INT32_MAX) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    std::int64_t unit = 1;
    if (!text.empty()) {
      constexpr std::string_view kUnits = "smhdw";
      constexpr std::array<std::int64_t, 5> kSeconds{1, 60, 3'600, 86'400, 604'800};
      const char c = static_cast<char>(text.front() | 0x20);
      const auto place = kUnits.find(c);
      if (place == std::string_view::npos) return std::nullopt;
      unit = kSeconds[place];
      text.remove_prefix(1);
    }
    total += part * unit;
    if (total > INT32_MAX) return std::nullopt;
  }
  return total;
}

// The place of the name among the words of a value; nothing where its type holds none.
std::optional<std::size_t> placeOfName(std::string_view type) {
  if (type == "CNAME" || type == "ALIAS" || type == "NS" || type == "PTR") return 0;
  if (type == "MX") return 1;
  if (type == "SRV") return 3;
  return std::nullopt;
}

// Every type that zone files know by a name of letters.
bool looksLikeType(std::string_view text) {
  return !text.empty() && text.size() <= 12 && text.front() >= 'A' && text.front() <= 'Z' &&
         std::ranges::all_of(
             text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

class Reading {
 public:
  explicit Reading(const std::string& zone) : zone_{zone}, origin_{zone} {}

  ZoneFile read(std::string_view text) {
    for (const auto& line : zoneLines(text)) {
      if (!line.fault.empty()) {
        wrong(line, "syntax", line.fault);
      } else if (line.words.front().text.starts_with('$') && line.hasOwner) {
        directive(line);
      } else {
        record(line);
      }
    }
    errors_.throwIfAny();
    for (auto& [key, set] : sets_) {
      std::ranges::sort(set.values);
      set.values.erase(std::ranges::unique(set.values).begin(), set.values.end());
      file_.records.push_back(std::move(set));
    }
    sortRecords(file_.records, zone_);
    return std::move(file_);
  }

 private:
  void wrong(const ZoneLine& line, const std::string& code, const std::string& why) {
    errors_.add("text", code, "Line " + std::to_string(line.number) + ": " + why);
  }

  // A name of the file as an absolute one, with its final dot.
  std::string absolute(const std::string& name) const {
    if (name == "@") return origin_ + ".";
    return name.ends_with('.') ? name : name + "." + origin_ + ".";
  }

  void directive(const ZoneLine& line) {
    const auto what = upper(line.words.front().text);
    if (what == "$ORIGIN" && line.words.size() == 2) {
      auto name = absolute(line.words[1].text);
      const auto good = targetName(name);
      if (!good) return wrong(line, "not_a_name", "$ORIGIN is followed by what is no name");
      origin_ = *good;
    } else if (what == "$TTL" && line.words.size() == 2) {
      const auto ttl = ttlOf(line.words[1].text);
      if (!ttl) return wrong(line, "bad_number", "$TTL is followed by what is no time");
      ttl_ = *ttl;
    } else {
      wrong(line, "not_taken", fitted(line.words.front().text, 20) + " is not taken here");
    }
  }

  void skip(const ZoneLine& line, const std::string& type, const std::string& reason) {
    file_.skipped.push_back({line.number, relativeText() + " " + type, reason});
  }
  std::string relativeText() const {
    return isInZone(owner_, zone_) ? relativeName(owner_, zone_) : fitted(owner_, 100);
  }

  void record(const ZoneLine& line) {
    std::size_t at = 0;
    if (line.hasOwner) {
      const auto& word = line.words[at++];
      const auto owner = word.isQuoted ? std::nullopt : std::optional{absolute(word.text)};
      // Judged against the zone below, so that names of others can be told apart from no names.
      const auto bare = owner ? ownerName(*owner, zone_) : ownerName("?", zone_);
      if (!bare && bare.error().code != "out_of_zone") {
        known_ = false;
        return wrong(line, bare.error().code, "its name is no name");
      }
      known_ = true;
      owner_ = bare ? *bare : owner->substr(0, owner->size() - 1);
    } else if (!known_) {
      return wrong(line, "no_owner", "no name stands before it");
    }
    std::optional<std::int64_t> ttl;
    // Time and class come in either order, each once or not at all.
    for (bool hasClass = false; at < line.words.size() && !line.words[at].isQuoted; ++at) {
      const auto text = upper(line.words[at].text);
      if (!hasClass && text == "IN") {
        hasClass = true;
      } else if (const auto time = ttl ? std::nullopt : ttlOf(text)) {
        ttl = time;
      } else {
        break;
      }
    }
    if (at >= line.words.size()) return wrong(line, "wrong_parts", "it has no type");
    const auto type = upper(line.words[at++].text);
    if (type == "CH" || type == "HS")
      return wrong(line, "not_taken", "only records of the class IN are taken");
    if (!looksLikeType(type)) return wrong(line, "wrong_parts", "it has no type");
    const std::vector<Word> rest{line.words.begin() + static_cast<std::ptrdiff_t>(at),
                                 line.words.end()};
    if (rest.empty()) return wrong(line, "wrong_parts", "it has no value");
    take(line, type, ttl.value_or(ttl_), rest);
  }

  void take(const ZoneLine& line, const std::string& type, std::int64_t ttl,
            const std::vector<Word>& rest) {
    if (!isInZone(owner_, zone_))
      return wrong(line, "out_of_zone", fitted(owner_, 100) + " does not lie in " + zone_);
    if (type == "SOA") return skip(line, type, "it is made by the server");
    if (type == "NS" && owner_ == zone_)
      return skip(line, type, "the zone's own name servers are set by us");
    if (type == "RRSIG" || type == "DNSKEY" || type == "NSEC" || type == "NSEC3" ||
        type == "NSEC3PARAM")
      return skip(line, type, "signatures are made by the server");
    if (!isOfferedType(type)) return skip(line, type, "records of this type are not offered here");
    if (ttl < kShortestTtl || ttl > kLongestTtl) {
      const auto kept = ttl < kShortestTtl ? kShortestTtl : kLongestTtl;
      file_.skipped.push_back({line.number, relativeText() + " " + type + " TTL",
                               "taken with " + std::to_string(kept) + " seconds"});
      ttl = kept;
    }
    const auto value = normalValue(type, valueOf(type, rest));
    if (!value) return wrong(line, value.error().code, value.error().message);
    auto& set = sets_[{owner_, type}];
    const int seconds = static_cast<int>(ttl);
    // All of a set live equally long; where a file says otherwise, the shortest time does no harm.
    set.ttl = set.values.empty() ? seconds : std::min(set.ttl, seconds);
    set.name = owner_;
    set.type = type;
    set.values.push_back(*value);
  }

  std::string valueOf(const std::string& type, const std::vector<Word>& rest) const {
    std::string value;
    const auto place = placeOfName(type);
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (type == "TXT") {
        value += quotedWord(rest[i].text) + " ";
        continue;
      }
      if (i > 0) value += ' ';
      if (type == "CAA" && i == 2) {
        value += quotedWord(rest[i].text);
      } else {
        value += place == i && rest[i].text != "." ? absolute(rest[i].text) : rest[i].text;
      }
    }
    return value;
  }

  // Every byte as it came, for who takes quotes away again.
  static std::string quotedWord(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + "\"";
  }

  const std::string& zone_;
  std::string origin_, owner_;
  bool known_ = false;
  std::int64_t ttl_ = kUsualTtl;
  FieldErrors errors_;
  ZoneFile file_;
  std::map<std::pair<std::string, std::string>, RecordSet> sets_;
};

}  // namespace

ZoneFile readZoneFile(std::string_view text, const std::string& zone) {
  return Reading{zone}.read(text);
}

std::string writeZoneFile(const RecordSets& records, const std::string& zone,
                          const std::vector<std::string>& nameservers, int serial) {
  std::string text = "; " + zone + ", version " + std::to_string(serial) + "\n$ORIGIN " + zone +
                     ".\n$TTL " + std::to_string(kUsualTtl) + "\n";
  for (const auto& server : nameservers) text += "@\tIN\tNS\t" + server + ".\n";
  for (const auto& set : records) {
    for (const auto& value : set.values) {
      text += relativeName(set.name, zone) + "\t" + std::to_string(set.ttl) + "\tIN\t" + set.type +
              "\t" + zoneFileValue(set.type, value) + "\n";
    }
  }
  return text;
}

}  // namespace hostler
