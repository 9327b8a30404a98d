#include "plugins/sandbox/ec2/ec2_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/ec2/services.h"
#include "plugins/sandbox/ec2/signature_check.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/request_view.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace ec2;

// How far the date of a signature may be from the server's own.
constexpr std::int64_t kSignatureHolds = 300;

front::Response xmlAnswer(int status, std::string body) {
  front::Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "text/xml;charset=UTF-8");
  response.body = std::move(body);
  return response;
}

class Ec2Sandbox final : public PlayedProvider<CloudAccount> {
 public:
  Ec2Sandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedEc2Accounts(options)},
        options_{options},
        clock_{clock},
        services_{serviceFaces()} {
    reset();
  }

  std::string_view name() const override { return "ec2"; }

  OperationNames names(const front::Request& request, std::string path) const override {
    OperationNames names;
    names.method = request.methodText;
    names.path = std::move(path);
    const auto action = paramOr(parseForm(request.body), "Action");
    if (!action.empty()) names.own.push_back(action);
    return names;
  }

  front::Response falseError(const OperationNames&) const override {
    return refuse({400, "Unsupported", "The requested configuration is currently not supported."});
  }
  front::Response serverError() const override {
    return refuse({500, "InternalError", "An internal error has occurred"});
  }
  front::Response rateLimited() const override {
    return refuse({503, "RequestLimitExceeded", "Request limit exceeded."});
  }

  Json book() const override {
    const std::lock_guard lock{mutex_};
    Json book = bookOf({});
    for (const auto& account : accounts_) {
      const auto own = bookOf(account);
      for (auto& [kind, list] : book.items())
        list.insert(list.end(), own.at(kind).begin(), own.at(kind).end());
    }
    return book;
  }

 private:
  using Accounts = std::vector<CloudAccount>;

  template <class List>
  static auto withKey(List& accounts, const std::string& keyId) -> decltype(&accounts.front()) {
    for (auto& account : accounts) {
      if (account.accessKeyId == keyId && !account.disabled) return &account;
    }
    return nullptr;
  }

  front::Response refuse(const ApiError& error) const {
    return xmlAnswer(error.status, errorText(services_.front(), error));
  }

  const CloudAccount* signedIn(const front::Request& request) const override {
    const auto claim = claimOf(request);
    const auto* account = claim ? withKey(accounts_, claim->keyId) : nullptr;
    const bool isRight = account != nullptr && isSignedBy(request, *claim, account->secretKey);
    return isRight ? account : nullptr;
  }
  front::Response respond(Accounts& accounts, const Asked& asked) const override;
  CloudAccount& demandSigned(Accounts& accounts, const front::Request& request,
                             const ServiceFace& service) const;
  Json run(CloudAccount& account, const ServiceFace& service, const std::string& action,
           const Params& params) const;
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
  const std::vector<ServiceFace> services_;
};

front::Response Ec2Sandbox::respond(Accounts& accounts, const Asked& asked) const {
  const auto& [request, names, webhooks] = asked;
  if (names.path != "/" || names.method != "POST")
    return refuse({404, "InvalidAction", "Could not find operation"});
  const auto params = parseForm(request.body);
  const auto version = paramOr(params, "Version");
  const auto service = std::ranges::find(services_, version, &ServiceFace::version);
  if (service == services_.end())
    return refuse({400, "InvalidAction", "The version '" + version + "' is not valid"});
  try {
    auto& account = demandSigned(accounts, request, *service);
    const auto action = names.own.empty() ? std::string{} : names.own.front();
    return xmlAnswer(200, answerText(*service, action, run(account, *service, action, params)));
  } catch (const ApiError& error) {
    return xmlAnswer(error.status, errorText(*service, error));
  }
}

