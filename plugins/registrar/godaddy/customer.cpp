#include "customer.h"

#include "domain_finder.h"
#include "mapping.h"
#include "refusals.h"

namespace hostler::godaddy {

using sdk::Reply;

Reply<std::optional<std::string>> Customer::id(const sdk::Call& call) const {
  using Id = std::optional<std::string>;
  {
    const std::lock_guard lock{mutex_};
    if (!known_.empty()) return Id{known_};
  }
  if (shopperId_.empty()) return Id{};
  const auto answer = client_.send(
      call, {.endpoint = kShopper, .parts = {shopperId_}, .query = {{"includes", "customerId"}}});
  if (!answer) {
    if (answer.error().outcome == sdk::Outcome::Retryable) return answer.error();
    call.log.warning("godaddy.customer_hidden", {{"code", answer.error().code}});
    return Id{};
  }
  try {
    auto id = textIn(*answer, "customerId");
    if (id.empty()) return Id{};
    const std::lock_guard lock{mutex_};
    known_ = id;
    return Id{std::move(id)};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<ActionLook> lookAtAction(const sdk::Call& call, const GodaddyClient& client,
                               const std::string& customer, const std::string& domain,
                               const std::string& type, std::int64_t since) {
  const auto answer = client.send(call, {.endpoint = kAction, .parts = {customer, domain, type}});
  if (!answer) {
    if (isMissing(answer.error())) return ActionLook{};
    return answer.error();
  }
  try {
    const auto status = textIn(*answer, "status");
    const auto createdAt = timeIn(*answer, "createdAt");
    if (status == "SUCCESS") return ActionLook{ActionState::Done, createdAt};
    if (status == "FAILED" || status == "CANCELLED") {
      const bool isBefore = createdAt && *createdAt + kClockSlack < since;
      return ActionLook{isBefore ? ActionState::None : ActionState::Failed, createdAt};
    }
    if (status == "ACCEPTED" || status == "PENDING" || status == "AWAITING")
      return ActionLook{ActionState::UnderWay, createdAt};
    return misfit("an action has an unknown status");
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<ActionState> actionState(const sdk::Call& call, const GodaddyClient& client,
                               const std::string& customer, const std::string& domain,
                               const std::string& type, std::int64_t since) {
  const auto look = lookAtAction(call, client, customer, domain, type, since);
  if (!look) return look.error();
  return look->state;
}

}  // namespace hostler::godaddy
