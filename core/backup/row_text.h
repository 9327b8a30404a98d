#pragma once

#include "core/db/rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace hostler::backup {

/// A row's cells one after the other: a byte that tells what comes, then for a number 8 bytes,
/// for a text or bytes 4 bytes of length and they themselves. Least significant byte first.
void appendCell(std::string& row, const db::Cell& cell);
/// Throws BackupError for what appendCell never writes.
std::vector<db::Cell> cellsOf(std::string_view row);

}  // namespace hostler::backup
