#include "core/http/idempotency.h"

#include "core/problem/problem.h"

namespace hostler::http {
namespace {

struct Intent;  // names the ids of kept answers; they never leave the database

constexpr auto kSelect =
    "SELECT id, request_hash, status, answer FROM idempotency_keys WHERE owner = ? AND route = ? "
    "AND idempotency_key = ? "
    "AND created_at >= ?";
constexpr auto kForget =
    "DELETE FROM idempotency_keys WHERE owner = ? AND route = ? AND idempotency_key = ? AND "
    "created_at < ?";
constexpr auto kInsert =
    "INSERT INTO idempotency_keys (id, owner, route, idempotency_key, request_hash, created_at) "
    "VALUES (?, ?, ?, ?, ?, ?)";
constexpr auto kKeep = "UPDATE idempotency_keys SET status = ?, answer = ? WHERE id = ?";
constexpr auto kPrune = "DELETE FROM idempotency_keys WHERE created_at < ?";
constexpr std::chrono::hours kKeptFor{24};

// Another copy of the request holds the key: its answer will be there once this transaction is
// over.
struct KeyTaken {};

Json packed(const Answer& answer) {
  Json cookies = Json::array(), headers = Json::array();
  for (const auto& cookie : answer.cookies)
    cookies.push_back({cookie.name, cookie.value, cookie.maxAge.count()});
  for (const auto& [name, value] : answer.headers) headers.push_back({name, value});
  return {{"body", answer.body}, {"cookies", cookies}, {"headers", headers}};
}

Answer unpacked(int status, const Json& kept) {
  Answer answer;
  answer.status = status;
  answer.body = kept.at("body");
  for (const auto& cookie : kept.at("cookies")) {
    answer.cookies.push_back(
        {cookie[0], cookie[1], std::chrono::seconds{cookie[2].get<std::int64_t>()}});
  }
  for (const auto& header : kept.at("headers")) answer.headers.emplace_back(header[0], header[1]);
  answer.headers.emplace_back("Idempotent-Replayed", "true");
  return answer;
}

bool isKept(int status) {
  return status == 404 || status == 409 || status == 410;
}

}  // namespace

const SealedColumn Idempotency::kSealedAnswer{"idempotency_keys", "id", "answer"};

std::optional<Answer> Idempotency::find(db::Reader& reader, const IntentKey& intent) {
  const auto rows = reader.query(kSelect, intent.owner, intent.route, intent.key, oldest());
  if (rows.empty()) return std::nullopt;
  const auto row = rows[0];
  if (row.text("request_hash") != intent.bodyHash) {
    throw DomainError{"idempotency_key_reused", 409,
                      "This Idempotency-Key was used for another request; use a new one."};
  }
  if (row.isNull("answer")) return std::nullopt;
  const auto clear = vault_.open(kSealedAnswer, row.integer("id"), row.blob("answer"));
  return unpacked(row.get<int>("status"), Json::parse(clear.reveal()));
}

Instant Idempotency::oldest() const {
  return clock_.now().minus(kKeptFor);
}

Answer Idempotency::guarded(const std::function<void()>& check,
                            const std::function<Answer()>& work) {
  return database_.together([&](db::Transaction&) { check(); }, work);
}

void Idempotency::keep(db::Transaction& tx, std::int64_t id, const Answer& answer) {
  tx.execute(kKeep, answer.status, vault_.seal(kSealedAnswer, id, Secret{dump(packed(answer))}),
             id);
}

Answer Idempotency::once(const IntentKey& asked, const std::function<Answer()>& work,
                         const std::function<void()>& check) {
  auto intent = asked;
  // Bodies hold passwords and codes, and a plain hash of those can be guessed by trying.
  intent.bodyHash = vault_.fingerprint("request", asked.bodyHash);
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (auto kept = database_.read([&](db::Reader& reader) { return find(reader, intent); })) {
      // Whoever kept it may still be waiting for the disk. It is told once it lasts, as every
      // commit is, this one of nothing too.
      database_.transaction([](db::Transaction&) {});
      return *kept;
    }
    const auto id = ids_.next<Intent>().value();
    const auto reserve = [&](db::Transaction& tx) {
      tx.execute(kForget, intent.owner, intent.route, intent.key, oldest());
      if (!tx.tryInsert(kInsert, id, intent.owner, intent.route, intent.key, intent.bodyHash,
                        clock_.now()))
        throw KeyTaken{};
      if (check) check();
    };
    try {
      return database_.together(reserve, [&] {
        Answer answer = work();
        // An answer without any transaction had no effect, and may as well be given anew.
        if (database_.inTransaction())
          database_.transaction([&](db::Transaction& tx) { keep(tx, id, answer); });
        return answer;
      });
    } catch (const KeyTaken&) {
      continue;
    } catch (const DomainError& error) {
      if (!isKept(error.status())) throw;
      // What the state forbade stays forbidden for this intent, even if the state changes
      // meanwhile.
      Answer answer;
      answer.status = error.status();
      answer.body = {{"code", error.code()}, {"detail", error.detail()}, {"facts", error.facts()}};
      database_.transaction([&](db::Transaction& tx) {
        if (tx.tryInsert(kInsert, id, intent.owner, intent.route, intent.key, intent.bodyHash,
                         clock_.now()))
          keep(tx, id, answer);
      });
      throw;
    }
  }
  throw DomainError{"request_in_progress", 409,
                    "The same request is being worked on; ask again in a moment."};
}

void Idempotency::complete(const IntentKey& intent, const Answer& answer) {
  database_.transaction([&](db::Transaction& tx) {
    const auto rows = tx.query(kSelect, intent.owner, intent.route, intent.key, oldest());
    if (!rows.empty()) keep(tx, rows[0].integer("id"), answer);
  });
}

std::size_t Idempotency::prune() {
  return static_cast<std::size_t>(
      database_.transaction([&](db::Transaction& tx) { return tx.execute(kPrune, oldest()); }));
}

}  // namespace hostler::http
