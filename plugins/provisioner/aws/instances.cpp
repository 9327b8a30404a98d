#include "instances.h"

#include "patience.h"
#include "refusals.h"

namespace hostler::aws {
namespace {

using sdk::Reply;
using Found = std::optional<Instance>;

}  // namespace

std::optional<sdk::ProviderError> mismatch(const Instance& instance, const sdk::AccountRef& ref) {
  if (instance.reference().empty()) {
    return sdk::needsAttention("wrong_account",
                               "the instance " + instance.id + " was not made by this engine");
  }
  if (!ref.domain.empty() && instance.domain != ref.domain) {
    return sdk::needsAttention(
        "wrong_account", "the instance " + instance.id + " has another name: " + instance.domain);
  }
  if (!ref.reference.empty() && instance.reference() != ref.reference) {
    return sdk::needsAttention("wrong_account",
                               "the instance " + instance.id + " belongs to another service");
  }
  return std::nullopt;
}

Reply<std::vector<Instance>> Instances::describe(const sdk::Call& call, const Cloud& cloud,
                                                 const Form& form) const {
  const auto reservations = client_.all(call, cloud, "DescribeInstances", "reservationSet", form);
  if (!reservations) return reservations.error();
  try {
    return toInstances(*reservations);
  } catch (const MappingError& error) {
    return misfit(std::string{"EC2's list of instances does not fit: "} + error.what());
  }
}

Reply<Found> Instances::readOnce(const sdk::Call& call, const Cloud& cloud,
                                 const std::string& id) const {
  auto seen = describe(call, cloud, Form{}.list("InstanceId", {id}));
  if (!seen && isNotFound(seen.error())) return Found{};
  if (!seen) return seen.error();
  if (seen->empty()) return Found{};
  if (seen->size() > 1 || seen->front().id != id)
    return misfit("EC2 answered with another instance than it was asked for");
  return Found{std::move(seen->front())};
}

Reply<Found> Instances::byId(const sdk::Call& call, const Cloud& cloud,
                             const std::string& id) const {
  if (!isId(id, "i-")) return badRequest("account.id is not the id of an instance");
  return eventuallyFound(call, [&] { return readOnce(call, cloud, id); });
}

Reply<Found> Instances::byReference(const sdk::Call& call, const Cloud& cloud,
                                    const std::string& reference) const {
  return eventuallyFound(call, [&] { return glimpsed(call, cloud, reference); });
}

Reply<Found> Instances::glimpsed(const sdk::Call& call, const Cloud& cloud,
                                 const std::string& reference) const {
  mustBeReference(reference, "reference");
  const auto tag = std::string{"tag:"} + kReferenceTag;
  auto seen = describe(call, cloud, Form{}.filter(tag, {reference}));
  if (!seen) return seen.error();
  std::erase_if(
      *seen, [&](const Instance& each) { return each.isEnded() || each.reference() != reference; });
  if (seen->empty()) return Found{};
  if (seen->size() > 1) {
    return sdk::needsAttention("several_machines",
                               "more than one instance carries the reference " + reference);
  }
  return Found{std::move(seen->front())};
}

Reply<Found> Instances::byName(const sdk::Call& call, const Cloud& cloud,
                               const std::string& name) const {
  auto seen = describe(call, cloud, Form{}.filter(std::string{"tag:"} + kNameTag, {name}));
  if (!seen) return seen.error();
  std::erase_if(*seen, [&](const Instance& each) { return each.isEnded() || each.domain != name; });
  return seen->empty() ? Found{} : Found{std::move(seen->front())};
}

Reply<Found> Instances::byToken(const sdk::Call& call, const Cloud& cloud,
                                const std::string& token) const {
  auto seen = describe(call, cloud, Form{}.filter("client-token", {token}));
  if (!seen) return seen.error();
  return seen->empty() ? Found{} : Found{std::move(seen->front())};
}

Reply<Instance> Instances::expected(const sdk::Call& call, const Cloud& cloud,
                                    const sdk::AccountRef& ref) const {
  auto found = byId(call, cloud, ref.id);
  if (!found) return found.error();
  if (!*found || (*found)->isEnded())
    return sdk::needsAttention("account_missing", "there is no instance " + ref.id);
  if (auto wrong = mismatch(**found, ref)) return std::move(*wrong);
  return std::move(**found);
}

Reply<Instance> Instances::owned(const sdk::Call& call, const Cloud& cloud,
                                 const sdk::AccountRef& ref, const std::string& owner) const {
  auto machine = expected(call, cloud, ref);
  if (machine && (machine->owner().empty() || machine->owner() != owner))
    return sdk::needsAttention("wrong_owner", "the instance " + ref.id + " is not this owner's");
  return machine;
}

Reply<Instance> Instances::change(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                                  const std::string& action, const Form& form,
                                  const Wanted& isWanted) const {
  const auto written = client_.write(call, cloud, action, form);
  if (!written && !isRefusal(written.error())) return written.error();
  auto seen = eventually(
      call, [&] { return readOnce(call, cloud, id); },
      [&](const Found& found) { return found && isWanted(*found); });
  if (!seen) return notConfirmed("after " + action + ": " + seen.error().message);
  if (*seen && isWanted(**seen)) return std::move(**seen);
  if (!written) return written.error();
  return notConfirmed("EC2 accepted " + action + ", and the instance shows nothing of it");
}

Reply<Instance> Instances::mark(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                                const char* tag, const std::string& value) const {
  const auto form = Form{}.list("ResourceId", {id}).set("Tag.1.Key", tag).set("Tag.1.Value", value);
  return change(call, cloud, id, "CreateTags", form, [&](const Instance& instance) {
    return instance.has(tag) && tagIn(instance.tags, tag) == value;
  });
}

Reply<Instance> Instances::unmark(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                                  const char* tag) const {
  const auto form = Form{}.list("ResourceId", {id}).set("Tag.1.Key", tag);
  return change(call, cloud, id, "DeleteTags", form,
                [&](const Instance& instance) { return !instance.has(tag); });
}

Reply<Instance> Instances::start(const sdk::Call& call, const Cloud& cloud,
                                 const std::string& id) const {
  return change(call, cloud, id, "StartInstances", Form{}.list("InstanceId", {id}),
                [](const Instance& now) { return now.isPending() || now.isRunning(); });
}

Reply<Instance> Instances::stop(const sdk::Call& call, const Cloud& cloud, const std::string& id,
                                bool force) const {
  auto form = Form{}.list("InstanceId", {id});
  if (force) form.set("Force", "true");
  return change(call, cloud, id, "StopInstances", form,
                [](const Instance& now) { return now.isStopping() || now.isStopped(); });
}

}  // namespace hostler::aws
