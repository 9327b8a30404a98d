#pragma once

#include "core/app/command.h"

namespace hostler::app {

/// `plugin install FILE [--signature FILE.sig]`: checks a package, and lays it into
/// DATA_DIR/plugins. One that is signed with a trusted key is accepted as well.
Exit installPlugin(const Arguments& arguments);
/// `plugin remove NAME`: takes an installed plugin away that nobody has enabled.
Exit removePlugin(const Arguments& arguments);

}  // namespace hostler::app
