#include "core/nodes/engine_mode.h"

namespace hostler {
namespace {

constexpr auto kSelect = "SELECT mode FROM engine_mode WHERE id = 1";
constexpr auto kUpdate = "UPDATE engine_mode SET mode = ?, since = ? WHERE id = 1";

}  // namespace

EngineMode engineMode(db::Reader& reader) {
  return reader.query(kSelect).only().get<EngineMode>("mode");
}

void setEngineMode(db::Transaction& tx, EngineMode mode, Instant at) {
  if (tx.execute(kUpdate, mode, at) != 1)
    throw std::runtime_error{"the row of engine_mode was deleted"};
}

}  // namespace hostler
