#include "modules/support/department_desk.h"

#include "core/problem/problem.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kSelectAll =
    "SELECT * FROM departments WHERE tenant_id = ? AND deleted_at IS NULL ORDER BY position, name";
constexpr auto kSelectOne = "SELECT * FROM departments WHERE tenant_id = ? AND id = ?";
constexpr auto kSelectNamed =
    "SELECT id FROM departments WHERE tenant_id = ? AND name = ? AND deleted_at IS NULL "
    "{for_update}";
constexpr auto kInsert = R"sql(
  INSERT INTO departments (id, tenant_id, name, description, email, is_public, first_response_minutes,
                           position, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE departments SET name = ?, description = ?, email = ?, is_public = ?, first_response_minutes = ?,
         position = ? WHERE tenant_id = ? AND id = ?)sql";
constexpr auto kRemove =
    "UPDATE departments SET deleted_at = ? WHERE tenant_id = ? AND id = ? AND deleted_at IS NULL";

Department departmentOf(const db::Row& row) {
  Department department;
  department.id = row.id<Department>("id");
  department.name = row.text("name");
  department.description = row.text("description");
  department.email = row.get<std::optional<std::string>>("email");
  department.isPublic = row.flag("is_public");
  department.firstResponseMinutes = row.get<std::optional<int>>("first_response_minutes");
  department.position = row.get<int>("position");
  return department;
}

void apply(const DepartmentEdit& edit, Department& department) {
  if (edit.name) department.name = *edit.name;
  if (edit.description) department.description = *edit.description;
  if (edit.email) department.email = *edit.email;
  if (edit.isPublic) department.isPublic = *edit.isPublic;
  if (edit.firstResponseMinutes) department.firstResponseMinutes = *edit.firstResponseMinutes;
  if (edit.position) department.position = *edit.position;
}

// A name that a removed department had is free again, which no unique index says on its own.
void requireFreeName(db::Transaction& tx, Id<Tenant> tenant, const Department& wanted) {
  const auto holder = tx.query(kSelectNamed, tenant, wanted.name).first([](const db::Row& row) {
    return row.id<Department>("id");
  });
  if (holder && *holder != wanted.id)
    throw DomainError{"name_taken", 409, "Another department has this name."};
}

}  // namespace

void DepartmentEdit::describe(Shape<DepartmentEdit>& shape) {
  shape.field("name", &DepartmentEdit::name).length(1, 120);
  shape.field("description", &DepartmentEdit::description).length(0, 500);
  shape.field("email", &DepartmentEdit::email).email();
  shape.field("public", &DepartmentEdit::isPublic);
  shape.field("first_response_minutes", &DepartmentEdit::firstResponseMinutes).range(1, 43'200);
  shape.field("position", &DepartmentEdit::position).range(0, 1'000'000);
}

std::vector<Department> DepartmentDesk::list(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelectAll, tenant).map(departmentOf);
}

std::optional<Department> DepartmentDesk::find(db::Reader& reader, Id<Tenant> tenant,
                                               Id<Department> id) {
  return reader.query(kSelectOne, tenant, id).first(departmentOf);
}

std::optional<Department> DepartmentDesk::existing(db::Reader& reader, Id<Tenant> tenant,
                                                   Id<Department> id) {
  auto all = list(reader, tenant);
  const auto found = std::ranges::find(all, id, &Department::id);
  if (found == all.end()) return std::nullopt;
  return std::move(*found);
}

Department DepartmentDesk::get(db::Reader& reader, Id<Tenant> tenant, Id<Department> id) {
  auto department = existing(reader, tenant, id);
  if (!department) throw NotFound{};
  return std::move(*department);
}

std::optional<Department> DepartmentDesk::first(db::Reader& reader, Id<Tenant> tenant) {
  auto all = list(reader, tenant);
  const auto found = std::ranges::find(all, true, &Department::isPublic);
  if (found == all.end()) return std::nullopt;
  return std::move(*found);
}

Department DepartmentDesk::add(const Actor& actor, const DepartmentEdit& edit) {
  if (!edit.name) throw ValidationError{"name", "required", "is required"};
  Department department;
  department.id = ids_.next<Department>();
  apply(edit, department);
  const auto tenant = actor.scope.tenant;
  return database_.transaction([&](db::Transaction& tx) {
    requireFreeName(tx, tenant, department);
    tx.execute(kInsert, department.id, tenant, department.name, department.description,
               department.email, department.isPublic, department.firstResponseMinutes,
               department.position, clock_.now());
    audit_.record(tx, actor, "department.added", department.id.text());
    return department;
  });
}

Department DepartmentDesk::change(const Actor& actor, Id<Department> id,
                                  const DepartmentEdit& edit) {
  const auto tenant = actor.scope.tenant;
  return database_.transaction([&](db::Transaction& tx) {
    auto department = get(tx, tenant, id);
    apply(edit, department);
    requireFreeName(tx, tenant, department);
    tx.execute(kUpdate, department.name, department.description, department.email,
               department.isPublic, department.firstResponseMinutes, department.position, tenant,
               id);
    audit_.record(tx, actor, "department.changed", id.text());
    return department;
  });
}

void DepartmentDesk::remove(const Actor& actor, Id<Department> id) {
  database_.transaction([&](db::Transaction& tx) {
    if (tx.execute(kRemove, clock_.now(), actor.scope.tenant, id) == 0) throw NotFound{};
    audit_.record(tx, actor, "department.removed", id.text());
  });
}

}  // namespace hostler
