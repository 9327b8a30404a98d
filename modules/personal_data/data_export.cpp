#include "modules/personal_data/data_export.h"

#include "modules/personal_data/export_parts.h"

namespace hostler {
namespace {

Json valueOf(const db::Row& row, const ExportColumn& column) {
  using Kind = ExportColumn::Kind;
  if (row.isNull(column.name)) return nullptr;
  switch (column.kind) {
    case Kind::Text:
      return row.text(column.name);
    case Kind::Number:
      return row.integer(column.name);
    case Kind::Moment:
      return row.instant(column.name).text();
    case Kind::Id:
      break;
  }
  return formatId(column.prefix, row.integer(column.name));
}

}  // namespace

Json exportOf(db::Reader& reader, const Scope& client) {
  Json all = Json::object();
  for (const auto& part : exportParts()) {
    Json rows = Json::array();
    for (const auto& row : reader.query(part.sql, client.tenant, client.account)) {
      Json shown = Json::object();
      for (const auto& column : part.columns) shown[column.name] = valueOf(row, column);
      rows.push_back(std::move(shown));
    }
    all[part.name] = std::move(rows);
  }
  return all;
}

}  // namespace hostler
