#include "plugins/sandbox/stripe/accounts.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/stripe/stripe_sandbox.h"

namespace hostler::sandbox {
namespace stripe {
namespace {

std::string textOr(const Json& account, const char* name, std::string fallback = {}) {
  const auto found = account.find(name);
  if (found == account.end() || found->is_null()) return fallback;
  if (!found->is_string()) throw ValidationError{name, "wrong_type", "must be a text"};
  return found->get<std::string>();
}

std::string requiredKey(const Json& account, const char* name) {
  auto key = textOr(account, name);
  if (key.empty()) throw ValidationError{name, "required", "is required"};
  return key;
}

Merchant freshMerchant(std::size_t number) {
  Merchant merchant;
  merchant.id = "stripe_" + std::to_string(number);
  merchant.accountId = newId("acct_");
  return merchant;
}

}  // namespace

Merchant merchantOf(const Json& account, const std::vector<Merchant>& known,
                    const std::string& publicUrl) {
  const auto publishableKey = requiredKey(account, "publishable_key");
  auto merchant = freshMerchant(known.size() + 1);
  for (const auto& each : known) {
    if (each.publishableKey == publishableKey) merchant = each;
  }
  merchant.publishableKey = publishableKey;
  merchant.secretKey = requiredKey(account, "secret_key");
  merchant.id = textOr(account, "id", merchant.id);
  merchant.accountId = textOr(account, "account_id", merchant.accountId);
  merchant.webhookSecret = textOr(account, "webhook_secret");
  merchant.webhookUrl = textOr(account, "webhook_url");
  merchant.disabled = account.value("disabled", false);
  merchant.asGiven = account;
  merchant.asGiven.update(
      {{"provider", "stripe"}, {"id", merchant.id}, {"account_id", merchant.accountId}});
  if (!merchant.asGiven.contains("base_url")) merchant.asGiven["base_url"] = publicUrl + "/stripe";
  return merchant;
}

}  // namespace stripe

Json fixedStripeAccounts(const SandboxOptions& options) {
  return {{{"provider", "stripe"},
           {"id", "stripe"},
           {"account_id", "acct_1HostlerSandbox"},
           {"base_url", options.publicUrl + "/stripe"},
           {"publishable_key", "pk_test_HostlerSandbox01"},
           {"secret_key", "sk_test_HostlerSandbox01"},
           {"webhook_secret", "whsec_HostlerSandbox01"},
           {"webhook_url", options.engineUrl + "/api/payments/webhook/stripe"}}};
}

}  // namespace hostler::sandbox
