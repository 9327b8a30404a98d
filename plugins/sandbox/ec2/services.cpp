#include "plugins/sandbox/ec2/services.h"

#include "plugins/sandbox/ec2/xml_text.h"
#include "plugins/sandbox/random_text.h"

namespace hostler::sandbox::ec2 {

std::vector<ServiceFace> serviceFaces() {
  ServiceFace ec2{"ec2", "2016-11-15", "ec2:", "http://ec2.amazonaws.com/doc/2016-11-15/",
                  {},    true};
  for (const auto add :
       {addLaunchActions, addInstanceActions, addVolumeActions, addSnapshotActions,
        addAddressActions, addGroupActions, addKeyActions, addTagActions, addCatalogueActions}) {
    add(ec2.actions);
  }
  ServiceFace monitoring{
      "monitoring", "2010-08-01", "cloudwatch:", "http://monitoring.amazonaws.com/doc/2010-08-01/",
      {},           false};
  addMonitoringActions(monitoring.actions);
  ServiceFace sts{"sts", "2011-06-15", "sts:", "https://sts.amazonaws.com/doc/2011-06-15/",
                  {},    false};
  addIdentityActions(sts.actions);
  return {std::move(ec2), std::move(monitoring), std::move(sts)};
}

std::string answerText(const ServiceFace& service, const std::string& action, const Json& members) {
  const auto id = randomText(32);
  Json all = members;
  if (service.isEc2) {
    all["requestId"] = id;
  } else {
    all = {{action + "Result", members}, {"ResponseMetadata", {{"RequestId", id}}}};
  }
  return xmlText(action + "Response", service.xmlNamespace, all, service.isEc2 ? "item" : "member");
}

std::string errorText(const ServiceFace& service, const ApiError& error) {
  if (service.isEc2) {
    const Json all{{"Errors", {{"Error", {{"Code", error.code}, {"Message", error.message}}}}},
                   {"RequestID", randomText(32)}};
    return xmlText("Response", {}, all, "item");
  }
  const Json all{{"Error",
                  {{"Type", error.status < 500 ? "Sender" : "Receiver"},
                   {"Code", error.code},
                   {"Message", error.message}}},
                 {"RequestId", randomText(32)}};
  return xmlText("ErrorResponse", service.xmlNamespace, all, "member");
}

}  // namespace hostler::sandbox::ec2
