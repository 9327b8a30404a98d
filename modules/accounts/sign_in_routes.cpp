#include "modules/accounts/sign_in_routes.h"

#include "core/secrets/digest.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/known_devices.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/sign_in_bodies.h"
#include "modules/accounts/user_repository.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

template <class Body>
SignInContext contextOf(const http::Request<Body>& request) {
  return {request.scope().tenant, request.actor().origin, request.context().cookie(kDeviceCookie),
          std::nullopt};
}

SignInNames namesOf(const SignInBody& body) {
  FieldErrors errors;
  if (body.email && (body.account || body.username))
    errors.add("email", "ambiguous", "send either email, or account and username");
  if (!body.email && !body.account)
    errors.add("email", "required", "is required, or account and username");
  if (body.account && !body.username)
    errors.add("username", "required", "is required beside account");
  if (!body.email && !body.account && body.username)
    errors.add("account", "required", "is required beside username");
  errors.throwIfAny();
  return {body.email, body.account, body.username};
}

http::Cookie ended(std::string_view name) {
  return {std::string{name}, "", std::chrono::seconds{0}};
}

}  // namespace

void SignInRoutes::mount(http::Router& router) {
  router
      .post<SignInBody, SignInView>("/auth/login", Access::everyone(),
                                    [this](const auto& request) { return login(request); })
      .named("login", "Sign in")
      .tagged("Sign-in")
      .limited(http::Rate::Auth);
  router
      .post<FactorBody, SignInView>("/auth/mfa", Access::everyone(),
                                    [this](const auto& request) { return secondStep(request); })
      .named("loginSecondFactor", "The second step of signing in")
      .tagged("Sign-in")
      .limited(http::Rate::Auth);
  router
      .post<RefreshBody, SignInView>("/auth/refresh-token", Access::everyone(),
                                     [this](const auto& request) { return refresh(request); })
      .named("refreshToken", "A new access token")
      .tagged("Sign-in")
      .byCookie();
  router
      .post<RefreshBody, DoneView>("/auth/logout", Access::everyone(),
                                   [this](const auto& request) { return logout(request); })
      .named("logout", "End this session")
      .tagged("Sign-in")
      .byCookie();
  router
      .get<Nothing, CallerView>("/auth/me", Access::signedIn(),
                                [this](const auto& request) { return me(request); })
      .named("me", "Who calls")
      .tagged("Sign-in");
  mountSessions(router);
  mountBrowser(router);
}

void SignInRoutes::mountSessions(http::Router& router) {
  router
      .get<Nothing, http::Page<SessionView>>(
          "/auth/sessions", Access::signedIn(),
          [this](const auto& request) {
            http::Page<SessionView> page;
            if (!request.actor().user) return page;
            for (const auto& session : sessions_.list(request.actor()))
              page.data.push_back(SessionView::of(session, request.actor().session));
            return page;
          })
      .named("listSessions", "Where I am signed in")
      .tagged("Sign-in");
  router
      .remove<Nothing, Nothing>("/auth/sessions/{id}", Access::signedIn().notImpersonated(),
                                [this](const auto& request) {
                                  if (!request.actor().user) throw NotFound{};
                                  sessions_.end(request.actor(), request.template id<Session>());
                                })
      .named("endSession", "Sign out elsewhere")
      .tagged("Sign-in");
}

void SignInRoutes::mountBrowser(http::Router& router) {
  router
      .get<Nothing, CsrfView>(
          "/auth/csrf", Access::everyone(),
          [this](const auto& request) {
            auto token = request.context().cookie(kCsrfCookie);
            if (token.size() != 43 || !decodeBase64Url(token))
              token = parts_.engine.random.token(32);
            http::Reply<CsrfView> reply{CsrfView{token}};
            reply.cookies.push_back({std::string{kCsrfCookie}, token, kRefreshTokenLife});
            return reply;
          })
      .named("csrfToken", "What refresh-token and logout ask for in X-CSRF-Token")
      .tagged("Sign-in");
  router
      .get<CaptchaQuery, CaptchaView>(
          "/auth/captcha", Access::everyone(),
          [this](const auto& request) {
            const auto tenant = request.scope().tenant;
            CaptchaView view;
            view.provider = parts_.engine.captcha.provider(tenant);
            if (!captcha_.isRequired(tenant, request.query().use, request.actor().origin))
              return view;
            // What nobody can show nobody is asked for; who sends none is told then.
            const auto widget = parts_.engine.captcha.widget(tenant);
            if (!widget) return view;
            view.required = true;
            view.siteKey = widget->siteKey;
            view.script = widget->script;
            view.object = widget->object;
            view.mode = widget->mode;
            return view;
          })
      .named("captcha", "Whether a captcha is asked, and which")
      .tagged("Sign-in");
}

