#include "modules/billing/collection_plan.h"

#include <algorithm>
#include <array>

namespace hostler {
namespace {

// Banks charge at any hour; people read notices in the morning.
constexpr int kHour = 9;

}  // namespace

bool CollectionPlan::isMandate(Money amount) {
  return amount.currency() == Currency::of("INR");
}

bool CollectionPlan::mayCharge(const SavedMethod& method, Money amount, Instant now) {
  if (!method.isChargeable(now)) return false;
  if (isMandate(amount) && amount.minor() > kMandateMost) return false;
  return !method.most ||
         (method.most->currency() == amount.currency() && !method.most->lessThan(amount));
}

std::optional<Instant> CollectionPlan::chargeAt(int attempt, Date dueDate, Money amount,
                                                Instant now) const {
  const auto tries = static_cast<int>(retryDays.size()) + 1;
  if (attempt < 1 || attempt > tries) return std::nullopt;
  const auto day = attempt == 1 ? 0 : retryDays[static_cast<std::size_t>(attempt) - 2];
  auto at = std::max(zone.at(dueDate.plusDays(day), kHour, 0), now);
  if (attempt > 1) at = std::max(at, now.plus(kPause));
  if (isMandate(amount)) at = std::max(at, now.plus(kNotice));
  return at;
}

std::optional<SavedMethod> CollectionPlan::choose(const std::vector<SavedMethod>& methods,
                                                  std::optional<Id<PaymentMethod>> preferred,
                                                  int attempt, Money amount, Instant now) {
  std::vector<SavedMethod> able;
  std::ranges::copy_if(methods, std::back_inserter(able),
                       [&](const SavedMethod& one) { return mayCharge(one, amount, now); });
  if (able.empty()) return std::nullopt;
  std::ranges::stable_sort(able, {}, [&](const SavedMethod& one) { return one.id != preferred; });
  return able[static_cast<std::size_t>(attempt - 1) % able.size()];
}

bool CollectionPlan::isFinal(const std::string& code) {
  constexpr std::array<std::string_view, 12> kFinal{"lost_card",
                                                    "stolen_card",
                                                    "pickup_card",
                                                    "fraudulent",
                                                    "expired_card",
                                                    "revocation_of_authorization",
                                                    "revocation_of_all_authorizations",
                                                    "invalid_account",
                                                    "card_not_supported",
                                                    "mandate_cancelled",
                                                    "token_not_found",
                                                    "mandate_expired"};
  return std::ranges::find(kFinal, code) != kFinal.end();
}

}  // namespace hostler
