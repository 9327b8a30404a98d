#include "mapping.h"

#include "names.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace hostler::cpanel {
namespace {

using sdk::Json;

const Json& memberOf(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) throw MappingError{"an entry is not an object"};
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

bool flagOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_boolean()) return value.get<bool>();
  const auto number = wholeNumber(value);
  if (!number || (*number != 0 && *number != 1))
    throw MappingError{std::string{name} + " is neither 0 nor 1"};
  return *number == 1;
}

std::optional<std::string> someText(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (!value.is_string() || value == "" || value == "*unknown*") return std::nullopt;
  return value.get<std::string>();
}

std::optional<std::int64_t> sizeOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return std::nullopt;
  if (!value.is_string()) throw MappingError{std::string{name} + " is not a size"};
  return bytesOf(value.get_ref<const std::string&>());
}

// A package's limit: whole, or "unlimited".
std::optional<std::int64_t> limitOf(const Json& package, const char* name, std::int64_t unit = 1) {
  const auto number = wholeNumber(memberOf(package, name));
  return number ? std::optional{*number * unit} : std::nullopt;
}

constexpr std::int64_t kMegabyte = 1024 * 1024;

}  // namespace

std::optional<std::int64_t> wholeNumber(const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> bytesOf(std::string_view text) {
  if (text == "unlimited" || text == "none") return std::nullopt;
  double amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (error != std::errc{} || !std::isfinite(amount) || amount < 0 || amount > 1e12) {
    throw MappingError{"a size is not a number"};
  }
  const std::string_view unit{end, static_cast<std::size_t>(text.data() + text.size() - end)};
  const double factor = unit == "K"   ? 1024.
                        : unit == "G" ? 1024. * kMegabyte
                                      : static_cast<double>(kMegabyte);
  if (!unit.empty() && unit != "K" && unit != "M" && unit != "G")
    throw MappingError{"a size has an unknown unit"};
  return static_cast<std::int64_t>(amount * factor);
}

std::string textOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (!value.is_string()) throw MappingError{std::string{name} + " is not a text"};
  return value.get<std::string>();
}

const Json& listOf(const Json& object, const char* name) {
  static const Json empty = Json::array();
  const auto& value = memberOf(object, name);
  if (value.is_null()) return empty;
  if (!value.is_array()) throw MappingError{std::string{name} + " is not a list"};
  return value;
}

sdk::Account toAccount(const Json& acct) {
  sdk::Account account;
  account.id = account.username = textOf(acct, "user");
  account.domain = textOf(acct, "domain");
  if (!isUserName(account.id)) throw MappingError{"user is not a user name"};
  account.package = textOf(acct, "plan");
  account.suspended = flagOf(acct, "suspended");
  if (account.suspended) account.suspendReason = someText(acct, "suspendreason");
  account.email = someText(acct, "email");
  account.ip = someText(acct, "ip");
  account.owner = someText(acct, "owner");
  account.createdAt = wholeNumber(memberOf(acct, "unix_startdate"));
  account.diskBytes = sizeOf(acct, "diskused");
  account.diskLimitBytes = sizeOf(acct, "disklimit");
  return account;
}

Bandwidth bandwidthOf(const Json& data, const std::string& user) {
  for (const auto& row : listOf(data, "acct")) {
    if (memberOf(row, "user") != user || memberOf(row, "deleted") == 1) continue;
    const auto used = wholeNumber(memberOf(row, "totalbytes"));
    if (!used) throw MappingError{"totalbytes is not a number"};
    const auto limit = wholeNumber(memberOf(row, "limit"));
    return {*used, limit && *limit > 0 ? limit : std::nullopt};
  }
  return {};
}

sdk::Usage toUsage(const Json& acct, const Json& bandwidth, const std::string& user) {
  sdk::Usage usage;
  const auto disk = sizeOf(acct, "diskused");
  if (!disk) throw MappingError{"diskused is missing"};
  usage.diskBytes = *disk;
  usage.diskLimitBytes = sizeOf(acct, "disklimit");
  usage.inodes = wholeNumber(memberOf(acct, "inodesused"));
  const auto counted = bandwidthOf(bandwidth, user);
  usage.bandwidthBytes = counted.used;
  usage.bandwidthLimitBytes = counted.limit;
  const auto year = wholeNumber(memberOf(bandwidth, "year")),
             month = wholeNumber(memberOf(bandwidth, "month"));
  if (!year || !month || *year < 2000 || *year > 9999 || *month < 1 || *month > 12) {
    throw MappingError{"showbw names no month"};
  }
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", static_cast<int>(*year), static_cast<int>(*month));
  usage.bandwidthMonth = text;
  return usage;
}

sdk::Packages toPackages(const Json& data) {
  sdk::Packages packages;
  for (const auto& row : listOf(data, "pkg")) {
    packages.packages.push_back({textOf(row, "name"), limitOf(row, "QUOTA", kMegabyte),
                                 limitOf(row, "BWLIMIT", kMegabyte), limitOf(row, "MAXPOP"),
                                 limitOf(row, "MAXSQL"), limitOf(row, "MAXADDON")});
  }
  return packages;
}

bool isPlan(const std::string& shown, const std::string& ordered, const std::string& reseller) {
  return shown == ordered || shown == reseller + "_" + ordered;
}

}  // namespace hostler::cpanel
