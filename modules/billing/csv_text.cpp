#include "modules/billing/csv_text.h"

#include "core/money/decimal.h"

namespace hostler {
namespace {

std::string cellOf(const std::string& value) {
  const bool formula =
      !value.empty() && std::string_view{"=+-@\t\r"}.find(value.front()) != std::string_view::npos;
  const auto safe = formula && !Decimal::parse(value) ? "'" + value : value;
  if (safe.find_first_of("\",\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

void CsvText::add(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) text_ += (i == 0 ? "" : ",") + cellOf(cells[i]);
  text_ += "\r\n";
}

}  // namespace hostler
