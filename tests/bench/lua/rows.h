#pragma once

namespace hostler::lua::bench {

struct Row {
  long service, client, balance, overdue;
  const char* product;
  char domain[32];
};

/// Every service and domain is its own, products repeat: as in a shop.
inline Row rowOf(long i) {
  static const char* const kProducts[]{"starter", "business", "vps-2", "vps-4"};
  Row row{8'000'000'000'000 + i * 7, 4'000'000'000'000 + i / 3,
          49'900 + i % 2'000,        i % 30,
          kProducts[i / 500 % 4],    {}};
  char* out = row.domain;
  for (const char c : {'s', 'h', 'o', 'p', '-'}) *out++ = c;
  for (long rest = i + 100'000; rest > 0; rest /= 10) *out++ = static_cast<char>('0' + rest % 10);
  for (const char c : {'.', 'e', 'x', 'a', 'm', 'p', 'l', 'e', '\0'}) *out++ = c;
  return row;
}

}  // namespace hostler::lua::bench
