#pragma once

#include "bench.h"

#include <string>

namespace hostler::conformance {

// Steps that notifier checks share.

/// A word that the text of every message of theirs holds, and that no log may show.
extern const std::string kMarked;

/// The subject's `message` with a reference and a text; `more` takes the place of what it names.
sdk::Json messageRequest(Bench& bench, const std::string& reference,
                         const sdk::Json& more = sdk::Json::object());
/// Messages in the book under a reference.
sdk::Json bookedMessages(Bench& bench, const std::string& reference);

/// A report of one sent message, as the provider calls the webhook with it: what the verb takes.
sdk::Json deliveryOf(Bench& bench, const std::string& reference, const std::string& outcome);

}  // namespace hostler::conformance
