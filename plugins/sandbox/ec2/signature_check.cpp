#include "plugins/sandbox/ec2/signature_check.h"

#include "plugins/sandbox/request_view.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <vector>

namespace hostler::sandbox::ec2 {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (true) {
    const auto end = text.find(at, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string::npos) return parts;
    start = end + 1;
  }
}

std::string after(const std::string& text, const std::string& name) {
  const auto at = text.find(name + "=");
  if (at == std::string::npos) return {};
  const auto start = at + name.size() + 1;
  return text.substr(start, text.find_first_of(", ", start) - start);
}

// Requests here have one plain path and no query, so neither needs more than it is.
std::string canonicalText(const front::Request& request, const SignatureClaim& claim) {
  std::string text = request.methodText + "\n" + std::string{pathOf(request)} + "\n" +
                     std::string{queryOf(request)} + "\n";
  for (const auto& name : split(claim.signedHeaders, ';'))
    text += name + ":" + std::string{headerOf(request, name)} + "\n";
  return text + "\n" + claim.signedHeaders + "\n" + sdk::hexOf(sdk::sha256(request.body));
}

}  // namespace

std::optional<SignatureClaim> claimOf(const front::Request& request) {
  const std::string header{headerOf(request, "authorization")};
  if (!header.starts_with("AWS4-HMAC-SHA256 ")) return std::nullopt;
  const auto credential = split(after(header, "Credential"), '/');
  if (credential.size() != 5 || credential[4] != "aws4_request") return std::nullopt;
  return SignatureClaim{credential[0],
                        credential[1],
                        credential[2],
                        credential[3],
                        after(header, "SignedHeaders"),
                        after(header, "Signature")};
}

bool isSignedBy(const front::Request& request, const SignatureClaim& claim,
                const std::string& secretKey) {
  const std::string time{headerOf(request, "x-amz-date")};
  const auto names = split(claim.signedHeaders, ';');
  const bool coversHost = std::ranges::find(names, "host") != names.end();
  const bool coversDate = std::ranges::find(names, "x-amz-date") != names.end();
  if (!coversHost || !coversDate || !time.starts_with(claim.date)) return false;
  auto key = sdk::hmacSha256("AWS4" + secretKey, claim.date);
  for (const auto& part : {claim.region, claim.service, std::string{"aws4_request"}})
    key = sdk::hmacSha256(key, part);
  const auto scope = claim.date + "/" + claim.region + "/" + claim.service + "/aws4_request";
  const auto toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" +
                      sdk::hexOf(sdk::sha256(canonicalText(request, claim)));
  return sdk::equalInConstantTime(sdk::hexOf(sdk::hmacSha256(key, toSign)), claim.signature);
}

std::optional<std::int64_t> ageOf(const front::Request& request, Instant now) {
  const std::string time{headerOf(request, "x-amz-date")};
  if (time.size() != 16) return std::nullopt;
  const auto at =
      Instant::parse(time.substr(0, 4) + "-" + time.substr(4, 2) + "-" + time.substr(6, 2) + "T" +
                     time.substr(9, 2) + ":" + time.substr(11, 2) + ":" + time.substr(13, 2) + "Z");
  if (!at) return std::nullopt;
  return now.unixSeconds() - at->unixSeconds();
}

}  // namespace hostler::sandbox::ec2