CloudAccount& Ec2Sandbox::demandSigned(Accounts& accounts, const front::Request& request,
                                       const ServiceFace& service) const {
  const auto claim = claimOf(request);
  if (!claim) {
    throw ApiError{403, "MissingAuthenticationToken",
                   "Request must contain a signature that conforms to AWS standards"};
  }
  auto* account = withKey(accounts, claim->keyId);
  if (account == nullptr) {
    if (service.isEc2) {
      throw ApiError{401, "AuthFailure",
                     "AWS was not able to validate the provided access credentials"};
    }
    throw ApiError{403, "InvalidClientTokenId",
                   "The security token included in the request is invalid."};
  }
  if (claim->region != account->region || claim->service != service.signingName) {
    throw ApiError{403, "SignatureDoesNotMatch",
                   "Credential should be scoped to a valid region and to the correct service."};
  }
  if (!isSignedBy(request, *claim, account->secretKey)) {
    throw ApiError{
        403, "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided."};
  }
  const auto age = ageOf(request, clock_.now());
  if (!age || std::abs(*age) > kSignatureHolds)
    throw ApiError{400, "RequestExpired", "Request has expired."};
  return *account;
}

Json Ec2Sandbox::run(CloudAccount& account, const ServiceFace& service, const std::string& action,
                     const Params& params) const {
  const auto found = service.actions.find(action);
  if (found == service.actions.end()) {
    throw ApiError{400, "InvalidAction",
                   "The action " + action + " is not valid for this web service."};
  }
  const auto permission = service.permission + action;
  if (std::ranges::find(account.denied, permission) != account.denied.end()) {
    throw ApiError{
        403, "UnauthorizedOperation",
        "You are not authorized to perform this operation. User: arn:aws:iam::" + account.number +
            ":user/hostler is not authorized to perform: " + permission +
            ". Encoded authorization failure message: c2FtcGxlLWVuY29kZWQtd29yZA"};
  }
  checkParameters(found->second, params);
  if (paramOr(params, "DryRun") == "true") {
    throw ApiError{412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set."};
  }
  ApiCall call{account, params, clock_.now()};
  return found->second.run(call);
}

// A key is what makes an account another one: the same key replaces what was there.
Json Ec2Sandbox::add(const Json& given) {
  const auto text = [&](const char* name, std::string fallback = {}) {
    return accountText(given, name, std::move(fallback));
  };
  CloudAccount account;
  account.accessKeyId = text("access_key_id", "");
  account.secretKey = text("secret_access_key", "");
  if (account.accessKeyId.empty())
    throw ValidationError{"access_key_id", "required", "is required"};
  if (account.secretKey.empty())
    throw ValidationError{"secret_access_key", "required", "is required"};
  account.region = text("region", "ap-south-1");
  account.number = text("account_number", account.number);
  account.disabled = given.value("disabled", false);
  account.lag = given.value("lag", account.lag);
  account.denied = given.value("denied", std::vector<std::string>{});
  std::erase_if(accounts_,
                [&](const CloudAccount& each) { return each.accessKeyId == account.accessKeyId; });
  account.id = text("id", "ec2_" + std::to_string(accounts_.size() + 1));
  account.asGiven = given;
  account.asGiven.update({{"provider", "ec2"}, {"id", account.id}, {"region", account.region}});
  if (!account.asGiven.contains("base_url"))
    account.asGiven["base_url"] = options_.publicUrl + "/ec2";
  addDefaultGroup(account);
  accounts_.push_back(account);
  return account.asGiven;
}

}  // namespace

Json fixedEc2Accounts(const SandboxOptions& options) {
  return {{{"provider", "ec2"},
           {"id", "ec2"},
           {"base_url", options.publicUrl + "/ec2"},
           {"access_key_id", "AKIASANDBOX000000001"},
           {"secret_access_key", "Sandbox/secret+key/00000000000000000001"},
           {"region", "ap-south-1"}}};
}

std::unique_ptr<Provider> makeEc2Sandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<Ec2Sandbox>(options, clock);
}

}  // namespace hostler::sandbox
