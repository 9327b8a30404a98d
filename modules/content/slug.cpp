#include "modules/content/slug.h"

#include <cctype>

namespace hostler {

namespace {
constexpr std::size_t kLongest = 80;
}

std::string slugOf(std::string_view title) {
  std::string slug;
  for (const char c : title) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0) {
      slug.push_back(static_cast<char>(std::tolower(byte)));
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
    if (slug.size() == kLongest) break;
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

Constraints& likeASlug(Constraints& constraints) {
  return constraints.length(1, kLongest)
      .pattern("[a-z0-9]+(-+[a-z0-9]+)*", "must be small letters, digits and dashes");
}

}  // namespace hostler
