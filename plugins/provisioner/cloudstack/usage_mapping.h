#pragma once

#include <hostler/json.hpp>
#include <hostler/provisioner_types.hpp>

#include <string>
#include <vector>

namespace hostler::cloudstack {

/// First and last day of a month.
struct Month {
  std::string name, firstDay, lastDay;  ///< "2026-01", "2026-01-01", "2026-01-31"
};
/// Of "2026-01"; of the running month in UTC where the text is empty. Throws ProviderFailure
/// (Permanent "bad_request").
Month monthOf(const std::string& text, std::int64_t now);

/// Bytes that entries of listUsageRecords count for a machine.
std::int64_t bytesFor(const std::vector<sdk::Json>& records, const std::string& machine);

/// What the machine's disks take, from entries of listVolumes.
void addDisks(sdk::Usage& usage, const std::vector<sdk::Json>& volumes);

}  // namespace hostler::cloudstack
