#include "plugins/sandbox/stripe/requests.h"

#include "plugins/sandbox/request_view.h"
#include "plugins/sandbox/stripe/params.h"
#include "plugins/sandbox/stripe/stripe_sandbox.h"

#include <hostler/signature.hpp>

namespace hostler::sandbox::stripe {
namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";

}  // namespace

std::string apiKeyOf(const front::Request& request) {
  const std::string header{headerOf(request, "authorization")};
  if (header.starts_with("Bearer ")) return header.substr(7);
  if (header.starts_with("Basic ")) {
    bool ok = false;
    const auto credentials = sdk::base64Decode(header.substr(6), ok);
    return credentials.substr(0, credentials.find(':'));
  }
  const bool isPost = request.method == front::Method::Post;
  return paramOr(parseForm(isPost ? std::string_view{request.body} : queryOf(request)), "key");
}

Json paramsOf(const front::Request& request) {
  if (request.method != front::Method::Post) return parseParams(queryOf(request));
  if (!request.body.empty() && !headerOf(request, "content-type").starts_with(kForm)) {
    throw Refusal{400,
                  "Invalid request (check that your POST content type is "
                  "application/x-www-form-urlencoded)."};
  }
  return parseParams(request.body);
}

void checkVersion(const front::Request& request) {
  const std::string version{headerOf(request, "stripe-version")};
  if (version.empty() || version == kApiVersion) return;
  throw Refusal{400, "Invalid Stripe API version: " + version};
}

void checkPage(ApiCall& call) {
  const bool isConfirm = call.isPost() && call.path.size() == 3 && call.path[2] == "confirm";
  const bool isRead = !call.isPost() && call.path.size() == 2;
  auto* objects = call.path.empty()                   ? nullptr
                  : call.path[0] == "payment_intents" ? &call.merchant.intents
                  : call.path[0] == "setup_intents"   ? &call.merchant.setups
                                                      : nullptr;
  if (objects == nullptr || (!isConfirm && !isRead)) {
    throw Refusal{401,
                  "This API call cannot be made with a publishable API key. Please use a "
                  "secret API key.",
                  "secret_key_required"};
  }
  const auto* object = find(*objects, call.path[1]);
  if (object == nullptr || object->at("client_secret") != text(call.params, "/client_secret"))
    throw noSuch(call.path[0], call.path[1], "intent");
}

std::string idempotencyKeyOf(const front::Request& request) {
  constexpr std::size_t kLongest = 255;
  if (request.method != front::Method::Post) return {};
  std::string key{headerOf(request, "idempotency-key")};
  if (key.size() > kLongest) throw Refusal{400, "Idempotency-Key must be at most 255 characters."};
  return key;
}

const FirstAnswer* repeated(const Merchant& merchant, const std::string& key,
                            const std::string& request) {
  const auto found = merchant.keys.find(key);
  if (key.empty() || found == merchant.keys.end()) return nullptr;
  if (found->second.request == request) return &found->second;
  throw Refusal{400,
                "Keys for idempotent requests can only be used with the same parameters they were "
                "first used with.",
                "", "", "idempotency_error"};
}

bool KeysAtWork::begin(const std::string& key) {
  if (key.empty()) return true;
  const std::lock_guard lock{mutex_};
  return keys_.insert(key).second;
}

KeysAtWork::Turn::Turn(KeysAtWork& keys, std::string key)
    : keys_{keys}, key_{std::move(key)}, isFree_{keys.begin(key_)} {}

KeysAtWork::Turn::~Turn() {
  if (!isFree_) return;
  const std::lock_guard lock{keys_.mutex_};
  keys_.keys_.erase(key_);
}

}  // namespace hostler::sandbox::stripe
