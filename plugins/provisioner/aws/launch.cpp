#include "launch.h"

#include <hostler/signature.hpp>

namespace hostler::aws {
namespace {

void addNetwork(Form& form, const Launch& launch) {
  if (launch.subnet.empty()) {
    form.list("SecurityGroupId", launch.groups);
    if (!launch.zone.empty()) form.set("Placement.AvailabilityZone", launch.zone);
    return;
  }
  // Whether it gets a public address can only be said of an interface, and an interface brings its
  // own groups and subnet.
  const std::string first = "NetworkInterface.1.";
  form.set(first + "DeviceIndex", "0").set(first + "SubnetId", launch.subnet);
  form.set(first + "AssociatePublicIpAddress", launch.publicAddress ? "true" : "false");
  form.list(first + "SecurityGroupId", launch.groups);
}

void addDisk(Form& form, const Launch& launch) {
  const std::string first = "BlockDeviceMapping.1.";
  form.set(first + "DeviceName", launch.rootDevice);
  form.set(first + "Ebs.DeleteOnTermination", "true");
  form.set(first + "Ebs.VolumeType", launch.diskType);
  if (launch.diskGb > 0) form.set(first + "Ebs.VolumeSize", std::to_string(launch.diskGb));
}

}  // namespace

Form toForm(const Launch& launch) {
  Form form;
  form.set("ImageId", launch.image).set("InstanceType", launch.size);
  form.set("MinCount", "1").set("MaxCount", "1").set("ClientToken", launch.token);
  addNetwork(form, launch);
  addDisk(form, launch);
  if (!launch.keyName.empty()) form.set("KeyName", launch.keyName);
  if (!launch.userData.empty()) form.set("UserData", sdk::base64Of(launch.userData.reveal()));
  if (!launch.cpuCredits.empty()) form.set("CreditSpecification.CpuCredits", launch.cpuCredits);
  if (launch.monitoring) form.set("Monitoring.Enabled", "true");
  // Who powers off from inside must find the machine again; and a page that is tricked into
  // fetching the metadata address must not get a role's keys.
  form.set("InstanceInitiatedShutdownBehavior", "stop");
  form.set("MetadataOptions.HttpTokens", "required");
  form.tagged("instance", launch.instanceTags).tagged("volume", launch.volumeTags);
  return form;
}

}  // namespace hostler::aws
