#include "core/app/hold.h"

#include "core/nodes/engine_mode.h"
#include "modules/resellers/resellers.h"

namespace hostler::app {

bool resumeWork(Foundation& base, const std::string& by) {
  return base.database->transaction([&](db::Transaction& tx) {
    if (engineMode(tx) == EngineMode::Live) return false;
    setEngineMode(tx, EngineMode::Live, base.clock.now());
    base.audit.record(tx, Actor::system(kPlatform, by), "engine.resumed", kPlatform.text());
    return true;
  });
}

}  // namespace hostler::app
