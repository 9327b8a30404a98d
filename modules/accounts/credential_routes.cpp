#include "modules/accounts/credential_routes.h"

#include "modules/accounts/credential_bodies.h"
#include "modules/accounts/done_view.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

// For people alone: keys have no password and no second factor.
Access person() {
  return Access::signedIn().notImpersonated();
}

const Actor& requirePerson(const Actor& actor) {
  if (!actor.user || !actor.session)
    throw DomainError{"forbidden", 403, "Only people who are signed in may do this."};
  return actor;
}

SignInNames namesOf(const ForgotPasswordBody& body) {
  const bool byName = body.account && body.username;
  if (body.email.has_value() == byName)
    throw ValidationError{"email", "required", "send either email, or account and username"};
  return {body.email, body.account, body.username};
}

}  // namespace

void CredentialRoutes::mount(http::Router& router) {
  mountRecovery(router);
  mountSecondFactor(router);
  mountStepUp(router);
}

void CredentialRoutes::mountRecovery(http::Router& router) {
  router
      .post<ForgotPasswordBody, DoneView>("/auth/forgot-password", Access::everyone(),
                                          [this](const auto& request) {
                                            const auto tenant = request.scope().tenant;
                                            const auto& origin = request.actor().origin;
                                            const auto names = namesOf(request.body());
                                            captcha_.check(tenant, CaptchaUse::Recover, origin,
                                                           request.body().captcha);
                                            passwords_.forgotPassword(tenant, names, origin);
                                            return DoneView{};
                                          })
      .named("forgotPassword", "Mail a link to choose another password")
      .tagged("Recovery")
      .answers(202)
      .limited(http::Rate::Auth);
  router
      .post<ForgotUsernameBody, DoneView>(
          "/auth/forgot-username", Access::everyone(),
          [this](const auto& request) {
            const auto tenant = request.scope().tenant;
            const auto& origin = request.actor().origin;
            const auto& body = request.body();
            captcha_.check(tenant, CaptchaUse::Recover, origin, body.captcha);
            passwords_.forgotUsername(tenant, body.account, body.email, origin);
            return DoneView{};
          })
      .named("forgotUsername", "Mail the user name")
      .tagged("Recovery")
      .answers(202)
      .limited(http::Rate::Auth);
  router
      .post<ResetPasswordBody, DoneView>(
          "/auth/reset-password", Access::everyone(),
          [this](const auto& request) {
            passwords_.reset(request.scope().tenant, request.body().token,
                             Secret{request.body().password}, request.actor().origin);
            return DoneView{};
          })
      .named("resetPassword", "Choose another password with the link's token")
      .tagged("Recovery")
      .limited(http::Rate::Auth);
  router
      .post<TokenBody, DoneView>("/auth/verify-email", Access::everyone(),
                                 [this](const auto& request) {
                                   passwords_.verifyEmail(request.scope().tenant,
                                                          request.body().token,
                                                          request.actor().origin);
                                   return DoneView{};
                                 })
      .named("verifyEmail", "Prove an e-mail address")
      .tagged("Recovery")
      .limited(http::Rate::Auth);
  router
      .post<ChangePasswordBody, DoneView>("/auth/change-password", person(),
                                          [this](const auto& request) {
                                            passwords_.change(requirePerson(request.actor()),
                                                              Secret{request.body().current},
                                                              Secret{request.body().next});
                                            return DoneView{};
                                          })
      .named("changePassword", "Change the password; every other session ends")
      .tagged("Sign-in")
      .limited(http::Rate::Auth);
}

void CredentialRoutes::mountSecondFactor(http::Router& router) {
  router
      .post<Nothing, SecondFactorSetupView>(
          "/auth/enable-2fa", person().withFreshFactor(),
          [this](const auto& request) {
            const auto setup = factors_.begin(requirePerson(request.actor()));
            return SecondFactorSetupView{setup.secret, setup.url, setup.qrSvg};
          })
      .named("enableSecondFactor", "A secret for an authenticator; it counts once verified")
      .tagged("Second factor");
  router
      .post<AuthenticatorCodeBody, RecoveryCodesView>(
          "/auth/verify-2fa", person(),
          [this](const auto& request) {
            return RecoveryCodesView{
                factors_.confirm(requirePerson(request.actor()), request.body().code)};
          })
      .named("verifySecondFactor", "Start two-factor sign-in")
      .tagged("Second factor")
      .limited(http::Rate::Auth);
  router
      .post<EndSecondFactorBody, DoneView>("/auth/disable-2fa", person(),
                                           [this](const auto& request) {
                                             factors_.end(requirePerson(request.actor()),
                                                          request.body().code,
                                                          Secret{request.body().password});
                                             return DoneView{};
                                           })
      .named("disableSecondFactor", "End two-factor sign-in")
      .tagged("Second factor")
      .limited(http::Rate::Auth);
}

void CredentialRoutes::mountStepUp(http::Router& router) {
  router
      .post<StepUpBody, AccessTokenView>(
          "/auth/step-up", person(),
          [this](const auto& request) {
            const auto& actor = requirePerson(request.actor());
            const auto& body = request.body();
            if (body.code.has_value() == body.password.has_value())
              throw ValidationError{"code", "required", "send either code or password"};
            ShownFactor shown;
            shown.code = body.code;
            if (body.password) shown.password.emplace(*body.password);
            factors_.stepUp(actor, shown);
            return AccessTokenView{sessions_.accessToken(*actor.user, *actor.session).reveal(),
                                   std::chrono::seconds{kAccessTokenLife}.count()};
          })
      .named("stepUp", "Show a factor again; fresh for 15 minutes")
      .tagged("Second factor")
      .limited(http::Rate::Auth);
  router
      .post<ChannelBody, DoneView>("/auth/step-up/code", person(),
                                   [this](const auto& request) {
                                     factors_.sendCode(requirePerson(request.actor()),
                                                       request.body().channel);
                                     return DoneView{};
                                   })
      .named("sendStepUpCode", "A one-time code for who has no authenticator")
      .tagged("Second factor")
      .answers(202);
}

}  // namespace hostler
