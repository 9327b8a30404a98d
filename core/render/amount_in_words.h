#pragma once

#include "core/money/money.h"

#include <string>
#include <string_view>

namespace hostler::render {

/// An amount as Indian invoices write it out: "Rupees One Lakh Twenty Three Thousand Four Hundred
/// Fifty Six and Fifty Paise Only". Rupees count in lakhs and crores, other currencies in English
/// in millions and billions. `locale` "hi" writes Hindi ("एक लाख … रुपये और पचास पैसे मात्र"), every
/// other one English. A currency whose words are not known goes by its code, its minor units as a
/// fraction ("XOF One Hundred Only", "BBD Five and 50/100 Only").
std::string amountInWords(Money amount, std::string_view locale);

}  // namespace hostler::render
