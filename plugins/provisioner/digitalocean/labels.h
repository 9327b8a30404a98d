#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::digitalocean {

// Droplets carry what is ours as tags. Nearly everything else has a name alone, so there both our
// references stand in it: "hostler-<owner>--<reference>". Names of most things may hold letters,
// digits and hyphens only, so underscores become hyphens; no reference holds two in a row.

/// On every droplet that we made.
constexpr std::string_view kTag = "hostler";
/// On a droplet that is off because it is suspended.
constexpr std::string_view kSuspendedTag = "hostler-suspended";
/// On a droplet that was stopped for a resize and is to run again after it.
constexpr std::string_view kResizingTag = "hostler-resizing";

/// The tag that is the key of "one service, one droplet".
std::string referenceTag(std::string_view reference);
std::string ownerTag(std::string_view owner);
/// Droplets with it stand behind the firewall of this reference.
std::string firewallTag(std::string_view reference);
/// A reserved address has neither name nor tags: while it leads nowhere, that this tag exists says
/// whose it is.
std::string addressTag(std::string_view ip, std::string_view owner);

std::string referenceIn(const std::vector<std::string>& tags);
std::string ownerIn(const std::vector<std::string>& tags);
bool has(const std::vector<std::string>& tags, std::string_view tag);

/// The name of an owner's thing. Throws ProviderFailure (Permanent "bad_request") where one of them
/// is no reference.
std::string labelOf(std::string_view owner, std::string_view reference);
/// How all names of an owner's things begin.
std::string labelStart(std::string_view owner);
/// Whether a name is a label of anybody's.
bool isLabel(std::string_view name);
/// The reference in a label, as we write references; empty where it is none.
std::string referenceOf(std::string_view label);

/// Names of snapshots that `backup` makes. Those that outlive the account are known by theirs.
std::string backupName(std::string_view reference, std::string_view key, bool outlives);
/// Whether it is one of the machine that carries this reference.
bool isBackupOf(std::string_view name, std::string_view reference);
bool isBackupName(std::string_view name);
bool outlivesAccount(std::string_view name);

}  // namespace hostler::digitalocean
