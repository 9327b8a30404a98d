#pragma once

#include "core/mail/mailbox.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// Who a tenant's mails are from, and where answers go if that is somewhere else.
struct SenderAddress {
  mail::Mailbox from;
  std::optional<mail::Mailbox> replyTo;
};

/// By the settings mail.from_address and mail.from_name, else by the tenant's own address and name,
/// else by `fallback`. Throws std::invalid_argument when even that is no address.
SenderAddress senderAddressOf(const Tenant& tenant, const TenantSettings& settings,
                              const std::string& fallback);

}  // namespace hostler
