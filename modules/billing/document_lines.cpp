#include "modules/billing/document_lines.h"

#include "core/json/json.h"

namespace hostler::document_lines {

std::string textOf(const std::vector<LineDraft>& lines) {
  Json list = Json::array();
  for (const auto& line : lines) {
    list.push_back({{"description", line.description},
                    {"quantity", line.quantity.text()},
                    {"unit_price", line.unitPrice.minor()},
                    {"discount", line.discount.minor()},
                    {"sac", line.taxClass}});
  }
  return dump(list);
}

std::vector<LineDraft> of(const std::string& text, Currency currency) {
  std::vector<LineDraft> lines;
  const auto stored = Json::parse(text);
  for (const auto& one : stored) {
    LineDraft line;
    line.kind = LineKind::Manual;
    line.description = one.at("description");
    line.quantity = Decimal::of(one.at("quantity").get<std::string>());
    line.unitPrice = Money::ofMinor(one.at("unit_price"), currency);
    line.discount = Money::ofMinor(one.at("discount"), currency);
    line.taxClass = one.at("sac");
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace hostler::document_lines
