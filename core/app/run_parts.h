#pragma once

// What modules do by themselves in the night, as parts of a billing run: their reports as its rows.

#include "modules/automation/run_part.h"
#include "modules/billing/collections.h"
#include "modules/domains/domain_life.h"

namespace hostler::app {

/// Renewals of domains (`issue`, among `invoiced`), domains that move on once they have expired
/// (`expire`, in `expired`, with `from` and `to`), and notices of expiry (`remind`, among
/// `reminded`).
RunPart domainsPart(DomainLife& life);

/// Charges of due invoices to saved methods, in `collected`: those that are made now (`charge`) and
/// those that are planned now for `charge_at` (`plan_charge`), by which method and on which
/// attempt. What is not charged any more stands among `held`. Charges go by the hour, so the day
/// that is asked for makes no difference.
RunPart collectionsPart(Collections& collections);

}  // namespace hostler::app
