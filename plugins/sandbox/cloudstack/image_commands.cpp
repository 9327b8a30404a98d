// Templates and ISOs: fetched from an address, which takes as long as a job.
#include "plugins/sandbox/cloudstack/command.h"

namespace hostler::sandbox::cloudstack {
namespace {

Json registered(CommandCall& call, const std::string& kind, bool takesPasswords) {
  auto& cloud = call.cloud;
  const auto& zone = cloud.need("zone", call.param("zoneid"), "zoneid");
  const auto url = call.param("url");
  if (!url.starts_with("http://") && !url.starts_with("https://")) refuse("Invalid URL: " + url);
  const auto image = cloud.add(kind, {{"name", call.param("name")},
                                      {"displaytext", call.param("displaytext")},
                                      {"ispublic", false},
                                      {"isfeatured", false},
                                      {"isready", false},
                                      {"passwordenabled", takesPasswords},
                                      {"bootable", call.param("bootable", "true") == "true"},
                                      {"format", call.param("format", "ISO")},
                                      {"hypervisor", call.param("hypervisor", "KVM")},
                                      {"status", "Installing Template"},
                                      {"ostypename", "Other (64-bit)"},
                                      {"url", url},
                                      {"zoneid", zone.at("id")},
                                      {"zonename", zone.at("name")},
                                      {"account", call.who.account},
                                      {"created", timeText(cloud.now)}});
  const auto id = image.at("id").get<std::string>();
  (void)call.begin("Fetching", "", [=](Cloud& later) {
    auto& fetched = later.need(kind, id);
    fetched["isready"] = true;
    fetched["status"] = kind == "iso" ? "Successfully Installed" : "Download Complete";
    fetched["size"] = std::int64_t{4} << 30;
    fetched["physicalsize"] = std::int64_t{1} << 30;
    return success();
  });
  return {{"count", 1}, {kind, Json::array({shown(image)})}};
}

Json registerTemplate(CommandCall& call) {
  for (const char* format : {"QCOW2", "VHD", "OVA", "VMDK", "RAW"}) {
    if (call.param("format") == format)
      return registered(call, "template", call.isTrue("passwordenabled"));
  }
  refuse("Format is not supported: " + call.param("format"));
}

Json registerIso(CommandCall& call) {
  if (call.param("bootable", "true") == "true" && !call.has("ostypeid"))
    refuse("Please pass a valid GuestOS Id");
  return registered(call, "iso", false);
}

Json removed(CommandCall& call, const std::string& kind) {
  const auto id = call.param("id");
  if (call.cloud.need(kind, id).contains("_public"))
    refuse(531, 4365, "Account does not have permission to modify the template");
  for (const auto& [machine, vm] : call.cloud.of("virtualmachine")) {
    if (vm.value("isoid", "") == id)
      refuse(536, 4375, "Unable to delete iso, as it's used by other vms");
  }
  return call.begin(kind == "iso" ? "Iso" : "Template", id, [=](Cloud& later) {
    later.remove(kind, id);
    return success();
  });
}

Json listedImages(CommandCall& call, const char* kind, const char* filterParam) {
  const auto filter = call.param(filterParam, "selfexecutable");
  return listed(call, kind, kind, {{"zoneid", "zoneid"}}, [&](const Json& image) {
    const bool isPublic = image.contains("_public");
    if (filter == "featured") return isPublic;
    if (filter.starts_with("self")) return !isPublic;
    return true;  // executable, community, all
  });
}

}  // namespace

void addImageCommands(CommandTable& table) {
  table["listTemplates"] = {{"templatefilter"}, false, [](CommandCall& call) {
                              return listedImages(call, "template", "templatefilter");
                            }};
  table["listIsos"] = {
      {}, false, [](CommandCall& call) { return listedImages(call, "iso", "isofilter"); }};
  table["registerTemplate"] = {
      {"displaytext", "format", "hypervisor", "name", "url", "zoneid"}, false, registerTemplate};
  table["registerIso"] = {{"displaytext", "name", "url", "zoneid"}, false, registerIso};
  table["deleteTemplate"] = {
      {"id"}, true, [](CommandCall& call) { return removed(call, "template"); }};
  table["deleteIso"] = {{"id"}, true, [](CommandCall& call) { return removed(call, "iso"); }};
}

}  // namespace hostler::sandbox::cloudstack
