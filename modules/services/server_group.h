#pragma once

#include "core/secrets/random.h"
#include "modules/services/server.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Which server of a group takes the next account.
enum class FillOrder {
  LeastFull = 1,  ///< the one with the smallest share of its places taken
  FillFirst,      ///< by name: the next one only once this one is full
  RoundRobin,     ///< one after the other, in the order in which they were added
  Random          ///< by chance, the more free places the likelier
};
template <>
inline constexpr std::array kEnumNames<FillOrder>{
    std::string_view{"least_full"}, std::string_view{"fill_first"}, std::string_view{"round_robin"},
    std::string_view{"random"}};

/// Servers that stand for one another. Products and servers name it, so its name stays.
struct ServerGroup {
  Id<ServerGroup> id;
  std::string name;
  std::string description;
  FillOrder fill = FillOrder::LeastFull;
  std::optional<Id<Server>> last;  ///< took the last place
  Instant createdAt;
};

/// The servers that have room, the one to be asked first in front. Pure but for `below`, which
/// answers a number from 0 up to its argument, by chance.
std::vector<Server> inFillOrder(FillOrder order, std::vector<Server> servers,
                                std::optional<Id<Server>> last,
                                const std::function<std::uint32_t(std::uint32_t)>& below);

/// SQL of server groups: one function for each statement.
namespace server_groups {

struct Counted {
  ServerGroup group;
  std::int64_t servers = 0, accounts = 0, places = 0;
};
std::vector<Counted> list(db::Reader& reader);
std::optional<Counted> find(db::Reader& reader, Id<ServerGroup> id);
std::optional<ServerGroup> named(db::Reader& reader, const std::string& name);
/// False when the name is taken.
bool insert(db::Transaction& tx, const ServerGroup& group);
void save(db::Transaction& tx, const ServerGroup& group, Instant now);
void remove(db::Transaction& tx, Id<ServerGroup> id);
/// Who took the last place, locked until the end of the transaction: for those that take turns.
std::optional<Id<Server>> lockLast(db::Transaction& tx, Id<ServerGroup> group);
void tookPlace(db::Transaction& tx, Id<ServerGroup> group, Id<Server> server);

}  // namespace server_groups

/// Finds places for new accounts. A place is taken by one conditional statement, so that no server
/// ever takes more than it may, whoever looks at the same time. Thread-safe.
class Placement {
 public:
  Placement(ServerRepository& servers, Random& random) : servers_{servers}, random_{random} {}

  /// The servers that had room when somebody looked, the one to be asked first in front. While it
  /// lives, others who look in this process count that one as fuller by one account: those that are
  /// placed at the same time do not all go to the same server. The Placement must outlive it.
  class Choice {
   public:
    Choice(Placement& placement, std::optional<ServerGroup> group, std::vector<Server> servers);
    Choice(Choice&& other) noexcept;
    Choice& operator=(Choice&&) = delete;
    ~Choice();
    const std::vector<Server>& servers() const { return servers_; }

   private:
    friend class Placement;
    Placement* placement_;
    std::optional<ServerGroup> group_;
    std::vector<Server> servers_;
  };

  /// Looks for servers of a plugin (and group) that take accounts: active, healthy, with room. Best
  /// before the transaction that takes the place: one that has read where the others are is run
  /// again whenever one of them gets a place meanwhile.
  Choice look(db::Reader& reader, const std::string& plugin,
              const std::optional<std::string>& group);
  /// Takes a place on the first of them that has one by now; nothing when none has: then what was
  /// seen is old. Best late in its transaction, for whoever wants a place on that server waits for
  /// its end.
  std::optional<Server> take(db::Transaction& tx, const Choice& choice);

 private:
  std::int64_t accountsOf(const Server& server) const;

  ServerRepository& servers_;
  Random& random_;
  mutable std::mutex mutex_;
  std::map<Id<Server>, int> chosen_;  ///< by those who have not taken their place yet
};

}  // namespace hostler
