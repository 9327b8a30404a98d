#pragma once

#include <string>
#include <string_view>

namespace hostler::cloudstack {

// Only names and groups travel in the request that makes something; tags come later and would be
// lost with its answer. So what is ours stands in names: a machine is called "hostler-<reference>"
// and lies in the group "hostler-<owner>", everything else "hostler-<owner>--<reference>". Names of
// machines may hold letters, digits and hyphens only, so underscores become hyphens; no reference
// holds two in a row.

/// On a machine that is off because it is suspended; the value is the reason.
constexpr std::string_view kSuspendedTag = "hostler-suspended";
/// On a machine that was stopped for a change and is to run again after it.
constexpr std::string_view kRestartTag = "hostler-restart";
/// On addresses, which have no name.
constexpr std::string_view kLabelTag = "hostler";

/// The name that is the key of "one service, one machine". All of these throw ProviderFailure
/// (Permanent "bad_request") where a text is no reference.
std::string machineName(std::string_view reference);
std::string groupOf(std::string_view owner);
std::string labelOf(std::string_view owner, std::string_view reference);
/// How all labels of an owner's things begin.
std::string labelStart(std::string_view owner);

/// References as we write them; empty where the text holds none.
std::string referenceOfMachine(std::string_view name);
std::string ownerOfGroup(std::string_view group);
std::string referenceOf(std::string_view label);

bool isLabel(std::string_view name);
/// Whether a label is this owner's; of any owner where `owner` is empty.
bool isOwnedBy(std::string_view label, std::string_view owner);

/// Names of snapshots that `backup` makes. Those that outlive the account are known by theirs.
std::string backupName(std::string_view reference, std::string_view key, bool outlives);
bool isBackupOf(std::string_view name, std::string_view reference);
bool isBackupName(std::string_view name);
bool outlivesAccount(std::string_view name);

}  // namespace hostler::cloudstack
