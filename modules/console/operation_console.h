#pragma once

#include "core/http/router.h"
#include "core/operations/operations.h"

namespace hostler {

/// What was asked of providers, and what became of it.
class OperationConsole {
 public:
  OperationConsole(db::Database& database, Operations& operations)
      : database_{database}, operations_{operations} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  Operations& operations_;
};

}  // namespace hostler
