#include "digitalocean_provisioner.h"
#include "resource_kinds.h"
#include "resource_mapping.h"

#include <algorithm>
#include <array>

namespace hostler::digitalocean {
namespace {

using sdk::Json;
using sdk::ManagedDatabase;
using sdk::Reply;

ManagedDatabase listed(const Json& json) {
  return toDatabase(json, false);
}

// The SDK's word for an engine to theirs.
std::string engineOf(const std::string& engine) {
  constexpr std::array<std::string_view, 6> kEngines{"postgresql", "mysql", "valkey",
                                                     "mongodb",    "kafka", "opensearch"};
  if (std::ranges::find(kEngines, engine) == kEngines.end())
    throw sdk::ProviderFailure{badRequest("engine is none that DigitalOcean runs")};
  return engine == "postgresql" ? "pg" : engine;
}

// A password that was read from an answer is not to show in what is logged after it.
auto withPassword(const sdk::Call& call) {
  return [&call](const Json& json) {
    auto database = toDatabase(json, true);
    call.log.redactor().hide(database.password.reveal());
    return database;
  };
}

}  // namespace

Reply<sdk::Page<ManagedDatabase>> DigitalOceanProvisioner::listManagedDatabases(
    const sdk::Call& call, const sdk::ListResources& request) {
  return pageOf<ManagedDatabase>(things_.list(call, cloudOf(call, request), kDatabases, request),
                                 listed);
}

Reply<sdk::Found<ManagedDatabase>> DigitalOceanProvisioner::getManagedDatabase(
    const sdk::Call& call, const sdk::GetResource& request) {
  return foundOf<ManagedDatabase>(things_.find(call, cloudOf(call, request), kDatabases, request),
                                  withPassword(call));
}

Reply<ManagedDatabase> DigitalOceanProvisioner::createManagedDatabase(
    const sdk::Call& call, const sdk::CreateManagedDatabase& request) {
  const auto cloud = cloudOf(call, request);
  Json body{{"engine", engineOf(request.engine)},
            {"size", request.size},
            {"region", request.region.empty() ? cloud.region : request.region},
            {"num_nodes", request.nodes}};
  if (!request.version.empty()) body["version"] = request.version;
  if (!request.network.empty()) {
    const auto network = things_.expected(call, cloud, kNetworks, request.owner, request.network);
    if (!network) return network.error();
    body["private_network_uuid"] = request.network;
  }
  return answerOf(things_.make(call, cloud, kDatabases, request, std::move(body)),
                  withPassword(call));
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteManagedDatabase(
    const sdk::Call& call, const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kDatabases, request);
}

Reply<ManagedDatabase> DigitalOceanProvisioner::resizeManagedDatabase(
    const sdk::Call& call, const sdk::ResizeManagedDatabase& request) {
  const auto cloud = cloudOf(call, request);
  // Until it is done the old size shows, and the status says that another is coming.
  const auto holds = [&](const Json& json) {
    const auto database = listed(json);
    const bool isWanted = database.size == request.size && database.nodes == request.nodes;
    return isWanted || database.state == sdk::ResourceState::Changing;
  };
  const auto write = [&](const Json&) {
    return client_.write(call, cloud, "PUT", pathOf(kDatabases, request.id) + "/resize",
                         {{"size", request.size}, {"num_nodes", request.nodes}});
  };
  return answerOf(things_.change(call, cloud, kDatabases, request, holds, write), listed);
}

}  // namespace hostler::digitalocean
