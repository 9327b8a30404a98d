// What it costs to price a cart of 20 lines (plans, setup fees, options and add-ons, a coupon of
// 20 % on each, GST within the state), in microseconds: the median and the slowest of the rounds.
#include "modules/billing/pricing.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

namespace {

using namespace hostler;

LineDraft lineOf(int position) {
  LineDraft line;
  line.kind = position % 5 == 1 ? LineKind::Setup : LineKind::Product;
  line.description = "Business hosting, yearly, shop-" + std::to_string(position) + ".example.in";
  line.quantity = 1 + position % 3;
  line.unitPrice = Money::ofMinor(499'00 + position * 37, Currency::of("INR"));
  const auto price = line.unitPrice.share(line.quantity, Rounding::HalfUp);
  line.discount = price.percent(20, Rounding::HalfUp);
  line.taxClass = position % 4 == 0 ? "998319" : "998315";
  line.period = Period{Date::of(2026, 6, 10), Date::of(2027, 6, 10)};
  return line;
}

TaxSituation saleWithinTheState() {
  TaxSituation sale;
  sale.regime = "gst";
  sale.seller = {"IN", "27", "27AAPFU0939F1ZV"};
  sale.buyer = {"IN", "27", std::nullopt};
  sale.day = Date::of(2026, 6, 10);
  sale.rules = {{"IN", "", "", "GST", 18, Date::of(2017, 7, 1), std::nullopt},
                {"IN", "", "8471", "GST", 18, Date::of(2017, 7, 1), std::nullopt},
                {"IN", "", "998319", "GST", 18, Date::of(2019, 4, 1), std::nullopt}};
  return sale;
}

}  // namespace

int main() {
  constexpr int kLines = 20, kRounds = 200, kEach = 200;
  std::vector<LineDraft> lines;
  for (int i = 0; i < kLines; ++i) lines.push_back(lineOf(i));
  const auto sale = saleWithinTheState();
  std::vector<double> micros;
  std::int64_t total = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kEach; ++i)
      total = priceDocument(lines, Supply::of(sale), {}).total.minor();
    const auto took = std::chrono::steady_clock::now() - start;
    micros.push_back(std::chrono::duration<double, std::micro>(took).count() / kEach);
  }
  std::ranges::sort(micros);
  const auto median = micros[micros.size() / 2];
  std::cout << kLines << " lines come to " << total << " paise: " << median << " us, slowest "
            << micros.back() << " us; must 20 us: " << (median <= 20 ? "kept" : "missed") << "\n";
  return median <= 20 ? 0 : 1;
}
