// createacct, suspendacct, unsuspendacct, removeacct, changepackage, editquota, limitbw,
// modifyacct, passwd.
#include "plugins/sandbox/whm/whm_functions.h"

#include <algorithm>

namespace hostler::sandbox::whm {
namespace {

FunctionResult noAccount(const std::string& user) {
  return FunctionResult::failed("The user “" + user + "” does not exist.");
}

FunctionResult done(std::string reason) {
  FunctionResult result;
  result.reason = std::move(reason);
  result.extra = {{"output", {{"raw", "<pre>" + result.reason + "</pre>\nDone\n"}}}};
  return result;
}

void applyPackage(HostedAccount& account, const HostingPackage& package) {
  account.plan = package.name;
  account.quotaMb = package.quotaMb;
  account.bandwidthMb = package.bandwidthMb;
}

std::optional<std::int64_t> megabytesOf(const std::string& text) {
  const bool whole = !text.empty() && text.size() < 12 &&
                     std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c); });
  return whole ? std::optional<std::int64_t>{std::stoll(text)} : std::nullopt;
}

// A reseller may use only its own packages; they carry its name in front, and the bare name finds
// them too.
const HostingPackage* findPackage(const FunctionCall& call, const std::string& name) {
  const auto own = call.who.user + "_";
  const auto full = call.who.isRoot() || name.starts_with(own) ? name : own + name;
  const auto found = call.server.packages.find(full);
  return found == call.server.packages.end() ? nullptr : &found->second;
}

FunctionResult createAccount(FunctionCall& call) {
  const auto user = call.param("username"), domain = call.param("domain");
  if (!isDomainName(domain))
    return FunctionResult::failed("Sorry, “" + domain + "” is not a valid domain name.");
  if (const auto fault = userNameFault(call.server, user); !fault.empty())
    return FunctionResult::failed(fault);
  for (const auto& [name, account] : call.server.accounts) {
    if (account.domain == domain) {
      return FunctionResult::failed("The domain “" + domain +
                                    "” already exists in the Apache configuration.");
    }
  }
  const auto* package = findPackage(call, call.param("plan", "default"));
  if (package == nullptr) {
    return FunctionResult::failed("The package “" + call.param("plan") + "” does not exist.");
  }
  if (isWeakPassword(call.param("password"))) {
    return FunctionResult::failed(
        "Sorry, the password you selected cannot be used because it is too weak and would be too "
        "easy to guess. "
        "Please select a password with strength rating of 65 or higher.");
  }

  HostedAccount account;
  account.user = user;
  account.domain = domain;
  account.password = call.param("password");
  account.email = call.param("contactemail");
  account.owner = call.who.isRoot() ? call.param("owner", "root") : call.who.user;
  account.ip = call.param("ip") == "y"
                   ? "192.0.2." + std::to_string(10 + call.server.accounts.size())
                   : "192.0.2.5";
  account.createdAt = call.now.unixSeconds();
  account.shell = call.param("hasshell") == "1";
  applyPackage(account, *package);
  if (const auto quota = megabytesOf(call.param("quota"))) account.quotaMb = quota;
  if (const auto limit = megabytesOf(call.param("bwlimit"))) account.bandwidthMb = limit;
  auto result = done("Account Creation Ok");
  result.data = {{"ip", account.ip},
                 {"nameserver", "ns1." + call.server.name + ".example"},
                 {"nameserver2", "ns2." + call.server.name + ".example"},
                 {"nameserver3", ""},
                 {"nameserver4", ""},
                 {"nameservera", "192.0.2.5"},
                 {"nameservera2", "192.0.2.6"},
                 {"nameserverentry", ""},
                 {"nameserverentry2", ""},
                 {"package", account.plan},
                 {"options", Json::object()}};
  call.server.accounts.emplace(user, std::move(account));
  return result;
}

FunctionResult suspend(FunctionCall& call) {
  const auto user = call.param("user");
  auto* account = call.visible(user);
  if (account == nullptr) return noAccount(user);
  if (account->suspended)
    return FunctionResult::failed("The account “" + user + "” is already suspended.");
  account->suspended = true;
  account->suspendReason = call.param("reason", "Unknown");
  account->suspendedAt = call.now.unixSeconds();
  account->onlyRootMayUnsuspend = call.param("disallowun") == "1";
  return done(user + "'s account has been suspended");
}

