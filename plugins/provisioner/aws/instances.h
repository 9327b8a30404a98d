#pragma once

#include "instance.h"
#include "query_client.h"

#include <functional>
#include <optional>
#include <string>

namespace hostler::aws {

/// Reads instances, and judges what is written to them by what is read afterwards.
class Instances {
 public:
  explicit Instances(const QueryClient& client) : client_{client} {}

  /// Nothing when it is not there: never made, or ended so long ago that EC2 has forgotten it.
  sdk::Reply<std::optional<Instance>> byId(const sdk::Call& call, const Cloud& cloud,
                                           const std::string& id) const;
  /// The one that carries our reference and has not ended. Looks several times before it says that
  /// there is none.
  sdk::Reply<std::optional<Instance>> byReference(const sdk::Call& call, const Cloud& cloud,
                                                  const std::string& reference) const;
  /// As above, with one look: where a token makes sure that nothing is made twice.
  sdk::Reply<std::optional<Instance>> glimpsed(const sdk::Call& call, const Cloud& cloud,
                                               const std::string& reference) const;
  /// One that carries this name, whoever's it is, and has not ended.
  sdk::Reply<std::optional<Instance>> byName(const sdk::Call& call, const Cloud& cloud,
                                             const std::string& name) const;
  /// The one that was made by a request with this token, ended or not.
  sdk::Reply<std::optional<Instance>> byToken(const sdk::Call& call, const Cloud& cloud,
                                              const std::string& token) const;
  /// The machine that a request means: NeedsAttention "account_missing", or "wrong_account" when it
  /// carries another domain or reference, or no reference at all.
  sdk::Reply<Instance> expected(const sdk::Call& call, const Cloud& cloud,
                                const sdk::AccountRef& ref) const;
  /// As expected, and this owner's: NeedsAttention "wrong_owner".
  sdk::Reply<Instance> owned(const sdk::Call& call, const Cloud& cloud, const sdk::AccountRef& ref,
                             const std::string& owner) const;

  using Wanted = std::function<bool(const Instance&)>;
  /// Writes, then reads the machine until it is as wanted. A refusal only counts when it is not.
  sdk::Reply<Instance> change(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                              const std::string& action, const Form& form,
                              const Wanted& isWanted) const;
  /// Put a tag on a machine, and take one off.
  sdk::Reply<Instance> mark(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                            const char* tag, const std::string& value) const;
  sdk::Reply<Instance> unmark(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                              const char* tag) const;
  sdk::Reply<Instance> start(const sdk::Call& call, const Cloud& cloud,
                             const std::string& id) const;
  sdk::Reply<Instance> stop(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                            bool force) const;

 private:
  sdk::Reply<std::vector<Instance>> describe(const sdk::Call& call, const Cloud& cloud,
                                             const Form& form) const;
  sdk::Reply<std::optional<Instance>> readOnce(const sdk::Call& call, const Cloud& cloud,
                                               const std::string& id) const;

  const QueryClient& client_;
};

/// Whether the reference and domain are those that the machine carries; the error where they are
/// not, or where it carries no reference of ours.
std::optional<sdk::ProviderError> mismatch(const Instance& instance, const sdk::AccountRef& ref);

}  // namespace hostler::aws
