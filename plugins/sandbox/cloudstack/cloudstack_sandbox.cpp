#include "plugins/sandbox/cloudstack/cloudstack_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/cloudstack/book.h"
#include "plugins/sandbox/cloudstack/command.h"
#include "plugins/sandbox/cloudstack/request_signature.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/request_view.h"

#include <algorithm>
#include <cctype>
#include <ctime>
#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace cloudstack;

constexpr std::string_view kApi = "/client/api";

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// Of a query and of a form.
Params paramsOf(const front::Request& request) {
  auto params = parseForm(queryOf(request));
  for (auto& [name, value] : parseForm(request.body)) params[name] = value;
  return params;
}

std::string dateText(Instant at) {
  const std::time_t seconds = at.unixSeconds();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[40];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc)};
}

front::Response refused(const std::string& command, const Refusal& refusal) {
  const auto root = command.empty() ? "errorresponse" : lowered(command) + "response";
  return jsonAnswer(refusal.code, {{root,
                                    {{"uuidList", Json::array()},
                                     {"errorcode", refusal.code},
                                     {"cserrorcode", refusal.csCode},
                                     {"errortext", refusal.text}}}});
}

class CloudstackSandbox final : public PlayedProvider<Credential, std::map<std::string, Cloud>> {
 public:
  CloudstackSandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedCloudstackAccounts(options)}, options_{options}, clock_{clock} {
    for (const auto add :
         {addCatalogueCommands, addMachineCommands, addPowerCommands, addMeasuringCommands,
          addTagCommands, addVolumeCommands, addSnapshotCommands, addAddressCommands,
          addSecurityGroupCommands, addLoadBalancerCommands, addNetworkCommands, addImageCommands,
          addSshKeyCommands, addClusterCommands, addBucketCommands}) {
      add(commands_);
    }
    reset();
  }

  std::string_view name() const override { return "cloudstack"; }

  OperationNames names(const front::Request& request, std::string path) const override {
    OperationNames names;
    names.method = request.methodText;
    names.path = std::move(path);
    if (auto command = anyCase(paramsOf(request), "command"); !command.empty())
      names.own.push_back(std::move(command));
    return names;
  }

  front::Response falseError(const OperationNames& names) const override {
    return refused(names.own.empty() ? "" : names.own.front(),
                   {431, 4350, "Unable to execute API command due to an invalid value"});
  }
  front::Response serverError() const override {
    return refused("", {530, 9999,
                        "Internal error executing command, please contact your "
                        "administrator"});
  }
  front::Response rateLimited() const override {
    return refused("", {429, 9999,
                        "The given user has reached his/her account api limit, please "
                        "retry later."});
  }

  Json book() const override {
    const std::lock_guard lock{mutex_};
    return bookOf(state());
  }

 private:
  const Credential* signedIn(const front::Request& request) const override {
    const auto params = paramsOf(request);
    const auto key = anyCase(params, "apikey");
    return accountWhere([&](const Credential& who) {
      return who.apiKey == key && isSigned(params, who.secretKey, clock_.now());
    });
  }

  front::Response respond(std::map<std::string, Cloud>& clouds, const Asked& asked) const override;
  Json execute(const Credential& who, const std::string& name, const Params& params,
               Cloud& cloud) const;
  Json apis(const Credential& who) const;
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
  CommandTable commands_;
};

front::Response CloudstackSandbox::respond(std::map<std::string, Cloud>& clouds,
                                           const Asked& asked) const {
  const auto& [request, names, webhooks] = asked;
  if (names.path.starts_with("/console"))
    return htmlAnswer(200, "<!DOCTYPE html><title>Console</title><h1>Console</h1>");
  if (names.path != kApi) return htmlAnswer(404, "<h1>Not found</h1>");
  const auto params = paramsOf(request);
  const auto command = anyCase(params, "command");
  front::Response response;
  const auto* who = signedIn(request);
  try {
    if (who == nullptr)
      refuse(401, 4365, "unable to verify user credentials and/or request signature");
    if (anyCase(params, "response") != "json") return htmlAnswer(200, "<response/>");
    auto& cloud = clouds.at(who->id);
    cloud.now = clock_.now();
    response =
        jsonAnswer(200, {{lowered(command) + "response", execute(*who, command, params, cloud)}});
  } catch (const Refusal& refusal) {
    response = refused(command, refusal);
  }
  response.headers.emplace_back("Date", dateText(clock_.now()));
  return response;
}

