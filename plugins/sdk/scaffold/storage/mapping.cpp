#include "mapping.h"

namespace sample {
namespace {

using namespace hostler::sdk;

struct WireBucket {
  std::string name, location;
  std::optional<std::int64_t> size;

  static constexpr auto members() {
    return std::tuple{field("name", &WireBucket::name), field("location", &WireBucket::location),
                      field("size", &WireBucket::size)};
  }
};

}  // namespace

BucketState toBucket(const Json& answer) {
  const auto wire = fromJson<WireBucket>(answer);
  BucketState state;
  state.bucket = wire.name;
  state.region = wire.location;
  state.bytes = wire.size;
  return state;
}

}  // namespace sample
