#include "modules/accounts/one_time_codes.h"

#include "core/secrets/digest.h"

namespace hostler {
namespace {

constexpr auto kDelete = "DELETE FROM one_time_codes WHERE purpose = ? AND subject_id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO one_time_codes (purpose, subject_id, code_hash, tries, sent_at, expires_at) VALUES (?, ?, ?, 0, ?, ?))sql";
constexpr auto kCountTry = R"sql(
  UPDATE one_time_codes SET tries = tries + 1 WHERE purpose = ? AND subject_id = ? AND tries < ? AND expires_at > ?)sql";
constexpr auto kSelect =
    "SELECT code_hash, sent_at FROM one_time_codes WHERE purpose = ? AND subject_id = ?";
constexpr auto kUseUp =
    "DELETE FROM one_time_codes WHERE purpose = ? AND subject_id = ? AND code_hash = ?";
constexpr auto kPrune = "DELETE FROM one_time_codes WHERE expires_at < ?";

}  // namespace

std::string OneTimeCodes::hashOf(CodePurpose purpose, std::int64_t subject, std::string_view code) {
  return vault_.fingerprint("one_time_code", std::string{wordOf(purpose)} + ":" +
                                                 std::to_string(subject) + ":" + std::string{code});
}

Secret OneTimeCodes::issue(db::Transaction& tx, CodePurpose purpose, std::int64_t subject) {
  Secret code{random_.digits(6)};
  const auto now = clock_.now();
  tx.execute(kDelete, purpose, subject);
  tx.execute(kInsert, purpose, subject, hashOf(purpose, subject, code.reveal()), now,
             now.plus(kLife));
  return code;
}

bool OneTimeCodes::accept(db::Transaction& tx, CodePurpose purpose, std::int64_t subject,
                          std::string_view code) {
  if (tx.execute(kCountTry, purpose, subject, kTries, clock_.now()) != 1) return false;
  const auto kept = tx.query(kSelect, purpose, subject).only().text("code_hash");
  if (!equalInConstantTime(kept, hashOf(purpose, subject, code))) return false;
  return tx.execute(kUseUp, purpose, subject, kept) == 1;
}

std::optional<Instant> OneTimeCodes::sentAt(db::Reader& reader, CodePurpose purpose,
                                            std::int64_t subject) {
  return reader.query(kSelect, purpose, subject).first([](const db::Row& row) {
    return row.instant("sent_at");
  });
}

std::int64_t OneTimeCodes::prune(db::Transaction& tx, Instant now) {
  return tx.execute(kPrune, now);
}

}  // namespace hostler
