#include "usage_mapping.h"

#include "mapping.h"
#include "refusals.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace hostler::cloudstack {
namespace {

using sdk::Json;

// "1048576", "1048576.0" or "1.048576E6": raw usage is a number with a fraction, written as text.
std::int64_t rawBytes(const Json& record) {
  const auto& value = memberOf(record, "rawusage");
  if (value.is_number_integer()) return value.get<std::int64_t>();
  const auto text = value.is_string() ? value.get<std::string>() : value.dump();
  double amount = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, amount);
  if (error != std::errc{} || stop != end || !std::isfinite(amount) || amount < 0 || amount > 1e18)
    throw MappingError{"rawusage is not an amount"};
  return std::llround(amount);
}

int daysOf(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

}  // namespace

Month monthOf(const std::string& text, std::int64_t now) {
  int year = 0, month = 0, read = 0;
  if (text.empty()) {
    const std::time_t seconds = now;
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    year = utc.tm_year + 1900;
    month = utc.tm_mon + 1;
  } else if (std::sscanf(text.c_str(), "%4d-%2d%n", &year, &month, &read) != 2 || read != 7 ||
             month < 1 || month > 12) {
    fail(badRequest("month is not a month"));
  }
  const auto twoDigits = [](int number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  const auto name = std::to_string(year) + "-" + twoDigits(month);
  return {name, name + "-01", name + "-" + twoDigits(daysOf(year, month))};
}

std::int64_t bytesFor(const std::vector<Json>& records, const std::string& machine) {
  std::int64_t bytes = 0;
  for (const auto& record : records) {
    if (someText(record, "virtualmachineid") == machine || someText(record, "usageid") == machine)
      bytes += rawBytes(record);
  }
  return bytes;
}

void addDisks(sdk::Usage& usage, const std::vector<Json>& volumes) {
  std::int64_t limit = 0;
  for (const auto& volume : volumes) {
    const auto size = numberOf(volume, "size");
    limit += size;
    usage.diskBytes += someNumber(volume, "physicalsize").value_or(size);
  }
  usage.diskLimitBytes = limit;
}

}  // namespace hostler::cloudstack
