#pragma once

#include "core/json/json.h"
#include "core/time/instant.h"
#include "plugins/sandbox/ec2/cloud_account.h"
#include "plugins/sandbox/request_view.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox::ec2 {

/// A refusal in the provider's words.
struct ApiError {
  int status = 400;
  std::string code, message;
};
ApiError notFound(const std::string& code, const std::string& what, const std::string& id);

/// One request to one account.
struct ApiCall {
  CloudAccount& account;
  const Params& params;
  Instant now;

  std::string param(std::string_view name, std::string_view fallback = {}) const {
    return paramOr(params, name, fallback);
  }
  bool has(std::string_view name) const { return params.find(name) != params.end(); }
  /// Values of "Name.1", "Name.2" and so on.
  std::vector<std::string> list(const std::string& name) const;
  /// A whole number; throws InvalidParameterValue.
  std::int64_t number(const std::string& name, std::int64_t fallback) const;
  /// The tags that TagSpecification gives to this type of resource, as a tagSet.
  Json tagsFor(const std::string& resourceType) const;
  std::string nowText() const;
};

/// What an action takes and does. '#' in a parameter's name stands for a number.
struct Action {
  std::vector<std::string_view> required, optional;
  std::function<Json(ApiCall&)> run;  ///< the members of the answer
  bool isTagging = false;             ///< takes TagSpecification.#
};
using ActionTable = std::map<std::string, Action, std::less<>>;

/// Refuses parameters that the action does not know and misses those that it needs, in EC2's words.
void checkParameters(const Action& action, const Params& params);

void addLaunchActions(ActionTable& table);
void addInstanceActions(ActionTable& table);
void addVolumeActions(ActionTable& table);
void addSnapshotActions(ActionTable& table);
void addAddressActions(ActionTable& table);
void addGroupActions(ActionTable& table);
void addKeyActions(ActionTable& table);
void addTagActions(ActionTable& table);
void addCatalogueActions(ActionTable& table);
/// CloudWatch and STS, whose protocol is a little different.
void addMonitoringActions(ActionTable& table);
void addIdentityActions(ActionTable& table);

/// The one of this id that is not hidden any more; throws ApiError.
Json& findInstance(ApiCall& call, const std::string& id);
Json& findVolume(ApiCall& call, const std::string& id);
/// The group that every network has, and that stands before whatever names none.
void addDefaultGroup(CloudAccount& account);
Json instanceState(const std::string& name);
std::string stateOf(const Json& instance);
/// Sets what a resource turns into once it was shown.
void becomesLater(Json& item, Json change);
Json simpleReturn();
/// The object of the list whose member has this value; null where there is none.
Json* entryIn(Json& list, const char* member, const std::string& value);

}  // namespace hostler::sandbox::ec2
