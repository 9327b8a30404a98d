#pragma once

// Stripe counts most amounts in the currency's own minor unit, and some in a way of its own.

#include <hostler/money.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace hostler::stripe {

/// Whether it is certain how Stripe counts this currency (upper case). Of UGX its own pages say
/// both that it has no decimals and that two are to be sent.
bool isCounted(std::string_view currency);

/// What to send; nothing for an amount that Stripe cannot take: thousandths of a dinar, parts of an
/// ariary, a currency that is not counted.
std::optional<std::int64_t> toStripe(const sdk::Money& money);

/// What Stripe's number means; nothing where it is no whole number of our minor units.
std::optional<sdk::Money> fromStripe(std::int64_t amount, std::string_view currency);

/// "usd", as requests have it.
std::string lowerCase(std::string_view currency);
/// "USD", as we have it; unchanged where it is no three letters.
std::string upperCase(std::string_view currency);

}  // namespace hostler::stripe
