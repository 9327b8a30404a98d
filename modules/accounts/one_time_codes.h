#pragma once

#include "core/db/database.h"
#include "core/secrets/random.h"
#include "core/secrets/vault.h"
#include "core/time/clock.h"

#include <string_view>

namespace hostler {

enum class CodePurpose { Registration = 1, StepUp };
template <>
inline constexpr std::array kEnumNames<CodePurpose>{std::string_view{"registration"},
                                                    std::string_view{"step_up"}};

/// Codes of six digits that go by mail or SMS: for ten minutes, five tries, one purpose of one
/// thing (security rule A19). Kept as a keyed hash. A new code ends the one before.
class OneTimeCodes {
 public:
  static constexpr int kTries = 5;
  static constexpr std::chrono::minutes kLife{10};

  OneTimeCodes(const Clock& clock, Random& random, Vault& vault)
      : clock_{clock}, random_{random}, vault_{vault} {}

  Secret issue(db::Transaction& tx, CodePurpose purpose, std::int64_t subject);
  /// Counts a try and compares. A right code is used up. The transaction must commit whatever the
  /// answer is.
  bool accept(db::Transaction& tx, CodePurpose purpose, std::int64_t subject,
              std::string_view code);
  /// When the code that is there was sent; nothing when there is none.
  std::optional<Instant> sentAt(db::Reader& reader, CodePurpose purpose, std::int64_t subject);
  static std::int64_t prune(db::Transaction& tx, Instant now);

 private:
  std::string hashOf(CodePurpose purpose, std::int64_t subject, std::string_view code);

  const Clock& clock_;
  Random& random_;
  Vault& vault_;
};

}  // namespace hostler
