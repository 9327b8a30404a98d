#include "core/jobs/storable.h"

#include <algorithm>

namespace hostler::jobs {
namespace {

constexpr std::size_t kLongestReason = 4'000;  // bytes
constexpr std::size_t kLongestResult = 60'000;

}  // namespace

std::string storable(const std::string& reason) {
  auto text = Json::parse(dump(Json(reason.substr(0, kLongestReason)))).get<std::string>();
  std::ranges::replace(text, '\0', ' ');
  return text;
}

std::optional<std::string> storable(const Json& result) {
  if (result.is_null()) return std::nullopt;
  auto text = dump(result);
  if (text.size() > kLongestResult)
    return dump(Json{{"left_out", "the result was too long to be kept"}});
  return text;
}

}  // namespace hostler::jobs
