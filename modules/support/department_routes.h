#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/support/department_desk.h"

namespace hostler {

struct DepartmentView {
  Id<Department> id;
  std::string name, description;
  std::optional<std::string> email;
  std::optional<bool> isPublic;
  std::optional<int> firstResponseMinutes, position;

  static DepartmentView forClients(const Department& department);
  static DepartmentView forStaff(const Department& department);
  static void describe(Shape<DepartmentView>& shape);
};

/// Departments: for clients to choose from, and as staff set them up.
class DepartmentRoutes {
 public:
  DepartmentRoutes(db::Database& database, DepartmentDesk& departments)
      : database_{database}, departments_{departments} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  DepartmentDesk& departments_;
};

}  // namespace hostler
