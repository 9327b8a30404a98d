// Kubernetes clusters and databases that the provider runs.
#include "plugins/sandbox/digitalocean/team.h"
#include "plugins/sandbox/random_text.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace hostler::sandbox::digitalocean {
namespace {

bool isClusterName(const std::string& name) {
  return !name.empty() && name.size() <= 63 && name.front() != '-' && name.back() != '-' &&
         std::ranges::all_of(name, [](unsigned char c) {
           return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
         });
}

std::string nameIn(const Json& body) {
  const auto name = textIn(body, "name");
  if (!isClusterName(name)) throw unprocessable("name is invalid.");
  return name;
}

const Json& versions() {
  static const Json all{{{"slug", "1.33.1-do.0"},
                         {"kubernetes_version", "1.33.1"},
                         {"supported_features", {"cluster-autoscaler", "docr-integration"}}},
                        {{"slug", "1.32.5-do.0"},
                         {"kubernetes_version", "1.32.5"},
                         {"supported_features", {"cluster-autoscaler", "docr-integration"}}}};
  return all;
}

Json poolOf(const Json& body) {
  allowOnly(body, {"name", "size", "count", "tags", "auto_scale", "min_nodes", "max_nodes"});
  return {{"id", newUuid()},
          {"name", textIn(body, "name")},
          {"size", sizeCalled(textIn(body, "size"))["slug"]},
          {"count", numberIn(body, "count", 1, 512)},
          {"auto_scale", false},
          {"nodes", Json::array()}};
}

ApiAnswer addCluster(ApiCall& call) {
  const auto& body = call.body;
  allowOnly(body, {"name", "region", "version", "node_pools", "ha", "vpc_uuid", "tags"});
  const auto name = nameIn(body), version = textIn(body, "version");
  const bool isOffered = std::any_of(versions().begin(), versions().end(),
                                     [&](const Json& each) { return each["slug"] == version; });
  if (!isOffered) throw unprocessable("invalid version slug");
  for (const auto& other : call.team.clusters) {
    if (other["name"] == name) throw unprocessable("a cluster with this name already exists");
  }
  Json pools = Json::array();
  for (const auto& pool : body.value("node_pools", Json::array())) pools.push_back(poolOf(pool));
  if (pools.empty()) throw unprocessable("node_pools is required.");
  const auto id = newUuid();
  call.team.clusters.push_back({{"id", id},
                                {"name", name},
                                {"region", regionCalled(textIn(body, "region"))["slug"]},
                                {"version", version},
                                {"ha", body.value("ha", false)},
                                {"ipv4", ""},
                                {"endpoint", ""},
                                {"vpc_uuid", someTextIn(body, "vpc_uuid")},
                                {"tags", {"k8s", "k8s:" + id}},
                                {"node_pools", std::move(pools)},
                                {"status", {{"state", "provisioning"}, {"message", ""}}},
                                {"created_at", timeText(call.now)},
                                {"updated_at", timeText(call.now)}});
  call.team.pollsLeft[id] = 2;
  return one("kubernetes_cluster", call.team.clusters.back(), 201);
}

// Provisioning ends in running, deleting in nothing.
void settleClusters(Team& team) {
  const auto before = team.clusters;
  for (const auto& cluster : before) {
    const auto state = cluster["status"]["state"].get<std::string>();
    const auto id = idText(cluster);
    if (state == "running" || !isThere(team, id)) continue;
    if (state == "deleting") {
      removeById(team.clusters, id);
      continue;
    }
    auto& made = existing(team.clusters, id);
    made["status"]["state"] = "running";
    made["endpoint"] = "https://" + id + ".k8s.example";
  }
}

ApiAnswer changePool(ApiCall& call, Json& cluster) {
  allowOnly(call.body, {"name", "count", "tags", "auto_scale", "min_nodes", "max_nodes"});
  for (auto& pool : cluster["node_pools"]) {
    if (pool["id"] != call.path[4]) continue;
    pool["name"] = textIn(call.body, "name");
    pool["count"] = numberIn(call.body, "count", 1, 512);
    return one("node_pool", pool, 202);
  }
  throw notFound();
}

ApiAnswer kubeconfig(const Json& cluster) {
  ApiAnswer answer;
  answer.text = "apiVersion: v1\nclusters:\n- cluster:\n    server: " +
                cluster["endpoint"].get<std::string>() +
                "\n  name: " + cluster["name"].get<std::string>() + "\nkind: Config\n";
  return answer;
}

const std::set<std::string> kEngines{"pg", "mysql", "valkey", "mongodb", "kafka", "opensearch"};

ApiAnswer addDatabase(ApiCall& call) {
  const auto& body = call.body;
  allowOnly(body, {"name", "engine", "version", "size", "region", "num_nodes", "tags",
                   "private_network_uuid"});
  const auto name = nameIn(body), engine = textIn(body, "engine"), size = textIn(body, "size");
  if (!kEngines.contains(engine)) throw unprocessable("invalid engine");
  if (!size.starts_with("db-")) throw unprocessable("invalid size");
  for (const auto& other : call.team.databases) {
    if (other["name"] == name) throw unprocessable("cluster name is not available");
  }
  const auto id = newUuid();
  call.team.databases.push_back(
      {{"id", id},
       {"name", name},
       {"engine", engine},
       {"version", someTextIn(body, "version", engine == "pg" ? "17" : "8")},
       {"num_nodes", numberIn(body, "num_nodes", 1, 15)},
       {"size", size},
       {"region", regionCalled(textIn(body, "region"))["slug"]},
       {"status", "creating"},
       {"created_at", timeText(call.now)},
       {"private_network_uuid", someTextIn(body, "private_network_uuid")},
       {"tags", Json::array()},
       {"db_names", {"defaultdb", "postgres"}},
       {"connection",
        {{"uri", ""},
         {"database", "defaultdb"},
         {"host", name + ".db.example"},
         {"port", 25'060},
         {"user", "doadmin"},
         {"password", "AVNS_" + randomText(16)},
         {"ssl", true}}}});
  call.team.pollsLeft[id] = 2;
  return one("database", call.team.databases.back(), 201);
}

void settleDatabases(Team& team) {
  for (auto& database : team.databases) {
    const auto id = idText(database);
    if (database["status"] == "online" || !isThere(team, id)) continue;
    database["status"] = "online";
    if (const auto wanted = team.wantedAfter.find(id); wanted != team.wantedAfter.end()) {
      database.update(wanted->second);
      team.wantedAfter.erase(wanted);
    }
  }
}

ApiAnswer resizeDatabase(ApiCall& call, Json& database) {
  allowOnly(call.body, {"size", "num_nodes", "storage_size_mib"});
  if (database["status"] != "online") throw unprocessable("cluster is in progress of a change");
  if (!textIn(call.body, "size").starts_with("db-")) throw unprocessable("invalid size");
  numberIn(call.body, "num_nodes", 1, 15);
  database["status"] = "resizing";
  call.team.wantedAfter[idText(database)] = call.body;
  call.team.pollsLeft[idText(database)] = 2;
  return nothing(202);
}

}  // namespace

Answer answerClusters(ApiCall& call) {
  auto& clusters = call.team.clusters;
  const auto* all = "clusters";
  if (call.path.size() < 2 || call.path[0] != "kubernetes") return std::nullopt;
  if (call.is("GET", {"kubernetes", "options"})) {
    return one("options", {{"regions", Json::array({{{"name", "Bangalore 1"}, {"slug", "blr1"}}})},
                           {"versions", versions()},
                           {"sizes", Json::array()}});
  }
  if (call.path[1] != all) return std::nullopt;
  if (call.method == "GET") settleClusters(call.team);
  if (call.is("POST", {"kubernetes", all})) return addCluster(call);
  if (call.is("GET", {"kubernetes", all})) return listed(call, "kubernetes_clusters", clusters);
  if (call.path.size() < 3) return std::nullopt;
  auto& cluster = existing(clusters, call.path[2]);
  if (call.is("GET", {"kubernetes", all, "*"})) return one("kubernetes_cluster", cluster);
  if (call.is("GET", {"kubernetes", all, "*", "kubeconfig"})) return kubeconfig(cluster);
  if (call.is("PUT", {"kubernetes", all, "*", "node_pools", "*"})) {
    return changePool(call, cluster);
  }
  if (!call.is("DELETE", {"kubernetes", all, "*"}) &&
      !call.is("DELETE",
               {"kubernetes", all, "*", "destroy_with_associated_resources", "dangerous"}))
    return std::nullopt;
  cluster["status"]["state"] = "deleting";
  call.team.pollsLeft[idText(cluster)] = 2;
  return nothing();
}

Answer answerDatabases(ApiCall& call) {
  auto& databases = call.team.databases;
  if (call.path.empty() || call.path[0] != "databases") return std::nullopt;
  if (call.method == "GET") settleDatabases(call.team);
  if (call.is("POST", {"databases"})) return addDatabase(call);
  if (call.is("GET", {"databases"})) {
    Json list = Json::array();
    for (const auto& database : databases) list.push_back(database);
    return ApiAnswer{{{"databases", std::move(list)}}};
  }
  if (call.path.size() < 2) return std::nullopt;
  auto& database = existing(databases, call.path[1]);
  if (call.is("GET", {"databases", "*"})) return one("database", database);
  if (call.is("PUT", {"databases", "*", "resize"})) return resizeDatabase(call, database);
  if (!call.is("DELETE", {"databases", "*"})) return std::nullopt;
  removeById(databases, call.path[1]);
  return nothing();
}

}  // namespace hostler::sandbox::digitalocean
