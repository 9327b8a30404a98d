#pragma once

#include "core/front/message.h"
#include "core/json/json.h"
#include "plugins/sandbox/request_view.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hostler::sandbox::digitalocean {

/// Entities of one kind, oldest first, each as the API shows it.
using Entities = std::vector<Json>;

/// An action that is under way: what it was asked for, and how often it is still shown running.
struct Work {
  std::string kind, id;  ///< "droplet" and its number
  Json body;
  int pollsLeft = 2;
};

/// A droplet's end together with what belongs to it.
struct Ending {
  Json remove;
  std::string completedAt;
  int pollsLeft = 1;
};

/// One team at the provider and all that it holds. A value: copying it is how the sandbox pretends.
struct Team {
  std::string id, token;
  bool disabled = false;
  std::int64_t requestsAllowed = 5'000;
  Json asGiven;
  std::vector<std::int64_t> requestTimes;  ///< of the last hour
  std::int64_t nextNumber = 3'164'444;
  Entities droplets, actions, volumes, snapshots, images, keys, firewalls, balancers, networks,
      clusters, databases, addresses;
  std::set<std::string> tags;
  std::map<std::string, Work> works;        ///< by action
  std::map<std::string, Ending> endings;    ///< by droplet
  std::map<std::string, int> pollsLeft;     ///< of what is being made, by its id
  std::map<std::string, Json> wantedAfter;  ///< what a resize shall come to, by database
  std::map<std::string, std::map<std::string, int>> done;  ///< actions that ended, by droplet
};

/// An answer that is an error, in the provider's own document.
struct Refusal {
  int status = 422;
  std::string id, message;
};
Refusal notFound();
Refusal unprocessable(std::string message);
Json errorJson(const Refusal& refusal);

/// One authenticated request.
struct ApiCall {
  Team& team;
  std::string method;
  std::vector<std::string> path;  ///< below /v2
  Params query;
  Json body;
  std::int64_t now;
  std::string selfUrl;  ///< of this request, without its query: lists link to their other pages

  bool is(std::string_view wanted, std::initializer_list<std::string_view> segments) const;
};

/// What is answered: 200 with a document unless said otherwise.
struct ApiAnswer {
  Json body;
  int status = 200;
  std::optional<std::string> text = std::nullopt;  ///< in place of a document: YAML
};
/// Nothing when the path is none of theirs; a Refusal is thrown.
using Answer = std::optional<ApiAnswer>;
Answer answerAccount(ApiCall& call);
Answer answerCatalogue(ApiCall& call);
Answer answerDroplets(ApiCall& call);
Answer answerActions(ApiCall& call);
Answer answerEndings(ApiCall& call);
Answer answerVolumes(ApiCall& call);
Answer answerSnapshots(ApiCall& call);
Answer answerAddresses(ApiCall& call);
Answer answerFirewalls(ApiCall& call);
Answer answerBalancers(ApiCall& call);
Answer answerNetworks(ApiCall& call);
Answer answerClusters(ApiCall& call);
Answer answerDatabases(ApiCall& call);
Answer answerMetrics(ApiCall& call);

Team newTeam();

// --- what the parts share

std::string idText(const Json& entity);
/// Null where there is none of this id.
Json* find(Entities& entities, const std::string& id);
/// Throws the 404.
Json& existing(Entities& entities, const std::string& id);
void removeById(Entities& entities, const std::string& id);

/// Of a list of ids or tags.
bool holds(const Json& list, const Json& value);
void drop(Json& list, const Json& value);

/// A list as the API shows it: page (1), per_page (20, at most 200), links, meta.
ApiAnswer listed(const ApiCall& call, const char* member, const Entities& entities,
                 const std::function<bool(const Json&)>& isWanted = nullptr);
ApiAnswer one(const char* member, const Json& entity, int status = 200);
ApiAnswer nothing(int status = 204);

std::string timeText(std::int64_t now);
std::string newUuid();

/// A member of a request's body. Throws the 422 for what is missing or of another type.
std::string textIn(const Json& body, const char* name);
std::string someTextIn(const Json& body, const char* name, std::string fallback = {});
std::int64_t numberIn(const Json& body, const char* name, std::int64_t least, std::int64_t most);
/// Refuses members that the API does not have.
void allowOnly(const Json& body, std::initializer_list<std::string_view> names);
void checkTags(Team& team, const Json& body);

const Entities& sizes();
const Entities& regions();
const Entities& publicImages();
const Json& sizeCalled(const std::string& slug);
const Json& regionCalled(const std::string& slug);

/// Begins an action and shows it.
Json begin(ApiCall& call, std::string kind, const Json& thing, Json body);
/// Work on a thing goes on each time that it is looked at.
void advance(Team& team, const std::string& kind, const std::string& id, std::int64_t now);
void advanceAction(Team& team, const std::string& action, std::int64_t now);
/// One look fewer until it is there; true from then on.
bool isThere(Team& team, const std::string& id);
Json snapshotOf(ApiCall& call, const Json& source, const char* type, const std::string& name);
/// What a droplet leaves behind when it goes.
void forgetDroplet(Team& team, const std::string& id);
/// What GET /_book shows of a team.
void addToBook(const Team& team, Json& book);

}  // namespace hostler::sandbox::digitalocean
