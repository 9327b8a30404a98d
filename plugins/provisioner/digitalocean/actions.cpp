#include "actions.h"

#include <algorithm>

namespace hostler::digitalocean {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

// The Date of an answer is of its end, and in whole seconds.
constexpr std::int64_t kSlack = 15;
constexpr std::chrono::seconds kBusyFor{10};

Reply<Action> judged(const Action& action) {
  if (action.isRunning() || action.isDone()) return action;
  return sdk::permanent("action_failed", "DigitalOcean could not do it: " + action.type);
}

bool isKnown(const std::vector<Action>& actions, const std::string& id) {
  return std::ranges::find(actions, id, &Action::id) != actions.end();
}

}  // namespace

Reply<std::vector<Action>> Actions::of(const sdk::Call& call, const CloudAccount& cloud,
                                       const std::string& thing,
                                       std::optional<std::int64_t>* theirNow) const {
  const auto page = client_.page(call, cloud, thing + "/actions", "actions", {}, 1, 50);
  if (!page) return page.error();
  if (theirNow != nullptr) *theirNow = page->date;
  try {
    std::vector<Action> actions;
    for (const auto& item : page->items) actions.push_back(toAction(item));
    std::ranges::stable_sort(actions, [](const Action& a, const Action& b) {
      return a.id.size() != b.id.size() ? a.id.size() > b.id.size() : a.id > b.id;
    });
    return actions;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<std::optional<Action>> Actions::byId(const sdk::Call& call, const CloudAccount& cloud,
                                           const std::string& id) const {
  if (!isId(id)) return badRequest("handle is not one of this plugin's");
  const auto found = client_.find(call, cloud, "/v2/actions/" + id, "action");
  if (!found) return found.error();
  if (!*found) return std::optional<Action>{};
  try {
    return std::optional{toAction(**found)};
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<bool> Actions::isUnderWay(const sdk::Call& call, const CloudAccount& cloud,
                                const std::string& thing, const std::string& type) const {
  const auto actions = of(call, cloud, thing);
  if (!actions) return actions.error();
  return std::ranges::any_of(
      *actions, [&](const Action& action) { return action.isRunning() && action.type == type; });
}

Reply<Action> Actions::begin(const sdk::Call& call, const CloudAccount& cloud,
                             const WantedAction& wanted) const {
  std::optional<std::int64_t> theirNow;
  const auto before = of(call, cloud, wanted.thing, &theirNow);
  if (!before) return before.error();
  const auto type = wanted.body.at("type").get<std::string>();
  for (const auto& action : *before) {
    // One that was begun before this was asked for is somebody else's.
    const bool isEarlier = wanted.since && action.startedAt < wanted.since->by(theirNow) - kSlack;
    if (action.isRunning() && action.type == type && !isEarlier) return action;
    if (action.isRunning())
      return sdk::retryable(std::string{kBusy}, "DigitalOcean is at work on it: " + action.type,
                            kBusyFor);
    if (action.type == type && wanted.since && !isEarlier) return judged(action);
  }
  return sent(call, cloud, wanted, *before);
}

Reply<Action> Actions::sent(const sdk::Call& call, const CloudAccount& cloud,
                            const WantedAction& wanted, const std::vector<Action>& before) const {
  const auto type = wanted.body.at("type").get<std::string>();
  const auto written = client_.write(call, cloud, "POST", wanted.thing + "/actions", wanted.body);
  if (!written && !isRefusal(written.error())) return written.error();
  try {
    if (written) {
      const auto begun = toAction(memberOf(*written, "action"));
      const auto shown = byId(call, cloud, begun.id);
      if (!shown) return notConfirmed(shown.error().message);
      if (*shown) return judged(**shown);
    }
  } catch (const MappingError& error) {
    return sdk::unusableAnswer(Effect::Write,
                               std::string{"DigitalOcean's action does not fit: "} + error.what());
  }
  const auto after = of(call, cloud, wanted.thing);
  if (!after) return notConfirmed(after.error().message);
  for (const auto& action : *after) {
    if (action.type == type && !isKnown(before, action.id)) return judged(action);
  }
  if (!written) return written.error();
  return notConfirmed("the action does not show");
}

}  // namespace hostler::digitalocean
