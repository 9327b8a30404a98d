#include "modules/billing/silent_gateways.h"

#include "core/nodes/id_mint.h"

namespace hostler::silent_gateways {
namespace {

constexpr auto kSelectLatest = R"sql(
  SELECT gateway, MAX(id) AS latest FROM payments
   WHERE id >= ? AND status = 'succeeded' AND by_hand = 0 AND gateway_reference IS NOT NULL AND updated_at < ?
   GROUP BY gateway)sql";
constexpr auto kSelectSince =
    "SELECT 1 AS one FROM gateway_events WHERE gateway = ? AND id >= ? LIMIT 1";

}  // namespace

std::vector<std::string> all(db::Reader& reader, Instant now) {
  std::vector<std::string> silent;
  const auto paid =
      reader.query(kSelectLatest, IdMint::firstOf(now.minus(kLook)), now.minus(kPatience));
  for (const auto& row : paid) {
    const auto gateway = row.text("gateway");
    if (reader.query(kSelectSince, gateway, row.integer("latest")).empty())
      silent.push_back(gateway);
  }
  return silent;
}

}  // namespace hostler::silent_gateways
