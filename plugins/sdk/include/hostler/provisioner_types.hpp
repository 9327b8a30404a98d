#pragma once

// What crosses for "provisioner/1": requests and replies of every verb. README.md shows each as
// JSON. Times are whole seconds since 1970 (UTC) by the provider's clock; sizes are bytes; no limit
// is null.

#include <hostler/fields.hpp>
#include <hostler/machine_types.hpp>
#include <hostler/money.hpp>
#include <hostler/secret.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sdk {

/// Which server, and what the product says. Both are documents of plugin.json's schemas and travel
/// with each call: a plugin keeps no credential between calls.
struct OnServer {
  Json serverSettings = Json::object();
  Json productSettings = Json::object();

  static constexpr auto members() {
    return std::tuple{field("server_settings", &OnServer::serverSettings),
                      field("product_settings", &OnServer::productSettings)};
  }
};

/// An account that exists: the provider's id for it and, so that a name which was taken over by
/// somebody else is noticed, the domain that it should have.
struct AccountRef {
  std::string id;
  std::string domain;          ///< empty: not checked
  std::string reference = {};  ///< our id of the service, where the account carries it; empty: not
                               ///< checked

  static constexpr auto members() {
    return std::tuple{field("id", &AccountRef::id), optionalField("domain", &AccountRef::domain),
                      optionalField("reference", &AccountRef::reference)};
  }
};

struct OnAccount : OnServer {
  AccountRef account;

  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(), std::tuple{field("account", &OnAccount::account)});
  }
};

/// The state of an account as the provider tells it.
struct Account {
  std::string id;        ///< names the account in every later call
  std::string username;  ///< what the client signs in with
  std::string domain;
  std::string package;
  bool suspended = false;
  std::optional<std::string> suspendReason;
  std::optional<std::string> email, ip, owner;
  std::vector<std::string> nameservers;
  std::optional<std::int64_t> createdAt;
  /// Filled by `accounts` when usage was asked for.
  std::optional<std::int64_t> diskBytes, diskLimitBytes, bandwidthBytes, bandwidthLimitBytes;
  std::optional<Machine> machine;  ///< where the account is one

  static constexpr auto members() {
    return std::tuple{field("id", &Account::id),
                      field("username", &Account::username),
                      field("domain", &Account::domain),
                      field("package", &Account::package),
                      field("suspended", &Account::suspended),
                      field("suspend_reason", &Account::suspendReason),
                      field("email", &Account::email),
                      field("ip", &Account::ip),
                      field("owner", &Account::owner),
                      field("nameservers", &Account::nameservers),
                      field("created_at", &Account::createdAt),
                      field("disk_bytes", &Account::diskBytes),
                      field("disk_limit_bytes", &Account::diskLimitBytes),
                      field("bandwidth_bytes", &Account::bandwidthBytes),
                      field("bandwidth_limit_bytes", &Account::bandwidthLimitBytes),
                      field("machine", &Account::machine)};
  }
};

// --- test_connection ---

struct TestConnection : OnServer {};
struct ConnectionReport {
  std::string version;
  std::string detail;                 ///< one sentence for the person who pressed the button
  std::vector<std::string> warnings;  ///< what will not work with these credentials

  static constexpr auto members() {
    return std::tuple{field("version", &ConnectionReport::version),
                      field("detail", &ConnectionReport::detail),
                      field("warnings", &ConnectionReport::warnings)};
  }
};

// --- create, locate ---

struct CreateAccount : OnServer {
  std::string reference;  ///< our id of the service; from it come the names that make an account
                          ///< provably ours
  std::string domain;     ///< A-labels, lower case
  std::string username;   ///< empty: the plugin chooses, the same for the same reference and domain
  Secret password;        ///< the same on every repetition of one create
  std::string email;
  std::string owner = {};  ///< our id of the client; a machine carries it beside the reference
  std::optional<MachineOrder> machine = {};

  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(),
                          std::tuple{field("reference", &CreateAccount::reference),
                                     field("domain", &CreateAccount::domain),
                                     optionalField("username", &CreateAccount::username),
                                     field("password", &CreateAccount::password),
                                     field("email", &CreateAccount::email),
                                     optionalField("owner", &CreateAccount::owner),
                                     optionalField("machine", &CreateAccount::machine)});
  }
};

struct LocateAccount : OnServer {
  std::string reference;
  std::string domain;
  std::string username;   ///< as it was given to create; empty when the plugin chose
  std::string accountId;  ///< once create has told it; empty before

  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(),
                          std::tuple{field("reference", &LocateAccount::reference),
                                     field("domain", &LocateAccount::domain),
                                     optionalField("username", &LocateAccount::username),
                                     optionalField("account_id", &LocateAccount::accountId)});
  }
};
struct Located {
  std::optional<Account> account;  ///< absent: the provider answered, and it is not there

  static constexpr auto members() { return std::tuple{field("account", &Located::account)}; }
};

// --- suspend, unsuspend, terminate, change_package, change_password ---

struct SuspendAccount : OnAccount {
  std::string reason;

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{optionalField("reason", &SuspendAccount::reason)});
  }
};
struct UnsuspendAccount : OnAccount {};

struct TerminateAccount : OnAccount {
  bool keepDns = false;

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{optionalField("keep_dns", &TerminateAccount::keepDns)});
  }
};
struct Terminated {
  bool existed = true;                ///< false: there was nothing to remove
  std::vector<LeftBehind> left = {};  ///< what costs on, and was meant to stay

  static constexpr auto members() {
    return std::tuple{field("existed", &Terminated::existed), field("left", &Terminated::left)};
  }
};

/// The new package is in product_settings.
struct ChangePackage : OnAccount {};

struct ChangePassword : OnAccount {
  Secret password;

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{field("password", &ChangePassword::password)});
  }
};
struct Done {
  static constexpr auto members() { return std::tuple{}; }
};

// --- usage, single_sign_on ---

struct ReadUsage : OnAccount {
  std::string month;  ///< "2026-01", in the server's time zone; empty: the running one

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{optionalField("month", &ReadUsage::month)});
  }
};
struct Usage {
  std::int64_t diskBytes = 0;
  std::optional<std::int64_t> diskLimitBytes;
  std::int64_t bandwidthBytes = 0;
  std::optional<std::int64_t> bandwidthLimitBytes;
  std::string bandwidthMonth;  ///< the month that bandwidthBytes counts
  std::optional<std::int64_t> inodes;

  static constexpr auto members() {
    return std::tuple{field("disk_bytes", &Usage::diskBytes),
                      field("disk_limit_bytes", &Usage::diskLimitBytes),
                      field("bandwidth_bytes", &Usage::bandwidthBytes),
                      field("bandwidth_limit_bytes", &Usage::bandwidthLimitBytes),
                      field("bandwidth_month", &Usage::bandwidthMonth),
                      field("inodes", &Usage::inodes)};
  }
};

struct SingleSignOn : OnAccount {
  std::string service;  ///< a word of the plugin's own ("cpanel", "webmail"); empty: its usual one
  std::string page;     ///< where to land; empty: the front page

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{optionalField("service", &SingleSignOn::service),
                                     optionalField("page", &SingleSignOn::page)});
  }
};
struct SignOnLink {
  Secret url;  ///< redirect the browser at once; neither store nor log
  std::optional<std::int64_t> expiresAt;

  static constexpr auto members() {
    return std::tuple{field("url", &SignOnLink::url), field("expires_at", &SignOnLink::expiresAt)};
  }
};

}  // namespace hostler::sdk
