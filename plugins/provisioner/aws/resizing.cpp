// change_package: off, another size, on again; and a larger disk while it runs.
#include "aws_provisioner.h"
#include "patience.h"
#include "refusals.h"

namespace hostler::aws {
namespace {

using sdk::Reply;

sdk::ProviderError noSuchSize(const std::string& size) {
  return sdk::permanent("InvalidInstanceType", "there is no instance type " + size + " here");
}

}  // namespace

Reply<sdk::Account> AwsProvisioner::changePackage(const sdk::Call& call,
                                                  const sdk::ChangePackage& request) {
  const auto cloud = cloudOf(call, request);
  const auto product = productOf(call, request);
  auto instance = instances_.expected(call, cloud, request.account);
  if (!instance) return instance.error();
  instance = resized(call, cloud, product.size, std::move(*instance));
  if (!instance) return instance.error();
  const bool isDone = instance->type == product.size && !instance->has(kResizingTag);
  if (!isDone) return shown(cloud, *instance, false);
  return withLargerDisk(call, cloud, product, *instance);
}

Reply<Instance> AwsProvisioner::resized(const sdk::Call& call, const Cloud& cloud,
                                        const std::string& size, Instance instance) const {
  const auto id = instance.id;
  Reply<Instance> now{std::move(instance)};
  if (now->type != size && now->isPending())
    return busy("the instance " + id + " is still starting");
  if (now->type != size && now->isRunning()) {
    // Asked before the machine goes down: a size that does not exist would leave it there.
    const auto known =
        client_.read(call, cloud, "DescribeInstanceTypes", Form{}.list("InstanceType", {size}));
    if (!known) return known.error();
    if ((*known)["instanceTypeSet"].children.empty()) return noSuchSize(size);
    if (!now->has(kResizingTag)) now = instances_.mark(call, cloud, id, kResizingTag, size);
    if (now) now = instances_.stop(call, cloud, id, false);
  }
  if (now && now->type != size && now->isStopped()) {
    auto changed = instances_.change(call, cloud, id, "ModifyInstanceAttribute",
                                     Form{}.set("InstanceId", id).set("InstanceType.Value", size),
                                     [&](const Instance& each) { return each.type == size; });
    // Refused for good: it runs on as it was, and the mark goes when it does.
    if (!changed && changed.error().outcome == sdk::Outcome::Permanent && now->has(kResizingTag)) {
      if (instances_.start(call, cloud, id)) (void)instances_.unmark(call, cloud, id, kResizingTag);
      return changed;
    }
    now = std::move(changed);
  }
  if (!now || now->type != size || !now->has(kResizingTag)) return now;
  const bool staysOff = now->has(kSuspendedTag);
  if (now->isStopped() && !staysOff) now = instances_.start(call, cloud, id);
  if (now && (now->isRunning() || (staysOff && now->isStopped())))
    now = instances_.unmark(call, cloud, id, kResizingTag);
  return now;
}

Reply<sdk::Account> AwsProvisioner::withLargerDisk(const sdk::Call& call, const Cloud& cloud,
                                                   const ProductSettings& product,
                                                   const Instance& instance) const {
  const auto root = instance.rootVolume();
  if (product.diskGb == 0 || root.empty()) return shown(cloud, instance, true);
  const auto usableNow = grown(call, cloud, root, product.diskGb);
  if (!usableNow) return usableNow.error();
  return shown(cloud, instance, *usableNow);
}

}  // namespace hostler::aws
