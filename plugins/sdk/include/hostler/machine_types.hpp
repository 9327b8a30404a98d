#pragma once

// The machine behind an account of "provisioner/1": virtual machines are accounts whose `domain` is
// the host name, and what only machines have stands here.

#include <hostler/cost_rate.hpp>
#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

enum class MachineState { Creating = 1, Running, Stopped, Changing, Failed };
template <>
struct Words<MachineState> {
  static constexpr std::pair<MachineState, std::string_view> kAll[] = {
      {MachineState::Creating, "creating"},
      {MachineState::Running, "running"},
      {MachineState::Stopped, "stopped"},
      {MachineState::Changing, "changing"},
      {MachineState::Failed, "failed"}};
};

struct MachineAddress {
  std::string ip;
  int family = 4;  ///< 4 or 6
  bool isPublic = true;

  static constexpr auto members() {
    return std::tuple{field("ip", &MachineAddress::ip), field("family", &MachineAddress::family),
                      field("public", &MachineAddress::isPublic)};
  }
};

/// A machine as the provider shows it now.
struct Machine {
  /// `Creating` until it can be used; `Changing` while the provider is at work on it: ask again.
  MachineState state = MachineState::Creating;
  std::string reference, owner;  ///< ours, read from what it carries; empty: it carries none
  std::string size, region, image;
  std::optional<std::int64_t> vcpus, memoryBytes, diskBytes;
  std::vector<MachineAddress> addresses;  ///< the one to show first comes first
  std::vector<std::string> volumes;       ///< ids of those attached
  std::optional<CostRate> cost;

  static constexpr auto members() {
    return std::tuple{
        field("state", &Machine::state),          field("reference", &Machine::reference),
        field("owner", &Machine::owner),          field("size", &Machine::size),
        field("region", &Machine::region),        field("image", &Machine::image),
        field("vcpus", &Machine::vcpus),          field("memory_bytes", &Machine::memoryBytes),
        field("disk_bytes", &Machine::diskBytes), field("addresses", &Machine::addresses),
        field("volumes", &Machine::volumes),      field("cost", &Machine::cost)};
  }
};

/// What a client chose for one machine. What is empty here is as product_settings say.
struct MachineOrder {
  std::string size, region, image;
  std::vector<std::string> sshKeys;    ///< ids of the owner's keys
  std::vector<std::string> firewalls;  ///< ids of the owner's
  std::string network;                 ///< id of the owner's
  Secret userData;                     ///< cloud-init; it may hold passwords

  static constexpr auto members() {
    return std::tuple{optionalField("size", &MachineOrder::size),
                      optionalField("region", &MachineOrder::region),
                      optionalField("image", &MachineOrder::image),
                      optionalField("ssh_keys", &MachineOrder::sshKeys),
                      optionalField("firewalls", &MachineOrder::firewalls),
                      optionalField("network", &MachineOrder::network),
                      optionalField("user_data", &MachineOrder::userData)};
  }
};

/// Something that a termination left at the provider on purpose, and why.
struct LeftBehind {
  std::string kind;  ///< a word of machines.md: "snapshots", "volumes", "ips"
  std::string id;
  std::string reason;

  static constexpr auto members() {
    return std::tuple{field("kind", &LeftBehind::kind), field("id", &LeftBehind::id),
                      field("reason", &LeftBehind::reason)};
  }
};

}  // namespace hostler::sdk
