#pragma once

// Exactly-once effects over networks that are not exact. An operation is recorded and committed
// before it is sent; a lost answer is a state of its own, and the provider is asked what is there
// before anything is repeated.

#include "core/db/database.h"
#include "core/jobs/handler.h"
#include "core/nodes/id_mint.h"
#include "core/operations/provider.h"
#include "core/secrets/vault.h"
#include "core/telemetry/log.h"

#include <functional>
#include <string>
#include <vector>

namespace hostler {

struct ProviderOperation;
template <>
inline constexpr std::string_view kIdPrefix<ProviderOperation> = "opn";

enum class OperationState { Planned = 1, Sent, Pending, Succeeded, Failed, Unknown };
template <>
inline constexpr std::array kEnumNames<OperationState>{
    std::string_view{"planned"},   std::string_view{"sent"},   std::string_view{"pending"},
    std::string_view{"succeeded"}, std::string_view{"failed"}, std::string_view{"unknown"}};

/// One effect that is wanted of a provider.
struct OperationSpec {
  std::string instance;   ///< the configured plugin
  std::string operation;  ///< "provisioner/1.create"
  std::string key;        ///< same key, same effect: the business key, not the attempt's
  std::string subject;    ///< our thing, by its outside id
  Json request;           ///< with secrets in clear; what is stored is masked
  std::vector<std::string>
      secretFields;  ///< names of members whose values are masked, wherever they stand
  /// How a lost answer is settled: the verb that looks, what it is asked, and the member of its
  /// reply that holds what it found (absent or null: it is not there). Empty verb: the operation
  /// may simply be sent again.
  std::string locateOperation;
  Json locateRequest;
  std::string locateMember;
  /// Sending it again under its key does no harm, answers what became of it and takes its next step
  /// where it has several: what was accepted is asked after in this way, and so is what was found
  /// after a lost answer. Else only locating tells.
  bool repeatable = false;
  std::chrono::milliseconds timeout{120'000};
  std::string target;  ///< as in ProviderRequest
};

class Operations {
 public:
  Operations(db::Database& database, const Clock& clock, IdMint& ids, Vault& vault,
             ProviderPort& provider)
      : database_{database}, clock_{clock}, ids_{ids}, vault_{vault}, provider_{provider} {}
  static const SealedColumn kReply;

  /// Brings the effect about once, and answers what became of it. For an operation that has
  /// succeeded before it answers with what was stored; for one whose answer was lost it locates
  /// first. A key under which another request was sent is answered NeedsAttention
  /// `operation_key_reused`, and nothing is sent; one that succeeded and whose stored answer was
  /// erased since, NeedsAttention `operation_answer_erased`. The answer's outcome decides the job:
  /// Retryable and Unknown come again, NeedsAttention and Permanent do not by themselves.
  ProviderAnswer perform(jobs::Context& context, const OperationSpec& spec);

  /// Asked inside the transaction that marks the operation as sent, so that what it has locked and
  /// read still holds when the first byte leaves. False: nothing is sent, and of an operation that
  /// was never asked for before nothing is written down.
  using Permit = std::function<bool(db::Transaction&)>;
  /// What follows from an answer, in the transaction that writes it down: one commit for both. Not
  /// called for an answer that was written down before, or that was found by looking: whoever
  /// passes it sees by itself whether it ran. When it throws, the answer is written down without
  /// it, and the exception goes on.
  using Follow = std::function<void(db::Transaction&, const ProviderAnswer&)>;
  /// As above; nothing when the permit was refused.
  std::optional<ProviderAnswer> perform(jobs::Context& context, const OperationSpec& spec,
                                        const Permit& maySend, const Follow& follow = {});

  /// Whether a configured plugin has a verb ("machine.start"); false for one that is not there.
  bool offers(const std::string& kind, const std::string& instance, const std::string& verb);

  /// Calls that change nothing are not recorded.
  ProviderAnswer ask(const ProviderRequest& request) { return provider_.call(request); }

  /// An outcome as what the job is to do next; for Succeeded and Pending there is nothing to decide
  /// here.
  static jobs::Result resultOf(const ProviderAnswer& answer);
  /// The same for an answer of the account `instance`. Where it says when to come back and that
  /// holds for whatever is asked of the account (its limit of requests, a plugin that is down), all
  /// of the account's lane waits until then; not where `target` says that only a server of it is
  /// meant.
  static jobs::Result resultOf(const ProviderAnswer& answer, const std::string& instance,
                               const std::string& target = {});

  struct Stored {
    Id<ProviderOperation> id;
    Scope scope;
    std::string instance, operation, key, subject, errorCode, errorMessage;
    Json request;  ///< masked
    OperationState state = OperationState::Planned;
    int attempts = 0, located = 0;
    Instant createdAt, updatedAt;
  };
  std::vector<Stored> list(db::Reader& reader, const std::string& where,
                           std::span<const db::Param> params);

 private:
  struct Row;
  std::optional<Row> find(const OperationSpec& spec);
  std::optional<Row> beginSent(jobs::Context& context, const OperationSpec& spec,
                               const Permit& maySend);
  std::optional<ProviderAnswer> settled(jobs::Context& context, Row& row,
                                        const OperationSpec& spec);
  std::optional<ProviderAnswer> stored(const Row& row);
  std::optional<ProviderAnswer> locate(jobs::Context& context, Row& row, const OperationSpec& spec);
  bool isOfAnother(const Row& row, const OperationSpec& spec);
  ProviderAnswer refuseReuse(const Row& row, const OperationSpec& spec);
  ProviderAnswer forgotten(const Row& row, const OperationSpec& spec);
  bool markSent(jobs::Context& context, Row& row, const Permit& maySend);
  void record(jobs::Context& context, const Row& row, const ProviderAnswer& answer,
              const Follow& follow);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  Vault& vault_;
  ProviderPort& provider_;
  Log log_{"core.operations"};
};

/// A copy of a request with the values of these members masked.
Json masked(const Json& request, const std::vector<std::string>& secretFields);

}  // namespace hostler
