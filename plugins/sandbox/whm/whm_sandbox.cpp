#include "plugins/sandbox/whm/whm_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/request_view.h"
#include "plugins/sandbox/whm/whm_functions.h"

#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace whm;

constexpr std::string_view kApi = "/json-api/";

front::Response accessDenied() {
  return jsonAnswer(403, {{"cpanelresult",
                           {{"apiversion", "2"},
                            {"error", "Access denied"},
                            {"data", {{"reason", "Access denied"}, {"result", "0"}}},
                            {"type", "text"}}}});
}

Json envelope(std::string_view command, const FunctionResult& result) {
  Json metadata{{"command", command},
                {"reason", result.reason},
                {"result", result.ok ? 1 : 0},
                {"version", 1}};
  if (result.extra.is_object()) metadata.update(result.extra);
  Json body{{"metadata", std::move(metadata)}};
  if (!result.data.is_null()) body["data"] = result.data;
  return body;
}

// What comes without api.version=1.
Json oldEnvelope(const FunctionResult& result) {
  return {{"result", {{{"status", result.ok ? 1 : 0}, {"statusmsg", result.reason}}}}};
}

class WhmSandbox final : public PlayedProvider<Credential, std::map<std::string, HostingServer>> {
 public:
  WhmSandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedWhmAccounts(options)}, options_{options}, clock_{clock} {
    addAccountFunctions(functions_);
    addListingFunctions(functions_);
    addServerFunctions(functions_);
    addBackupFunctions(functions_);
    reset();
  }

  std::string_view name() const override { return "whm"; }

  OperationNames names(const front::Request& request, std::string path) const override {
    OperationNames names;
    names.method = request.methodText;
    if (path.starts_with(kApi)) names.own.push_back(path.substr(kApi.size()));
    const auto params = parseForm(request.body);
    const auto module = paramOr(params, "cpanel.module"),
               function = paramOr(params, "cpanel.function");
    if (!module.empty()) names.own.push_back(module + "::" + function);
    names.path = std::move(path);
    return names;
  }

  front::Response falseError(const OperationNames& names) const override {
    return jsonAnswer(
        200, envelope(names.own.empty() ? "" : names.own.front(),
                      FunctionResult::failed("The system could not complete the request.")));
  }
  front::Response serverError() const override {
    return htmlAnswer(500, "<html><body><h1>Internal Server Error</h1>cpsrvd</body></html>");
  }
  front::Response rateLimited() const override {
    return htmlAnswer(429, "<html><body><h1>Too Many Requests</h1></body></html>");
  }

  Json book() const override;

 private:
  const Credential* signedIn(const front::Request& request) const override {
    const auto header = headerOf(request, "authorization");
    return accountWhere([&](const Credential& who) {
      return !who.disabled && (header == "whm " + who.user + ":" + who.token ||
                               header == "WHM " + who.user + ":" + who.token);
    });
  }

  front::Response respond(std::map<std::string, HostingServer>& servers,
                          const Asked& asked) const override;
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
  FunctionTable functions_;
};

front::Response WhmSandbox::respond(std::map<std::string, HostingServer>& servers,
                                    const Asked& asked) const {
  const auto& [request, names, webhooks] = asked;
  if (names.path.starts_with("/cpsess")) {
    return htmlAnswer(200, "<!DOCTYPE html><title>cPanel</title><h1>Signed in</h1>");
  }
  if (!names.path.starts_with(kApi)) return htmlAnswer(404, "<h1>Not found</h1>");
  const auto* who = signedIn(request);
  if (who == nullptr) return accessDenied();

  auto params = parseForm(queryOf(request));
  for (auto& [name, value] : parseForm(request.body)) params[name] = value;
  FunctionCall call{servers[who->server], *who, params, clock_.now(), options_.publicUrl};
  const auto& function = names.own.front();
  if (function == "cpanel") return jsonAnswer(200, answerApi2(call));

  const auto found = functions_.find(function);
  const auto result =
      found == functions_.end()
          ? FunctionResult::failed("Unknown app (“" + function +
                                   "”) requested for this version (1) of the API.")
      : found->second.rootOnly && !who->isRoot()
          ? FunctionResult::failed("You do not have permission to run “" + function + "”.")
          : found->second.run(call);
  const bool modern = paramOr(params, "api.version") == "1";
  return jsonAnswer(200, modern ? envelope(function, result) : oldEnvelope(result));
}

// A token is what makes an account another one: the same user and token replace what was there.
Json WhmSandbox::add(const Json& account) {
  Credential who;
  const auto text = [&](const char* name, std::string fallback = {}) {
    return accountText(account, name, std::move(fallback));
  };
  who.user = text("username", "root");
  who.token = text("token", "");
  if (who.token.empty()) throw ValidationError{"token", "required", "is required"};
  who.server = text("server", text("host", "server1"));
  who.disabled = account.value("disabled", false);
  std::erase_if(accounts_, [&](const Credential& each) {
    return each.user == who.user && each.token == who.token;
  });
  who.id = text("id", "whm_" + std::to_string(accounts_.size() + 1));
  who.asGiven = account;
  who.asGiven["provider"] = "whm";
  who.asGiven["id"] = who.id;
  who.asGiven["server"] = who.server;
  who.asGiven["username"] = who.user;
  if (!who.asGiven.contains("base_url")) who.asGiven["base_url"] = options_.publicUrl + "/whm";
  auto& server = state().try_emplace(who.server, newServer(who.server)).first->second;
  server.version = text("version", server.version);
  for (const auto& [name, package] : std::map{server.packages}) {
    // A reseller sells its own packages, which carry its name.
    if (!who.isRoot() && name.find('_') == std::string::npos && name != "default") {
      auto own = package;
      own.name = who.user + "_" + name;
      server.packages.emplace(own.name, own);
    }
  }
  accounts_.push_back(who);
  return who.asGiven;
}

Json WhmSandbox::book() const {
  const std::lock_guard lock{mutex_};
  Json accounts = Json::array(), archives = Json::array();
  for (const auto& [name, server] : state()) {
    for (const auto& [user, account] : server.accounts) {
      accounts.push_back(
          {{"user", user},
           {"domain", account.domain},
           {"plan", account.plan},
           {"suspended", account.suspended},
           {"suspend_reason", account.suspended ? Json(account.suspendReason) : Json(nullptr)},
           {"email", account.email},
           {"owner", account.owner},
           {"server", name},
           {"backups", account.archives.size()}});
    }
    for (const auto& file : server.archives) archives.push_back({{"server", name}, {"file", file}});
  }
  return {{"accounts", std::move(accounts)}, {"archives", std::move(archives)}};
}

}  // namespace

Json fixedWhmAccounts(const SandboxOptions& options) {
  const auto url = options.publicUrl + "/whm";
  return {{{"provider", "whm"},
           {"id", "whm_root"},
           {"server", "server1"},
           {"base_url", url},
           {"username", "root"},
           {"token", "SANDBOXROOT0000000000000000000WHM"}},
          {{"provider", "whm"},
           {"id", "whm_reseller"},
           {"server", "server1"},
           {"base_url", url},
           {"username", "reseller"},
           {"token", "SANDBOXRESELLER000000000000000WHM"}}};
}

std::unique_ptr<Provider> makeWhmSandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<WhmSandbox>(options, clock);
}

}  // namespace hostler::sandbox
