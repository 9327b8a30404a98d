#include "plugins/sandbox/cloudstack/command.h"
#include "plugins/sandbox/random_text.h"

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "kubernetescluster";

Json create(CommandCall& call) {
  auto& cloud = call.cloud;
  const auto& version =
      cloud.need("kubernetesversion", call.param("kubernetesversionid"), "kubernetesversionid");
  const auto& offering =
      cloud.need("serviceoffering", call.param("serviceofferingid"), "serviceofferingid");
  (void)cloud.need("zone", call.param("zoneid"), "zoneid");
  if (call.has("networkid")) (void)cloud.need("network", call.param("networkid"), "networkid");
  if (call.param("name").size() > 63) refuse("Invalid name for the Kubernetes cluster name");
  if (call.number("size") < 1) refuse("Invalid cluster size " + call.param("size"));
  if (offering.value("memory", 0) < 2048 || offering.value("cpunumber", 0) < 2)
    refuse("Service offering is too small for a node of this version");
  refuseTakenName(call, kKind, call.param("name"));
  const auto id = cloud
                      .add(kKind, {{"name", call.param("name")},
                                   {"description", call.param("description")},
                                   {"zoneid", call.param("zoneid")},
                                   {"serviceofferingid", offering.at("id")},
                                   {"kubernetesversionid", version.at("id")},
                                   {"kubernetesversionname", version.at("name")},
                                   {"size", call.number("size")},
                                   {"controlnodes", call.number("controlnodes", 1)},
                                   {"state", "Starting"},
                                   {"endpoint", ""},
                                   {"account", call.who.account},
                                   {"created", timeText(cloud.now)}})
                      .at("id")
                      .get<std::string>();
  return call.begin(
      "KubernetesCluster", id,
      [id](Cloud& later) {
        auto& cluster = later.need(kKind, id);
        cluster["state"] = "Running";
        cluster["endpoint"] = "https://203.0.113.200:6443/";
        return resultOf(kKind, cluster);
      },
      true);
}

Json scale(CommandCall& call) {
  const auto id = call.param("id");
  auto& cluster = call.cloud.need(kKind, id);
  if (cluster.at("state") != "Running") refuse("Kubernetes cluster is not in Running state");
  const auto size = call.number("size");
  if (size < 1) refuse("Kubernetes cluster size must be at least 1");
  cluster["state"] = "Scaling";
  return call.begin("KubernetesCluster", id, [=](Cloud& later) {
    auto& now = later.need(kKind, id);
    now["state"] = "Running";
    now["size"] = size;
    return resultOf(kKind, now);
  });
}

Json remove(CommandCall& call) {
  const auto id = call.param("id");
  call.cloud.need(kKind, id)["state"] = "Destroying";
  return call.begin("KubernetesCluster", id, [id](Cloud& later) {
    later.remove(kKind, id);
    return success();
  });
}

Json config(CommandCall& call) {
  const auto& cluster = call.cloud.need(kKind, call.param("id"));
  Json answer{{"id", cluster.at("id")}, {"name", cluster.at("name")}};
  if (cluster.at("state") == "Running") {
    answer["configdata"] =
        "apiVersion: v1\nkind: Config\nclusters: []\nusers:\n- name: admin\n"
        "  user:\n    token: " +
        randomText(32) + "\n";
  }
  return {{"clusterconfig", std::move(answer)}};
}

}  // namespace

void addClusterCommands(CommandTable& table) {
  table["listKubernetesClusters"] = {
      {}, false, [](CommandCall& call) { return listed(call, kKind, kKind); }};
  table["listKubernetesSupportedVersions"] = {{}, false, [](CommandCall& call) {
                                                return listed(call, "kubernetesversion",
                                                              "kubernetessupportedversion");
                                              }};
  table["createKubernetesCluster"] = {
      {"description", "kubernetesversionid", "name", "serviceofferingid", "size", "zoneid"},
      true,
      create};
  table["scaleKubernetesCluster"] = {{"id"}, true, scale};
  table["deleteKubernetesCluster"] = {{"id"}, true, remove};
  table["getKubernetesClusterConfig"] = {{}, false, config};
}

}  // namespace hostler::sandbox::cloudstack
