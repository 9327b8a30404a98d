#pragma once

#include "core/http/page.h"
#include "modules/compute/compute.h"

namespace hostler {

/// SQL of belongings, of what is done to them and to machines, and of what providers told last.
class ComputeRepository {
 public:
  // Belongings. `find` and `lock` answer nothing for what has ended.

  void insert(db::Transaction& tx, const CloudResource& resource);
  std::optional<CloudResource> find(db::Reader& reader, const Scope& scope, Id<CloudResource> id);
  std::optional<CloudResource> lock(db::Transaction& tx, const Scope& scope, Id<CloudResource> id);
  std::vector<CloudResource> list(db::Reader& reader, const Scope& scope, const std::string& kind,
                                  const http::ListOrder& order, int limit);
  /// What was made for a machine and is not gone.
  std::vector<CloudResource> ofService(db::Reader& reader, Id<Service> service);
  /// What is not gone of a cloud account, of one kind.
  std::vector<CloudResource> onServer(db::Reader& reader, Id<Server> server,
                                      const std::string& kind);
  /// Throws db::UniqueViolation where the provider's id is another belonging's.
  void save(db::Transaction& tx, const CloudResource& resource);
  struct Used {
    int count = 0, gigabytes = 0;
  };
  /// What a machine has of one kind.
  Used used(db::Reader& reader, Id<Service> service, const std::string& kind);
  /// All that an account has, whatever it is.
  int total(db::Reader& reader, Id<Account> account);

  // Actions.

  /// False when the machine or the belonging is held by another one.
  bool insert(db::Transaction& tx, const CloudAction& action);
  std::optional<CloudAction> find(db::Reader& reader, Id<CloudAction> id);
  std::optional<CloudAction> lock(db::Transaction& tx, Id<CloudAction> id);
  /// The live one that holds the machine, or the belonging.
  std::optional<CloudAction> holding(db::Reader& reader, std::optional<Id<Service>> machine,
                                     std::optional<Id<CloudResource>> resource);
  /// The newest of a machine.
  std::optional<CloudAction> last(db::Reader& reader, Id<Service> service);
  /// Its end: what it held is free.
  void end(db::Transaction& tx, const CloudAction& action);

  // What a provider last told of a machine.

  struct Seen {
    std::string power;  ///< running, stopped, creating, changing, failed
    Json facts = Json::object();
    Instant at;
  };
  void see(db::Transaction& tx, Id<Service> service, const Seen& seen);
  std::optional<Seen> seen(db::Reader& reader, Id<Service> service);

  // What a product includes.

  struct Allowance {
    std::string kind;
    int most = 0, gigabytes = 0;
  };
  std::vector<Allowance> allowances(db::Reader& reader, Id<Product> product);
  void setAllowances(db::Transaction& tx, Id<Product> product, const std::vector<Allowance>& all);

  // Machines that stop by themselves.

  struct Shutdown {
    std::optional<Instant> at;
    std::optional<int> idleMinutes;
    std::int64_t revision = 0;
  };
  std::optional<Shutdown> shutdown(db::Reader& reader, Id<Service> service);
  void setShutdown(db::Transaction& tx, Id<Service> service, const Shutdown& shutdown);
  void dropShutdown(db::Transaction& tx, Id<Service> service);
};

}  // namespace hostler
