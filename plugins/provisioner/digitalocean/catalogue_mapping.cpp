#include "catalogue_mapping.h"

#include <charconv>

namespace hostler::digitalocean {
namespace {

// Slugs begin with what a size is made for: "s-" and "g-" for anything, "c-" for computing, "m-"
// for memory.
sdk::SizeClass classOf(const std::string& slug) {
  if (slug.starts_with("c-") || slug.starts_with("c2-")) return sdk::SizeClass::Compute;
  if (slug.starts_with("m-") || slug.starts_with("m3-") || slug.starts_with("m6-"))
    return sdk::SizeClass::Memory;
  return sdk::SizeClass::General;
}

}  // namespace

std::int64_t terabytesOf(const sdk::Json& object, const char* name) {
  constexpr double kTerabyte = 1e12;
  const auto text = decimalOf(object, name);
  double amount = 0;
  std::from_chars(text.data(), text.data() + text.size(), amount);
  if (amount > 1e5) throw MappingError{std::string{name} + " is not a size"};
  return static_cast<std::int64_t>(amount * kTerabyte);
}

sdk::Size toSize(const sdk::Json& json) {
  sdk::Size size;
  size.id = textOf(json, "slug");
  size.name = someText(json, "description");
  size.sizeClass = classOf(size.id);
  size.vcpus = numberOf(json, "vcpus");
  size.memoryBytes = numberOf(json, "memory") * kMebibyte;
  size.diskBytes = numberOf(json, "disk") * kGibibyte;
  size.transferBytes = terabytesOf(json, "transfer");
  size.regions = textsOf(json, "regions");
  size.available = flagOf(json, "available");
  size.costs = {{decimalOf(json, "price_hourly"), "USD", sdk::CostPer::Hour},
                {decimalOf(json, "price_monthly"), "USD", sdk::CostPer::Month}};
  return size;
}

sdk::Region toRegion(const sdk::Json& json) {
  sdk::Region region;
  region.id = textOf(json, "slug");
  region.name = textOf(json, "name");
  region.available = flagOf(json, "available");
  region.sizes = textsOf(json, "sizes");
  return region;
}

}  // namespace hostler::digitalocean
