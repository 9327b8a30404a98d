#pragma once

#include "client.h"

#include <hostler/provisioner.hpp>

namespace sample {

/// Accounts on Sample's servers. Keeps nothing between calls: address and key come with each.
class SamplePlugin final : public sdk::Provisioner {
 public:
  explicit SamplePlugin(const sdk::Context&) {}

  sdk::Reply<sdk::ConnectionReport> testConnection(const sdk::Call&,
                                                   const sdk::TestConnection&) override;
  sdk::Reply<sdk::Account> create(const sdk::Call&, const sdk::CreateAccount&) override;
  sdk::Reply<sdk::Located> locate(const sdk::Call&, const sdk::LocateAccount&) override;
  sdk::Reply<sdk::Account> suspend(const sdk::Call&, const sdk::SuspendAccount&) override;
  sdk::Reply<sdk::Account> unsuspend(const sdk::Call&, const sdk::UnsuspendAccount&) override;
  sdk::Reply<sdk::Terminated> terminate(const sdk::Call&, const sdk::TerminateAccount&) override;

 private:
  sdk::Reply<sdk::Located> at(const sdk::Call& call, const Settings& settings,
                              const std::string& path) const;
  /// The account that a request means; absent when it is gone.
  sdk::Reply<sdk::Located> meant(const sdk::Call& call, const Settings& settings,
                                 const sdk::AccountRef& account) const;
  sdk::Reply<sdk::Account> setSuspended(const sdk::Call& call, const sdk::OnAccount& request,
                                        bool suspended) const;

  const Client client_;
};

}  // namespace sample
