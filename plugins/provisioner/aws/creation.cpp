// create and locate: one instance for one reference.
#include "aws_provisioner.h"
#include "patience.h"
#include "refusals.h"

#include <hostler/names.hpp>

#include <chrono>

namespace hostler::aws {
namespace {

using sdk::Reply;

constexpr std::size_t kLongestUserData = 16 * 1024;  // EC2's limit, before base64

// The order goes before the product; both are words that EC2 gave out.
ProductSettings chosen(ProductSettings product, const sdk::MachineOrder& order,
                       const Cloud& cloud) {
  if (!order.size.empty()) product.size = order.size;
  if (!order.image.empty()) product.image = order.image;
  if (!order.region.empty() && order.region != cloud.region) product.zone = order.region;
  if (product.zone.empty()) product.zone = cloud.zone;
  return product;
}

std::optional<sdk::ProviderError> faultIn(const sdk::CreateAccount& request,
                                          const ProductSettings& product, const Cloud& cloud) {
  const auto order = request.machine.value_or(sdk::MachineOrder{});
  if (!sdk::isReference(request.reference)) return badRequest("reference is no reference");
  if (!sdk::isDomainName(request.domain)) return badRequest("domain is not a host name");
  if (!request.owner.empty() && !sdk::isReference(request.owner))
    return badRequest("owner is no reference");
  if (!isInstanceType(product.size)) return badRequest("machine.size is not an instance type");
  if (!isId(product.image, "ami-")) return badRequest("machine.image is not the id of an image");
  if (!product.zone.empty() && (!isZone(product.zone) || !product.zone.starts_with(cloud.region)))
    return badRequest("machine.region is not of the region of this cloud account");
  if (!order.network.empty())
    return badRequest("machine.network cannot be chosen here: the product names the subnet");
  if (order.sshKeys.size() > 1)
    return badRequest("machine.ssh_keys: EC2 takes one key for a new machine");
  if (order.userData.reveal().size() > kLongestUserData)
    return badRequest("machine.user_data is longer than 16 KiB");
  return std::nullopt;
}

// How large an image wants its disk, in GiB; 0 where it does not say.
std::int64_t leastDiskOf(const XmlElement& image) {
  for (const auto& device : image["blockDeviceMapping"].children) {
    if (device.textOf("deviceName") == image.textOf("rootDeviceName"))
      return someNumber(device["ebs"], "volumeSize").value_or(0);
  }
  return 0;
}

sdk::ProviderError neverRan(const Instance& instance) {
  return sdk::permanent("launch_failed", "the instance " + instance.id +
                                             " ended before it ran: " + instance.stateReason);
}

}  // namespace

AwsProvisioner::AwsProvisioner(const sdk::Context&)
    : client_{[] {
        return static_cast<std::int64_t>(
            std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
      }} {}

Reply<sdk::Account> AwsProvisioner::shown(const Cloud& cloud, const Instance& instance,
                                          bool isDone) {
  auto account = toAccount(instance, cloud.region);
  if (isDone) return account;
  return sdk::Pending{std::move(account)};
}

Reply<sdk::Account> AwsProvisioner::create(const sdk::Call& call,
                                           const sdk::CreateAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto product =
      chosen(productOf(call, request), request.machine.value_or(sdk::MachineOrder{}), cloud);
  if (auto fault = faultIn(request, product, cloud)) return std::move(*fault);
  // An earlier attempt may have made it, its answer lost.
  const auto found = instances_.glimpsed(call, cloud, request.reference);
  if (!found) return found.error();
  if (*found) return settled(call, cloud, request, product, **found);
  return launched(call, cloud, request, product);
}

Reply<Launch> AwsProvisioner::launchOf(const sdk::Call& call, const Cloud& cloud,
                                       const sdk::CreateAccount& request) const {
  const auto order = request.machine.value_or(sdk::MachineOrder{});
  const auto product = chosen(productOf(call, request), order, cloud);
  Launch launch;
  // One operation of the engine is one key, so what is made under it is made once. Another
  // operation for the same service (after this machine has ended) is another key.
  launch.token = requestToken({"machine", request.reference, call.key});
  launch.image = product.image;
  launch.size = product.size;
  launch.zone = product.zone;
  launch.subnet = product.subnet;
  launch.cpuCredits = product.cpuCredits;
  launch.diskType = product.diskType;
  launch.diskGb = product.diskGb;
  launch.publicAddress = product.publicAddress;
  launch.monitoring = product.monitoring;
  launch.userData = order.userData;
  launch.groups = product.securityGroups;
  launch.instanceTags = {{kReferenceTag, request.reference}, {kNameTag, request.domain}};
  if (!request.owner.empty()) launch.instanceTags[kOwnerTag] = request.owner;
  launch.volumeTags = {{kMachineTag, request.reference}, {kNameTag, request.domain}};

  for (const auto& id : order.firewalls) {
    const auto group = things_.owned(call, cloud, kFirewalls, request.owner, id);
    if (!group) return group.error();
    launch.groups.push_back(id);
  }
  for (const auto& id : order.sshKeys) {
    const auto key = things_.owned(call, cloud, kSshKeys, request.owner, id);
    if (!key) return key.error();
    launch.keyName = key->textOf("keyName");
  }
  const auto image =
      client_.read(call, cloud, "DescribeImages", Form{}.list("ImageId", {product.image}));
  if (!image) return image.error();
  const auto& images = (*image)["imagesSet"].children;
  if (images.empty()) return sdk::permanent("InvalidAMIID.NotFound", "there is no such image");
  launch.rootDevice = images.front().textOf("rootDeviceName");
  if (launch.diskGb == 0) launch.diskGb = leastDiskOf(images.front());
  if (launch.rootDevice.empty()) return badRequest("this image has no disk to start from");
  return launch;
}

Reply<sdk::Account> AwsProvisioner::launched(const sdk::Call& call, const Cloud& cloud,
                                             const sdk::CreateAccount& request,
                                             const ProductSettings& product) const {
  const auto other = instances_.byName(call, cloud, request.domain);
  if (!other) return other.error();
  // One that carries our reference is only now to be seen, and is ours.
  if (*other && (*other)->reference() != request.reference) {
    return sdk::permanent("domain_exists",
                          "another instance of this cloud account has the name " + request.domain);
  }
  const auto launch = launchOf(call, cloud, request);
  if (!launch) return launch.error();
  const auto made = client_.write(call, cloud, "RunInstances", toForm(*launch));
  if (!made && !isRefusal(made.error())) return made.error();
  const auto found = instances_.byReference(call, cloud, request.reference);
  if (!found) return notConfirmed("after RunInstances: " + found.error().message);
  if (*found) return settled(call, cloud, request, product, **found);
  if (!made) return made.error();
  // Either it is not to be seen yet, or it ended while it started (no room for its disk, a key of
  // the disk's that may not be used).
  const auto ended = instances_.byToken(call, cloud, launch->token);
  if (ended && *ended && (*ended)->isEnded()) return neverRan(**ended);
  return notConfirmed("EC2 accepted RunInstances, and no instance is to be seen");
}

Reply<sdk::Account> AwsProvisioner::settled(const sdk::Call& call, const Cloud& cloud,
                                            const sdk::CreateAccount& request,
                                            const ProductSettings& product,
                                            const Instance& instance) const {
  if (auto wrong = mismatch(instance, {instance.id, request.domain, request.reference}))
    return std::move(*wrong);
  if (instance.isPending()) return shown(cloud, instance, false);
  if (!product.staticAddress || !instance.isRunning()) return shown(cloud, instance, true);

  const Tags labels{{kMachineTag, request.reference}, {kNameTag, request.domain}};
  auto address = things_.ofMachine(call, cloud, kAddresses, request.reference);
  if (!address) return address.error();
  if (address->empty()) {
    auto made =
        things_.makeForMachine(call, cloud, kAddresses, request.reference, "AllocateAddress",
                               Form{}.set("Domain", "vpc").tagged(kAddresses.tagName, labels));
    if (!made) return made.error();
    address->push_back(std::move(*made));
  }
  const auto there = led(call, cloud, address->front(), instance);
  if (!there) return there.error();
  const auto now = instances_.expected(call, cloud, {instance.id, {}, {}});
  if (!now) return notConfirmed("after AssociateAddress: " + now.error().message);
  return shown(cloud, *now, true);
}

Reply<sdk::Located> AwsProvisioner::locate(const sdk::Call& call,
                                           const sdk::LocateAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = request.accountId.empty()
                         ? instances_.byReference(call, cloud, request.reference)
                         : instances_.byId(call, cloud, request.accountId);
  if (!found) return found.error();
  if (!*found || (*found)->isEnded()) return sdk::Located{};
  const auto& instance = **found;
  // Whoever knows the machine must not be told that it is gone because it is another's by now.
  if (!request.accountId.empty()) {
    if (auto wrong = mismatch(instance, {instance.id, request.domain, request.reference}))
      return std::move(*wrong);
  }
  sdk::Located located{toAccount(instance, cloud.region)};
  if (instance.isPending()) return sdk::Pending{std::move(located)};
  return located;
}

}  // namespace hostler::aws
