// One label under fifty TLDs that are bought from five registrars, of which one answers in 50 ms
// and the slowest in 600: how soon the first registrar's answers are in the stream that a browser
// reads, and how long until all are, beside what the slowest call takes when it is asked directly.
// Each search is for a label that nobody has asked about.   usage: bench_availability [SEARCHES]
#include "tests/bench/availability/search_stream.h"
#include "tests/bench/stage/place.h"
#include "tests/bench/stage/played_registrar.h"
#include "tests/bench/stage/row.h"
#include "tests/bench/stage/staff.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <memory>
#include <sstream>

namespace {

using namespace hostler;
using namespace hostler::bench;

constexpr auto kTlds =
    "com net org in co.in io dev shop xyz ca app online store site tech info biz co me us uk "
    "co.uk eu de fr nl it es pl se no dk fi ch at be cz cloud blog club design agency live life "
    "news world today email solutions studio";
constexpr std::array kAnswersIn{50, 150, 300, 450, 600};  // ms

std::vector<std::string> tlds() {
  std::istringstream words{kTlds};
  return {std::istream_iterator<std::string>{words}, {}};
}

Json amount(int minor, const char* currency) {
  return {{"amount", minor}, {"currency", currency}};
}

/// Fifty TLDs in turn from five registrars, in place of what the demo sells.
class Market {
 public:
  explicit Market(testing::Installation& here) {
    auto owner = ownerOf(here);
    const auto demo = must(owner.get("/api/admin/tlds"), "the table of TLDs");
    for (const auto& tld : demo["data"])
      must(owner.remove("/api/admin/tlds/" + tld["id"].get<std::string>()), "an end of a TLD");
    for (const int ms : kAnswersIn) {
      registrars_.push_back(
          std::make_unique<PlayedRegistrar>(here, owner, "answers_in_" + std::to_string(ms)));
      registrars_.back()->disturb(
          {{"operation", "POST /v1/domains/available"}, {"fault", "slow"}, {"delay_ms", ms}});
    }
    int position = 0;
    for (const auto& tld : tlds()) {
      const auto at = static_cast<std::size_t>(position++) % registrars_.size();
      must(owner.post("/api/admin/tlds",
                      {{"tld", tld},
                       {"registrar", registrars_[at]->name()},
                       {"position", position},
                       {"highest_cost", amount(50'000, "USD")},
                       {"prices", Json::array({{{"register", amount(99'900, "INR")}}})}}),
           "the TLD " + tld);
    }
  }

  int size() const { return static_cast<int>(tlds().size()); }

  /// The slowest registrar, asked as its plugin asks it.
  double slowestCallMs(const std::string& label) {
    Json names = Json::array();
    const auto all = tlds();
    for (std::size_t i = registrars_.size() - 1; i < all.size(); i += registrars_.size())
      names.push_back(label + "." + all[i]);
    const auto began = std::chrono::steady_clock::now();
    must(registrars_.back()->ask("/v1/domains/available?checkType=FAST", names), "the slowest");
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
        .count();
  }

 private:
  std::vector<std::unique_ptr<PlayedRegistrar>> registrars_;
};

void mustAllBeAvailable(const SearchSeen& seen, int wanted) {
  const auto available = std::ranges::count_if(
      seen.status, [](const auto& each) { return each.second == "available"; });
  if (available != wanted)
    throw std::runtime_error{"of " + std::to_string(wanted) + " names " +
                             std::to_string(available) + " were found to be available"};
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int searches = argc > 1 ? std::stoi(argv[1]) : 21;
  prepareProcess();
  Place place{Place::Kind::Sqlite};
  const auto here = place.install({{"HOSTLER_LIMITS_SEARCH", "1000000000/15m"}});
  here->startEngine();
  Market market{*here};
  std::vector<double> names, first, all, slowest;
  searchFor(here->engineUrl(), "first", market.size());
  for (int i = 0; i < searches; ++i) {
    const auto label = "bench" + std::to_string(i);
    const auto seen = searchFor(here->engineUrl(), label, market.size());
    mustAllBeAvailable(seen, market.size());
    names.push_back(seen.namesMs);
    first.push_back(seen.firstMs);
    all.push_back(seen.allMs);
    slowest.push_back(market.slowestCallMs(label));
  }
  say("names with prices " + fine(median(names)) + " ms, first answers " + fine(median(first)) +
      " ms (worst " + fine(std::ranges::max(first)) + "), all " + fine(median(all)) +
      " ms (worst " + fine(std::ranges::max(all)) + ")");
  const auto fastest = static_cast<double>(kAnswersIn.front());
  print({"one label under 50 TLDs of five registrars: the first answers in the stream",
         fine(median(first)) + " ms", "the fastest registrar " + fine(fastest) + " ms",
         fine(median(first) / fastest), "150 ms", median(first) <= 150});
  const double ratio = median(all) / median(slowest);
  print({"the same: all answers", fine(median(all)) + " ms",
         "the slowest registrar's call " + fine(median(slowest)) + " ms", fine(ratio), "1.3",
         ratio <= 1.3});
}
