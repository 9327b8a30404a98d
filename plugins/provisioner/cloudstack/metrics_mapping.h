#pragma once

#include <hostler/json.hpp>
#include <hostler/machine_verbs.hpp>

#include <vector>

namespace hostler::cloudstack {

/// Readings of a machine (`stats` of listVirtualMachinesUsageHistory) as series, within the
/// request's time. Each reading counts what went through since the one before it.
sdk::Metrics toMetrics(std::vector<sdk::Json> readings, const sdk::ReadMetrics& request);
/// One reading of listVirtualMachinesMetrics, whose counters go back to the machine's start: only
/// what is no counter becomes a series.
sdk::Metrics toMetricsNow(const sdk::Json& vm, std::int64_t now, const sdk::ReadMetrics& request);

}  // namespace hostler::cloudstack
