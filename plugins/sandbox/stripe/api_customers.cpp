#include "plugins/sandbox/stripe/params.h"
#include "plugins/sandbox/stripe/shapes.h"
#include "plugins/sandbox/stripe/test_methods.h"

namespace hostler::sandbox::stripe {
namespace {

Json createCustomer(ApiCall& call) {
  allowOnly(call.params, {"email", "name", "phone", "description", "metadata[*]"});
  auto customer = shapeOf("customer");
  customer.update({{"id", newId("cus_")}, {"created", call.now}});
  for (const char* name : {"email", "name", "phone", "description"}) {
    const auto value = text(call.params, ("/" + std::string{name}).c_str());
    if (value.size() > 512) throw Refusal{400, "Invalid string: too long", "", name};
    if (!value.empty()) customer[name] = value;
  }
  customer["metadata"] = metadata(call.params);
  announce(call, "customer.created", customer);
  return call.merchant.customers.emplace_back(std::move(customer));
}

Json methodsOf(ApiCall& call, const std::string& customer, const std::string& url) {
  const auto type = text(call.params, "/type");
  return listOf(call, call.merchant.methods, url, [&](const Json& method) {
    return method["customer"] == customer && (type.empty() || method["type"] == type);
  });
}

Json attachMethod(ApiCall& call) {
  allowOnly(call.params, {"customer"});
  const auto customer = requiredText(call.params, "/customer");
  if (find(call.merchant.customers, customer) == nullptr)
    throw noSuch("customer", customer, "customer");
  const auto id = takeMethod(call, call.path[1]);
  const auto& owner = find(call.merchant.methods, id)->at("customer");
  if (!owner.is_null() && owner != customer)
    throw Refusal{400, "The payment method you provided has already been attached to a customer."};
  attach(call, id, customer);
  return *find(call.merchant.methods, id);
}

Json detachMethod(ApiCall& call, Json& method) {
  allowOnly(call.params, {});
  if (method["customer"].is_null()) {
    throw Refusal{400,
                  "The payment method you provided is not attached to a customer so "
                  "detachment is impossible."};
  }
  method["customer"] = nullptr;
  announce(call, "payment_method.detached", method);
  return method;
}

}  // namespace

// POST and GET /customers, GET /customers/:id, GET /customers/:id/payment_methods
Answer answerCustomers(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "customers") return std::nullopt;
  auto& customers = call.merchant.customers;
  if (call.path.size() == 1) {
    if (call.isPost()) return createCustomer(call);
    allowOnly(call.params, {"email", "limit", "starting_after"});
    const auto email = text(call.params, "/email");
    return listOf(call, customers, "/v1/customers", [&](const Json& customer) {
      return email.empty() || customer["email"] == email;
    });
  }
  if (call.isPost()) return std::nullopt;
  const auto* customer = find(customers, call.path[1]);
  if (customer == nullptr) throw noSuch("customer", call.path[1]);
  if (call.isAt("customers", 2)) {
    allowOnly(call.params, {});
    return *customer;
  }
  if (!call.isAt("customers", 3, "payment_methods")) return std::nullopt;
  allowOnly(call.params, {"type", "limit", "starting_after"});
  return methodsOf(call, call.path[1], "/v1/customers/" + call.path[1] + "/payment_methods");
}

// GET /payment_methods/:id, POST …/attach, POST …/detach
Answer answerMethods(ApiCall& call) {
  if (call.path.size() < 2 || call.path[0] != "payment_methods") return std::nullopt;
  if (call.isPost() && call.isAt("payment_methods", 3, "attach")) return attachMethod(call);
  auto* method = find(call.merchant.methods, call.path[1]);
  if (method == nullptr) throw noSuch("PaymentMethod", call.path[1], "payment_method");
  if (call.isPost() && call.isAt("payment_methods", 3, "detach"))
    return detachMethod(call, *method);
  if (call.isPost() || !call.isAt("payment_methods", 2)) return std::nullopt;
  allowOnly(call.params, {});
  return *method;
}

}  // namespace hostler::sandbox::stripe
