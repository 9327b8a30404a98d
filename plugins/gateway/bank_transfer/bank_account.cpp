#include "bank_account.h"

#include <hostler/money.hpp>

#include <algorithm>

namespace hostler::bank_transfer {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isCapital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool isIfsc(std::string_view text) {
  return text.size() == 11 && std::all_of(text.begin(), text.begin() + 4, isCapital) &&
         text[4] == '0' && std::all_of(text.begin() + 5, text.end(), [](char c) {
           return isDigit(c) || isCapital(c);
         });
}

}  // namespace

bool isIban(std::string_view text) {
  std::string compact;
  std::copy_if(text.begin(), text.end(), std::back_inserter(compact),
               [](char c) { return c != ' '; });
  if (compact.size() < 15 || compact.size() > 34) return false;
  if (!isCapital(compact[0]) || !isCapital(compact[1])) return false;
  int remainder = 0;
  for (std::size_t i = 0; i < compact.size(); ++i) {
    const char c = compact[(i + 4) % compact.size()];
    if (isDigit(c)) {
      remainder = (remainder * 10 + (c - '0')) % 97;
    } else if (isCapital(c)) {
      remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return remainder == 1;
}

bool BankAccount::takes(std::string_view currency) const {
  return std::find(currencies.begin(), currencies.end(), currency) != currencies.end();
}

std::string faultOf(const BankAccount& account) {
  if (account.currencies.empty()) return "no currency is set";
  if (!std::all_of(account.currencies.begin(), account.currencies.end(),
                   [](const auto& code) { return sdk::isCurrencyCode(code); }))
    return "a currency is no currency's code";
  if (account.holder.empty()) return "no holder is set";
  if (account.accountNumber.empty() && account.iban.empty() && account.upiVpa.empty())
    return "no account number, IBAN or UPI address is set";
  if (!account.iban.empty() && !isIban(account.iban)) return "the IBAN is wrong";
  if (!account.ifsc.empty() && !isIfsc(account.ifsc)) return "the IFSC is wrong";
  if (account.takes("INR") && !account.accountNumber.empty() && account.ifsc.empty() &&
      account.bic.empty())
    return "no IFSC is set";
  const bool hasAccount = !account.accountNumber.empty() || !account.iban.empty();
  if (!hasAccount && account.currencies != std::vector<std::string>{"INR"})
    return "UPI takes rupees alone";
  return {};
}

}  // namespace hostler::bank_transfer
