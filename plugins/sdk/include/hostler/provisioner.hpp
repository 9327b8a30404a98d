#pragma once

#include <hostler/call.hpp>
#include <hostler/machines.hpp>
#include <hostler/provisioner_server_types.hpp>
#include <hostler/provisioner_types.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

/// "provisioner/1": makes and runs what a product promises on a server. Verbs may be called from
/// several threads at once. Each is one attempt: retries belong to the engine. A verb that wants
/// what is so already (suspend a suspended account, terminate a missing one) succeeds. For machines
/// there are more verbs, all optional: machines.hpp.
class Provisioner : public Machines {
 public:
  using Kind = Provisioner;
  static constexpr std::string_view kKind = "provisioner/1";
  virtual ~Provisioner() = default;

  virtual Reply<ConnectionReport> testConnection(const Call&, const TestConnection&) = 0;
  /// Looks for what an earlier attempt may have made before it makes anything.
  virtual Reply<Account> create(const Call&, const CreateAccount&) = 0;
  /// Settles an Unknown: what is there now. Never answers Unknown itself. An account whose id we
  /// know and that has another domain by now is NeedsAttention "wrong_account", not absent.
  virtual Reply<Located> locate(const Call&, const LocateAccount&) = 0;
  virtual Reply<Account> suspend(const Call&, const SuspendAccount&) = 0;
  virtual Reply<Account> unsuspend(const Call&, const UnsuspendAccount&) = 0;
  /// Irreversible. Refuses (NeedsAttention) when the account is not the one that was meant.
  virtual Reply<Terminated> terminate(const Call&, const TerminateAccount&) = 0;

  virtual Reply<Account> changePackage(const Call&, const ChangePackage&) { return unsupported(); }
  virtual Reply<Done> changePassword(const Call&, const ChangePassword&) { return unsupported(); }
  virtual Reply<Usage> usage(const Call&, const ReadUsage&) { return unsupported(); }
  virtual Reply<SignOnLink> singleSignOn(const Call&, const SingleSignOn&) { return unsupported(); }
  virtual Reply<Backup> backup(const Call&, const BackupAccount&) { return unsupported(); }
  virtual Reply<Backups> backups(const Call&, const ListBackups&) { return unsupported(); }
  virtual Reply<Removed> deleteBackup(const Call&, const DeleteBackup&) { return unsupported(); }
  virtual Reply<Restore> restore(const Call&, const RestoreBackup&) { return unsupported(); }
  virtual Reply<Progress> progress(const Call&, const ReadProgress&) { return unsupported(); }
  virtual Reply<Packages> packages(const Call&, const ListPackages&) { return unsupported(); }
  virtual Reply<Capacity> capacity(const Call&, const ReadCapacity&) { return unsupported(); }
  virtual Reply<AccountPage> accounts(const Call&, const ListAccounts&) { return unsupported(); }

  template <class Plugin>
  static void declare(VerbTable<Plugin, Provisioner>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("create", &Plugin::create);
    verbs.add("locate", &Plugin::locate);
    verbs.add("suspend", &Plugin::suspend);
    verbs.add("unsuspend", &Plugin::unsuspend);
    verbs.add("terminate", &Plugin::terminate);
    verbs.add("change_package", &Plugin::changePackage);
    verbs.add("change_password", &Plugin::changePassword);
    verbs.add("usage", &Plugin::usage);
    verbs.add("single_sign_on", &Plugin::singleSignOn);
    verbs.add("backup", &Plugin::backup);
    verbs.add("backups", &Plugin::backups);
    verbs.add("delete_backup", &Plugin::deleteBackup);
    verbs.add("restore", &Plugin::restore);
    verbs.add("progress", &Plugin::progress);
    verbs.add("packages", &Plugin::packages);
    verbs.add("capacity", &Plugin::capacity);
    verbs.add("accounts", &Plugin::accounts);
    Machines::declare<Plugin>(verbs);
  }
};

}  // namespace hostler::sdk
