#pragma once

#include "core/db/database.h"

#include <array>
#include <string_view>

namespace hostler {

/// What engines may do with a database. It stands in the database, so it holds for every process.
enum class EngineMode {
  Live = 1,  ///< everything
  Held,  ///< restored from a backup: the API, but no job and no schedule, until a person says so
  Restoring,  ///< half filled by a restore: nothing
};
template <>
inline constexpr std::array kEnumNames<EngineMode>{
    std::string_view{"live"}, std::string_view{"held"}, std::string_view{"restoring"}};

EngineMode engineMode(db::Reader& reader);
void setEngineMode(db::Transaction& tx, EngineMode mode, Instant at);

}  // namespace hostler
