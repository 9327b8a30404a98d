#include "modules/accounts/notices.h"

#include "modules/accounts/link_tokens.h"
#include "modules/accounts/one_time_codes.h"

namespace hostler {
namespace {

const http::Limit kPerAddress{5, std::chrono::hours{1}};

int minutesOf(std::chrono::minutes life) {
  return static_cast<int>(life.count());
}

Json whence(const User& user, const Origin& origin) {
  return {{"name", user.name}, {"address", origin.address}, {"user_agent", origin.userAgent}};
}

}  // namespace

std::string maskedDestination(const Destination& destination) {
  const auto& address = destination.address;
  if (destination.channel == MessageChannel::Sms) {
    std::string masked;
    for (std::size_t i = 4; i < address.size(); ++i) masked += "•";
    return masked + address.substr(address.size() - std::min<std::size_t>(4, address.size()));
  }
  const auto at = address.find('@');
  return address.substr(0, 1) + "•••" + (at == std::string::npos ? "" : address.substr(at));
}

bool Notices::mayReach(Id<Tenant> tenant, const Destination& destination) {
  const auto who =
      vault_.fingerprint("message_cap", tenant.text() + ":" + lookupKey(destination.address));
  return limits_.takeStrictly("message:" + who, kPerAddress).allowed;
}

// Links begin with what the tenant has configured, never with what a request says (security rule
// A15). The token stands behind a '#', so that it reaches no server's log and no referrer.
std::string Notices::page(Id<Tenant> tenant, std::string_view path) {
  auto base = tenants_.get(tenant).publicUrl;
  while (base.ends_with('/')) base.pop_back();
  return base + std::string{path};
}

OutgoingMessage Notices::message(Id<Tenant> tenant, std::string templateName, const Destination& to,
                                 const std::string& language, Json model) {
  OutgoingMessage message;
  message.templateName = std::move(templateName);
  message.channel = to.channel;
  message.recipient = to.address;
  message.language = language;
  message.model = std::move(model);
  message.model["brand"] = tenants_.get(tenant).name;
  message.key = random_.token(12);
  return message;
}

OutgoingMessage Notices::toUser(const User& user, std::string templateName, Json model) {
  return message(user.tenant, std::move(templateName), {MessageChannel::Email, user.email},
                 user.language, std::move(model));
}

void Notices::registrationCode(db::Transaction& tx, const Scope& scope, const Destination& to,
                               const std::string& language, const Secret& code) {
  auto mail = message(scope.tenant, "accounts.registration_code", to, language,
                      {{"minutes", minutesOf(OneTimeCodes::kLife)}});
  mail.code = code;
  sender_.send(tx, scope, mail);
}

void Notices::alreadyRegistered(db::Transaction& tx, const Scope& scope, const std::string& email,
                                const std::string& language) {
  sender_.send(
      tx, scope,
      message(scope.tenant, "accounts.already_registered", {MessageChannel::Email, email}, language,
              {{"sign_in_url", page(scope.tenant, "/sign-in")},
               {"forgot_url", page(scope.tenant, "/forgot-password")}}));
}

void Notices::welcome(db::Transaction& tx, const User& user, const Account& account) {
  sender_.send(tx, user.scope(),
               toUser(user, "accounts.welcome",
                      {{"name", user.name},
                       {"account_number", account.number},
                       {"username", user.username.value_or("")},
                       {"sign_in_url", page(user.tenant, "/sign-in")}}));
}

void Notices::verifyEmail(db::Transaction& tx, const User& user, const Secret& token) {
  auto mail = toUser(
      user, "accounts.verify_email",
      {{"name", user.name}, {"minutes", minutesOf(LinkTokens::lifeOf(LinkPurpose::VerifyEmail))}});
  mail.link = Secret{page(user.tenant, "/verify-email#token=") + token.reveal()};
  sender_.send(tx, user.scope(), mail);
}

void Notices::resetPassword(db::Transaction& tx, const User& user, const Secret& token) {
  auto mail = toUser(user, "accounts.reset_password",
                     {{"name", user.name},
                      {"minutes", minutesOf(LinkTokens::lifeOf(LinkPurpose::ResetPassword))}});
  mail.link = Secret{page(user.tenant, "/reset-password#token=") + token.reveal()};
  sender_.send(tx, user.scope(), mail);
}

void Notices::forgottenUsername(db::Transaction& tx, const User& user,
                                const std::string& accountNumber) {
  sender_.send(tx, user.scope(),
               toUser(user, "accounts.forgotten_username",
                      {{"name", user.name},
                       {"username", user.username.value_or("")},
                       {"account_number", accountNumber},
                       {"sign_in_url", page(user.tenant, "/sign-in")}}));
}

void Notices::signInLocked(db::Transaction& tx, const User& user, Instant until,
                           const Origin& origin) {
  auto model = whence(user, origin);
  model["until"] = until.text();
  model["forgot_url"] = page(user.tenant, "/forgot-password");
  sender_.send(tx, user.scope(), toUser(user, "accounts.sign_in_locked", std::move(model)));
}

void Notices::refreshTokenReused(db::Transaction& tx, const User& user, const Origin& origin) {
  auto model = whence(user, origin);
  model["forgot_url"] = page(user.tenant, "/forgot-password");
  sender_.send(tx, user.scope(), toUser(user, "accounts.refresh_token_reused", std::move(model)));
}

void Notices::passwordChanged(db::Transaction& tx, const User& user, const Origin& origin) {
  auto model = whence(user, origin);
  model["forgot_url"] = page(user.tenant, "/forgot-password");
  sender_.send(tx, user.scope(), toUser(user, "accounts.password_changed", std::move(model)));
}

void Notices::emailChanged(db::Transaction& tx, const User& before, const std::string& newEmail,
                           const Origin& origin) {
  auto model = whence(before, origin);
  model["new_email"] = maskedDestination({MessageChannel::Email, newEmail});
  sender_.send(tx, before.scope(), toUser(before, "accounts.email_changed", std::move(model)));
}

void Notices::secondFactor(db::Transaction& tx, const User& user, bool enabled,
                           const Origin& origin) {
  sender_.send(
      tx, user.scope(),
      toUser(user, enabled ? "accounts.second_factor_enabled" : "accounts.second_factor_disabled",
             whence(user, origin)));
}

void Notices::stepUpCode(db::Transaction& tx, const User& user, const Destination& to,
                         const Secret& code) {
  auto mail = message(user.tenant, "accounts.step_up_code", to, user.language,
                      {{"name", user.name}, {"minutes", minutesOf(OneTimeCodes::kLife)}});
  mail.code = code;
  sender_.send(tx, user.scope(), mail);
}

void Notices::staffInvitation(db::Transaction& tx, const User& user, const Secret& token) {
  auto mail = toUser(user, "accounts.staff_invitation",
                     {{"name", user.name},
                      {"role", user.role},
                      {"minutes", minutesOf(LinkTokens::lifeOf(LinkPurpose::JoinStaff))}});
  mail.link = Secret{page(user.tenant, "/reset-password#token=") + token.reveal()};
  sender_.send(tx, user.scope(), mail);
}

void Notices::accountSuspended(db::Transaction& tx, const User& user, const std::string& reason) {
  sender_.send(
      tx, user.scope(),
      toUser(user, "accounts.account_suspended", {{"name", user.name}, {"reason", reason}}));
}

void Notices::accountActivated(db::Transaction& tx, const User& user) {
  sender_.send(tx, user.scope(), toUser(user, "accounts.account_activated", {{"name", user.name}}));
}

}  // namespace hostler
