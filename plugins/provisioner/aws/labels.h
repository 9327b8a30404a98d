#pragma once

#include "form.h"
#include "xml.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace hostler::aws {

// What is ours carries it as tags from the request that makes it.
constexpr const char* kReferenceTag = "hostler:reference";
constexpr const char* kOwnerTag = "hostler:owner";
/// As a person named it; the tag "Name" is what Amazon's console shows.
constexpr const char* kNameTag = "Name";
/// On what belongs to a machine and ends with it: the machine's reference.
constexpr const char* kMachineTag = "hostler:machine";
/// On a snapshot of a machine: the machine's id.
constexpr const char* kSourceTag = "hostler:source";
/// On a machine that is off because it is suspended.
constexpr const char* kSuspendedTag = "hostler:suspended";
/// On a machine that was stopped for a resize and is to run again after it.
constexpr const char* kResizingTag = "hostler:resizing";
/// On a machine: when the last reboot that was done was asked for.
constexpr const char* kRebootedTag = "hostler:rebooted";
/// On a snapshot that `backup` made, and on a root volume's replacement: what it was asked by.
constexpr const char* kRequestTag = "hostler:request";
/// On a backup that is to outlive its machine.
constexpr const char* kOutlivesTag = "hostler:outlives";

/// The tags of an element's tagSet.
Tags tagsOf(const XmlElement& element);
/// A tag's value; empty where there is none.
std::string tagIn(const Tags& tags, std::string_view key);

/// What an owner's new thing carries.
Tags labelsFor(const std::string& owner, const std::string& reference, const std::string& name);
/// The name of an owner's thing, where one is needed and must be unique.
std::string uniqueName(const std::string& owner, const std::string& reference);
/// Text as a tag takes it: no control characters, 200 bytes at most, whole characters.
std::string tagValue(std::string_view text);

/// A token for requests that EC2 knows again: at most 64 plain characters, always the same for the
/// same parts.
std::string requestToken(std::initializer_list<std::string_view> parts);

/// Throw ProviderFailure (Permanent "bad_request").
void mustBeReference(std::string_view text, const char* name);

}  // namespace hostler::aws
