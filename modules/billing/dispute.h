#pragma once

#include "core/db/transaction.h"
#include "core/http/page.h"
#include "core/money/money.h"
#include "core/shape/words.h"
#include "modules/entities/entities.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class DisputeState { Open = 1, UnderReview, Won, Lost, Closed };
template <>
inline constexpr std::array kEnumNames<DisputeState>{
    std::string_view{"open"}, std::string_view{"under_review"}, std::string_view{"won"},
    std::string_view{"lost"}, std::string_view{"closed"}};

struct Dispute;
template <>
inline constexpr std::string_view kIdPrefix<Dispute> = "dsp";

/// What a payer's bank disputes, as the gateway told it last. The money that it moves is booked as
/// chargebacks (GatewayBatch).
struct Dispute {
  Id<Dispute> id;
  Id<Tenant> tenant;
  Id<Account> account;
  Id<Payment> payment;
  std::string gateway, gatewayId;
  DisputeState state = DisputeState::Open;
  Money amount = Money::zero(Currency::of("INR"));
  Money deducted = Money::zero(Currency::of("INR"));  ///< what was taken from us so far
  std::string reason, phase;
  std::optional<Instant> respondBy;  ///< until when evidence is taken
  Instant createdAt;

  bool isOpen() const { return state <= DisputeState::UnderReview; }
};

/// SQL of disputes.
namespace dispute_repository {

std::optional<Dispute> lock(db::Transaction& tx, const std::string& gateway,
                            const std::string& gatewayId);
/// Inserts it, or writes what is new about it; one that is over does not open again. True when it
/// was not known before.
bool keep(db::Transaction& tx, Dispute dispute, Instant now);
std::vector<Dispute> list(db::Reader& reader, Id<Tenant> tenant, bool openOnly,
                          const http::ListOrder& order, int limit);

}  // namespace dispute_repository
}  // namespace hostler