FunctionResult unsuspend(FunctionCall& call) {
  const auto user = call.param("user");
  auto* account = call.visible(user);
  if (account == nullptr) return noAccount(user);
  if (!account->suspended)
    return FunctionResult::failed("The account “" + user + "” is not suspended.");
  if (account->onlyRootMayUnsuspend && !call.who.isRoot()) {
    return FunctionResult::failed("The account was locked by the root user: permission denied.");
  }
  account->suspended = account->onlyRootMayUnsuspend = false;
  account->suspendReason.clear();
  return done(user + "'s account is now active");
}

FunctionResult remove(FunctionCall& call) {
  const auto user = call.param("username", call.param("user"));
  auto* account = call.visible(user);
  if (account == nullptr) return FunctionResult::failed("System user " + user + " does not exist!");
  call.server.removed[user] = *account;
  call.server.accounts.erase(user);
  return done(user + " account removed");
}

FunctionResult changePackage(FunctionCall& call) {
  const auto user = call.param("user"), wanted = call.param("pkg");
  auto* account = call.visible(user);
  if (account == nullptr) return noAccount(user);
  const auto* package = findPackage(call, wanted);
  if (package == nullptr)
    return FunctionResult::failed("The package “" + wanted + "” does not exist.");
  applyPackage(*account, *package);
  return done("Account Upgrade/Downgrade Complete for " + user);
}

FunctionResult editQuota(FunctionCall& call) {
  auto* account = call.visible(call.param("user"));
  if (account == nullptr) return noAccount(call.param("user"));
  const auto quota = megabytesOf(call.param("quota"));
  if (!quota) return FunctionResult::failed("The quota must be a number of megabytes.");
  account->quotaMb = quota;
  return done("Set quota for user " + account->user);
}

FunctionResult limitBandwidth(FunctionCall& call) {
  auto* account = call.visible(call.param("user"));
  if (account == nullptr) return noAccount(call.param("user"));
  const auto limit = megabytesOf(call.param("bwlimit"));
  if (!limit) return FunctionResult::failed("The limit must be a number of megabytes.");
  account->bandwidthMb = limit;
  return done("Bandwidth Limit for " + account->user + " set");
}

FunctionResult modify(FunctionCall& call) {
  auto* account = call.visible(call.param("user"));
  if (account == nullptr) return noAccount(call.param("user"));
  // Names are case sensitive, and others are ignored without a word.
  if (const auto domain = call.param("domain"); !domain.empty()) {
    if (!isDomainName(domain)) return FunctionResult::failed("Invalid domain");
    account->domain = domain;
  }
  if (const auto email = call.param("contactemail"); !email.empty()) account->email = email;
  if (const auto shell = call.param("HASSHELL"); !shell.empty()) account->shell = shell == "1";
  auto result = done("Account Modified");
  result.data = {{"cpuser", {{"DOMAIN", account->domain}, {"USER", account->user}}},
                 {"messages", Json::array()}};
  return result;
}

FunctionResult changePassword(FunctionCall& call) {
  const auto user = call.param("user"), password = call.param("password");
  auto* account = call.visible(user);
  if (account == nullptr) return noAccount(user);
  if (isWeakPassword(password)) {
    return FunctionResult::failed(
        "Sorry, the password you selected cannot be used because it is too weak and would be too "
        "easy to guess. "
        "Please select a password with strength rating of 65 or higher.");
  }
  account->password = password;
  auto result = done("Password changed for user “" + user + "”.");
  result.data = {{"app", {"system", "ftp", "mail"}}};
  if (call.param("db_pass_update", "1") == "1") result.data["app"].push_back("mySQL");
  return result;
}

}  // namespace

HostedAccount* FunctionCall::visible(const std::string& user) const {
  const auto found = server.accounts.find(user);
  if (found == server.accounts.end()) return nullptr;
  const bool allowed =
      who.isRoot() || found->second.owner == who.user || found->second.user == who.user;
  return allowed ? &found->second : nullptr;
}

HostingServer newServer(std::string name) {
  HostingServer server;
  server.name = std::move(name);
  const auto add = [&](HostingPackage package) {
    server.packages.emplace(package.name, std::move(package));
  };
  add({"default", 1000, 10'000, 10, 2, 0});
  add({"starter", 5'000, 50'000, 10, 5, 1});
  add({"business", 20'000, 200'000, 50, 20, 10});
  add({"pro", std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
  return server;
}

void addAccountFunctions(FunctionTable& table) {
  table["createacct"] = {createAccount};
  table["suspendacct"] = {suspend};
  table["unsuspendacct"] = {unsuspend};
  table["removeacct"] = {remove};
  table["changepackage"] = {changePackage};
  table["editquota"] = {editQuota};
  table["limitbw"] = {limitBandwidth};
  table["modifyacct"] = {modify};
  table["passwd"] = {changePassword};
}

}  // namespace hostler::sandbox::whm
