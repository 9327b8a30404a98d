#pragma once

#include <hostler/fields.hpp>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace hostler::bank_transfer {

/// plugin.json's settings: where money is to be sent. `tenant` is the reseller whose clients send
/// it there; empty: the platform's own.
struct BankAccount {
  std::vector<std::string> currencies;
  std::string tenant, holder, bank, branch, accountNumber, ifsc, iban, bic, upiVpa, note;

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("currencies", &BankAccount::currencies),
                      optionalField("tenant", &BankAccount::tenant),
                      optionalField("holder", &BankAccount::holder),
                      optionalField("bank", &BankAccount::bank),
                      optionalField("branch", &BankAccount::branch),
                      optionalField("account_number", &BankAccount::accountNumber),
                      optionalField("ifsc", &BankAccount::ifsc),
                      optionalField("iban", &BankAccount::iban),
                      optionalField("bic", &BankAccount::bic),
                      optionalField("upi_vpa", &BankAccount::upiVpa),
                      optionalField("note", &BankAccount::note)};
  }

  bool takes(std::string_view currency) const;
};

/// Whether an IBAN's check digits are right (ISO 13616: remainder 1 by 97), spaces aside.
bool isIban(std::string_view text);

/// Why nobody could send money to this account; empty when somebody can.
std::string faultOf(const BankAccount& account);

}  // namespace hostler::bank_transfer
