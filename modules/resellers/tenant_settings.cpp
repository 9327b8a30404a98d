#include "modules/resellers/colour_contrast.h"
#include "modules/resellers/resellers.h"
#include "modules/resellers/setting_book.h"

#include <algorithm>
#include <stdexcept>

namespace hostler {
namespace {

// What leaves room for the number in the 16 characters of rule 46 of the CGST Rules.
bool isSeries(const std::string& text) {
  return !text.empty() && text.size() <= 4 && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// "#1d4ed8", or nothing: the shipped one.
bool isColour(const std::string& text) {
  return text.empty() || isHexColour(text);
}

constexpr int kMostRadius = 24;  // pixels; more makes rows of a table overlap their frame

// One line of at most 300 bytes: 100 letters of any script.
bool isTagline(const std::string& text) {
  return text.size() <= 300 &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

// "shop@bank", or nothing: none is printed.
bool isUpiId(const std::string& text) {
  const auto at = text.find('@');
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == '@';
  };
  return text.empty() ||
         (at != std::string::npos && at > 0 && at + 1 < text.size() && text.size() <= 100 &&
          text.find('@', at + 1) == std::string::npos && std::ranges::all_of(text, plain));
}

// "DE136695976", or nothing: the seller has none.
bool isVatNumber(const std::string& text) {
  const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.empty() || (text.size() >= 4 && text.size() <= 20 && isCapital(text[0]) &&
                          isCapital(text[1]) && std::ranges::all_of(text, [&](char c) {
                            return isCapital(c) || (c >= '0' && c <= '9');
                          }));
}

}  // namespace

std::optional<std::string> seriesOfProformasToo(const TenantSettings& settings) {
  const auto own = settings.text("invoice.proforma_series");
  for (const auto* other : {"invoice.series", "invoice.credit_note_series",
                            "invoice.debit_note_series", "invoice.receipt_series"}) {
    if (settings.text(other) == own) return other;
  }
  return std::nullopt;
}

Json TenantSettings::value(std::string_view name) const {
  if (const auto own = own_.find(std::string{name}); own != own_.end()) return own->second;
  const auto* found = findTenantSetting(name);
  if (found == nullptr) throw std::logic_error{"no tenant setting is called " + std::string{name}};
  return found->shipped;
}

std::int64_t TenantSettings::integer(std::string_view name) const {
  return value(name).get<std::int64_t>();
}
bool TenantSettings::flag(std::string_view name) const {
  return value(name).get<bool>();
}
std::string TenantSettings::text(std::string_view name) const {
  return value(name).get<std::string>();
}

std::vector<std::string> TenantSettings::names() {
  std::vector<std::string> names;
  for (const auto& one : tenantSettings()) names.push_back(one.name);
  return names;
}

bool TenantSettings::isKnown(std::string_view name) {
  return findTenantSetting(name) != nullptr;
}
bool TenantSettings::fits(std::string_view name, const Json& value) {
  const auto* found = findTenantSetting(name);
  if (found == nullptr) return false;
  if (found->shipped.is_number_integer()) {
    if (!value.is_number_integer() || value < 0) return false;
    if (name == "brand.radius") return value <= kMostRadius;
    return name != "invoice.fiscal_year_first_month" || (value >= 1 && value <= 12);
  }
  if (found->shipped.type() != value.type()) return false;
  if (name == "invoice.series" || name == "invoice.credit_note_series" ||
      name == "invoice.debit_note_series" || name == "invoice.receipt_series" ||
      name == "invoice.proforma_series")
    return isSeries(value.get_ref<const std::string&>());
  if (name == "invoice.colour" || name == "brand.primary")
    return isColour(value.get_ref<const std::string&>());
  if (name == "brand.tagline") return isTagline(value.get_ref<const std::string&>());
  if (name == "invoice.upi_id") return isUpiId(value.get_ref<const std::string&>());
  if (name == "renewal.after_suspension") return value == "keep" || value == "restart";
  if (name == "termination.open_invoices") return value == "credit" || value == "keep";
  if (name == "tax.vat_number") return isVatNumber(value.get_ref<const std::string&>());
  if (name == "tax.vat_pending") return value == "charge" || value == "reverse_charge";
  if (name == "captcha.when_down") return value == "limit" || value == "refuse";
  if (name == "tax.regime")
    return value == "gst" || value == "composition" || value == "table" || value == "none";
  return !value.is_array() ||
         std::ranges::all_of(value, [](const Json& one) { return one.is_number_integer(); });
}

}  // namespace hostler
