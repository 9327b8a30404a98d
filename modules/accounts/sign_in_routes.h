#pragma once

#include "core/http/router.h"
#include "modules/accounts/done_view.h"
#include "modules/accounts/sign_in.h"
#include "modules/accounts/sign_in_views.h"

namespace hostler {

inline constexpr std::string_view kRefreshCookie = "__Host-refresh";
inline constexpr std::string_view kCsrfCookie = "__Host-csrf";

struct SignInBody;
struct FactorBody;
struct RefreshBody;

/// Signing in and out, and one's own sessions.
class SignInRoutes {
 public:
  SignInRoutes(DeskParts& parts, SignIn& signIn, SessionDesk& sessions, CaptchaGate& captcha)
      : parts_{parts}, signIn_{signIn}, sessions_{sessions}, captcha_{captcha} {}
  void mount(http::Router& router);

  /// A session as an answer: the view, and the refresh token in its cookie.
  http::Reply<SignInView> replyOf(Id<Tenant> tenant, const SignInOutcome& outcome);

 private:
  http::Reply<SignInView> login(const http::Request<SignInBody>& request);
  http::Reply<SignInView> secondStep(const http::Request<FactorBody>& request);
  http::Reply<SignInView> refresh(const http::Request<RefreshBody>& request);
  http::Reply<DoneView> logout(const http::Request<RefreshBody>& request);
  CallerView me(const http::Request<http::Nothing>& request);
  void mountSessions(http::Router& router);
  void mountBrowser(http::Router& router);

  DeskParts& parts_;
  SignIn& signIn_;
  SessionDesk& sessions_;
  CaptchaGate& captcha_;
};

}  // namespace hostler
