#pragma once

#include "plugins/sandbox/cloudstack/cloud_state.h"
#include "plugins/sandbox/request_view.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox::cloudstack {

/// Who a pair of keys belongs to.
struct Credential {
  std::string id, account, apiKey, secretKey, version;
  std::set<std::string> denied;  ///< commands that its role may not call
  bool mayExpunge = true;
  int machineLimit = 1000, jobLooks = 2;
  Json asGiven;  ///< as it was added: the plugin's server_settings
};

/// One call of one command.
struct CommandCall {
  Cloud& cloud;
  const Credential& who;
  const Params& params;
  const std::string& name;
  const std::string& publicUrl;

  std::string param(std::string_view name, std::string_view fallback = {}) const {
    return paramOr(params, name, fallback);
  }
  bool has(std::string_view name) const { return params.contains(name); }
  bool isTrue(std::string_view name) const { return param(name) == "true"; }
  /// Refuses what is no whole number.
  std::int64_t number(std::string_view name, std::int64_t fallback = 0) const;
  std::vector<std::string> list(std::string_view name) const;

  /// Begins a job: the answer of an asynchronous command. With `made`, it names what is made.
  /// `event`: what the cloud's log calls it ("VM.REBOOT"); empty: nothing there.
  Json begin(const std::string& type, const std::string& instance,
             std::function<Json(Cloud&)> finish, bool made = false, const std::string& event = {});
  /// As begin, for what takes a moment only.
  Json beginBrief(const std::string& type, const std::string& instance,
                  std::function<Json(Cloud&)> finish);
};

struct Command {
  std::vector<std::string> required;
  bool isAsync = false;
  std::function<Json(CommandCall&)> run;  ///< what stands inside the envelope; throws Refusal
};
using CommandTable = std::map<std::string, Command, std::less<>>;

void addCatalogueCommands(CommandTable& table);
void addMachineCommands(CommandTable& table);
void addPowerCommands(CommandTable& table);
void addMeasuringCommands(CommandTable& table);
void addTagCommands(CommandTable& table);
void addVolumeCommands(CommandTable& table);
void addSnapshotCommands(CommandTable& table);
void addAddressCommands(CommandTable& table);
void addSecurityGroupCommands(CommandTable& table);
void addLoadBalancerCommands(CommandTable& table);
void addNetworkCommands(CommandTable& table);
void addImageCommands(CommandTable& table);
void addSshKeyCommands(CommandTable& table);
void addClusterCommands(CommandTable& table);
void addBucketCommands(CommandTable& table);

/// A list as the server answers it: narrowed by `id`, by the parameters that are named (each with
/// the member it is compared to), by `name`, `keyword` and a tag, cut into pages. Nothing found is
/// no list at all.
using Filters = std::map<std::string, std::string>;
using Fits = std::function<bool(const Json&)>;
Json listed(CommandCall& call, const std::string& kind, const std::string& member,
            const Filters& filters = {}, const Fits& fits = nullptr);

/// The page of a list that is asked for.
Json paged(CommandCall& call, const std::string& member, std::vector<Json> found);

/// A job's result: {"virtualmachine": {...}}.
Json resultOf(const std::string& member, const Json& thing);
Json success();
/// Refuses a document that another thing of the kind is called by already.
void refuseTakenName(CommandCall& call, const std::string& kind, const std::string& name,
                     const char* member = "name");
Json newSystemDisk(CommandCall& call, const Json& vm, std::int64_t gibibytes);

}  // namespace hostler::sandbox::cloudstack
