#include "modules/services/renewal_repository.h"

#include "core/db/id_lists.h"

#include <map>
#include <tuple>

namespace hostler::renewal_repository {
namespace {

constexpr auto kSelectOpen =
    "SELECT open_of FROM service_changes WHERE open_of IN ({ids}) {for_update}";
constexpr auto kMoveOn = R"sql(
  UPDATE services SET billed_until = ?, discount_percent = ?, discount_amount = ?, discount_cycles = ?, updated_at = ?
   WHERE id IN ({ids}))sql";

// What is written, in a form that can be compared: services alike in it share a statement.
using Written = std::tuple<std::string, std::optional<std::string>, std::optional<std::int64_t>,
                           std::optional<int>>;

Written writtenOf(const Service& service) {
  Written written{service.billedUntil.value().text(), std::nullopt, std::nullopt, std::nullopt};
  if (!service.discount) return written;
  const auto& [percent, amount, cyclesLeft] = *service.discount;
  if (percent) std::get<1>(written) = percent->text();
  if (amount) std::get<2>(written) = amount->minor();
  std::get<3>(written) = cyclesLeft;
  return written;
}

}  // namespace

std::set<Id<Service>> withOpenChange(db::Transaction& tx, const std::vector<Id<Service>>& ids) {
  std::set<Id<Service>> changing;
  for (const auto& rows : db::askByIds(tx, kSelectOpen, db::numbersOf(ids))) {
    for (const auto& row : rows) changing.insert(row.id<Service>("open_of"));
  }
  return changing;
}

void moveOn(db::Transaction& tx, const std::vector<Service>& services, Instant now) {
  std::map<Written, std::vector<std::int64_t>> alike;
  for (const auto& service : services) alike[writtenOf(service)].push_back(service.id.value());
  for (const auto& [written, ids] : alike) {
    const auto& [until, percent, amount, cycles] = written;
    const std::array<db::Param, 5> values{until, percent, amount, cycles, now};
    db::changeByIds(tx, kMoveOn, ids, values);
  }
}

}  // namespace hostler::renewal_repository
