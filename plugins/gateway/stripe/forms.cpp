#include "forms.h"

#include "amounts.h"
#include "mapping.h"
#include "now.h"

#include <algorithm>
#include <array>

namespace hostler::stripe {
namespace {

constexpr std::size_t kMostNotes = 48, kLongestName = 40, kLongestNote = 500;
constexpr std::size_t kLongestDescription = 500;

// Methods that Stripe charges again while the payer is away; a payer gives the mandate at the
// payment page.
constexpr std::array<std::string_view, 9> kReusable{
    "card",       "link",          "sepa_debit",      "us_bank_account", "bacs_debit",
    "acss_debit", "au_becs_debit", "nz_bank_account", "paypal"};

void describe(Form& form, const std::string& description) {
  if (!description.empty()) form.emplace_back("description", cut(description, kLongestDescription));
}

bool isNoteName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && name != "attempt" && name != "link" &&
         name != "currency" && name.find_first_of("[]") == std::string_view::npos;
}

void addNotes(Form& form, const sdk::StartCheckout& request) {
  form.emplace_back("metadata[attempt]", request.attempt);
  std::size_t notes = 1;
  for (const auto& [name, value] : request.facts) {
    if (!isNoteName(name) || notes == kMostNotes) continue;
    form.emplace_back("metadata[" + name + "]", cut(value, kLongestNote));
    ++notes;
  }
}

std::string intervalOf(const std::string& frequency) {
  for (const auto& [ours, interval] :
       {std::pair{"daily", "day"}, std::pair{"weekly", "week"}, std::pair{"monthly", "month"},
        std::pair{"yearly", "year"}}) {
    if (frequency == ours) return interval;
  }
  return "sporadic";
}

// Indian banks register what may be charged; elsewhere a card has no such limit.
void addIndianMandate(Form& form, const sdk::StartCheckout& request, bool isSetup) {
  const auto& mandate = *request.mandate;
  if (mandate.method != "card" || !mandate.maxAmount || mandate.maxAmount->currency != "INR")
    return;
  constexpr std::int64_t kDay = 24 * 3600;
  const auto add = [&](const char* name, std::string value) {
    form.emplace_back(std::string{"payment_method_options[card][mandate_options]"} + name,
                      std::move(value));
  };
  add("[reference]", request.attempt);
  add("[amount]", std::to_string(mandate.maxAmount->minor));
  add("[amount_type]", "maximum");
  if (isSetup) add("[currency]", "inr");
  const auto interval = intervalOf(mandate.frequency);
  add("[interval]", interval);
  if (interval != "sporadic") add("[interval_count]", "1");
  // The day, so that the same request under the same key stays the same.
  add("[start_date]", std::to_string(secondsNow() / kDay * kDay));
  if (mandate.expiresAt) add("[end_date]", std::to_string(*mandate.expiresAt));
  add("[supported_types][0]", "india");
}

}  // namespace

std::string cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  auto end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::optional<sdk::ProviderError> faultOf(const sdk::StartCheckout& request) {
  if (!isOurs(request.attempt))
    return sdk::permanent("bad_request", "attempt is not 1 to 40 plain characters");
  if (!sdk::isCurrencyCode(request.amount.currency))
    return sdk::permanent("bad_request", "amount.currency is not a currency");
  if (request.amount.minor < (request.mandate ? 0 : 1))
    return sdk::permanent("amount_too_small", "Stripe takes no amount that small");
  if (!toStripe(request.amount)) {
    return sdk::permanent(
        "amount_not_payable",
        "Stripe takes no such amount of " + request.amount.currency + ": " + request.amount.text());
  }
  if (!request.customer.empty() && !isId(request.customer, "cus_"))
    return sdk::permanent("bad_request", "customer is not one of Stripe's");
  if (!request.mandate) return std::nullopt;
  if (request.customer.empty())
    return sdk::permanent("bad_request", "a mandate needs the gateway's customer");
  if (std::ranges::find(kReusable, request.mandate->method) == kReusable.end()) {
    return sdk::permanent("method_not_reusable",
                          "Stripe keeps no " + request.mandate->method + " to be charged later");
  }
  return std::nullopt;
}

Form intentForm(const sdk::StartCheckout& request, std::int64_t amount) {
  Form form{{"amount", std::to_string(amount)}, {"currency", lowerCase(request.amount.currency)}};
  describe(form, request.description);
  if (!request.customer.empty()) form.emplace_back("customer", request.customer);
  addNotes(form, request);
  if (!request.mandate) {
    form.emplace_back("automatic_payment_methods[enabled]", "true");
    return form;
  }
  form.emplace_back("setup_future_usage", "off_session");
  form.emplace_back("payment_method_types[0]", request.mandate->method);
  addIndianMandate(form, request, false);
  return form;
}

Form setupForm(const sdk::StartCheckout& request) {
  Form form{{"customer", request.customer},
            {"usage", "off_session"},
            {"payment_method_types[0]", request.mandate->method}};
  describe(form, request.description);
  form.emplace_back("metadata[currency]", request.amount.currency);
  addNotes(form, request);
  addIndianMandate(form, request, true);
  return form;
}

Form chargeForm(const sdk::ChargeMethod& request, std::int64_t amount) {
  Form form{{"amount", std::to_string(amount)},
            {"currency", lowerCase(request.amount.currency)},
            {"customer", request.customer},
            {"payment_method", request.method},
            {"off_session", "true"},
            {"confirm", "true"},
            {"automatic_payment_methods[enabled]", "true"},
            {"automatic_payment_methods[allow_redirects]", "never"},
            {"metadata[attempt]", request.attempt}};
  describe(form, request.description);
  return form;
}

Form sessionForm(const sdk::CreatePaymentLink& request, std::int64_t amount,
                 std::optional<std::int64_t> expiresAt) {
  const auto& back = request.returnUrl;
  // Stripe puts the session's id into the place of the braces.
  const auto done = back + (back.find('?') == std::string::npos ? "?" : "&") +
                    "checkout_session={CHECKOUT_SESSION_ID}";
  Form form{{"mode", "payment"},
            {"client_reference_id", request.attempt},
            {"success_url", done},
            {"cancel_url", back},
            {"line_items[0][quantity]", "1"},
            {"line_items[0][price_data][currency]", lowerCase(request.amount.currency)},
            {"line_items[0][price_data][unit_amount]", std::to_string(amount)},
            {"line_items[0][price_data][product_data][name]",
             request.description.empty() ? "Payment" : cut(request.description, 250)},
            {"metadata[attempt]", request.attempt},
            {"payment_intent_data[metadata][attempt]", request.attempt},
            {"payment_intent_data[metadata][link]", "1"}};
  if (!request.payer.email.empty()) form.emplace_back("customer_email", request.payer.email);
  if (expiresAt) form.emplace_back("expires_at", std::to_string(*expiresAt));
  return form;
}

}  // namespace hostler::stripe
