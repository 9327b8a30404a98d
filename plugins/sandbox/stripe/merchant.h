#pragma once

#include "core/front/message.h"
#include "core/json/json.h"
#include "plugins/sandbox/provider.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sandbox::stripe {

/// Objects of one kind, oldest first, each as the API shows it.
using Objects = std::vector<Json>;
Json* find(Objects& objects, const std::string& id);

/// What a key did the first time.
struct FirstAnswer {
  std::string request;  ///< method, path and parameters
  int status = 200;
  Json body;
};

/// One account and all that it holds. A value: copying it is how the sandbox pretends.
struct Merchant {
  std::string id, publishableKey, secretKey, webhookSecret, webhookUrl, accountId;
  bool disabled = false;
  Json asGiven;
  Objects intents, setups, charges, refunds, disputes, customers, methods, sessions, movements,
      events;
  std::map<std::string, std::string> behaviours;  ///< of a payment method: the test method's name
  std::map<std::string, Json> intentData;         ///< of a session: what its intent will have
  std::map<std::string, FirstAnswer> keys;        ///< by Idempotency-Key
};

/// An answer that is an error.
struct Refusal {
  int status = 400;
  std::string message = {}, code = {}, param = {};
  std::string type = "invalid_request_error";
  Json more = Json::object();  ///< other members of the error
};
Json errorJson(const Refusal& refusal);
Refusal noSuch(std::string_view kind, const std::string& id, std::string param = "id");

/// One authenticated request.
struct ApiCall {
  Merchant& merchant;
  front::Method method;
  std::vector<std::string> path;  ///< below /v1
  Json params;                    ///< of the query or the form; see params.h
  std::int64_t now;
  std::string publicUrl, idempotencyKey;
  std::vector<Webhook> webhooks;  ///< what Stripe sends because of it

  bool isPost() const { return method == front::Method::Post; }
  /// Whether this is `/v1/first/:id/last` (or without `last`).
  bool isAt(std::string_view first, std::size_t segments, std::string_view last = {}) const;
};

/// Nothing when the path is none of theirs; a refusal is thrown.
using Answer = std::optional<Json>;
Answer answerIntents(ApiCall& call);
Answer answerSetups(ApiCall& call);
Answer answerCustomers(ApiCall& call);
Answer answerMethods(ApiCall& call);
Answer answerRefunds(ApiCall& call);
Answer answerSessions(ApiCall& call);
/// charges, balance_transactions, disputes, events, account
Answer answerReads(ApiCall& call);

std::string newId(std::string_view prefix);

/// An event about an object: kept, and sent where the merchant has a webhook address, signed with
/// its secret.
void announce(ApiCall& call, std::string_view type, const Json& object);

}  // namespace hostler::sandbox::stripe
