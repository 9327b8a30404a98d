#pragma once

#include "bench.h"

#include <string>

namespace hostler::conformance {

// Requests of "registrar/1", and what the sandbox's book shows of them. An entry of the book's
// domains has domain, held, expires_at, nameservers, locked, privacy, auto_renew, contacts, records
// and delegation; an entry of its orders has domain and action (the verb that placed it).

/// When the customers of these checks agreed; everything that they buy comes after it.
inline constexpr std::int64_t kAgreedAt = 1'767'608'430;

std::string freshDomain(Bench& bench, const std::string& stem);
sdk::Json contacts(const std::string& email = "asha@example.net");
/// Everything that the registrar wants agreed to now.
sdk::Json consent(Bench& bench, bool privacy = false, bool forTransfer = false);
sdk::Json registerRequest(Bench& bench, const std::string& domain);
sdk::Json transferRequest(Bench& bench, const std::string& domain);
/// For one year, by what the registration says of itself.
sdk::Json renewRequest(Bench& bench, const sdk::Json& registration);

/// Brings it back from redemption, with a year.
sdk::Json restoreRequest(Bench& bench, const sdk::Json& registration);

/// Null where locate finds none.
sdk::Json located(Bench& bench, const std::string& domain);
/// Looks until the registration is active; fails the check where it never is.
sdk::Json active(Bench& bench, const std::string& domain);
/// Registers it and waits until it is active.
sdk::Json registered(Bench& bench, const std::string& domain);

/// Registers a name with the subject's `redeemable` stem, and looks until it is in redemption.
sdk::Json redeemable(Bench& bench);

/// The book's entry; null where there is none.
sdk::Json bookedDomain(Bench& bench, const std::string& domain);
bool isHeld(Bench& bench, const std::string& domain);
int ordersFor(Bench& bench, const std::string& domain, const std::string& action);

}  // namespace hostler::conformance
