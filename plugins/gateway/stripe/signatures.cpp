#include "signatures.h"

#include <hostler/signature.hpp>

#include <charconv>
#include <vector>

namespace hostler::stripe {
namespace {

constexpr std::size_t kMostSignatures = 16;

struct Header {
  std::string_view time;
  std::vector<std::string_view> signatures;
};

// Of two times neither is believed.
bool parse(std::string_view text, Header& header) {
  while (!text.empty()) {
    const auto end = text.find(',');
    const auto item = text.substr(0, end);
    const auto equals = item.find('=');
    if (equals == std::string_view::npos) return false;
    const auto name = item.substr(0, equals), value = item.substr(equals + 1);
    if (name == "t") {
      if (!header.time.empty()) return false;
      header.time = value;
    }
    if (name == "v1" && header.signatures.size() < kMostSignatures)
      header.signatures.push_back(value);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return !header.time.empty() && !header.signatures.empty();
}

bool isNear(std::string_view time, std::int64_t now) {
  std::int64_t sent = 0;
  const auto end = time.data() + time.size();
  const auto read = std::from_chars(time.data(), end, sent);
  if (read.ec != std::errc{} || read.ptr != end || sent < 0) return false;
  return sent >= now - kTolerance && sent <= now + kTolerance;
}

}  // namespace

std::string sign(const sdk::Secret& secret, std::string_view time, std::string_view body) {
  std::string text{time};
  text += '.';
  text += body;
  return sdk::hexOf(sdk::hmacSha256(secret.reveal(), text));
}

bool isSigned(const sdk::Secret& secret, std::string_view body, std::string_view header,
              std::int64_t now) {
  Header parts;
  if (secret.empty() || !parse(header, parts) || !isNear(parts.time, now)) return false;
  const auto right = sign(secret, parts.time, body);
  bool matches = false;
  for (const auto signature : parts.signatures)
    matches = sdk::equalInConstantTime(right, signature) || matches;
  return matches;
}

}  // namespace hostler::stripe
