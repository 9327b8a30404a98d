#pragma once

#include <hostler/call.hpp>
#include <hostler/json.hpp>
#include <hostler/outcome.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hostler::sdk {

/// What a request does at the provider: it decides what a lost answer means.
enum class Effect {
  Read = 1,  ///< changes nothing, or nothing that a repetition would change again: a lost answer is
             ///< Retryable
  Write,     ///< changes something: a lost answer is Unknown
};

/// Whom to trust besides the system's authorities.
struct TlsTrust {
  std::string authorities;  ///< PEM certificates, in place of the system's; a self-signed one may
                            ///< stand alone
  std::string
      pinnedKey;  ///< "sha256//…" of the server's public key; then neither chain nor name is judged
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;  ///< https; plain http only to loopback. No user name, no secret in the query
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Effect effect = Effect::Read;
  TlsTrust trust;
  std::optional<std::chrono::milliseconds>
      timeout;  ///< in place of the client's; the call's deadline still holds
  std::optional<std::size_t> maxResponseBytes;
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;

  std::string_view header(std::string_view name) const;  ///< the first; empty when absent
  /// Seconds of Retry-After, also where it is a date; at most a day.
  std::optional<std::chrono::seconds> retryAfter() const;
};

/// No usable response.
struct HttpFailure {
  enum class Kind { Refused = 1, Unreachable, Untrusted, Timeout, Cut, Oversize };
  Kind kind = Kind::Cut;
  bool sent = true;     ///< false: not one byte of the request reached the provider
  std::string message;  ///< fit for staff eyes
};

struct HttpOptions {
  std::chrono::milliseconds connectTimeout{5'000};
  std::chrono::milliseconds totalTimeout{30'000};
  std::size_t maxResponseBytes = 4 << 20;
  std::string userAgent = "hostler-plugin/1";
};

/// Exchanges one request for one response. Follows no redirect, repeats nothing by itself, gives up
/// before the call's deadline. Connections are kept and reused, save that a Write always opens a
/// new one: on a reused connection that turns out dead, the library below would send it again
/// without asking. Thread-safe.
class HttpClient {
 public:
  using Result = std::variant<HttpResponse, HttpFailure>;

  explicit HttpClient(HttpOptions options = {});
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  Result send(const Call& call, const HttpRequest& request) const;

 private:
  class Handles;
  HttpOptions options_;
  std::unique_ptr<Handles> handles_;
};

/// The error that a failed exchange is: Retryable when nothing was sent (NeedsAttention when the
/// server is not trusted or the address is not allowed), else Retryable for a Read and Unknown for
/// anything else.
ProviderError toError(const HttpFailure& failure, Effect effect);

/// The error behind a status that is not 2xx: 401 and 403 need attention, 429 is Retryable, 5xx and
/// 3xx are Unknown unless it was a Read, other 4xx are Permanent. `message` is the provider's own,
/// where it gave one.
ProviderError statusError(const HttpResponse& response, Effect effect, std::string code = {},
                          std::string message = {});

/// A response that cannot be what the provider meant to say (HTML, cut JSON, wrong types).
ProviderError unusableAnswer(Effect effect, std::string message);

/// True for an https URL, or an http URL to a loopback address, without user name; what send()
/// insists on.
bool isAllowedUrl(const std::string& url);

/// "a=1&b=two%20words", for forms and queries.
std::string formEncode(const std::vector<std::pair<std::string, std::string>>& fields);
std::string urlEncode(std::string_view text);

}  // namespace hostler::sdk
