#pragma once

#include "core/events/event_bus.h"

namespace hostler {

/// Where an invoice is issued anew, the fees that were charged for its lateness and the reminders
/// that were sent of it count for the one that stands in its place. Called once, before the first
/// event.
void followReissuedInvoices(events::Bus& bus);

}  // namespace hostler