Json CloudstackSandbox::execute(const Credential& who, const std::string& name,
                                const Params& params, Cloud& cloud) const {
  if (name == "listApis") return apis(who);
  const auto command = commands_.find(name);
  if (command == commands_.end() || who.denied.contains(name)) {
    refuse(432, 9999,
           "The given command '" + name +
               "' either does not exist, is not available for user, or not available "
               "from this IP address");
  }
  for (const auto& required : command->second.required) {
    if (paramOr(params, required).empty())
      refuse("Unable to execute API command " + lowered(name) + " due to missing parameter " +
             required);
  }
  // Reading is what lets time pass: so jobs end after so many polls, and never by themselves.
  if (name.starts_with("list") || name.starts_with("query")) cloud.tick();
  CommandCall call{cloud, who, params, name, options_.publicUrl};
  return command->second.run(call);
}

Json CloudstackSandbox::apis(const Credential& who) const {
  Json list = Json::array();
  for (const auto& [name, command] : commands_) {
    if (who.denied.contains(name)) continue;
    Json params = Json::array();
    for (const auto& required : command.required)
      params.push_back({{"name", required}, {"required", true}, {"type", "string"}});
    list.push_back({{"name", name},
                    {"description", name},
                    {"isasync", command.isAsync},
                    {"related", ""},
                    {"params", std::move(params)},
                    {"response", Json::array()}});
  }
  return {{"count", list.size()}, {"api", std::move(list)}};
}

Json CloudstackSandbox::add(const Json& account) {
  const auto text = [&](const char* name, std::string fallback = {}) {
    return accountText(account, name, std::move(fallback));
  };
  Credential who;
  who.apiKey = text("api_key", "");
  who.secretKey = text("secret_key", "");
  if (who.apiKey.empty()) throw ValidationError{"api_key", "required", "is required"};
  if (who.secretKey.empty()) throw ValidationError{"secret_key", "required", "is required"};
  std::erase_if(accounts_, [&](const Credential& each) { return each.apiKey == who.apiKey; });
  who.id = text("id", "cloudstack_" + std::to_string(accounts_.size() + 1));
  who.account = text("account", "sandbox");
  who.version = text("version", "4.19.1.0");
  who.mayExpunge = account.value("may_expunge", true);
  who.machineLimit = account.value("machine_limit", 1000);
  who.jobLooks = account.value("job_looks", 2);
  for (const auto& command : account.value("denied", Json::array()))
    who.denied.insert(command.get<std::string>());
  who.asGiven = account;
  who.asGiven["provider"] = "cloudstack";
  who.asGiven["id"] = who.id;
  if (!who.asGiven.contains("base_url"))
    who.asGiven["base_url"] = options_.publicUrl + "/cloudstack/client/api";
  state().insert_or_assign(who.id, newCloud(clock_.now()));
  accounts_.push_back(who);
  return who.asGiven;
}

}  // namespace

Json fixedCloudstackAccounts(const SandboxOptions& options) {
  return {{{"provider", "cloudstack"},
           {"id", "cloudstack_shop"},
           {"base_url", options.publicUrl + "/cloudstack/client/api"},
           {"api_key", "SANDBOX-cloudstack-api-key-00000000000001"},
           {"secret_key", "SANDBOX-cloudstack-secret-key-0000000000001"},
           {"zone", fixed::kZone},
           {"network", fixed::kNetwork},
           {"network_offering", fixed::kIsolated},
           {"disk_offering", fixed::kDisk},
           {"object_store", fixed::kStore}}};
}

std::unique_ptr<Provider> makeCloudstackSandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<CloudstackSandbox>(options, clock);
}

}  // namespace hostler::sandbox
