#pragma once

#include "bench.h"
#include "faults.h"

#include <string>

namespace hostler::conformance {

// Steps that checks of provisioners share: requests, what the book shows, an account that is made.

inline const std::string kAccountPassword = "Marked-Pass-4711-word";
inline const std::string kMachineOwner = "acc_kit1";

sdk::Json with(sdk::Json request, const sdk::Json& more);
sdk::Json onServer(Bench& bench, const std::string& product = "product_settings");
sdk::Json createRequest(Bench& bench, const std::string& name);
sdk::Json onAccount(Bench& bench, const sdk::Json& account,
                    const sdk::Json& more = sdk::Json::object());
/// The account of this name by the plugin's own locate; null where it is not there.
sdk::Json locate(Bench& bench, const std::string& name);

/// Whether the provider's work goes on after a verb has answered.
bool takesTime(Bench& bench);
/// Asks for a verb until it has been done; where work takes time, again and again.
sdk::Json done(Bench& bench, const std::string& verb, const sdk::Json& request,
               const std::string& key = "key");
/// An account that is there and can be used.
sdk::Json make(Bench& bench, const std::string& name, const sdk::Json& more = sdk::Json::object());

/// Entries of the book with this domain.
sdk::Json entriesOf(Bench& bench, const std::string& domain);
bool isSuspended(Bench& bench, const sdk::Json& account);
/// Whether an entry has every member of a pattern: objects by their members, lists by what is in
/// them, the rest by its text.
bool shows(const sdk::Json& entry, const sdk::Json& pattern);

}  // namespace hostler::conformance
