#include "plugins/sandbox/stripe/test_methods.h"

#include "plugins/sandbox/random_text.h"
#include "plugins/sandbox/stripe/shapes.h"

#include <array>

namespace hostler::sandbox::stripe {
namespace {

using Ending = TestMethod::Ending;

constexpr std::array<TestMethod, 7> kMethods{{
    {"pm_card_visa", "card", "visa", "4242", Ending::Succeeds},
    {"pm_card_mastercard", "card", "mastercard", "4444", Ending::Succeeds},
    {"pm_card_visa_chargeDeclined", "card", "visa", "0002", Ending::Declines, "generic_decline"},
    {"pm_card_visa_chargeDeclinedInsufficientFunds", "card", "visa", "9995", Ending::Declines,
     "insufficient_funds"},
    {"pm_card_chargeCustomerFail", "card", "visa", "0341", Ending::Declines, "generic_decline"},
    {"pm_card_authenticationRequired", "card", "visa", "3184", Ending::NeedsPayer},
    {"pm_sepaDebit", "sepa_debit", "", "3000", Ending::Waits},
}};

Json cardOf(const TestMethod& method) {
  return {{"brand", method.brand},
          {"checks",
           {{"address_line1_check", nullptr},
            {"address_postal_code_check", nullptr},
            {"cvc_check", "pass"}}},
          {"country", "US"},
          {"display_brand", method.brand},
          {"exp_month", 8},
          {"exp_year", 2030},
          {"fingerprint", "SandboxPrint" + std::string{method.last4}},
          {"funding", "credit"},
          {"generated_from", nullptr},
          {"last4", method.last4},
          {"networks", {{"available", Json::array({method.brand})}, {"preferred", nullptr}}},
          {"regulated_status", "unregulated"},
          {"three_d_secure_usage", {{"supported", true}}},
          {"wallet", nullptr}};
}

Json debitOf(const TestMethod& method) {
  return {{"bank_code", "37040044"},
          {"branch_code", ""},
          {"country", "DE"},
          {"fingerprint", "SandboxPrint" + std::string{method.last4}},
          {"last4", method.last4}};
}

}  // namespace

const TestMethod* testMethod(std::string_view name) {
  for (const auto& method : kMethods) {
    if (method.name == name || method.type == name) return &method;
  }
  return nullptr;
}

const TestMethod& behaviourOf(const Merchant& merchant, const std::string& methodId) {
  const auto found = merchant.behaviours.find(methodId);
  return *testMethod(found == merchant.behaviours.end() ? "pm_card_visa" : found->second);
}

std::string takeMethod(ApiCall& call, const std::string& name) {
  if (find(call.merchant.methods, name) != nullptr) return name;
  const auto* test = testMethod(name);
  if (test == nullptr) throw noSuch("PaymentMethod", name, "payment_method");
  auto method = shapeOf("payment_method");
  const auto id = newId("pm_");
  method.update({{"id", id}, {"created", call.now}, {"type", test->type}});
  method[std::string{test->type}] = test->type == "card" ? cardOf(*test) : debitOf(*test);
  call.merchant.behaviours[id] = test->name;
  call.merchant.methods.push_back(std::move(method));
  return id;
}

void attach(ApiCall& call, const std::string& methodId, const Json& customer) {
  auto* method = find(call.merchant.methods, methodId);
  if (method == nullptr || (*method)["customer"] == customer) return;
  (*method)["customer"] = customer;
  announce(call, "payment_method.attached", *method);
}

}  // namespace hostler::sandbox::stripe
