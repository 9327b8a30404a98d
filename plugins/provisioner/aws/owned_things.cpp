#include "owned_things.h"

#include "patience.h"
#include "refusals.h"

namespace hostler::aws {
namespace {

using sdk::Reply;
using Found = std::optional<XmlElement>;

bool isOf(const XmlElement& item, const std::string& owner) {
  return tagIn(tagsOf(item), kOwnerTag) == owner;
}

sdk::ProviderError anotherOwners(const KindOfThing& kind, const std::string& id) {
  return sdk::needsAttention("wrong_owner",
                             "the " + std::string{kind.name} + " " + id + " is another client's");
}

std::string tagFilter(const char* tag) {
  return std::string{"tag:"} + tag;
}

// Gone as well: EC2 shows for a while what it is about to forget.
bool isGone(const XmlElement& item) {
  const auto& status = item.textOf("status");
  return status == "deleted" || status == "deleting";
}

}  // namespace

Reply<std::vector<XmlElement>> OwnedThings::describe(const Call& call, const Cloud& cloud,
                                                     const KindOfThing& kind, Form form) const {
  if (kind.alsoName != nullptr) form.set(kind.alsoName, kind.alsoValue);
  return client_.all(call, cloud, kind.describe, kind.set, form);
}

Reply<Found> OwnedThings::byId(const Call& call, const Cloud& cloud, const KindOfThing& kind,
                               const std::string& id) const {
  if (!isId(id, kind.idPrefix)) return badRequest("id is not that of a " + std::string{kind.name});
  auto seen = describe(call, cloud, kind, Form{}.list(kind.idField, {id}));
  if (!seen && isNotFound(seen.error())) return Found{};
  if (!seen) return seen.error();
  if (seen->empty() || isGone(seen->front())) return Found{};
  if (seen->size() > 1 || seen->front().textOf(kind.id) != id)
    return misfit("EC2 answered with another " + std::string{kind.name} + " than it was asked for");
  return Found{std::move(seen->front())};
}

Reply<Found> OwnedThings::glimpsed(const Call& call, const Cloud& cloud, const KindOfThing& kind,
                                   const std::string& owner, const std::string& reference) const {
  mustBeReference(reference, "reference");
  auto seen = describe(call, cloud, kind, Form{}.filter(tagFilter(kReferenceTag), {reference}));
  if (!seen) return seen.error();
  std::erase_if(*seen, [&](const XmlElement& each) {
    return isGone(each) || tagIn(tagsOf(each), kReferenceTag) != reference;
  });
  if (seen->empty()) return Found{};
  const auto& first = seen->front();
  if (!isId(first.textOf(kind.id), kind.idPrefix))
    return misfit("EC2's list of each " + std::string{kind.name} + " does not fit");
  if (!isOf(first, owner)) return anotherOwners(kind, first.textOf(kind.id));
  return Found{first};
}

Reply<Found> OwnedThings::find(const Call& call, const Cloud& cloud, const KindOfThing& kind,
                               const sdk::GetResource& request) const {
  mustBeReference(request.owner, "owner");
  auto found = eventuallyFound(call, [&] {
    return request.id.empty() ? glimpsed(call, cloud, kind, request.owner, request.reference)
                              : byId(call, cloud, kind, request.id);
  });
  if (found && *found && !isOf(**found, request.owner)) return anotherOwners(kind, request.id);
  return found;
}

Reply<XmlElement> OwnedThings::owned(const Call& call, const Cloud& cloud, const KindOfThing& kind,
                                     const std::string& owner, const std::string& id) const {
  mustBeReference(owner, "owner");
  auto found = eventuallyFound(call, [&] { return byId(call, cloud, kind, id); });
  if (!found) return found.error();
  if (!*found) {
    return sdk::needsAttention("not_found", "there is no " + std::string{kind.name} + " " + id);
  }
  if (!isOf(**found, owner)) return anotherOwners(kind, id);
  return std::move(**found);
}

Reply<std::vector<XmlElement>> OwnedThings::ofMachine(const Call& call, const Cloud& cloud,
                                                      const KindOfThing& kind,
                                                      const std::string& machine) const {
  mustBeReference(machine, "account.reference");
  auto seen = describe(call, cloud, kind, Form{}.filter(tagFilter(kMachineTag), {machine}));
  if (!seen) return seen;
  std::erase_if(*seen, [&](const XmlElement& each) {
    return isGone(each) || tagIn(tagsOf(each), kMachineTag) != machine ||
           !isId(each.textOf(kind.id), kind.idPrefix);
  });
  return seen;
}

Reply<std::vector<XmlElement>> OwnedThings::leadingTo(const Call& call, const Cloud& cloud,
                                                      const std::string& instance) const {
  auto seen = describe(call, cloud, kAddresses, Form{}.filter("instance-id", {instance}));
  if (!seen) return seen;
  std::erase_if(*seen,
                [&](const XmlElement& each) { return each.textOf("instanceId") != instance; });
  return seen;
}

Reply<XmlElement> OwnedThings::make(const Call& call, const Cloud& cloud, const KindOfThing& kind,
                                    const std::string& owner, const std::string& reference,
                                    const std::string& action, const Form& form) const {
  const auto made = client_.write(call, cloud, action, form);
  if (!made && !isRefusal(made.error())) return made.error();
  auto seen = eventuallyFound(call, [&] { return glimpsed(call, cloud, kind, owner, reference); });
  if (!seen) return notConfirmed("after " + action + ": " + seen.error().message);
  if (*seen) return std::move(**seen);
  if (!made) return made.error();
  return notConfirmed("EC2 accepted " + action + ", and nothing of it is to be seen");
}

Reply<XmlElement> OwnedThings::makeForMachine(const Call& call, const Cloud& cloud,
                                              const KindOfThing& kind, const std::string& machine,
                                              const std::string& action, const Form& form) const {
  const auto made = client_.write(call, cloud, action, form);
  if (!made && !isRefusal(made.error())) return made.error();
  auto seen = eventually(
      call, [&] { return ofMachine(call, cloud, kind, machine); },
      [](const std::vector<XmlElement>& items) { return !items.empty(); });
  if (!seen) return notConfirmed("after " + action + ": " + seen.error().message);
  if (!seen->empty()) return std::move(seen->front());
  if (!made) return made.error();
  return notConfirmed("EC2 accepted " + action + ", and nothing of it is to be seen");
}

Reply<XmlElement> OwnedThings::change(const Call& call, const Cloud& cloud, const KindOfThing& kind,
                                      const std::string& id, const std::string& action,
                                      const Form& form, const Wanted& isWanted) const {
  const auto written = client_.write(call, cloud, action, form);
  if (!written && !isRefusal(written.error())) return written.error();
  auto seen = eventually(
      call, [&] { return byId(call, cloud, kind, id); },
      [&](const Found& found) { return found && isWanted(*found); });
  if (!seen) return notConfirmed("after " + action + ": " + seen.error().message);
  if (*seen && isWanted(**seen)) return std::move(**seen);
  if (!written) return written.error();
  return notConfirmed("EC2 accepted " + action + ", and the " + kind.name + " shows nothing of it");
}

Reply<sdk::Removed> OwnedThings::erase(const Call& call, const Cloud& cloud,
                                       const KindOfThing& kind, const std::string& id,
                                       const std::string& action) const {
  const auto written = client_.write(call, cloud, action, Form{}.set(kind.idField, id));
  if (!written && !isRefusal(written.error())) return written.error();
  const auto seen = eventually(
      call, [&] { return byId(call, cloud, kind, id); }, [](const Found& found) { return !found; });
  if (!seen) return notConfirmed("after " + action + ": " + seen.error().message);
  if (!*seen) return sdk::Removed{};
  if (!written) return written.error();
  return notConfirmed("EC2 accepted " + action + ", and the " + kind.name + " is still there");
}

Reply<sdk::Removed> OwnedThings::remove(const Call& call, const Cloud& cloud,
                                        const KindOfThing& kind, const sdk::DeleteResource& request,
                                        const std::string& action) const {
  const auto found = find(call, cloud, kind, {request, request.id, {}});
  if (!found) return found.error();
  if (!*found) return sdk::Removed{.existed = false};
  return erase(call, cloud, kind, request.id, action);
}

}  // namespace hostler::aws
