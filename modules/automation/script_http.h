#pragma once

#include "core/lua/script_functions.h"
#include "core/nodes/id_mint.h"
#include "core/outbound/https_exchange.h"
#include "core/telemetry/log.h"
#include "core/time/clock.h"
#include "modules/automation/script_acts.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// hostler.http.get, post, put, patch and delete: what hooks that are told of what has happened ask
/// of other servers. https alone, on hosts that the script's head names (`-- needs: http
/// api.example.com`), at public addresses alone, without redirects, in the time that is left to the
/// run.
///
/// Each post, put, patch and delete carries an `Idempotency-Key` that is the same however often the
/// hook is run for an event, and is written down before it is sent. A hook that is run again is
/// given the answer that came; where nobody knows what came of it, a put and a delete are sent
/// again (RFC 9110 section 9.2.2), and a post and a patch are refused unless the script says
/// `{ again = true }`, for servers that know the key. What an answer of 408, 425, 429 or 503 says
/// was not done is sent again. Thread-safe.
class ScriptHttp {
 public:
  static constexpr int kOfOneRun = 10;  ///< requests
  static constexpr std::size_t kLongestBody = 256u << 10, kLongestAnswer = 256u << 10;  ///< bytes

  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    std::function<HttpsAnswer(const HttpsRequest&)> exchange;  ///< exchangeWithPublic
  };
  explicit ScriptHttp(Parts parts) : parts_{std::move(parts)} {}

  /// This must outlive them.
  void addTo(lua::ScriptFunctions& functions) const;
  /// Throws ValidationError on `source` for a need of a host that cannot be asked: no host, an
  /// address inside, a pattern.
  static void mustBeHosts(const std::vector<std::string>& needs);

 private:
  HttpsRequest requestOf(const std::string& method, const lua::ScriptCall& call) const;
  Json ask(const std::string& method, const lua::ScriptCall& call) const;
  Json askOnce(const HttpsRequest& request, const lua::ScriptCall& call) const;
  struct Earlier {
    bool wasSent = false;        ///< by an earlier run
    std::optional<Json> answer;  ///< that it was given
  };
  Earlier earlier(const HttpsRequest& request, const ScriptAct& act, bool again) const;
  HttpsAnswer exchange(const HttpsRequest& request, const lua::ScriptCall& call) const;

  Parts parts_;
  Log log_{"modules.automation"};
};

}  // namespace hostler
