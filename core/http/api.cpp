#include "core/http/api.h"

#include "core/audit/fresh_factor.h"
#include "core/http/absent_members.h"
#include "core/http/body.h"
#include "core/http/problem_response.h"
#include "core/secrets/digest.h"

#include <algorithm>

namespace hostler::http {
namespace {

bool isWrite(Method method) {
  return method != Method::Get && method != Method::Head && method != Method::Options;
}

bool isVisibleAscii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return out;
}

// Whether a page of this site sent the request; in production such a page came over https.
bool isOwnOrigin(std::string_view origin, std::string_view host, bool production) {
  const auto sent = lower(origin);
  const auto place = lower(host);
  return sent == "https://" + place || (!production && sent == "http://" + place);
}

// The whole path where it fits; of a longer one its hash tells it apart.
std::string intentPath(std::string_view path) {
  if (path.size() <= 120) return std::string{path};
  return std::string{path.substr(0, 100)} + "#" + hex(sha256(path));
}

std::shared_ptr<const front::HeaderBlock> headersOfJson(bool production) {
  front::Headers headers{{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  addSecurityHeaders(headers, production);
  return std::make_shared<const front::HeaderBlock>(std::move(headers));
}

DomainError unauthenticated() {
  return {"unauthenticated", 401, "Sign in, or send an API key, to call this."};
}

std::string bucketOfStranger(const std::string& address) {
  return "anonymous:" + limitKey(address);
}

std::string tagOf(std::string_view text) {
  return "\"" + base64Url(sha256(text)).substr(0, 22) + "\"";
}

DomainError forbidden() {
  return {"forbidden", 403, "You may not do this."};
}

// The one thing that a call is about: what its path names, or nothing, as for a list.
std::string_view resourceOf(const Router::Match& match) {
  if (const auto id = match.path.find("id"); id != match.path.end()) return id->second;
  return match.path.size() == 1 ? std::string_view{match.path.begin()->second} : std::string_view{};
}

bool mayDo(const Actor& actor, const Router::Match& match, const Context& context) {
  const auto action = match.route->access.permission.action;
  const auto& thing = match.route->thing;
  const auto names = thing ? thing(context) : std::vector<std::string>{};
  return names.empty() ? actor.may(action, resourceOf(match)) : actor.mayOn(action, names);
}

}  // namespace

std::shared_ptr<const KeptText> KeptText::of(const Json& body) {
  auto text = dump(body);
  auto tag = tagOf(text);
  return std::make_shared<const KeptText>(KeptText{std::move(text), std::move(tag)});
}

// All that is learnt about one request on its way.
struct Api::Call {
  Call(front::Request raw, front::Responder to)
      : context{std::move(raw)}, responder{std::move(to)} {}

  Context context;
  front::Responder responder;
  Router::Match match;
  Actor caller;
  std::optional<RateLimits::Verdict> limit;
  std::optional<IntentKey> intent;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  const front::Request& raw() const { return context.raw(); }
  const Route& route() const { return *match.route; }
};

Api::Api(ApiParts parts, ApiSettings settings)
    : parts_{parts},
      settings_{std::move(settings)},
      addresses_{settings_.trustedProxies},
      slow_{settings_.slowAtOnce, settings_.slowPerCaller},
      jsonHeaders_{headersOfJson(settings_.production)} {}

void Api::servePages(std::function<front::Response(const front::Request&)> pages) {
  pages_ = std::move(pages);
}

void Api::onAnswered(std::function<void(const Route*, int, std::int64_t)> observer) {
  observer_ = std::move(observer);
}

front::Plan Api::plan(const front::Request& head) {
  const auto match = parts_.router.find(head.method, head.path());
  front::Plan plan;
  if (match.route == nullptr) {
    plan.bodyLimit = 64 * 1024;  // only so that it can be drained before the refusal
    return plan;
  }
  plan.bodyLimit = match.route->bodyLimit;
  plan.quick = match.route->quick || (match.route->fromMemory && isAtHand(head));
  return plan;
}

// Whether tenant, caller and limits can be told without waiting.
bool Api::isAtHand(const front::Request& head) {
  // What has a body may take its time to come, and what is known now be forgotten by then.
  return head.header("authorization").empty() && head.header("content-length").empty() &&
         head.header("transfer-encoding").empty() && parts_.sites.isAtHand() &&
         parts_.limits.isAtHand(bucketOfStranger(addresses_.of(head)));
}

void Api::handle(front::Request request, front::Responder responder) {
  Call call{std::move(request), std::move(responder)};
  const std::string& id = call.caller.origin.requestId = "req_" + parts_.random.token(12);
  Answer answer;
  try {
    run(call);
    return;
  } catch (const DomainError& error) {
    answer = problemAnswer(error, id);
  } catch (const db::CommitUnknown&) {
    answer = problemAnswer(503, "outcome_unknown",
                           "The database did not confirm the change. Look before you repeat it, or "
                           "repeat it with the same Idempotency-Key.",
                           id);
    answer.headers.emplace_back("Retry-After", "5");
  } catch (const db::DatabaseError& error) {
    log_.error("http.database_failed", {{"request", id}, {"reason", error.what()}});
    answer = problemAnswer(503, "unavailable",
                           "The service cannot answer right now; try again in a moment.", id);
    answer.headers.emplace_back("Retry-After", "5");
  } catch (const std::exception& error) {
    log_.error("http.handler_failed",
               {{"request", id},
                {"path", call.match.route == nullptr ? "" : call.route().pattern},
                {"reason", error.what()}});
    answer = problemAnswer(500, "internal_error",
                           "Something went wrong here. Tell support the request id.", id);
  }
  send(call, std::move(answer));
}

void Api::run(Call& call) {
  const auto& raw = call.raw();
  call.caller.origin.address = addresses_.of(raw);
  call.caller.origin.userAgent = asText(raw.header("user-agent").substr(0, 300));
  call.match = parts_.router.find(raw.method, raw.path());
  if (call.match.route != nullptr && call.route().sandboxOnly && settings_.production)
    call.match = {};
  if (call.match.route == nullptr) {
    const bool api = raw.path() == "/api" || raw.path().starts_with("/api/");
    if (!api && pages_ && call.match.allowed.empty() &&
        (raw.method == Method::Get || raw.method == Method::Head)) {
      auto page = pages_(raw);
      addSecurityHeaders(page.headers, settings_.production);
      call.responder.answer(std::move(page));
      return;
    }
    enter(call);
    if (call.match.allowed.empty() && raw.method != Method::Trace) throw NotFound{};
    std::string allow;
    for (const auto method : call.match.allowed)
      allow.append(allow.empty() ? "" : ", ").append(front::nameOf(method));
    auto answer = problemAnswer(405, "method_not_allowed", "This path does not know that method.",
                                call.caller.origin.requestId);
    answer.headers.emplace_back("Allow", allow);
    return send(call, std::move(answer));
  }
  enter(call);
  admit(call);
  checkRights(call);
  // A repeat gets the first answer, whatever it has changed since.
  if (!hasKey(call)) checkPrecondition(call);
  std::optional<SlowCalls::Place> place;
  if (call.route().slow) place.emplace(slow_, bucketOf(call.caller));
  auto answer = invoke(call);
  place.reset();
  if (answer.later) return waitFor(call, std::move(answer));
  send(call, std::move(answer));
}

// What is asked of any request: encryption in production, and no foreign page behind a write.
void Api::enter(Call& call) {
  const auto& raw = call.raw();
  const bool outside = call.match.route != nullptr && call.route().pattern.starts_with("//");
  if (settings_.production && !outside && !addresses_.cameEncrypted(raw)) {
    throw DomainError{"https_required", 403, "Call this over https."};
  }
  if (call.match.route != nullptr) call.context.setPath(call.match.path);
  if (!outside) {
    call.caller.scope.tenant = parts_.sites.tenantOf(raw.header("host"));
  } else {
    call.caller.scope.tenant = kPlatform;
  }
  const auto origin = raw.header("origin");
  if (isWrite(raw.method) && !origin.empty() &&
      !isOwnOrigin(origin, raw.header("host"), settings_.production)) {
    throw DomainError{"foreign_origin", 403, "A page of another site may not call this."};
  }
}

void Api::admit(Call& call) {
  const auto& route = call.route();
  const auto origin = call.caller.origin;
  const auto tenant = call.caller.scope.tenant;
  if (route.rate != Rate::Unlimited || route.access.audience != Audience::Everyone) {
    try {
      call.caller = parts_.doorkeeper.identify(call.raw(), tenant, origin);
    } catch (const DomainError&) {
      // Who guesses at tokens is counted like any other stranger, and the limit is told before the
      // verdict.
      count(call);
      throw;
    }
  }
  call.caller.origin = origin;
  call.context.set(call.caller);
  count(call);
  if (route.cookieAuthenticated) {
    const auto token = call.context.cookie("__Host-csrf");
    // No other site's page can send an Authorization header along, so who sends one is no victim of
    // it.
    const bool cookie = !call.context.cookie("__Host-refresh").empty() &&
                        call.raw().header("authorization").empty();
    const auto sent = call.raw().header("x-csrf-token");
    if (cookie && (token.empty() || !equalInConstantTime(token, sent) ||
                   call.raw().header("origin").empty())) {
      throw DomainError{"csrf", 403,
                        "Send X-CSRF-Token as /api/auth/csrf gave it, from this site's own page."};
    }
  }
}

// What a caller's calls are counted under: the account or the key, a stranger's address.
std::string Api::bucketOf(const Actor& actor) const {
  if (actor.kind == Actor::Kind::Anonymous) return bucketOfStranger(actor.origin.address);
  const auto owner = actor.scope.account ? actor.scope.account->text()
                     : actor.user        ? actor.user->text()
                                         : "";
  return "account:" + (actor.credential.starts_with("api_key:") ? actor.credential : owner);
}

void Api::count(Call& call) {
  const auto& route = call.route();
  if (route.rate == Rate::Unlimited) return;
  const auto& settings = parts_.limits.settings();
  const auto address = limitKey(call.caller.origin.address);
  const auto& actor = call.caller;
  const bool known = actor.kind != Actor::Kind::Anonymous;
  const auto bucket = bucketOf(actor);
  const Limit limit = known ? settings.account : settings.anonymous;
  auto verdict = parts_.limits.take(bucket, limit);
  if (verdict.allowed && route.rate == Rate::Search) {
    const auto search = parts_.limits.take("search:" + (known ? bucket : address), settings.search);
    if (!search.allowed || search.remaining < verdict.remaining) verdict = search;
  }
  call.limit = verdict;
  if (verdict.allowed) return;
  throw DomainError{"rate_limited",
                    429,
                    "Too many calls; try again later.",
                    {{"retry_after", verdict.reset.count()}}};
}

void Api::checkRights(const Call& call) const {
  const auto& access = call.route().access;
  const auto& actor = call.caller;
  if (access.audience == Audience::Everyone) return;
  if (actor.kind == Actor::Kind::Anonymous) throw unauthenticated();
  if (access.audience == Audience::PlatformStaff && actor.isStaff() && !actor.isPlatformStaff())
    throw NotFound{};
  const bool staffOnly =
      access.audience == Audience::Staff || access.audience == Audience::PlatformStaff;
  if (staffOnly && !actor.isStaff()) throw forbidden();
  if (access.audience == Audience::Client && (!actor.isClient() || !actor.scope.account))
    throw forbidden();
  if (!access.whileImpersonating && actor.impersonator) throw forbidden();
  if (!access.whileSuspended && actor.suspended) {
    throw DomainError{"account_suspended", 403,
                      "This account is suspended; pay what is open or write to support."};
  }
  if (!access.permission.action.empty() && !mayDo(actor, call.match, call.context))
    throw forbidden();
  if (access.freshFactor) mustHaveFreshFactor(actor);
}

void Api::checkPrecondition(Call& call) {
  if (!isGuarded(call)) return;
  const auto wanted = call.raw().header("if-match");
  const auto tag = tagOf(dump(call.route().current(call.context)));
  if (wanted != "*" && wanted.find(tag) == std::string_view::npos) {
    throw DomainError{"precondition_failed", 412,
                      "It has changed since you read it; read it again."};
  }
}

Answer Api::invoke(Call& call) {
  const auto& route = call.route();
  const bool inQuery = route.method == Method::Get || route.method == Method::Delete;
  Json body = Json::object();
  if (!route.rawBody) {
    body =
        inQuery ? readQuery(call.raw(), route) : withoutAbsent(readBody(call.raw(), route), route);
    if (inQuery && route.queryTypes.empty() && !body.empty()) {
      throw ValidationError{body.begin().key().substr(0, 64), "unknown_field",
                            "is not a field of this request"};
    }
  }
  const auto key = call.raw().header("idempotency-key");
  if (!hasKey(call)) return invokeGuarded(call, body);
  if (key.size() > 255 || !isVisibleAscii(key)) {
    throw DomainError{"malformed_idempotency_key", 400,
                      "An Idempotency-Key is 1 to 255 visible ASCII characters."};
  }
  return invokeOnce(call, body);
}

bool Api::hasKey(const Call& call) {
  return call.route().idempotent && !call.raw().header("idempotency-key").empty();
}

bool Api::isGuarded(const Call& call) {
  return !call.raw().header("if-match").empty() && call.route().current;
}

// What If-Match asks for must hold when the change is made, not only when the request came in: it
// is asked again inside the transaction that changes.
Answer Api::invokeGuarded(Call& call, const Json& body) {
  const auto work = [&] { return call.route().handle(call.context, body); };
  if (!isGuarded(call)) return work();
  return parts_.idempotency.guarded([&] { checkPrecondition(call); }, work);
}

Answer Api::invokeOnce(Call& call, const Json& body) {
  const auto& actor = call.caller;
  std::string owner = "address:" + actor.origin.address;
  if (const auto cart = call.context.cookie("__Host-cart"); !cart.empty())
    owner = "cart:" + hex(sha256(cart)).substr(0, 32);
  if (actor.kind != Actor::Kind::Anonymous) {
    owner = actor.scope.account ? actor.scope.account->text()
            : actor.user        ? actor.user->text()
                                : actor.credential;
  }
  const auto& raw = call.raw();
  call.intent =
      IntentKey{owner, std::string{front::nameOf(raw.method)} + " " + intentPath(raw.path()),
                std::string{raw.header("idempotency-key")},
                hex(sha256(call.route().rawBody ? raw.body : dump(body)))};
  std::function<void()> check;
  if (isGuarded(call)) check = [&] { checkPrecondition(call); };
  auto answer = parts_.idempotency.once(
      *call.intent, [&] { return call.route().handle(call.context, body); }, check);
  if (answer.status < 400 || !answer.body.contains("facts")) return answer;
  // A kept refusal: the same words again, under this request's own id.
  const DomainError again{answer.body.at("code"), answer.status, answer.body.at("detail"),
                          answer.body.at("facts")};
  auto refusal = problemAnswer(again, actor.origin.requestId);
  std::ranges::move(answer.headers, std::back_inserter(refusal.headers));
  return refusal;
}

void Api::waitFor(Call& call, Answer answer) {
  auto shared = std::make_shared<Call>(std::move(call));
  parts_.signals.wait(answer.later, [this, shared](Answer late) {
    if (late.status == 503 && late.body.is_null()) {
      late = problemAnswer(503, "unavailable",
                           "The service cannot answer right now; try again in a moment.",
                           shared->caller.origin.requestId);
      late.headers.emplace_back("Retry-After", "5");
    } else if (shared->intent) {
      try {
        parts_.idempotency.complete(*shared->intent, late);
      } catch (const std::exception& error) {
        log_.warning("http.answer_not_kept",
                     {{"request", shared->caller.origin.requestId}, {"reason", error.what()}});
      }
    }
    send(*shared, std::move(late));
  });
}

void Api::send(Call& call, Answer answer) {
  const int status = answer.status;
  const auto stream = answer.stream;
  auto response = responseOf(call, std::move(answer));
  if (observer_) {
    const auto took = std::chrono::steady_clock::now() - call.start;
    observer_(call.match.route, status,
              std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  }
  if (stream) return stream(call.responder.stream(std::move(response)));
  call.responder.answer(std::move(response));
}

front::Response Api::responseOf(const Call& call, Answer answer) const {
  front::Response response;
  if (answer.raw) response = std::move(*answer.raw);
  response.status = answer.raw ? response.status : answer.status;
  auto& headers = response.headers;
  headers.reserve(headers.size() + answer.headers.size() + answer.cookies.size() + 5);
  std::ranges::move(answer.headers, std::back_inserter(headers));
  const bool isJson = !answer.raw && (answer.kept || !answer.body.is_null());
  if (isJson) addBody(call, answer, response);
  for (const auto& cookie : answer.cookies) {
    headers.emplace_back("Set-Cookie", cookie.name + "=" + cookie.value +
                                           "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" +
                                           std::to_string(cookie.maxAge.count()));
  }
  if (call.limit) {
    headers.emplace_back("RateLimit-Limit", std::to_string(call.limit->limit));
    headers.emplace_back("RateLimit-Remaining", std::to_string(call.limit->remaining));
    headers.emplace_back("RateLimit-Reset", std::to_string(call.limit->reset.count()));
  }
  headers.emplace_back("X-Request-Id", call.caller.origin.requestId);
  addCommonHeaders(response, isJson);
  return response;
}

void Api::addBody(const Call& call, Answer& answer, front::Response& response) const {
  auto text = answer.kept ? std::string{} : dump(answer.body);
  const auto method = call.raw().method;
  if (answer.status == 200 && (method == Method::Get || method == Method::Head)) {
    auto tag = answer.kept ? answer.kept->tag : tagOf(text);
    if (call.raw().header("if-none-match").find(tag) != std::string_view::npos)
      response.status = 304;
    response.headers.emplace_back("ETag", std::move(tag));
  }
  if (response.status == 304) return;
  if (answer.kept) {
    response.body = front::SharedBody{answer.kept, &answer.kept->text};
  } else {
    response.body = std::move(text);
  }
}

void Api::addCommonHeaders(front::Response& response, bool isJson) const {
  auto& headers = response.headers;
  if (isJson && std::ranges::none_of(
                    headers, [&](const auto& header) { return jsonHeaders_->has(header.first); })) {
    response.common = jsonHeaders_;
    return;
  }
  const auto has = [&headers](std::string_view name) {
    return std::ranges::any_of(headers, [&](const auto& header) { return header.first == name; });
  };
  if (isJson && !has("Content-Type")) headers.emplace_back("Content-Type", "application/json");
  if (!has("Cache-Control")) headers.emplace_back("Cache-Control", "no-store");
  addSecurityHeaders(headers, settings_.production);
}

front::Response Api::refusal(int status) {
  const auto code = status == 408   ? "request_timeout"
                    : status == 413 ? "body_too_large"
                    : status == 503 ? "busy"
                    : status == 500 ? "internal_error"
                                    : "malformed_request";
  Call call{front::Request{}, front::Responder{}};
  call.caller.origin.requestId = "req_" + parts_.random.token(12);
  auto answer =
      problemAnswer(status, code, "The request could not be taken: " + reasonOf(status) + ".",
                    call.caller.origin.requestId);
  if (status == 503) answer.headers.emplace_back("Retry-After", "1");
  return responseOf(call, std::move(answer));
}

void addSecurityHeaders(front::Headers& headers, bool production) {
  const auto add = [&headers](std::string_view name, std::string_view value) {
    const bool there =
        std::ranges::any_of(headers, [&](const auto& header) { return header.first == name; });
    if (!there) headers.emplace_back(name, value);
  };
  add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  if (production) add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

}  // namespace hostler::http
