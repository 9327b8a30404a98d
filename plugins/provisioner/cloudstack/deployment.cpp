#include "deployment.h"

#include "labels.h"
#include "mapping.h"

#include <hostler/signature.hpp>

namespace hostler::cloudstack {
namespace {

// The first that somebody has set.
const std::string& firstOf(const std::string& ordered, const std::string& product,
                           const std::string& cloud = {}) {
  return !ordered.empty() ? ordered : !product.empty() ? product : cloud;
}

const std::string& chosen(const std::string& value, const char* name) {
  if (value.empty()) fail(badRequest(std::string{name} + " is set nowhere"));
  return idOf(value, name);
}

}  // namespace

void addCustomSize(Params& params, const ProductSettings& product) {
  const auto add = [&](const char* name, const std::optional<std::int64_t>& value) {
    if (value) params.emplace_back(std::string{"details[0]."} + name, std::to_string(*value));
  };
  add("cpuNumber", product.cpuNumber);
  add("cpuSpeed", product.cpuSpeedMhz);
  add("memory", product.memoryMb);
}

bool hasCustomSize(const VirtualMachine& vm, const ProductSettings& product) {
  const auto& machine = *vm.account.machine;
  return (!product.cpuNumber || machine.vcpus == product.cpuNumber) &&
         (!product.memoryMb || machine.memoryBytes == *product.memoryMb * kMebibyte);
}

Step deploymentOf(const Cloud& cloud, const ProductSettings& product,
                  const sdk::CreateAccount& request) {
  const auto order = request.machine.value_or(sdk::MachineOrder{});
  Params params{
      {"name", machineName(request.reference)},
      {"displayname", request.domain},
      {"zoneid", chosen(firstOf(order.region, product.zone, cloud.zone), "zone")},
      {"serviceofferingid", chosen(firstOf(order.size, product.size), "size")},
      {"templateid", chosen(firstOf(order.image, product.image), "image")},
  };
  if (!request.owner.empty()) params.emplace_back("group", groupOf(request.owner));
  const auto& network = firstOf(order.network, product.network, cloud.network);
  if (!network.empty()) params.emplace_back("networkids", idOf(network, "network"));
  if (!order.sshKeys.empty()) params.emplace_back("keypairs", joined(order.sshKeys));
  if (!order.firewalls.empty()) params.emplace_back("securitygroupids", joined(order.firewalls));
  if (!order.userData.empty())
    params.emplace_back("userdata", sdk::base64Of(order.userData.reveal()));
  // Newer clouds set it where the image can take one; older ones do not know the parameter.
  if (!request.password.empty()) params.emplace_back("password", request.password.reveal());
  if (product.rootDiskGb) params.emplace_back("rootdisksize", std::to_string(*product.rootDiskGb));
  addCustomSize(params, product);
  return {"deployVirtualMachine", std::move(params)};
}

}  // namespace hostler::cloudstack
