#include "modules/billing/hand_reference.h"

#include <algorithm>

namespace hostler::hand_reference {
namespace {

// Locked, so that what another has booked since this transaction began to read is seen.
constexpr auto kSelectBooked =
    "SELECT id FROM transactions WHERE tenant_id = ? AND hand_reference = ? {for_update}";
constexpr auto kSelectOutputs =
    "SELECT id FROM transactions WHERE tenant_id = ? AND hand_reference > ? AND hand_reference < ? "
    "{for_update}";

// The shortest that chains have.
constexpr std::size_t kLeastDigits = 40;

bool isBlank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isChains(std::string_view reference) {
  if (reference.starts_with("0X")) reference.remove_prefix(2);
  return reference.size() >= kLeastDigits && std::ranges::all_of(reference, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
         });
}

}  // namespace

std::string trimmed(std::string_view reference) {
  while (!reference.empty() && isBlank(reference.front())) reference.remove_prefix(1);
  while (!reference.empty() && isBlank(reference.back())) reference.remove_suffix(1);
  return std::string{reference};
}

std::string normal(std::string_view reference) {
  auto text = trimmed(reference);
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

bool isBooked(db::Transaction& tx, Id<Tenant> tenant, const std::string& reference) {
  if (!tx.query(kSelectBooked, tenant, reference).empty()) return true;
  const auto whole = reference.substr(0, reference.find(':'));
  if (!isChains(whole)) return false;
  if (whole != reference) return !tx.query(kSelectBooked, tenant, whole).empty();
  // ';' is what follows ':'.
  return !tx.query(kSelectOutputs, tenant, whole + ":", whole + ";").empty();
}

}  // namespace hostler::hand_reference
