#include "instructions.h"

#include <hostler/http_client.hpp>

#include <algorithm>
#include <cctype>

namespace hostler::bank_transfer {

std::string referenceOf(std::string_view attempt) {
  std::string reference;
  for (const char c : attempt) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      reference.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  }
  return reference;
}

std::string decimalText(const sdk::Money& amount) {
  const auto exponent = static_cast<std::size_t>(sdk::currencyExponent(amount.currency));
  auto digits = std::to_string(amount.minor);
  if (exponent == 0) return digits;
  if (digits.size() <= exponent) digits.insert(0, exponent + 1 - digits.size(), '0');
  digits.insert(digits.size() - exponent, ".");
  return digits;
}

std::string upiLink(const BankAccount& account, const sdk::Money& amount,
                    std::string_view reference) {
  if (account.upiVpa.empty() || amount.currency != "INR") return {};
  const std::string text{reference};
  return "upi://pay?pa=" + account.upiVpa + "&pn=" + sdk::urlEncode(account.holder) +
         "&am=" + decimalText(amount) + "&cu=INR&tn=" + text + "&tr=" + text;
}

sdk::Json instructions(const BankAccount& account, const sdk::Money& amount,
                       const std::string& reference) {
  sdk::Json details = sdk::Json::array();
  std::string text = "Transfer " + amount.currency + " " + decimalText(amount) +
                     " and write the reference on the transfer.\n";
  const auto add = [&](const char* name, const char* label, const std::string& value) {
    if (value.empty()) return;
    details.push_back(sdk::Json{{"name", name}, {"label", label}, {"value", value}});
    text += "\n" + std::string{label} + ": " + value;
  };
  add("reference", "Reference", reference);
  add("holder", "Account holder", account.holder);
  add("bank", "Bank", account.bank);
  add("branch", "Branch", account.branch);
  add("account_number", "Account number", account.accountNumber);
  add("ifsc", "IFSC", account.ifsc);
  add("iban", "IBAN", account.iban);
  add("bic", "BIC", account.bic);
  const bool isRupees = amount.currency == "INR";
  if (isRupees) add("upi_vpa", "UPI address", account.upiVpa);
  if (!account.note.empty()) text += "\n\n" + account.note;
  sdk::Json action{{"type", "instructions"},      {"text", text},
                   {"reference", reference},      {"amount", amount.minor},
                   {"currency", amount.currency}, {"details", details},
                   {"note", account.note},        {"proof", true}};
  if (const auto link = upiLink(account, amount, reference); !link.empty()) action["upi"] = link;
  return action;
}

}  // namespace hostler::bank_transfer
