#include "modules/resellers/resellers.h"

#include <algorithm>
#include <stdexcept>

namespace hostler {
namespace {

// Every choice that a tenant has, with what is shipped.
const std::map<std::string, Json, std::less<>>& shipped() {
  static const std::map<std::string, Json, std::less<>> defaults{
      // Invoices
      {"invoice.series", "HST"},
      {"invoice.credit_note_series", "CN"},
      {"invoice.debit_note_series", "DN"},
      {"invoice.terms_days", 0},
      {"invoice.round_to_whole_unit", false},
      {"invoice.fiscal_year_first_month", 4},
      {"invoice.notes", ""},
      {"invoice.colour", ""},
      {"invoice.upi_id", ""},
      {"invoice.bank_details", ""},
      // Tax
      {"tax.regime", "gst"},
      {"tax.prices_include_tax", false},
      {"tax.lut_number", ""},
      {"tax.sac", "998315"},
      {"tax.trust_pending_vat_ids", false},
      // Renewals and dunning, in days
      {"renewal.invoice_days_before", 14},
      {"renewal.notice_days", Json::array({-3, 1, 5, 10})},
      {"renewal.grace_days", 3},
      {"renewal.terminate_days_after_suspension", 15},
      {"renewal.pay_from_credit", true},
      {"renewal.after_suspension", "keep"},
      {"renewal.price_notice_days", 30},
      {"orders.cancel_unpaid_days", 7},
      // Charging saved methods: on the due date, and on these days after it
      {"collect.enabled", true},
      {"collect.retry_days", Json::array({1, 3, 5})},
      // Domains; days are before the expiry
      {"domains.fresh_factor", true},
      {"domains.invoice_days_before", 21},
      {"domains.notice_days", Json::array({30, 14, 7, 1})},
      // Sign-up
      {"accounts.pan_required", true},
      {"accounts.legal_version", "1"},
      // Mail
      {"mail.from_name", ""},
      {"mail.from_address", ""},
      {"mail.footer", ""},
      {"mail.carriers", ""},
      {"sms.carriers", ""},
      // Name servers
      {"dns.home", ""},
      {"dns.zone_for_hosting", false},
      {"dns.hosting_template", "hosting"},
      {"dns.most_zones", 100},
      {"dns.most_records", 250},
      {"dns.ds_wait_hours", 48},
  };
  return defaults;
}

// What leaves room for the number in the 16 characters of rule 46 of the CGST Rules.
bool isSeries(const std::string& text) {
  return !text.empty() && text.size() <= 4 && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// "#1d4ed8", or nothing: the shipped one.
bool isColour(const std::string& text) {
  return text.empty() || (text.size() == 7 && text.front() == '#' &&
                          text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos);
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

}  // namespace

Json TenantSettings::value(std::string_view name) const {
  if (const auto own = own_.find(std::string{name}); own != own_.end()) return own->second;
  const auto found = shipped().find(name);
  if (found == shipped().end())
    throw std::logic_error{"no tenant setting is called " + std::string{name}};
  return found->second;
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
  for (const auto& [name, value] : shipped()) names.push_back(name);
  return names;
}

bool TenantSettings::isKnown(std::string_view name) {
  return shipped().contains(name);
}
bool TenantSettings::fits(std::string_view name, const Json& value) {
  const auto found = shipped().find(name);
  if (found == shipped().end()) return false;
  if (found->second.is_number_integer()) {
    if (!value.is_number_integer() || value < 0) return false;
    return name != "invoice.fiscal_year_first_month" || (value >= 1 && value <= 12);
  }
  if (found->second.type() != value.type()) return false;
  if (name == "invoice.series" || name == "invoice.credit_note_series" ||
      name == "invoice.debit_note_series")
    return isSeries(value.get_ref<const std::string&>());
  if (name == "invoice.colour") return isColour(value.get_ref<const std::string&>());
  if (name == "invoice.upi_id") return isUpiId(value.get_ref<const std::string&>());
  if (name == "renewal.after_suspension") return value == "keep" || value == "restart";
  if (name == "tax.regime")
    return value == "gst" || value == "composition" || value == "table" || value == "none";
  return !value.is_array() ||
         std::ranges::all_of(value, [](const Json& one) { return one.is_number_integer(); });
}

}  // namespace hostler
