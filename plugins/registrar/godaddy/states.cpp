#include "states.h"

#include <array>
#include <utility>

namespace hostler::godaddy {
namespace {

using State = sdk::RegistrationState;

// The first that fits decides, so what is more exact stands before its family.
constexpr std::array<std::pair<std::string_view, State>, 42> kFamilies{{
    {"ACTIVE", State::Active},
    // Registered and at work; the registrant has yet to confirm the mail address.
    {"AWAITING_VERIFICATION_ICANN", State::Active},
    {"AWAITING_TRANSFER_IN", State::Transferring},
    {"AWAITING_RENEWAL_TRANSFER_IN", State::Transferring},
    {"AWAITING_FAILED_TRANSFER", State::Failed},
    {"AWAITING", State::Pending},
    {"CANCELLED_REDEEMABLE", State::Redemption},
    {"CANCELLED_TRANSFER", State::Failed},
    {"CANCELLED", State::Cancelled},
    {"CONFISCATED", State::Review},
    {"DELETED_REDEEMABLE", State::Redemption},
    {"DISABLED", State::Review},
    {"EXPIRED", State::Expired},
    {"FAILED", State::Failed},
    {"HELD", State::Review},
    {"LOCKED", State::Review},
    {"OWNERSHIP_CHANGED", State::TransferredAway},
    {"PARKED_EXPIRED", State::Expired},
    {"PARKED", State::Review},
    {"PENDING_TRANSFER_OUT", State::Review},
    {"PENDING_FAILED_TRANSFER", State::Transferring},
    {"PENDING_TRANSFER", State::Transferring},
    {"PENDING_HOLD_REDEMPTION", State::Redemption},
    {"PENDING_LOCK_THEN_HOLD_REDEMPTION", State::Redemption},
    {"PENDING_REDEMPTION", State::Redemption},
    {"PENDING_REPORT_REDEMPTION", State::Redemption},
    {"PENDING_RESTORATION", State::Redemption},
    {"PENDING_EXPIR", State::Expired},
    // Registered, and something about it is being changed.
    {"PENDING_UPDATE", State::Active},
    {"PENDING_DNS", State::Active},
    {"PENDING_RENEW", State::Active},
    {"PENDING_APPLY_RENEWAL", State::Active},
    {"PENDING_GET_", State::Active},
    {"PENDING_SEND_AUTH_CODE", State::Active},
    {"PENDING", State::Pending},
    {"REPOSSESSED", State::Review},
    {"RESERVED", State::Review},
    {"REVERTED", State::Review},
    {"SUSPENDED", State::Review},
    {"TRANSFERRED", State::TransferredAway},
    {"UPDATED_OWNERSHIP", State::TransferredAway},
    {"UN", State::Review},
}};

}  // namespace

State stateOf(std::string_view status) {
  for (const auto& [family, state] : kFamilies) {
    if (status.starts_with(family)) return state;
  }
  return State::Review;
}

bool isHeld(State state) {
  return state != State::TransferredAway && state != State::Cancelled && state != State::Failed;
}

bool isUnderWay(State state) {
  return state == State::Pending || state == State::Transferring;
}

}  // namespace hostler::godaddy
