#include "modules/billing/invoice_number.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace hostler {
namespace {

constexpr std::size_t kLength = 16;

}  // namespace

std::string fiscalYearOf(Date date, int firstMonth) {
  const int start = static_cast<int>(date.month()) >= firstMonth ? date.year() : date.year() - 1;
  char text[16];
  if (firstMonth == 1) {
    std::snprintf(text, sizeof text, "%04d", start);
  } else {
    std::snprintf(text, sizeof text, "%02d%02d", start % 100, (start + 1) % 100);
  }
  return text;
}

bool isUsableSeries(std::string_view series) {
  return !series.empty() && series.size() <= 4 && std::ranges::all_of(series, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string formatInvoiceNumber(std::string_view series, std::string_view fiscalYear,
                                std::int64_t number) {
  if (!isUsableSeries(series)) {
    throw std::invalid_argument{"a series is 1 to 4 capital letters, digits or dashes, not '" +
                                std::string{series} + "'"};
  }
  const auto digits = std::to_string(number);
  const std::string head = std::string{series} + "/" + std::string{fiscalYear} + "/";
  if (number < 1 || head.size() + digits.size() > kLength) {
    throw std::invalid_argument{"the series " + head + " is used up"};
  }
  return head + std::string(kLength - head.size() - digits.size(), '0') + digits;
}

}  // namespace hostler
