#pragma once

// Database servers that the provider runs.

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

struct ManagedDatabase : Resource {
  std::string engine, version, size;
  int nodes = 1;
  std::string host, user, database;  ///< empty while it is made
  int port = 0;
  Secret password;  ///< only in the answers to `get` and `create`

  static constexpr auto members() {
    return std::tuple_cat(
        Resource::members(),
        std::tuple{field("engine", &ManagedDatabase::engine),
                   field("version", &ManagedDatabase::version),
                   field("size", &ManagedDatabase::size), field("nodes", &ManagedDatabase::nodes),
                   field("host", &ManagedDatabase::host), field("port", &ManagedDatabase::port),
                   field("user", &ManagedDatabase::user),
                   optionalField("password", &ManagedDatabase::password),
                   field("database", &ManagedDatabase::database)});
  }
};

struct CreateManagedDatabase : NewResource {
  std::string engine;   ///< "postgresql", "mysql", "valkey", "mongodb", "kafka", "opensearch"
  std::string version;  ///< empty: the provider's usual one
  std::string size;
  int nodes = 1;
  std::string network;

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{field("engine", &CreateManagedDatabase::engine),
                                     optionalField("version", &CreateManagedDatabase::version),
                                     field("size", &CreateManagedDatabase::size),
                                     optionalField("nodes", &CreateManagedDatabase::nodes),
                                     optionalField("network", &CreateManagedDatabase::network)});
  }
};

struct ResizeManagedDatabase : OnResource {
  std::string size;
  int nodes = 1;

  static constexpr auto members() {
    return std::tuple_cat(OnResource::members(),
                          std::tuple{field("size", &ResizeManagedDatabase::size),
                                     field("nodes", &ResizeManagedDatabase::nodes)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "databases.".
class ManagedDatabaseVerbs {
 public:
  virtual Reply<Page<ManagedDatabase>> listManagedDatabases(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<ManagedDatabase>> getManagedDatabase(const Call&, const GetResource&) {
    return unsupported();
  }
  virtual Reply<ManagedDatabase> createManagedDatabase(const Call&, const CreateManagedDatabase&) {
    return unsupported();
  }
  virtual Reply<Removed> deleteManagedDatabase(const Call&, const DeleteResource&) {
    return unsupported();
  }
  virtual Reply<ManagedDatabase> resizeManagedDatabase(const Call&, const ResizeManagedDatabase&) {
    return unsupported();
  }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("databases.list", &Plugin::listManagedDatabases);
    verbs.add("databases.get", &Plugin::getManagedDatabase);
    verbs.add("databases.create", &Plugin::createManagedDatabase);
    verbs.add("databases.delete", &Plugin::deleteManagedDatabase);
    verbs.add("databases.resize", &Plugin::resizeManagedDatabase);
  }

 protected:
  ~ManagedDatabaseVerbs() = default;
};

}  // namespace hostler::sdk
