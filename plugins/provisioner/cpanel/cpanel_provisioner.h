#pragma once

#include "account_finder.h"
#include "reseller_accounts.h"
#include "whm_client.h"

#include <hostler/provisioner.hpp>

#include <functional>

namespace hostler::cpanel {

/// Hosting accounts on cPanel servers. Keeps nothing between calls: server and token come with
/// each. Every write is judged by the account's state that is read after it, and not by what the
/// server said about it.
class CpanelProvisioner final : public sdk::Provisioner {
 public:
  explicit CpanelProvisioner(const sdk::Context&) {}

  sdk::Reply<sdk::ConnectionReport> testConnection(const sdk::Call&,
                                                   const sdk::TestConnection&) override;
  sdk::Reply<sdk::Account> create(const sdk::Call&, const sdk::CreateAccount&) override;
  sdk::Reply<sdk::Located> locate(const sdk::Call&, const sdk::LocateAccount&) override;
  sdk::Reply<sdk::Account> suspend(const sdk::Call&, const sdk::SuspendAccount&) override;
  sdk::Reply<sdk::Account> unsuspend(const sdk::Call&, const sdk::UnsuspendAccount&) override;
  sdk::Reply<sdk::Terminated> terminate(const sdk::Call&, const sdk::TerminateAccount&) override;
  sdk::Reply<sdk::Account> changePackage(const sdk::Call&, const sdk::ChangePackage&) override;
  sdk::Reply<sdk::Done> changePassword(const sdk::Call&, const sdk::ChangePassword&) override;
  sdk::Reply<sdk::Usage> usage(const sdk::Call&, const sdk::ReadUsage&) override;
  sdk::Reply<sdk::SignOnLink> singleSignOn(const sdk::Call&, const sdk::SingleSignOn&) override;

  // backup_verbs.cpp
  sdk::Reply<sdk::Backup> backup(const sdk::Call&, const sdk::BackupAccount&) override;
  sdk::Reply<sdk::Backups> backups(const sdk::Call&, const sdk::ListBackups&) override;
  sdk::Reply<sdk::Restore> restore(const sdk::Call&, const sdk::RestoreBackup&) override;
  sdk::Reply<sdk::Progress> progress(const sdk::Call&, const sdk::ReadProgress&) override;

  // server_verbs.cpp
  sdk::Reply<sdk::Packages> packages(const sdk::Call&, const sdk::ListPackages&) override;
  sdk::Reply<sdk::Capacity> capacity(const sdk::Call&, const sdk::ReadCapacity&) override;
  sdk::Reply<sdk::AccountPage> accounts(const sdk::Call&, const sdk::ListAccounts&) override;

 private:
  using Wanted = std::function<bool(const sdk::Account&)>;

  sdk::Reply<sdk::Account> createNew(const sdk::Call&, const Server&, const sdk::CreateAccount&,
                                     const std::vector<std::string>& candidates);
  /// Reads the account; unless it is as wanted already, calls the function and reads it again.
  sdk::Reply<sdk::Account> change(const sdk::Call&, const Server&, const sdk::AccountRef&,
                                  std::string_view function, Params params, const Wanted& isWanted);
  sdk::Reply<std::vector<sdk::Backup>> homeArchives(const sdk::Call&, const Server&,
                                                    const std::string& user) const;

  const WhmClient client_;
  const AccountFinder finder_{client_};
  const ResellerAccounts resold_{client_, finder_};
};

}  // namespace hostler::cpanel
