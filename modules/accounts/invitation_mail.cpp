#include "modules/accounts/invitation_mail.h"

namespace hostler {

OutgoingMessage invitationMail(const Tenant& tenant, const Invitation& invitation,
                               const std::string& inviter, const Account& account,
                               const Secret& token) {
  auto base = tenant.publicUrl;
  while (base.ends_with('/')) base.pop_back();
  const auto& name = invitation.name.empty() ? invitation.email : invitation.name;
  const auto life = invitation.expiresAt.since(invitation.createdAt);
  OutgoingMessage mail;
  mail.templateName = "account_invitation";
  mail.recipient = invitation.email;
  mail.language = account.language;
  mail.key = invitation.id.text();
  mail.goodUntil = invitation.expiresAt;
  mail.link = Secret{base + "/accept-invite#token=" + token.reveal()};
  mail.model = {
      {"client", {{"name", name}, {"email", invitation.email}}},
      {"inviter", inviter},
      {"account", account.company.value_or(account.fullName())},
      {"days", std::to_string(std::chrono::duration_cast<std::chrono::hours>(life).count() / 24)}};
  return mail;
}

}  // namespace hostler
