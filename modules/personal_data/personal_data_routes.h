#pragma once

// A person's own data: to take along, and to have erased.

#include "core/http/router.h"
#include "modules/personal_data/erasure.h"

namespace hostler {

inline constexpr http::Permission kExportData{"accounts:ExportData"};
inline constexpr http::Permission kEraseAccount{"accounts:EraseAccount"};

class PersonalDataRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    AuditLog& audit;
    Files& files;
  };
  explicit PersonalDataRoutes(Parts parts)
      : parts_{parts}, erasure_{{parts.clock, parts.audit, parts.files}} {}
  void mount(http::Router& router);

 private:
  void requireRoot(db::Reader& reader, const Actor& actor);

  Parts parts_;
  Erasure erasure_;
};

}  // namespace hostler
