#pragma once

#include "labels.h"

#include <hostler/provisioner_types.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::aws {

/// An answer with wrong types is no answer.
struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

constexpr std::int64_t kGibibyte = std::int64_t{1} << 30, kMebibyte = std::int64_t{1} << 20;

/// An element that must be an id with this prefix.
std::string idOf(const XmlElement& element, const char* name, const char* prefix);
/// A whole number; throws where it must be there and is none.
std::int64_t numberOf(const XmlElement& element, const char* name);
std::optional<std::int64_t> someNumber(const XmlElement& element, const char* name);

struct AttachedVolume {
  std::string device, id;
  bool endsWithMachine = false;  ///< deleteOnTermination
};

/// An instance as DescribeInstances shows it.
struct Instance {
  std::string id, state, stateReason, domain, type, image, zone, vpc, rootDevice;
  Tags tags;
  std::vector<std::string> groups;  ///< ids of its security groups
  std::vector<AttachedVolume> volumes;
  std::vector<sdk::MachineAddress> addresses;
  std::optional<std::int64_t> launchedAt, vcpus;

  bool isRunning() const { return state == "running"; }
  bool isStopped() const { return state == "stopped"; }
  bool isStopping() const { return state == "stopping"; }
  bool isPending() const { return state == "pending"; }
  /// On its way out or out: nothing can be done to it any more, and it costs nothing any more.
  bool isEnded() const { return state == "shutting-down" || state == "terminated"; }
  bool has(const char* tag) const { return tags.contains(tag); }
  bool isSuspended() const { return has(kSuspendedTag) && (isStopping() || isStopped()); }
  std::string reference() const { return tagIn(tags, kReferenceTag); }
  std::string owner() const { return tagIn(tags, kOwnerTag); }
  /// Empty where the machine has no root volume (an instance store).
  std::string rootVolume() const;
};

/// Pure. Throw MappingError.
Instance toInstance(const XmlElement& item);
std::vector<Instance> toInstances(const std::vector<XmlElement>& reservations);
sdk::Account toAccount(const Instance& instance, const std::string& region);

}  // namespace hostler::aws
