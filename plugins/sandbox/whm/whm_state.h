#pragma once

#include "core/json/json.h"
#include "core/time/instant.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sandbox::whm {

/// A backup that the account's user made, in the account's own home.
struct HomeArchive {
  std::string name;
  std::int64_t startedAt = 0;
  int pollsLeft = 1;  ///< listings that still show it in progress
};

struct HostedAccount {
  std::string user, domain, plan, password, email, owner, ip;
  bool suspended = false, onlyRootMayUnsuspend = false;
  std::string suspendReason;
  std::int64_t suspendedAt = 0, createdAt = 0;
  std::optional<std::int64_t> quotaMb, bandwidthMb;  ///< absent: unlimited
  bool shell = false;
  std::vector<HomeArchive> archives;
};

struct HostingPackage {
  std::string name;
  std::optional<std::int64_t> quotaMb, bandwidthMb, mailboxes, databases, addonDomains;
};

/// One run of pkgacct: its archive lies outside the home and outlives the account.
struct PackagingSession {
  std::string user;
  int pollsLeft = 1;
};

struct RestoreTask {
  std::string user, date;
  bool active = false;
  int pollsLeft = 1;
};

/// All that one server holds. A value: copying it is how the sandbox pretends.
struct HostingServer {
  std::string name;
  std::string version = "11.136.0.14";
  std::map<std::string, HostedAccount> accounts;
  std::map<std::string, HostedAccount> removed;  ///< what the nightly backups still know
  std::map<std::string, HostingPackage> packages;
  std::map<std::string, PackagingSession> packaging;
  std::vector<std::string> archives;  ///< cpmove-USER.tar.gz in /home
  std::vector<RestoreTask> restoring, restored;
};

HostingServer newServer(std::string name);

/// Who a token belongs to.
struct Credential {
  std::string id, server, user, token;
  bool disabled = false;
  Json asGiven;  ///< as it was added: the plugin's server_settings

  bool isRoot() const { return user == "root"; }
};

}  // namespace hostler::sandbox::whm
