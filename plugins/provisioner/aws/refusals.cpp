#include "refusals.h"

#include <algorithm>
#include <chrono>
#include <initializer_list>

namespace hostler::aws {
namespace {

using sdk::Effect;

bool isOneOf(std::string_view code, std::initializer_list<std::string_view> codes) {
  return std::ranges::find(codes, code) != codes.end();
}

// Nothing was done: the request did not come past the door.
bool isThrottling(std::string_view code) {
  return isOneOf(code, {"RequestLimitExceeded", "Throttling", "ThrottlingException",
                        "RequestThrottled", "RequestThrottledException", "EC2ThrottledException",
                        "SlowDown", "BandwidthLimitExceeded", "TooManyRequestsException"});
}
bool isUnavailable(std::string_view code) {
  return isOneOf(code, {"Unavailable", "ServiceUnavailable"});
}
bool isWrongCredential(std::string_view code) {
  return isOneOf(code, {"AuthFailure", "SignatureDoesNotMatch", "InvalidClientTokenId",
                        "InvalidAccessKeyId", "UnrecognizedClientException", "ExpiredToken",
                        "ExpiredTokenException", "IncompleteSignature",
                        "MissingAuthenticationToken", "RequestExpired", "RequestTimeTooSkewed"});
}
bool isMissingPermission(std::string_view code) {
  return isOneOf(code, {"UnauthorizedOperation", "AccessDenied", "AccessDeniedException"});
}
// The account as a whole may not, until somebody speaks with Amazon.
bool isHeldAccount(std::string_view code) {
  return isOneOf(code, {"OptInRequired", "Blocked", "PendingVerification", "AccountDisabled",
                        "Client.AccountDisabled"});
}
bool isQuota(std::string_view code) {
  return code.ends_with("LimitExceeded") && !isThrottling(code);
}
bool isNoCapacity(std::string_view code) {
  return isOneOf(
      code, {"InsufficientInstanceCapacity", "InsufficientHostCapacity",
             "InsufficientAddressCapacity", "InsufficientVolumeCapacity", "InsufficientCapacity"});
}
bool isBusy(std::string_view code) {
  return isOneOf(code, {"IncorrectInstanceState", "IncorrectState", "DependencyViolation",
                        "VolumeInUse", "InvalidIPAddress.InUse", "InvalidSnapshot.InUse",
                        "IncorrectModificationState", "ResourceInUse"});
}

// Amazon adds a long secret word to what it refuses; for the reader it says nothing.
std::string withoutEncodedPart(std::string message) {
  const auto at = message.find("Encoded authorization failure message");
  if (at != std::string::npos) message.resize(at);
  while (message.ends_with(' ')) message.pop_back();
  return message;
}

constexpr std::chrono::seconds kUntilCapacity{300}, kBetweenModifications{6 * 3600};

}  // namespace

ErrorAnswer errorIn(const XmlElement& document) {
  // EC2: Response/Errors/Error; CloudWatch and STS: ErrorResponse/Error.
  const auto& error = document.name == "Response" ? document["Errors"]["Error"] : document["Error"];
  return {error.textOf("Code"), error.textOf("Message")};
}

sdk::ProviderError refusalOf(const sdk::HttpResponse& response, const ErrorAnswer& answer,
                             std::string_view action, Effect effect) {
  const auto& code = answer.code;
  if (code.empty()) return sdk::statusError(response, effect);
  const auto message = withoutEncodedPart(answer.message);
  const auto said = code + ": " + message;
  if (isThrottling(code)) return sdk::retryable("rate_limited", said, response.retryAfter());
  if (isUnavailable(code)) return sdk::retryable(code, message, response.retryAfter());
  if (isWrongCredential(code)) return sdk::needsAttention("credentials_refused", said);
  if (isMissingPermission(code)) {
    return sdk::needsAttention(
        "access_denied", "the key lacks the permission " + std::string{action} + " (" + said + ")");
  }
  if (isHeldAccount(code)) return sdk::needsAttention(code, message);
  if (isQuota(code)) return sdk::needsAttention("quota_reached", said);
  if (isNoCapacity(code)) {
    return sdk::retryable(code, message + " Another size or availability zone may have room.",
                          kUntilCapacity);
  }
  if (code == "VolumeModificationRateExceeded")
    return sdk::retryable(code, message, kBetweenModifications);
  if (code == "OperationNotPermitted") return sdk::needsAttention(code, message);
  if (isBusy(code)) return busy(said);
  if (response.status >= 500) return sdk::statusError(response, effect, code, message);
  if (response.status < 400) return sdk::statusError(response, effect);
  return sdk::permanent(code, message);
}

bool mayBeClockSkew(const ErrorAnswer& answer) {
  return isOneOf(answer.code, {"RequestExpired", "RequestTimeTooSkewed", "SignatureDoesNotMatch",
                               "AuthFailure", "InvalidSignatureException"});
}

bool isRefusal(const sdk::ProviderError& error) {
  return error.outcome == sdk::Outcome::Permanent || error.code == "busy" ||
         error.code == "OperationNotPermitted";
}

bool isNotFound(const sdk::ProviderError& error) {
  return error.outcome == sdk::Outcome::Permanent && error.code.ends_with(".NotFound");
}

sdk::ProviderError badRequest(std::string why) {
  return sdk::permanent("bad_request", std::move(why));
}
sdk::ProviderError busy(std::string why) {
  return sdk::retryable("busy", std::move(why));
}
sdk::ProviderError notConfirmed(std::string why) {
  return sdk::unknown("not_confirmed", std::move(why));
}
sdk::ProviderError misfit(std::string why) {
  return sdk::unusableAnswer(Effect::Read, std::move(why));
}

}  // namespace hostler::aws
