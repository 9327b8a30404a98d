#pragma once

// The other half of "provisioner/1": backups, and what concerns a server and not one account.

#include <hostler/asked.hpp>
#include <hostler/provisioner_types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

enum class JobState { Running = 1, Done, Failed };
template <>
struct Words<JobState> {
  static constexpr std::pair<JobState, std::string_view> kAll[] = {
      {JobState::Running, "running"}, {JobState::Done, "done"}, {JobState::Failed, "failed"}};
};

// --- backup, backups, restore, progress ---

struct BackupAccount : OnAccount {
  /// True: the backup must still be there after the account is removed. What a rule demands that
  /// terminates.
  bool outlivesAccount = false;

  static constexpr auto members() {
    return std::tuple_cat(
        OnAccount::members(),
        std::tuple{optionalField("outlives_account", &BackupAccount::outlivesAccount)});
  }
};
struct Backup {
  std::string id;  ///< names it for restore; empty while it is not known yet
  JobState state = JobState::Running;
  bool outlivesAccount = false;
  bool restorable = false;
  std::optional<std::int64_t> sizeBytes, createdAt;
  std::string handle;  ///< for `progress`, while it runs

  static constexpr auto members() {
    return std::tuple{field("id", &Backup::id),
                      field("state", &Backup::state),
                      field("outlives_account", &Backup::outlivesAccount),
                      field("restorable", &Backup::restorable),
                      field("size_bytes", &Backup::sizeBytes),
                      field("created_at", &Backup::createdAt),
                      optionalField("handle", &Backup::handle)};
  }
};
struct ListBackups : OnAccount {};
struct Backups {
  std::vector<Backup> backups;  ///< newest first

  static constexpr auto members() { return std::tuple{field("backups", &Backups::backups)}; }
};

struct RestoreBackup : OnAccount {
  std::string backupId;
  std::optional<std::int64_t> requestedAt, now;  ///< as in MachineAction

  std::optional<Asked> asked() const { return Asked::of(requestedAt, now); }
  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{field("backup_id", &RestoreBackup::backupId),
                                     optionalField("requested_at", &RestoreBackup::requestedAt),
                                     optionalField("now", &RestoreBackup::now)});
  }
};

/// Ends a backup, also one whose account is gone: then `account.reference` tells whose it is.
struct DeleteBackup : OnAccount {
  std::string backupId;

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{field("backup_id", &DeleteBackup::backupId)});
  }
};
struct Restore {
  std::string handle;

  static constexpr auto members() { return std::tuple{field("handle", &Restore::handle)}; }
};

/// Asks after work that was answered Pending.
struct ReadProgress : OnAccount {
  std::string handle;

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(), std::tuple{field("handle", &ReadProgress::handle)});
  }
};
struct Progress {
  JobState state = JobState::Running;
  std::string detail;
  std::optional<Backup> backup;  ///< what a backup made, once it is done

  static constexpr auto members() {
    return std::tuple{field("state", &Progress::state), field("detail", &Progress::detail),
                      field("backup", &Progress::backup)};
  }
};

// --- packages, capacity, accounts ---

struct ListPackages : OnServer {};
struct Package {
  std::string name;
  std::optional<std::int64_t> diskBytes, bandwidthBytes, mailboxes, databases, domains;

  static constexpr auto members() {
    return std::tuple{field("name", &Package::name),
                      field("disk_bytes", &Package::diskBytes),
                      field("bandwidth_bytes", &Package::bandwidthBytes),
                      field("mailboxes", &Package::mailboxes),
                      field("databases", &Package::databases),
                      field("domains", &Package::domains)};
  }
};
struct Packages {
  std::vector<Package> packages;

  static constexpr auto members() { return std::tuple{field("packages", &Packages::packages)}; }
};

struct ReadCapacity : OnServer {};
struct Capacity {
  std::optional<std::int64_t> accounts, suspended, accountLimit;
  std::optional<std::string> load1, load5, load15;  ///< decimal texts, as the server says them
  std::optional<std::int64_t> addresses, freeAddresses;

  static constexpr auto members() {
    return std::tuple{field("accounts", &Capacity::accounts),
                      field("suspended", &Capacity::suspended),
                      field("account_limit", &Capacity::accountLimit),
                      field("load_1", &Capacity::load1),
                      field("load_5", &Capacity::load5),
                      field("load_15", &Capacity::load15),
                      field("addresses", &Capacity::addresses),
                      field("free_addresses", &Capacity::freeAddresses)};
  }
};

struct ListAccounts : OnServer {
  std::string cursor;  ///< empty: from the start
  std::int64_t limit = 100;
  bool withUsage = false;

  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(),
                          std::tuple{optionalField("cursor", &ListAccounts::cursor),
                                     optionalField("limit", &ListAccounts::limit),
                                     optionalField("with_usage", &ListAccounts::withUsage)});
  }
};
struct AccountPage {
  std::vector<Account> accounts;
  std::optional<std::string> nextCursor;
  std::optional<std::int64_t> total;

  static constexpr auto members() {
    return std::tuple{field("accounts", &AccountPage::accounts),
                      field("next_cursor", &AccountPage::nextCursor),
                      field("total", &AccountPage::total)};
  }
};

}  // namespace hostler::sdk
