#pragma once

#include "core/front/message.h"
#include "core/http/access.h"
#include "core/http/context.h"
#include "core/http/reply.h"
#include "core/shape/constraints.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hostler::http {

using front::Method;

/// One declared route. What it says here is what happens to a request and what the OpenAPI document
/// says.
struct Route {
  Method method = Method::Get;
  std::string pattern;  ///< below /api: "/invoices/{id}/pay"; outside it with a leading slash
                        ///< twice: "//healthz"
  Access access;
  Rate rate = Rate::Standard;

  std::string name;  ///< OpenAPI operationId: "payInvoice"
  std::string summary;
  std::string tag;
  int status = 200;         ///< of success
  bool idempotent = false;  ///< honours Idempotency-Key
  bool takesBody = false;
  bool rawBody = false;     ///< the handler reads the bytes itself (webhooks)
  bool quick = false;       ///< never waits for anything: handled on the loop's thread
  bool fromMemory = false;  ///< so is this one, for a stranger of whom all is known already
  bool slow = false;        ///< waits for a renderer or a provider: such calls share few workers
  bool cookieAuthenticated =
      false;  ///< refresh-token, logout: needs X-CSRF-Token and a matching Origin
  bool sandboxOnly = false;
  std::size_t bodyLimit = 1 << 20;
  std::string produces = "application/json";
  std::function<bool()> enabled;  ///< a feature flag: while it says no, the route is not there

  /// Reads, calls, writes. Throws DomainError and its kin.
  std::function<Answer(Context&, const Json& body)> handle;
  /// The current representation of what a PATCH or PUT changes, for If-Match.
  std::function<Json(Context&)> current;
  /// The names of the one thing that a call is about, as policies know it; none where there is no
  /// such thing. Absent: what the path says is its name.
  std::function<std::vector<std::string>(const Context&)> thing;

  std::function<std::optional<Json>(SchemaBook&)> requestSchema;  ///< of the body
  std::function<std::vector<Json>(SchemaBook&)> queryParameters;  ///< as OpenAPI parameters
  std::function<std::optional<Json>(SchemaBook&)> replySchema;
  /// Query names and whether they are texts, integers or booleans, for turning them into JSON.
  std::map<std::string, std::string> queryTypes;
};

/// What a declaration may add to a route: `router.post<…>(…).creates().idempotent()`.
class RouteRef {
 public:
  explicit RouteRef(Route& route) : route_{route} {}
  RouteRef& named(std::string operation, std::string summary);
  RouteRef& tagged(std::string tag);
  RouteRef& limited(Rate rate);
  /// Answers 201 and honours Idempotency-Key.
  RouteRef& creates();
  RouteRef& accepts();  ///< answers 202
  RouteRef& answers(int status);
  RouteRef& idempotent();
  RouteRef& rawBody(std::size_t limit = 1 << 20);
  RouteRef& quick();
  /// For handlers that need what Sites::isAtHand speaks of, and nothing else that could be waited
  /// for.
  RouteRef& fromMemory();
  /// Never more than ApiSettings::slowAtOnce of these at once, nor slowPerCaller of one caller.
  RouteRef& slow();
  RouteRef& byCookie();
  RouteRef& sandboxOnly();
  RouteRef& produces(std::string type);
  RouteRef& enabledWhen(std::function<bool()> check);
  /// For things that a path can name in more than one way.
  RouteRef& about(std::function<std::vector<std::string>(const Context&)> thing);
  template <class View>
  RouteRef& guardedBy(std::function<View(const Context&)> current);

 private:
  Route& route_;
};

}  // namespace hostler::http
