#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler {

using HttpsHeaders = std::vector<std::pair<std::string, std::string>>;

/// What is asked of somebody else's server.
struct HttpsRequest {
  std::string method = "GET";  ///< GET, POST, PUT, PATCH or DELETE
  std::string url;
  HttpsHeaders headers;
  std::string body;  ///< sent with every method but GET
  std::chrono::milliseconds timeout{10'000};
  std::size_t longestAnswer = 64u << 10;  ///< bytes of the answer's body; a longer one is given up
};

/// What came of it.
struct HttpsAnswer {
  int status = 0;        ///< 0: no answer, or none that is complete
  HttpsHeaders headers;  ///< names in small letters, of the last head that came
  std::string body;      ///< what was read of it
  std::string error;     ///< why there is no answer, in a few words
  /// Whether anything of the request left: if not, nothing can have come of it.
  bool wasSent = false;
  bool isTooLong = false;  ///< the body went beyond longestAnswer
  std::chrono::milliseconds took{0};
};

/// Gathers a body up to a limit; the first byte beyond it ends the transfer.
class BoundedBody {
 public:
  explicit BoundedBody(std::size_t most) : most_{most} {}

  /// False: it is too long, nothing of these bytes was kept.
  bool take(std::string_view bytes);
  bool isTooLong() const { return isTooLong_; }
  std::string& text() { return text_; }

 private:
  std::size_t most_;
  std::string text_;
  bool isTooLong_ = false;
};

/// All addresses of a host name, public or not.
using NameLookup = std::function<std::vector<std::string>(const std::string& host)>;

/// Asks a server at an address that people give: https alone, to public addresses alone (a name of
/// which any address is not public counts as private), resolved once and connected to as resolved,
/// never following a redirect, within its time and its length (security rule I10). The resolver's
/// own time comes on top. Waits; thread-safe; never throws.
HttpsAnswer exchangeWithPublic(const HttpsRequest& request);
/// The same with another way to look names up.
HttpsAnswer exchangeWithPublic(const HttpsRequest& request, const NameLookup& lookup);

}  // namespace hostler
