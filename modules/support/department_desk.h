#pragma once

#include "core/audit/audit_log.h"
#include "core/db/database.h"
#include "core/nodes/id_mint.h"
#include "core/shape/shape.h"
#include "core/time/clock.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Who answers what.
struct Department {
  Id<Department> id;
  std::string name, description;
  std::optional<std::string> email;  ///< where staff learn of what comes in; none: the shop's own
  bool isPublic = true;              ///< clients may choose it
  std::optional<int> firstResponseMinutes;  ///< none: nothing is promised
  int position = 0;
};

struct DepartmentEdit {
  std::optional<std::string> name, description;
  std::optional<bool> isPublic;
  std::optional<int> position;
  std::optional<std::optional<std::string>> email;
  std::optional<std::optional<int>> firstResponseMinutes;
  static void describe(Shape<DepartmentEdit>& shape);
};

/// Thread-safe.
class DepartmentDesk {
 public:
  DepartmentDesk(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit} {}

  /// By position, then by name.
  std::vector<Department> list(db::Reader& reader, Id<Tenant> tenant);
  /// Also of one that was removed meanwhile.
  std::optional<Department> find(db::Reader& reader, Id<Tenant> tenant, Id<Department> id);
  /// Nothing for one that was removed.
  std::optional<Department> existing(db::Reader& reader, Id<Tenant> tenant, Id<Department> id);
  /// The same. Throws NotFound.
  Department get(db::Reader& reader, Id<Tenant> tenant, Id<Department> id);
  /// Where a ticket goes that names no department: the first public one, if there is any.
  std::optional<Department> first(db::Reader& reader, Id<Tenant> tenant);

  /// Throws DomainError 409 `name_taken`, ValidationError without a name.
  Department add(const Actor& actor, const DepartmentEdit& edit);
  Department change(const Actor& actor, Id<Department> id, const DepartmentEdit& edit);
  void remove(const Actor& actor, Id<Department> id);

 private:
  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
};

}  // namespace hostler
