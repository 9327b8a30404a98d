// accountsummary, listaccts, listsuspended, listpkgs, getpkginfo, showbw, get_disk_usage.
#include "core/time/date.h"
#include "plugins/sandbox/whm/whm_functions.h"

#include <charconv>

namespace hostler::sandbox::whm {
namespace {

bool maySee(const FunctionCall& call, const HostedAccount& account) {
  return call.who.isRoot() || account.owner == call.who.user || account.user == call.who.user;
}

std::string searchedField(const FunctionCall& call, const HostedAccount& account) {
  const auto type = call.param("searchtype", "domain");
  if (type == "user") return account.user;
  if (type == "owner") return account.owner;
  if (type == "ip") return account.ip;
  if (type == "package") return account.plan;
  return account.domain;
}

FunctionResult summary(FunctionCall& call) {
  const auto user = call.param("user"), domain = call.param("domain");
  for (const auto& [name, account] : call.server.accounts) {
    const bool wanted = user.empty() ? account.domain == domain : name == user;
    if (wanted && maySee(call, account))
      return {true, "OK", {{"acct", {accountJson(account)}}}, nullptr};
  }
  return FunctionResult::failed("Account does not exist.");
}

FunctionResult list(FunctionCall& call) {
  Json rows = Json::array();
  for (const auto& [name, account] : call.server.accounts) {
    if (maySee(call, account) && searchFits(call.params, searchedField(call, account))) {
      rows.push_back(accountJson(account));
    }
  }
  FunctionResult result;
  result.extra = Json::object();
  result.data = {{"acct", listControls(call.params, std::move(rows), result.extra)}};
  return result;
}

FunctionResult listSuspended(FunctionCall& call) {
  Json rows = Json::array();
  for (const auto& [name, account] : call.server.accounts) {
    if (!account.suspended || !maySee(call, account)) continue;
    rows.push_back({{"user", name},
                    {"owner", account.owner},
                    {"reason", account.suspendReason},
                    {"time", Instant::ofUnixSeconds(account.suspendedAt).text()},
                    {"unixtime", account.suspendedAt},
                    {"is_locked", account.onlyRootMayUnsuspend ? 1 : 0}});
  }
  return {true, "OK", {{"account", std::move(rows)}}, nullptr};
}

std::string limitText(std::optional<std::int64_t> limit) {
  return limit ? std::to_string(*limit) : "unlimited";
}

FunctionResult listPackages(FunctionCall& call) {
  Json rows = Json::array();
  const std::string none = "unlimited";
  for (const auto& [name, package] : call.server.packages) {
    rows.push_back({{"name", name},
                    {"QUOTA", limitText(package.quotaMb)},
                    {"BWLIMIT", limitText(package.bandwidthMb)},
                    {"MAXPOP", limitText(package.mailboxes)},
                    {"MAXSQL", limitText(package.databases)},
                    {"MAXADDON", limitText(package.addonDomains)},
                    {"MAXFTP", none},
                    {"MAXLST", none},
                    {"MAXSUB", none},
                    {"MAXPARK", none},
                    {"HASSHELL", "n"},
                    {"CGI", "y"},
                    {"IP", "n"},
                    {"FEATURELIST", "default"},
                    {"CPMOD", "jupiter"},
                    {"LANG", "en"},
                    {"DIGESTAUTH", "n"},
                    {"MAX_EMAIL_PER_HOUR", none},
                    {"MAX_DEFER_FAIL_PERCENTAGE", none},
                    {"MAX_EMAILACCT_QUOTA", none},
                    {"MAX_TEAM_USERS", 7},
                    {"_PACKAGE_EXTENSIONS", ""}});
  }
  return {true, "OK", {{"pkg", std::move(rows)}}, nullptr};
}

FunctionResult packageInfo(FunctionCall& call) {
  const auto found = call.server.packages.find(call.param("pkg"));
  if (found == call.server.packages.end()) return FunctionResult::failed("Package does not exist.");
  const auto& package = found->second;
  return {true,
          "OK",
          {{"pkg",
            {{"QUOTA", package.quotaMb ? Json(*package.quotaMb) : Json("unlimited")},
             {"BWLIMIT", package.bandwidthMb ? Json(*package.bandwidthMb) : Json("unlimited")},
             {"CGI", 1},
             {"HASSHELL", 0},
             {"IP", 0}}}},
          nullptr};
}

FunctionResult bandwidth(FunctionCall& call) {
  const auto today = Instant::ofUnixSeconds(call.now.unixSeconds()).text();  // "2026-01-05T…"
  int year = std::stoi(today.substr(0, 4)), month = std::stoi(today.substr(5, 2));
  const auto wantedYear = call.param("year"), wantedMonth = call.param("month");
  std::from_chars(wantedYear.data(), wantedYear.data() + wantedYear.size(), year);
  std::from_chars(wantedMonth.data(), wantedMonth.data() + wantedMonth.size(), month);
  if (month < 1 || month > 12)
    return FunctionResult::failed("“" + wantedMonth + "” is not a month.");

  Json rows = Json::array();
  std::int64_t total = 0;
  for (const auto& [name, account] : call.server.accounts) {
    if (!maySee(call, account) || !searchFits(call.params, searchedField(call, account))) continue;
    const auto used = bandwidthUsed(account, year, month);
    total += used;
    rows.push_back({{"user", name},
                    {"maindomain", account.domain},
                    {"owner", account.owner},
                    {"limit", account.bandwidthMb ? *account.bandwidthMb * 1024 * 1024 : 0},
                    {"totalbytes", used},
                    {"reseller", 0},
                    {"deleted", 0},
                    {"bwusage", {{{"domain", account.domain}, {"usage", used}, {"deleted", 0}}}}});
  }
  return {true,
          "OK",
          {{"acct", std::move(rows)},
           {"month", month},
           {"year", year},
           {"totalused", total},
           {"reseller", call.who.user}},
          nullptr};
}

FunctionResult diskUsage(FunctionCall& call) {
  Json rows = Json::array();
  for (const auto& [name, account] : call.server.accounts) {
    if (!maySee(call, account)) continue;
    rows.push_back({{"user", name},
                    {"blocks_used", diskUsedMb(account) * 1024},
                    {"blocks_limit", account.quotaMb.value_or(0) * 1024},
                    {"inodes_used", 100 + diskUsedMb(account)},
                    {"inodes_limit", nullptr}});
  }
  return {true, "OK", {{"accounts", std::move(rows)}}, nullptr};
}

}  // namespace

void addListingFunctions(FunctionTable& table) {
  table["accountsummary"] = {summary};
  table["listaccts"] = {list};
  table["listsuspended"] = {listSuspended};
  table["listpkgs"] = {listPackages};
  table["getpkginfo"] = {packageInfo};
  table["showbw"] = {bandwidth};
  table["get_disk_usage"] = {diskUsage};
}

}  // namespace hostler::sandbox::whm
