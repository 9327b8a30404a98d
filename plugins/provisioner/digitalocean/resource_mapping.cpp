#include "resource_mapping.h"

#include "labels.h"

namespace hostler::digitalocean {
namespace {

using sdk::Json;
using sdk::ResourceState;

// What all of them have; prices are in none of them. A person's own name for a thing is kept where
// there is room for one.
template <class T>
T resourceOf(const Json& json, const char* shownName = nullptr) {
  T thing;
  thing.id = idOf(json);
  const auto label = textOf(json, "name");
  thing.reference = referenceOf(label);
  thing.name = shownName == nullptr ? std::string{} : someText(json, shownName);
  if (thing.name.empty()) thing.name = label;
  thing.createdAt = timeOf(json, "created_at");
  return thing;
}

std::string firstOf(const std::vector<std::string>& list) {
  return list.empty() ? std::string{} : list.front();
}

}  // namespace

sdk::SshKey toSshKey(const Json& json) {
  auto key = resourceOf<sdk::SshKey>(json);
  key.publicKey = textOf(json, "public_key");
  key.fingerprint = textOf(json, "fingerprint");
  return key;
}

sdk::Volume toVolume(const Json& json) {
  auto volume = resourceOf<sdk::Volume>(json, "description");
  volume.region = textOf(memberOf(json, "region"), "slug");
  volume.sizeBytes = numberOf(json, "size_gigabytes") * kGibibyte;
  volume.machine = firstOf(idsOf(json, "droplet_ids"));
  return volume;
}

sdk::Snapshot toSnapshot(const Json& json) {
  auto snapshot = resourceOf<sdk::Snapshot>(json);
  const auto type = textOf(json, "resource_type");
  if (type != "droplet" && type != "volume")
    throw MappingError{"a snapshot is of neither droplet nor volume"};
  snapshot.of = type == "droplet" ? sdk::SnapshotOf::Machine : sdk::SnapshotOf::Volume;
  snapshot.source = idOf(json, "resource_id");
  snapshot.region = firstOf(textsOf(json, "regions"));
  snapshot.sizeBytes = gibibytesOf(json, "size_gigabytes");
  return snapshot;
}

sdk::Address toAddress(const Json& json) {
  sdk::Address address;
  address.id = address.ip = address.name = textOf(json, "ip");
  address.region = textOf(memberOf(json, "region"), "slug");
  const auto& droplet = memberOf(json, "droplet");
  if (!droplet.is_null()) address.machine = idOf(droplet);
  address.state = flagOf(json, "locked") ? ResourceState::Changing : ResourceState::Ready;
  return address;
}

sdk::Network toNetwork(const Json& json) {
  auto network = resourceOf<sdk::Network>(json, "description");
  network.region = textOf(json, "region");
  network.cidr = textOf(json, "ip_range");
  network.isDefault = flagOf(json, "default");
  return network;
}

sdk::Cluster toCluster(const Json& json) {
  auto cluster = resourceOf<sdk::Cluster>(json);
  cluster.region = textOf(json, "region");
  cluster.version = textOf(json, "version");
  cluster.endpoint = someText(json, "endpoint");
  cluster.highlyAvailable = flagOf(json, "ha");
  for (const auto& pool : listOf(json, "node_pools")) {
    cluster.pools.push_back(
        {textOf(pool, "name"), textOf(pool, "size"), static_cast<int>(numberOf(pool, "count"))});
  }
  const auto state = textOf(memberOf(json, "status"), "state");
  cluster.state = state == "provisioning"                     ? ResourceState::Creating
                  : state == "running" || state == "degraded" ? ResourceState::Ready
                  : state == "upgrading"                      ? ResourceState::Changing
                  : state == "deleting" || state == "deleted" ? ResourceState::Deleting
                                                              : ResourceState::Failed;
  return cluster;
}

sdk::ManagedDatabase toDatabase(const Json& json, bool withPassword) {
  auto database = resourceOf<sdk::ManagedDatabase>(json);
  const auto engine = textOf(json, "engine");
  database.engine = engine == "pg" ? "postgresql" : engine;
  database.version = someText(json, "version");
  database.size = textOf(json, "size");
  database.nodes = static_cast<int>(numberOf(json, "num_nodes"));
  database.region = textOf(json, "region");
  const auto status = textOf(json, "status");
  database.state = status == "creating" || status == "forking" ? ResourceState::Creating
                   : status == "online"                        ? ResourceState::Ready
                                                               : ResourceState::Changing;
  const auto& connection = memberOf(json, "connection");
  if (connection.is_null()) return database;
  database.host = someText(connection, "host");
  database.user = someText(connection, "user");
  database.database = someText(connection, "database");
  database.port = static_cast<int>(someNumber(connection, "port").value_or(0));
  if (withPassword) database.password = sdk::Secret{someText(connection, "password")};
  return database;
}

sdk::Image toImage(const Json& json) {
  auto image = resourceOf<sdk::Image>(json, "description");
  const auto slug = someText(json, "slug");
  const bool isPublic = flagOf(json, "public");
  const auto label = textOf(json, "name");
  if (!slug.empty()) image.id = slug;
  if (isPublic) image.name = someText(json, "distribution") + " " + label;
  const auto type = textOf(json, "type");
  image.kind = !isPublic        ? sdk::ImageKind::Own
               : type == "base" ? sdk::ImageKind::System
                                : sdk::ImageKind::App;
  image.distribution = someText(json, "distribution");
  if (const auto least = someNumber(json, "min_disk_size")) image.minDiskBytes = *least * kGibibyte;
  image.sizeBytes = gibibytesOf(json, "size_gigabytes");
  image.regions = textsOf(json, "regions");
  image.region = isPublic ? std::string{} : firstOf(image.regions);
  const auto status = someText(json, "status");
  image.available = status.empty() || status == "available";
  image.state = image.available                          ? ResourceState::Ready
                : status == "NEW" || status == "pending" ? ResourceState::Creating
                                                         : ResourceState::Failed;
  return image;
}

}  // namespace hostler::digitalocean
