#include "modules/notifications/sender_address.h"

#include <stdexcept>

namespace hostler {

SenderAddress senderAddressOf(const Tenant& tenant, const TenantSettings& settings,
                              const std::string& fallback) {
  const auto ownName = settings.text("mail.from_name");
  const auto& name = ownName.empty() ? tenant.name : ownName;
  auto from = mail::Mailbox::parse(settings.text("mail.from_address"), name);
  if (!from) from = mail::Mailbox::parse(tenant.email, name);
  if (!from) from = mail::Mailbox::parse(fallback, name);
  if (!from) throw std::invalid_argument{"the address that mails are from is not one: " + fallback};
  auto answers = mail::Mailbox::parse(tenant.email, tenant.name);
  if (answers && answers->address() == from->address()) answers.reset();
  return {std::move(*from), std::move(answers)};
}

}  // namespace hostler
