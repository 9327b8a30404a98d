#include "core/operations/operations.h"

#include "core/base/fitted.h"
#include "core/secrets/digest.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO provider_operations (id, tenant_id, account_id, instance, operation, idempotency_key, subject, request,
                                   request_hash, state, error_code, error_message, attempts, located, job_id, created_at,
                                   updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'sent', '', '', 1, 0, ?, ?, ?))sql";
constexpr auto kSelect = R"sql(
  SELECT id, state, reply, attempts, request_hash FROM provider_operations
   WHERE instance = ? AND operation = ? AND idempotency_key = ?)sql";
constexpr auto kMarkSent =
    "UPDATE provider_operations SET state = 'sent', attempts = attempts + 1, job_id = ?, "
    "updated_at "
    "= ? WHERE id = ? AND attempts = ?";
constexpr auto kRecord = R"sql(
  UPDATE provider_operations SET state = ?, reply = ?, error_code = ?, error_message = ?, updated_at = ? WHERE id = ?)sql";
constexpr auto kCountLocate =
    "UPDATE provider_operations SET located = located + 1, updated_at = ? WHERE id = ?";
constexpr std::string_view kSelectList = R"sql(
  SELECT id, tenant_id, account_id, instance, operation, idempotency_key, subject, request, state, error_code,
         error_message, attempts, located, created_at, updated_at FROM provider_operations WHERE )sql";

// Refusals that are not about what was asked for. "rate_limited" is what the SDK makes of HTTP's
// 429.
constexpr std::string_view kHoldForAll[] = {"rate_limited", "plugin_provider_down",
                                            "plugin_unavailable"};

// Of what the effect is: secrets and names may have changed since the last attempt, and do not make
// it another one.
std::string plainHashOf(const OperationSpec& spec) {
  return hex(sha256(dump(masked(spec.request, spec.secretFields))));
}

// What is kept of it: a plain hash of names and domains can be guessed by trying.
std::string hashOf(Vault& vault, const OperationSpec& spec) {
  return vault.fingerprint("operation", plainHashOf(spec));
}

OperationState stateAfter(Outcome outcome) {
  switch (outcome) {
    case Outcome::Succeeded:
      return OperationState::Succeeded;
    case Outcome::Pending:
      return OperationState::Pending;
    case Outcome::Unknown:
      return OperationState::Unknown;
    case Outcome::Retryable:
      return OperationState::Planned;  // nothing happened
    case Outcome::Permanent:
    case Outcome::NeedsAttention:
      return OperationState::Failed;
  }
  return OperationState::Unknown;
}

// Two jobs want one effect: the other was quicker, and what came of it is looked at first.
struct SentByAnother : std::runtime_error {
  SentByAnother() : std::runtime_error{"another job has sent the operation meanwhile"} {}
};

}  // namespace

struct Operations::Row {
  Id<ProviderOperation> id;
  OperationState state = OperationState::Planned;
  std::optional<db::Blob> reply;
  int attempts = 0;
  std::string requestHash;
};

const SealedColumn Operations::kReply{"provider_operations", "id", "reply"};

// Without a lock: on a key that is not there yet it would lie over the place of its neighbours'
// rows, which are about to be inserted. Whoever sends it counts on what was read here, and notices.
std::optional<Operations::Row> Operations::find(const OperationSpec& spec) {
  return database_.query(kSelect, spec.instance, spec.operation, spec.key)
      .first([](const db::Row& row) {
        return Row{row.id<ProviderOperation>("id"), row.get<OperationState>("state"),
                   row.get<std::optional<db::Blob>>("reply"), row.get<int>("attempts"),
                   row.text("request_hash")};
      });
}

// What was never asked for before, which is nearly everything, is written down and marked as sent
// at once.
std::optional<Operations::Row> Operations::beginSent(jobs::Context& context,
                                                     const OperationSpec& spec,
                                                     const Permit& maySend) {
  return context.transaction([&](db::Transaction& tx) -> std::optional<Row> {
    if (!maySend(tx)) return std::nullopt;
    Row fresh{ids_.next<ProviderOperation>(), OperationState::Sent, std::nullopt, 1,
              hashOf(vault_, spec)};
    const auto& scope = context.scope();
    const auto now = clock_.now();
    const bool inserted =
        tx.tryInsert(kInsert, fresh.id, scope.tenant, scope.account, spec.instance, spec.operation,
                     spec.key, spec.subject, dump(masked(spec.request, spec.secretFields)),
                     fresh.requestHash, context.job().id, now, now);
    if (!inserted) throw SentByAnother{};
    return fresh;
  });
}

// What the provider said when it took the operation on.
std::optional<ProviderAnswer> Operations::stored(const Row& row) {
  if (!row.reply) return std::nullopt;
  ProviderAnswer answer;
  answer.outcome = row.state == OperationState::Pending ? Outcome::Pending : Outcome::Succeeded;
  answer.reply = Json::parse(vault_.open(kReply, row.id.value(), *row.reply).reveal());
  return answer;
}

