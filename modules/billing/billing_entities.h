#pragma once

// The names of what billing alone gives ids to.

#include "modules/entities/entities.h"

namespace hostler {

struct TdsDeduction;
struct Quote;
struct BillableItem;

template <>
inline constexpr std::string_view kIdPrefix<TdsDeduction> = "tds";
template <>
inline constexpr std::string_view kIdPrefix<Quote> = "quo";
template <>
inline constexpr std::string_view kIdPrefix<BillableItem> = "bil";

}  // namespace hostler
