// What the server's answers look like: accounts, and the controls that every list function takes.
#include "core/time/instant.h"
#include "plugins/sandbox/whm/whm_functions.h"

#include <algorithm>
#include <charconv>
#include <regex>

namespace hostler::sandbox::whm {
namespace {

std::string megabytes(std::optional<std::int64_t> amount) {
  return amount ? std::to_string(*amount) + "M" : "unlimited";
}

std::uint32_t fingerprint(const std::string& text) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

bool filterFits(const std::string& type, const std::string& value, const std::string& wanted) {
  if (type == "contains") return value.find(wanted) != std::string::npos;
  if (type == "begins") return value.starts_with(wanted);
  if (type == "ne") return value != wanted;
  return value == wanted;
}

std::string fieldText(const Json& row, const std::string& field) {
  const auto found = row.find(field);
  if (found == row.end()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

int number(const Params& params, std::string_view name, int fallback) {
  const auto text = paramOr(params, name);
  int value = fallback;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::int64_t diskUsedMb(const HostedAccount& account) {
  const std::int64_t used = 10 + fingerprint(account.user) % 300;
  return account.quotaMb ? std::min(used, *account.quotaMb) : used;
}

std::int64_t bandwidthUsed(const HostedAccount& account, int year, int month) {
  return 1'000'000 + fingerprint(account.user + std::to_string(year * 100 + month)) % 900'000'000;
}

Json accountJson(const HostedAccount& account) {
  const std::string none = "unlimited";
  return {{"user", account.user},
          {"domain", account.domain},
          {"email", account.email.empty() ? "*unknown*" : account.email},
          {"ip", account.ip},
          {"plan", account.plan},
          {"diskused", megabytes(diskUsedMb(account))},
          {"disklimit", megabytes(account.quotaMb)},
          {"inodesused", 100 + diskUsedMb(account)},
          {"inodeslimit", none},
          {"suspended", account.suspended ? 1 : 0},
          {"suspendreason", account.suspended ? account.suspendReason : "not suspended"},
          {"suspendtime", account.suspended ? Json(account.suspendedAt) : Json(nullptr)},
          {"is_locked", account.onlyRootMayUnsuspend ? 1 : 0},
          {"owner", account.owner},
          {"partition", "home"},
          {"theme", "jupiter"},
          {"shell", account.shell ? "/bin/bash" : "/usr/local/cpanel/bin/noshell"},
          {"startdate", Instant::ofUnixSeconds(account.createdAt).text()},
          {"unix_startdate", account.createdAt},
          {"uid", std::to_string(1000 + fingerprint(account.user) % 30000)},
          {"backup", 1},
          {"legacy_backup", 0},
          {"mailbox_format", "maildir"},
          {"maxpop", none},
          {"maxsql", none},
          {"maxsub", none},
          {"maxftp", none},
          {"maxlst", none},
          {"maxparked", none},
          {"maxaddons", none},
          {"max_email_per_hour", none},
          {"max_defer_fail_percentage", none},
          {"max_emailacct_quota", none},
          {"outgoing_mail_hold", 0},
          {"outgoing_mail_suspended", 0},
          {"temporary", 0},
          {"ipv6", Json::array()},
          {"child_nodes", Json::array()}};
}

bool searchFits(const Params& params, const std::string& value) {
  const auto search = paramOr(params, "search");
  if (search.empty()) return true;
  if (paramOr(params, "searchmethod") == "exact") return value == search;
  try {
    return std::regex_search(value, std::regex{search});
  } catch (const std::regex_error&) {
    return false;
  }
}

Json listControls(const Params& params, Json list, Json& metadata) {
  if (paramOr(params, "api.filter.enable") == "1") {
    const auto field = paramOr(params, "api.filter.a.field");
    Json kept = Json::array();
    for (auto& row : list) {
      const auto value = fieldText(row, field);
      if (filterFits(paramOr(params, "api.filter.a.type", "eq"), value,
                     paramOr(params, "api.filter.a.arg0"))) {
        kept.push_back(std::move(row));
      }
    }
    list = std::move(kept);
  }
  if (paramOr(params, "api.sort.enable") == "1") {
    const auto field = paramOr(params, "api.sort.a.field");
    std::stable_sort(list.begin(), list.end(), [&](const Json& a, const Json& b) {
      return fieldText(a, field) < fieldText(b, field);
    });
    if (paramOr(params, "api.sort.a.reverse") == "1") std::reverse(list.begin(), list.end());
  }
  if (paramOr(params, "api.chunk.enable") != "1") return list;

  const auto size = static_cast<std::size_t>(std::max(1, number(params, "api.chunk.size", 10)));
  const auto start = static_cast<std::size_t>(std::max(1, number(params, "api.chunk.start", 1)));
  Json chunk = Json::array();
  for (auto i = start - 1; i < list.size() && chunk.size() < size; ++i) chunk.push_back(list[i]);
  metadata["chunk"] = {{"records", list.size()},
                       {"size", size},
                       {"start", start},
                       {"current", (start - 1) / size + 1},
                       {"chunks", (list.size() + size - 1) / size},
                       {"returned", chunk.size()},
                       {"invalid_msg", nullptr}};
  return chunk;
}

}  // namespace hostler::sandbox::whm
