#include "modules/accounts/sign_up_routes.h"

#include "modules/accounts/sign_up_views.h"

namespace hostler {

using http::Access;
using http::Nothing;

void SignUpRoutes::mount(http::Router& router) {
  router
      .post<RegisterBody, RegistrationStartedView>(
          "/auth/register", Access::everyone(),
          [this](const auto& request) {
            const auto tenant = request.scope().tenant;
            const auto& origin = request.actor().origin;
            const auto pass =
                captcha_.ask(tenant, CaptchaUse::Register, origin, request.body().captcha);
            const auto started = signUp_.start(tenant, request.body(), origin,
                                               [&](db::Transaction& tx) { pass.take(tx); });
            return RegistrationStartedView{started.handle, started.sentTo, started.expiresAt};
          })
      .named("register", "Begin a sign-up; a code is sent")
      .tagged("Sign-up")
      .creates();
  router
      .post<RegisterCheckBody, DoneView>(
          "/auth/register/check", Access::everyone(),
          [this](const auto& request) {
            signUp_.check(request.scope().tenant, request.body()).throwIfAny();
            return DoneView{};
          })
      .named("checkRegistration", "What is wrong with the first page, as it is typed")
      .tagged("Sign-up");
  mountCodes(router);
  mountProfile(router);
}

void SignUpRoutes::mountCodes(http::Router& router) {
  router
      .post<CodeBody, RegistrationStateView>(
          "/auth/register/{reg}/verify-otp", Access::everyone(),
          [this](const auto& request) {
            const auto& handle = request.pathText("reg");
            signUp_.verify(request.scope().tenant, handle, request.body().code,
                           request.actor().origin);
            return RegistrationStateView{handle, RegistrationState::Verified};
          })
      .named("verifyRegistration", "Show the code that was sent")
      .tagged("Sign-up")
      .limited(http::Rate::Auth);
  router
      .post<ResendBody, DoneView>("/auth/resend-verification", Access::everyone(),
                                  [this](const auto& request) {
                                    const auto& body = request.body();
                                    if (body.registration.has_value() == body.email.has_value()) {
                                      throw ValidationError{"registration", "required",
                                                            "send either registration or email"};
                                    }
                                    signUp_.resend(request.scope().tenant, body.registration,
                                                   body.email, request.actor().origin);
                                    return DoneView{};
                                  })
      .named("resendVerification", "Send the code or the link again")
      .tagged("Sign-up")
      .answers(202)
      .limited(http::Rate::Auth);
}

void SignUpRoutes::mountProfile(http::Router& router) {
  router
      .put<ProfileBody, RegistrationView>(
          "/auth/register/{reg}/profile", Access::everyone(),
          [this](const auto& request) {
            const auto& handle = request.pathText("reg");
            return RegistrationView::of(
                signUp_.saveProfile(request.scope().tenant, handle, request.body()), handle);
          })
      .named("saveRegistrationProfile", "Name, address and tax identity")
      .tagged("Sign-up");
  router
      .get<Nothing, RegistrationView>("/auth/register/{reg}", Access::everyone(),
                                      [this](const auto& request) {
                                        const auto& handle = request.pathText("reg");
                                        return RegistrationView::of(
                                            signUp_.get(request.scope().tenant, handle), handle);
                                      })
      .named("getRegistration", "Everything entered, for review")
      .tagged("Sign-up");
  router
      .post<Nothing, SignInView>("/auth/register/{reg}/complete", Access::everyone(),
                                 [this](const auto& request) {
                                   const auto tenant = request.scope().tenant;
                                   const auto completed = signUp_.complete(
                                       tenant, request.pathText("reg"), request.actor().origin);
                                   SignInOutcome outcome;
                                   outcome.session = completed.session;
                                   return signIn_.replyOf(tenant, outcome);
                                 })
      .named("completeRegistration", "Make the account and sign in")
      .tagged("Sign-up")
      .creates();
}

}  // namespace hostler
