// What it costs to price a cart of 20 lines (plans, setup fees, options and add-ons, a coupon of
// 20 % on each, GST within the state). Beside it a copy of the cart, which is the least that an
// answer with its lines in it can cost.   usage: bench_pricing [ROUNDS]
#include "modules/billing/pricing.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/timing.h"

#include <vector>

namespace {

using namespace hostler;
using namespace hostler::bench;

constexpr int kLines = 20, kEach = 200;

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

// Of one, in the middle of the rounds.
template <class F>
double microseconds(int rounds, F&& work) {
  std::vector<double> all;
  for (int round = 0; round < rounds; ++round) {
    const auto seconds = secondsOf([&] {
      for (int i = 0; i < kEach; ++i) work();
    });
    all.push_back(1e6 * seconds / kEach);
  }
  return medianOf(std::move(all));
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::stoi(argv[1]) : 200;
  std::vector<LineDraft> lines;
  for (int i = 0; i < kLines; ++i) lines.push_back(lineOf(i));
  const auto sale = saleWithinTheState();
  std::int64_t total = 0;
  std::size_t copied = 0;
  const auto copying = microseconds(rounds, [&] {
    const auto copy = lines;
    copied += copy.size();
  });
  const auto pricing = microseconds(
      rounds, [&] { total = priceDocument(lines, Supply::of(sale), {}).total.minor(); });
  say(whole(static_cast<std::int64_t>(copied)) + " lines were copied; " + whole(kLines) +
      " come to " + whole(total) + " paise");
  print({"pricing a cart of " + whole(kLines) + " lines with options, a coupon and GST",
         fine(pricing) + " us", "a copy of the cart " + fine(copying) + " us",
         fine(pricing / copying), "20 us", pricing <= 20});
}
