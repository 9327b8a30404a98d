#pragma once

#include "core/db/database.h"
#include "modules/files/files.h"

#include <optional>
#include <string>

namespace hostler {

/// The bytes of a tenant's file, whatever it belongs to; nothing where it has none of this id. For
/// who has seen to it that they may be shown.
std::optional<std::string> keptContent(db::Reader& reader, Id<Tenant> tenant, Id<File> id);

}  // namespace hostler
