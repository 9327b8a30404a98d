#include "modules/domains/domain_signers.h"

#include "core/problem/problem.h"

#include <algorithm>
#include <cctype>
#include <tuple>

namespace hostler {
namespace {

constexpr std::array kAlgorithms{7, 8, 10, 13, 14, 15, 16};

// Hexadecimal digits of SHA-256 and SHA-384.
std::size_t lengthOf(int digestType) {
  return digestType == 2 ? 64 : digestType == 4 ? 96 : 0;
}

auto keyOf(const DomainSigner& signer) {
  return std::tuple{signer.keyTag, signer.algorithm, signer.digestType, signer.digest};
}

}  // namespace

void DomainSigner::describe(Shape<DomainSigner>& shape) {
  shape.field("key_tag", &DomainSigner::keyTag).range(0, 65'535);
  shape.field("algorithm", &DomainSigner::algorithm)
      .range(1, 255)
      .describedAs("of the key: 13 is ECDSA P-256, 15 is Ed25519, 8 is RSA with SHA-256");
  shape.field("digest_type", &DomainSigner::digestType)
      .range(1, 255)
      .describedAs("2: SHA-256, 4: SHA-384");
  shape.field("digest", &DomainSigner::digest).length(1, 128).describedAs("hexadecimal");
}

std::vector<DomainSigner> checkedSigners(std::vector<DomainSigner> signers) {
  FieldErrors errors;
  std::vector<DomainSigner> seen;
  for (std::size_t i = 0; i < signers.size(); ++i) {
    auto& signer = signers[i];
    const auto path = FieldErrors::at("records", i);
    std::erase_if(signer.digest, [](char c) { return c == ' '; });
    std::ranges::transform(signer.digest, signer.digest.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (std::ranges::find(kAlgorithms, signer.algorithm) == kAlgorithms.end())
      errors.add(path + ".algorithm", "not_allowed", "must be 7, 8, 10, 13, 14, 15 or 16");
    const auto length = lengthOf(signer.digestType);
    if (length == 0) {
      errors.add(path + ".digest_type", "not_allowed", "must be 2 (SHA-256) or 4 (SHA-384)");
    } else if (signer.digest.size() != length ||
               signer.digest.find_first_not_of("0123456789ABCDEF") != std::string::npos) {
      errors.add(path + ".digest", "malformed",
                 "must be " + std::to_string(length) + " hexadecimal digits for this digest_type");
    }
    if (std::ranges::find(seen, keyOf(signer), keyOf) != seen.end())
      errors.add(path, "repeated", "comes twice");
    seen.push_back(signer);
  }
  errors.throwIfAny();
  return signers;
}

}  // namespace hostler
