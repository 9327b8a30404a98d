#pragma once

#include "settings.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::aws {

/// What of a request is signed. Paths and queries are as sent; header values may be folded.
struct SignedRequest {
  std::string method, path = "/", query;
  std::vector<std::pair<std::string, std::string>> headers;  ///< all of them are signed
  std::string body;
};

/// When and for what a signature holds.
struct SignatureScope {
  std::string time;  ///< "20150830T123600Z"
  std::string region, service;

  std::string text() const;  ///< "20150830/us-east-1/ec2/aws4_request"
};

// Signature Version 4 as AWS documents it ("Create a signed AWS API request"), for services other
// than S3: dot segments are removed from the path, and it is encoded once more. Pure.

std::string canonicalRequest(const SignedRequest& request);
std::string stringToSign(const SignatureScope& scope, std::string_view canonicalRequest);
/// The value of the header Authorization.
std::string authorization(const Credentials& credentials, const SignatureScope& scope,
                          const SignedRequest& request);

}  // namespace hostler::aws
