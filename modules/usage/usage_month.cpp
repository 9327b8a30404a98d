#include "modules/usage/usage_month.h"

#include <array>

namespace hostler {

UsageMonth UsageMonth::of(Date day) {
  return {day.year(), static_cast<int>(day.month())};
}

UsageMonth UsageMonth::numbered(int number) {
  return {number / 100, number % 100};
}

Date UsageMonth::first() const {
  return Date::of(year_, static_cast<unsigned>(month_), 1);
}

UsageMonth UsageMonth::plus(int months) const {
  const int count = year_ * 12 + month_ - 1 + months;
  return {count / 12, count % 12 + 1};
}

std::string UsageMonth::text() const {
  constexpr std::array kNames{"January",   "February", "March",    "April",
                              "May",       "June",     "July",     "August",
                              "September", "October",  "November", "December"};
  return std::string{kNames.at(static_cast<std::size_t>(month_ - 1))} + " " + std::to_string(year_);
}

}  // namespace hostler