// Asks what is there. An answer: it is (as if the lost answer had come), or the asking itself
// failed. Nothing: it is not there, so it may be sent again.
std::optional<ProviderAnswer> Operations::locate(jobs::Context& context, Row& row,
                                                 const OperationSpec& spec) {
  context.transaction([&](db::Transaction& tx) { tx.execute(kCountLocate, clock_.now(), row.id); });
  auto found = provider_.call({spec.instance, spec.locateOperation, spec.locateRequest, spec.key,
                               spec.timeout, spec.target});
  // Something is there and not done yet: it has happened.
  if (found.outcome == Outcome::Pending) {
    if (found.reply.is_object()) found.reply = found.reply.value(spec.locateMember, Json::object());
    return found;
  }
  if (found.outcome != Outcome::Succeeded) {
    log_.warning(
        "operation.locate_failed",
        {{"operation", row.id.text()}, {"outcome", wordOf(found.outcome)}, {"code", found.code}});
    // Still unknown: whatever went wrong with looking, the effect must not be repeated blindly.
    if (found.outcome != Outcome::NeedsAttention) found.outcome = Outcome::Unknown;
    return found;
  }
  const auto member = found.reply.find(spec.locateMember);
  if (!found.reply.is_object() || member == found.reply.end() || member->is_null())
    return std::nullopt;
  log_.info("operation.located", {{"operation", row.id.text()}, {"subject", spec.subject}});
  ProviderAnswer answer;
  answer.outcome = Outcome::Succeeded;
  answer.reply = *member;
  return answer;
}

// Whether what happened under this key, or may have, was asked for in other words. What did not
// happen may be asked for anew; what may have happened is looked up, where that can be done.
bool Operations::isOfAnother(const Row& row, const OperationSpec& spec) {
  // Rows of earlier versions hold the plain hash.
  if (row.requestHash == hashOf(vault_, spec) || row.requestHash == plainHashOf(spec)) return false;
  if (spec.repeatable && row.state != OperationState::Succeeded) return false;
  const bool happened =
      row.state == OperationState::Succeeded || row.state == OperationState::Pending;
  const bool lost = row.state == OperationState::Sent || row.state == OperationState::Unknown;
  return happened || (lost && spec.locateOperation.empty());
}

ProviderAnswer Operations::refuseReuse(const Row& row, const OperationSpec& spec) {
  log_.error("operation.key_reused",
             {{"operation", row.id.text()}, {"verb", spec.operation}, {"subject", spec.subject}});
  // Not Permanent, which says that nothing happened.
  return ProviderAnswer::failed(
      Outcome::NeedsAttention, "operation_key_reused",
      "Another request was sent under the key " + spec.key + " before; this one was not sent.");
}

// It happened, and whoever asks now can't be told what came of it: sent again, it might be made
// twice.
ProviderAnswer Operations::forgotten(const Row& row, const OperationSpec& spec) {
  log_.error("operation.answer_erased",
             {{"operation", row.id.text()}, {"verb", spec.operation}, {"subject", spec.subject}});
  return ProviderAnswer::failed(
      Outcome::NeedsAttention, "operation_answer_erased",
      "This was done before under the key " + spec.key +
          ", and what the provider answered has been erased since; it was not sent again.");
}

bool Operations::markSent(jobs::Context& context, Row& row, const Permit& maySend) {
  return context.transaction([&](db::Transaction& tx) {
    if (!maySend(tx)) return false;
    const auto marked = tx.execute(kMarkSent, context.job().id, clock_.now(), row.id, row.attempts);
    if (marked != 1) throw SentByAnother{};
    return true;
  });
}

void Operations::record(jobs::Context& context, const Row& row, const ProviderAnswer& answer,
                        const Follow& follow) {
  std::optional<db::Blob> reply;
  if (hasHappened(answer)) reply = vault_.seal(kReply, row.id.value(), Secret{dump(answer.reply)});
  const auto write = [&](const Follow& first) {
    context.transaction([&](db::Transaction& tx) {
      // First, since whoever locks both locks what the operation is about before the operation.
      if (first) first(tx, answer);
      tx.execute(kRecord, stateAfter(answer.outcome), reply, fitted(answer.code, 120),
                 fitted(answer.message, 600), clock_.now(), row.id);
    });
  };
  try {
    write(follow);
  } catch (const jobs::LeaseLost&) {
    throw;
  } catch (const std::exception&) {
    // What the provider did is written down, whatever else cannot be.
    if (follow) write({});
    throw;
  }
}

ProviderAnswer Operations::perform(jobs::Context& context, const OperationSpec& spec) {
  return perform(context, spec, [](db::Transaction&) { return true; }).value();
}

std::optional<ProviderAnswer> Operations::perform(jobs::Context& context, const OperationSpec& spec,
                                                  const Permit& maySend, const Follow& follow) {
  auto row = find(spec);
  if (row) {
    if (auto answer = settled(context, *row, spec)) return answer;
    if (!markSent(context, *row, maySend)) return std::nullopt;
  } else {
    row = beginSent(context, spec, maySend);
    if (!row) return std::nullopt;
  }
  auto answer = provider_.call(
      {spec.instance, spec.operation, spec.request, spec.key, spec.timeout, spec.target});
  record(context, *row, answer, follow);
  if (!hasHappened(answer)) {
    log_.warning("operation.not_done", {{"operation", row->id.text()},
                                        {"verb", spec.operation},
                                        {"subject", spec.subject},
                                        {"outcome", wordOf(answer.outcome)},
                                        {"code", answer.code}});
  }
  return answer;
}

