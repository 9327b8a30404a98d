#include "action_log.h"

#include "mapping.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

// The Date of an answer is of its end, and in whole seconds.
constexpr std::int64_t kSlack = 15;
constexpr int kNewest = 200;  // the newest come first

bool isAbout(const sdk::Json& event, const std::vector<std::string>& ids) {
  const auto about = someText(event, "resourceid"), sentence = someText(event, "description");
  return std::ranges::any_of(ids, [&](const std::string& id) {
    // Older clouds name the thing in the sentence only.
    return about == id || sentence.find(id) != std::string::npos;
  });
}

}  // namespace

ActionState actionIn(const std::vector<sdk::Json>& events, const std::vector<std::string>& ids,
                     std::int64_t since) {
  auto state = ActionState::None;
  for (const auto& event : events) {
    if (!isAbout(event, ids) || timeOf(event, "created").value_or(0) < since) continue;
    if (someText(event, "state") == "Completed")
      return someText(event, "level") == "ERROR" ? ActionState::Failed : ActionState::Done;
    state = ActionState::Running;
  }
  return state;
}

ActionState ActionLog::since(const sdk::Call& call, const Cloud& cloud,
                             const std::vector<std::string>& ids, const std::string& type,
                             const sdk::Asked& asked) const {
  // No date is sent: the server would read it in a time zone of its own.
  const auto page = client_.page(call, cloud, "listEvents", "event",
                                 {{"type", type}, {"listall", "true"}}, 1, kNewest);
  return actionIn(page.items, ids, asked.by(page.date) - kSlack);
}

}  // namespace hostler::cloudstack