http::Reply<SignInView> SignInRoutes::replyOf(Id<Tenant> tenant, const SignInOutcome& outcome) {
  http::Reply<SignInView> reply;
  if (outcome.challenge) {
    reply.view.mfaRequired = true;
    reply.view.mfaToken = outcome.challenge->reveal();
    return reply;
  }
  const auto& session = *outcome.session;
  reply.view = parts_.engine.database.read(
      [&](db::Reader& reader) { return signInView(reader, tenant, session); });
  const auto left = std::chrono::duration_cast<std::chrono::seconds>(
      session.expiresAt.since(parts_.engine.clock.now()));
  if (!session.impersonated)
    reply.cookies.push_back({std::string{kRefreshCookie}, session.refresh.reveal(), left});
  if (outcome.deviceCookie)
    reply.cookies.push_back({std::string{kDeviceCookie}, *outcome.deviceCookie, kDeviceKnownFor});
  return reply;
}

http::Reply<SignInView> SignInRoutes::login(const http::Request<SignInBody>& request) {
  auto context = contextOf(request);
  context.captcha = request.body().captcha;
  const auto names = namesOf(request.body());
  return replyOf(context.tenant,
                 signIn_.withPassword(names, Secret{request.body().password}, context));
}

http::Reply<SignInView> SignInRoutes::secondStep(const http::Request<FactorBody>& request) {
  const auto& body = request.body();
  if (body.code.has_value() == body.recoveryCode.has_value()) {
    throw ValidationError{"code", "required", "send either code or recovery_code"};
  }
  const auto context = contextOf(request);
  return replyOf(
      context.tenant,
      signIn_.withFactor(body.mfaToken, {body.code, body.recoveryCode, std::nullopt}, context));
}

http::Reply<SignInView> SignInRoutes::refresh(const http::Request<RefreshBody>& request) {
  const auto& sent = request.body().refreshToken;
  const auto token = sent ? *sent : request.context().cookie(kRefreshCookie);
  if (token.empty()) throw deadSession();
  const auto tenant = request.scope().tenant;
  SignInOutcome outcome;
  outcome.session = sessions_.renew(token, tenant, request.actor().origin);
  auto reply = replyOf(tenant, outcome);
  if (sent) reply.view.refreshToken = outcome.session->refresh.reveal();
  return reply;
}

http::Reply<DoneView> SignInRoutes::logout(const http::Request<RefreshBody>& request) {
  const auto& actor = request.actor();
  const auto& sent = request.body().refreshToken;
  const auto token = sent ? *sent : request.context().cookie(kRefreshCookie);
  if (actor.session) {
    sessions_.signOut(actor);
  } else if (!token.empty()) {
    sessions_.signOut(token, request.scope().tenant, actor.origin);
  } else {
    throw DomainError{"unauthenticated", 401, "There is no session to end."};
  }
  http::Reply<DoneView> reply;
  // Staff who leave a client's session keep the cookie of their own.
  if (!actor.impersonator) reply.cookies = {ended(kRefreshCookie), ended(kCsrfCookie)};
  return reply;
}

CallerView SignInRoutes::me(const http::Request<Nothing>& request) {
  const auto& actor = request.actor();
  return parts_.engine.database.read([&](db::Reader& reader) {
    CallerView view;
    const auto account = actor.scope.account ? account_repository::find(reader, actor.scope.tenant,
                                                                        *actor.scope.account)
                                             : std::nullopt;
    const auto root = account ? user_repository::find(reader, actor.scope.tenant, account->rootUser)
                              : std::nullopt;
    const auto user =
        actor.user ? user_repository::find(reader, actor.scope.tenant, *actor.user) : root;
    if (!user) throw deadSession();
    view.user = UserView::of(*user);
    if (root) view.account = AccountView::of(*account, *root);
    view.impersonator = actor.impersonator;
    view.fresh = actor.fresh;
    return view;
  });
}

}  // namespace hostler
