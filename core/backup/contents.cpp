#include "core/backup/contents.h"

#include "core/backup/bytes.h"
#include "core/secrets/digest.h"

namespace hostler::backup {
namespace {

// It is authentic, so only another version could have written something else.
template <class F>
auto understood(std::string_view text, F read) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception&) {
    throw BackupError{"the backup has a content that this hostler does not understand"};
  }
}

}  // namespace

Json Header::toJson() const {
  Json list = Json::array();
  for (const auto& step : steps) {
    list.push_back({{"number", step.number},
                    {"module", step.module},
                    {"name", step.name},
                    {"checksum", step.checksum}});
  }
  return {{"format", 1},      {"program", program},
          {"engine", engine}, {"made_at", madeAt.unixMicros()},
          {"steps", list},    {"key_check", base64Url(keyCheck)}};
}

Header Header::of(std::string_view text) {
  return understood(text, [](const Json& json) {
    if (json.at("format") != 1)
      throw BackupError{"the backup has a form that this hostler does not know"};
    Header header{json.at("program"),
                  json.at("engine"),
                  Instant::ofUnixMicros(json.at("made_at").get<std::int64_t>()),
                  {},
                  decodeBase64Url(json.at("key_check").get<std::string>()).value_or("")};
    for (const auto& step : json.at("steps"))
      header.steps.push_back(
          {step.at("number"), step.at("module"), step.at("name"), step.at("checksum")});
    return header;
  });
}

Json sumsToJson(const Sums& sums) {
  Json tables = Json::object();
  for (const auto& [name, sum] : sums) tables[name] = {{"rows", sum.rows}, {"digest", sum.digest}};
  return {{"tables", tables}};
}

Sums sumsOf(std::string_view text) {
  return understood(text, [](const Json& json) {
    Sums sums;
    for (const auto& [name, sum] : json.at("tables").items())
      sums[name] = {sum.at("rows"), sum.at("digest")};
    return sums;
  });
}

std::int64_t rowsOf(const Sums& sums) {
  std::int64_t rows = 0;
  for (const auto& [name, sum] : sums) rows += sum.rows;
  return rows;
}

Json tableToJson(const Table& table) {
  Json columns = Json::array();
  for (const auto& column : table.columns) columns.push_back(column.name);
  return {{"name", table.name}, {"columns", columns}};
}

Table tableOf(std::string_view text) {
  return understood(text, [](const Json& json) {
    Table table{json.at("name"), {}, {}, false};
    for (const auto& column : json.at("columns")) table.columns.push_back({column, Kind::Number});
    return table;
  });
}

Sums sumsIn(db::Database& database) {
  const auto dialect = database.dialect();
  return database.read([&](db::Reader& reader) {
    Sums sums;
    for (const auto& table : tablesOf(reader, dialect)) {
      TableSum sum;
      forEachRow(reader, table, [&](std::string_view row) { sum.add(row); });
      sums[table.name] = {sum.rows(), sum.digest()};
    }
    return sums;
  });
}

}  // namespace hostler::backup
