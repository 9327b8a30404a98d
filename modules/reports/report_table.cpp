#include "modules/reports/report_table.h"

#include "core/money/money.h"

namespace hostler {
namespace {

// What spreadsheets begin a formula with.
bool looksLikeFormula(const std::string& text) {
  return !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
}

std::string quoted(const std::string& text) {
  const auto safe = looksLikeFormula(text) ? "'" + text : text;
  if (safe.find_first_of("\",\r\n") == std::string::npos) return safe;
  std::string result{"\""};
  for (const char c : safe) result += c == '"' ? std::string{"\"\""} : std::string{c};
  return result + "\"";
}

// "1180.00 INR" without its currency.
std::string amountOf(const Json& money) {
  const auto text =
      Money::ofMinor(money.at("amount"), Currency::of(money.at("currency").get<std::string>()))
          .text();
  return text.substr(0, text.find(' '));
}

std::string cellOf(const Json& row, const ReportColumn& column) {
  const auto found = row.find(column.name);
  if (found == row.end() || found->is_null()) return "";
  if (column.type == ColumnType::Money) return amountOf(*found);
  if (found->is_number_integer()) return std::to_string(found->get<std::int64_t>());
  return quoted(found->is_string() ? found->get<std::string>() : dump(*found));
}

}  // namespace

void ReportColumn::describe(Shape<ReportColumn>& shape) {
  shape.field("name", &ReportColumn::name);
  shape.field("title", &ReportColumn::title);
  shape.field("type", &ReportColumn::type);
}

void ReportTable::describe(Shape<ReportTable>& shape) {
  shape.field("name", &ReportTable::name);
  shape.field("from", &ReportTable::from);
  shape.field("to", &ReportTable::to);
  shape.field("columns", &ReportTable::columns);
  shape.field("rows", &ReportTable::rows).count(0, 100'000);
  shape.field("totals", &ReportTable::totals).describedAs("one for each currency");
}

std::string csvOf(const ReportTable& table) {
  std::string csv;
  for (const auto& column : table.columns)
    csv += (&column == table.columns.data() ? "" : ",") + quoted(column.title);
  csv += "\r\n";
  for (const auto& row : table.rows) {
    for (const auto& column : table.columns)
      csv += (&column == table.columns.data() ? "" : ",") + cellOf(row, column);
    csv += "\r\n";
  }
  return csv;
}

}  // namespace hostler
