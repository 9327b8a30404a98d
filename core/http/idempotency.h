#pragma once

#include "core/db/database.h"
#include "core/http/reply.h"
#include "core/nodes/id_mint.h"
#include "core/secrets/vault.h"

#include <functional>
#include <string>

namespace hostler::http {

/// What makes one intention of one caller: the same three again are the same request.
struct IntentKey {
  std::string owner;  ///< the account; before sign-in the cart or the address
  std::string route;  ///< method and path
  std::string key;    ///< the Idempotency-Key
  std::string bodyHash;
};

/// Keeps the first answer to a request, in the transaction of its effect: after a crash there is
/// either both or neither. Parallel copies of one request wait for the first and get its answer.
class Idempotency {
 public:
  Idempotency(db::Database& database, const Clock& clock, IdMint& ids, Vault& vault)
      : database_{database}, clock_{clock}, ids_{ids}, vault_{vault} {}

  /// Runs `work` once for this intent. All transactions that `work` opens on this thread become
  /// one, which also keeps its answer; an answer that is not to be kept (400, 401, 403, 413, 415,
  /// 422, 429 and from 500 on) is an exception of `work`. A repeat gets the kept answer with
  /// `Idempotent-Replayed: true`. The same key with another body throws 409
  /// `idempotency_key_reused`. `check` runs as in guarded(), of the first copy alone.
  Answer once(const IntentKey& intent, const std::function<Answer()>& work,
              const std::function<void()>& check = {});
  /// Replaces the kept answer: for one that was not complete when the transaction committed.
  void complete(const IntentKey& intent, const Answer& answer);
  /// Runs `work` so that all its transactions are one, in which `check` runs first: for what must
  /// still be true when the change is made. What `check` throws undoes it.
  Answer guarded(const std::function<void()>& check, const std::function<Answer()>& work);
  /// Forgets what is older than 24 hours; returns how many.
  std::size_t prune();

  static const SealedColumn kSealedAnswer;

 private:
  std::optional<Answer> find(db::Reader& reader, const IntentKey& intent);
  Instant oldest() const;
  void keep(db::Transaction& tx, std::int64_t id, const Answer& answer);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  Vault& vault_;
};

}  // namespace hostler::http
