#pragma once

#include "core/base/result.h"
#include "core/jobs/handler.h"
#include "core/operations/operations.h"
#include "modules/domains/cost_limit.h"
#include "modules/domains/domain_desk.h"
#include "modules/domains/domain_tasks.h"

#include <map>
#include <mutex>

namespace hostler {

/// What a registrar said when it did not do something: its code and its words.
std::string reasonOf(const ProviderAnswer& answer);

/// What every job at a registrar shares: the requests, the lock on one domain at a time, and what
/// an outcome means.
class RegistrarWork {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    DomainRepository& domains;
    DomainDesk& desk;
    Operations& operations;
    ProviderPort& providers;
    Tenants& tenants;
  };
  explicit RegistrarWork(Parts parts) : parts_{parts} {}

  /// So often a job is tried before a person is told.
  static constexpr int kMostAttempts = 40;
  /// What a person is told of a paid renewal of what was renewed elsewhere begins with this code.
  static constexpr std::string_view kRenewedElsewhere = "renewed_elsewhere";

  jobs::Result fulfil(jobs::Context& context, const FulfilTerm& task);
  jobs::Result change(jobs::Context& context, const ChangeDomain& task);
  jobs::Result sync(jobs::Context& context, const SyncDomain& task);

  /// What a person in front of a screen waits for: it gives up soon. What was told of a domain
  /// within the last minute is told again, so that looking spends nothing of what the registrar
  /// lets us ask for what is paid.
  struct Told {
    ProviderAnswer answer;
    Instant at;
  };
  Told askNow(const Domain& domain, const std::string& verb);
  /// Whether the configured registrar can do that.
  bool can(const std::string& registrar, const std::string& verb);

 private:
  struct Case {
    Domain domain;
    DomainTerm term;
  };
  std::optional<Case> load(jobs::Context& context, const FulfilTerm& task);
  jobs::Result buy(jobs::Context& context, Case one);
  jobs::Result look(jobs::Context& context, const Case& one);
  jobs::Result renew(jobs::Context& context, Case one);
  jobs::Result restore(jobs::Context& context, Case one);
  /// Looks whether the expiry that a term adds to is still the registrar's, as long as nothing was
  /// sent for it. Nothing: go on.
  std::optional<jobs::Result> checkExpectation(jobs::Context& context, Case& one);

  OperationSpec specFor(const Domain& domain, const std::string& verb, const std::string& key);
  /// Of a renewal or a restoring.
  OperationSpec extensionFor(const Case& one, const std::string& verb);
  std::optional<RegistrarCost> highestCostOf(const Case& one);
  Result<ProviderAnswer, jobs::Result> send(jobs::Context& context, const Domain& domain,
                                            const OperationSpec& spec,
                                            const std::function<bool(db::Transaction&)>& isWanted);
  std::optional<RegistrarRecord> recordIn(const Json& reply, const Domain& domain);
  bool isOpenFor(db::Transaction& tx, const Case& one, Domain& domain, DomainTerm& term);
  jobs::Result finish(jobs::Context& context, const Case& one, const RegistrarRecord& record);
  jobs::Result refuse(jobs::Context& context, const Case& one, const std::string& reason);
  jobs::Result park(jobs::Context& context, const Case& one, const std::string& reason);
  jobs::Result failed(jobs::Context& context, const Case& one, const ProviderAnswer& answer);
  void forgetTold(Id<Domain> domain);

  Parts parts_;
  std::mutex mutex_;
  std::map<std::pair<Id<Domain>, std::string>, Told> told_;  // by domain and verb
};

}  // namespace hostler