// What is known of an operation that was asked for before; nothing: it is to be sent.
std::optional<ProviderAnswer> Operations::settled(jobs::Context& context, Row& row,
                                                  const OperationSpec& spec) {
  if (isOfAnother(row, spec)) return refuseReuse(row, spec);
  if (row.state == OperationState::Succeeded) {
    if (auto answer = stored(row)) return answer;
    return forgotten(row, spec);
  }
  // Sent without an outcome is what a crash in mid-call leaves: as unknown as a lost answer.
  const bool mayHaveHappened =
      row.state == OperationState::Sent || row.state == OperationState::Unknown;
  const bool isAccepted = row.state == OperationState::Pending && !spec.repeatable;
  if ((mayHaveHappened || isAccepted) && !spec.locateOperation.empty()) {
    auto located = locate(context, row, spec);
    // What is found of something repeatable may be half of it: sent again, it makes the rest.
    const bool goesOn = located && hasHappened(*located) && spec.repeatable;
    if (located && !goesOn) {
      const bool isNews = located->outcome == Outcome::Succeeded || mayHaveHappened;
      if (hasHappened(*located) && isNews) record(context, row, *located, {});
      return located;
    }
  }
  // It was accepted: that it cannot be found yet is no reason to send it again.
  if (!isAccepted) return std::nullopt;
  if (auto answer = stored(row)) return answer;
  return forgotten(row, spec);
}

bool Operations::offers(const std::string& kind, const std::string& instance,
                        const std::string& verb) {
  const auto all = provider_.instances(kind);
  return std::ranges::any_of(all, [&](const ProviderInstance& one) {
    return one.name == instance &&
           std::ranges::find(one.capabilities, verb) != one.capabilities.end();
  });
}

jobs::Result Operations::resultOf(const ProviderAnswer& answer) {
  const std::string reason =
      answer.code.empty() ? answer.message : answer.code + ": " + answer.message;
  switch (answer.outcome) {
    case Outcome::Retryable:
      // A provider that says when to come back costs no attempt.
      if (answer.retryAfter) return jobs::Result::wait(*answer.retryAfter, reason);
      return jobs::Result::retry(reason);
    case Outcome::Unknown:
      return jobs::Result::retry(
          "the answer was lost; it is looked up before anything is repeated: " + reason);
    case Outcome::NeedsAttention:
      return jobs::Result::park(reason);
    case Outcome::Permanent:
      return jobs::Result::park("refused: " + reason);
    case Outcome::Succeeded:
    case Outcome::Pending:
      break;
  }
  return jobs::Result::done();
}

jobs::Result Operations::resultOf(const ProviderAnswer& answer, const std::string& instance,
                                  const std::string& target) {
  const bool saysWhen = answer.outcome == Outcome::Retryable && answer.retryAfter;
  const bool holdsForAll =
      target.empty() && std::ranges::find(kHoldForAll, answer.code) != std::end(kHoldForAll);
  if (!saysWhen || !holdsForAll) return resultOf(answer);
  return jobs::Result::rest("plugin." + instance, *answer.retryAfter,
                            answer.code + ": " + answer.message);
}

std::vector<Operations::Stored> Operations::list(db::Reader& reader, const std::string& where,
                                                 std::span<const db::Param> params) {
  return reader.run(std::string{kSelectList} + where, params).map([](const db::Row& row) {
    Stored stored;
    stored.id = row.id<ProviderOperation>("id");
    stored.scope = {row.id<Tenant>("tenant_id"), row.get<std::optional<Id<Account>>>("account_id")};
    stored.instance = row.text("instance");
    stored.operation = row.text("operation");
    stored.key = row.text("idempotency_key");
    stored.subject = row.text("subject");
    stored.request = Json::parse(row.text("request"));
    stored.state = row.get<OperationState>("state");
    stored.errorCode = row.text("error_code");
    stored.errorMessage = row.text("error_message");
    stored.attempts = row.get<int>("attempts");
    stored.located = row.get<int>("located");
    stored.createdAt = row.instant("created_at");
    stored.updatedAt = row.instant("updated_at");
    return stored;
  });
}

Json masked(const Json& request, const std::vector<std::string>& secretFields) {
  if (request.is_array()) {
    Json copy = Json::array();
    for (const auto& member : request) copy.push_back(masked(member, secretFields));
    return copy;
  }
  if (!request.is_object()) return request;
  Json copy = Json::object();
  for (const auto& [name, value] : request.items()) {
    const bool secret = std::ranges::find(secretFields, name) != secretFields.end();
    copy[name] = secret ? Json("***") : masked(value, secretFields);
  }
  return copy;
}

}  // namespace hostler
