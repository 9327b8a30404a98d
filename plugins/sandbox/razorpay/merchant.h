#pragma once

#include "core/front/message.h"
#include "core/json/json.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/request_view.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sandbox::razorpay {

/// Entities of one kind, oldest first, each as the API shows it.
using Entities = std::vector<Json>;
Json* find(Entities& entities, const std::string& id);

/// One account at the gateway and all that it holds. A value: copying it is how the sandbox
/// pretends.
struct Merchant {
  std::string id, keyId, keySecret, webhookSecret, webhookUrl, accountId;
  bool disabled = false;
  Json asGiven;
  Entities orders, payments, refunds, customers, tokens, links, disputes;
  std::vector<std::pair<std::string, std::string>>
      refundKeys;  ///< X-Refund-Idempotency to refund id and body
};

/// An answer that is an error: 400 with the gateway's own document.
struct Refusal {
  int status = 400;
  std::string description, field;
  std::string code = "BAD_REQUEST_ERROR";
};
Json errorJson(const Refusal& refusal);
Refusal noSuchId();

/// One authenticated request.
struct ApiCall {
  Merchant& merchant;
  const front::Request& request;
  std::vector<std::string> path;  ///< below /v1
  Params query;
  Json body;
  std::int64_t now;
  std::string publicUrl;
  std::vector<Webhook> webhooks;  ///< what the gateway sends because of it
};

/// Nothing when the path is none of theirs; a refusal is thrown.
using Answer = std::optional<Json>;
Answer answerOrders(ApiCall& call);
Answer answerPayments(ApiCall& call);
Answer answerRefunds(ApiCall& call);
Answer answerCustomers(ApiCall& call);
Answer answerLinks(ApiCall& call);
Answer answerDisputes(ApiCall& call);

/// A list as the API shows it, newest first: from, to, count (10, at most 100), skip.
Json collection(const Entities& entities, const Params& query,
                const std::function<bool(const Json&)>& wanted = nullptr);

std::string newId(std::string_view prefix);
std::int64_t amountIn(const Json& body, const char* name, std::int64_t least);
std::string textIn(const Json& body, const char* name, std::size_t longest,
                   std::string fallback = {});

Json makeOrder(const ApiCall& call);
/// A payment on an order, not yet authorised.
Json makePayment(const Json& order, std::int64_t amount, std::string_view method, std::int64_t now);
void authorize(Json& payment);
/// Captures it and books it on its order.
void capture(Merchant& merchant, Json& payment);
void fail(Json& payment);

/// A webhook of `event` about some entities, signed with the merchant's webhook secret; nothing is
/// made for a merchant without a webhook URL.
void announce(const Merchant& merchant, std::vector<Webhook>& webhooks, std::string_view event,
              const std::vector<std::pair<std::string, Json>>& entities, std::int64_t now);

/// POST /_pay: the payer's deed on one order of this merchant.
Payer payOrder(Merchant& merchant, Json& order, const Json& request, std::int64_t now);

}  // namespace hostler::sandbox::razorpay
