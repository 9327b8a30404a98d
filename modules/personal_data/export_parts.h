#pragma once

#include <vector>

namespace hostler {

/// One member of what is exported, named as its column is.
struct ExportColumn {
  enum class Kind { Text, Number, Moment, Id };

  const char* name;
  Kind kind = Kind::Text;
  const char* prefix = "";  ///< of an id
};

/// One list of the export. No column is a secret, a hash of one or a note of staff.
struct ExportPart {
  const char* name;
  const char* sql;  ///< of one account: takes the tenant and the account
  std::vector<ExportColumn> columns;
};

/// All that is kept about an account.
const std::vector<ExportPart>& exportParts();

}  // namespace hostler
