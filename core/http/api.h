#pragma once

// The way of a request through the API: tenant, caller, limits, rights, body, handler, answer. What
// every route has in common happens here, once and in one order: a stranger is told 401 before
// anything of the request is judged, and nothing of another account is ever told apart from
// nothing.

#include "core/front/application.h"
#include "core/http/client_address.h"
#include "core/http/idempotency.h"
#include "core/http/rate_limits.h"
#include "core/http/router.h"
#include "core/http/signals.h"
#include "core/http/site.h"
#include "core/http/slow_calls.h"
#include "core/secrets/random.h"
#include "core/telemetry/log.h"

#include <functional>
#include <memory>
#include <string>

namespace hostler::http {

struct ApiSettings {
  bool production = true;
  /// Nobody's word about the client is taken unless the operator names the proxy.
  std::vector<std::string> trustedProxies{};
  /// Calls of slow routes under way together, and of one caller: so that who asks for what takes
  /// long never takes the workers that everything else needs.
  int slowAtOnce = 8;
  int slowPerCaller = 3;
};

/// What the API is made of. All outlive it.
struct ApiParts {
  Router& router;
  Sites& sites;
  Doorkeeper& doorkeeper;
  RateLimits& limits;
  Idempotency& idempotency;
  Signals& signals;
  const Clock& clock;
  Random& random;
};

class Api final : public front::Application {
 public:
  Api(ApiParts parts, ApiSettings settings);

  /// What answers paths outside /api that no route claims: the built web applications.
  void servePages(std::function<front::Response(const front::Request&)> pages);

  front::Plan plan(const front::Request& head) override;
  void handle(front::Request request, front::Responder responder) override;
  front::Response refusal(int status) override;

  /// Seen by the metrics: route pattern, status and microseconds of each answered call.
  void onAnswered(std::function<void(const Route*, int status, std::int64_t micros)> observer);

 private:
  struct Call;  // one request's state along the way

  bool isAtHand(const front::Request& head);
  void run(Call& call);
  void enter(Call& call);
  void admit(Call& call);
  void count(Call& call);
  std::string bucketOf(const Actor& actor) const;
  void checkRights(const Call& call) const;
  static bool hasKey(const Call& call);
  static bool isGuarded(const Call& call);
  void checkPrecondition(Call& call);
  Answer invoke(Call& call);
  Answer invokeGuarded(Call& call, const Json& body);
  Answer invokeOnce(Call& call, const Json& body);
  void send(Call& call, Answer answer);
  void waitFor(Call& call, Answer answer);
  front::Response responseOf(const Call& call, Answer answer) const;
  void addBody(const Call& call, Answer& answer, front::Response& response) const;
  void addCommonHeaders(front::Response& response, bool isJson) const;

  ApiParts parts_;
  ApiSettings settings_;
  ClientAddress addresses_;
  SlowCalls slow_;
  std::shared_ptr<const front::HeaderBlock> jsonHeaders_;  // of an answer that names none of them
  Log log_{"core.http"};
  std::function<front::Response(const front::Request&)> pages_;
  std::function<void(const Route*, int, std::int64_t)> observer_;
};

/// The headers that every answer carries (security rule N3); pages have a policy of their own.
void addSecurityHeaders(front::Headers& headers, bool production);

}  // namespace hostler::http
