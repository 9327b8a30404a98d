#include "labels.h"

#include <hostler/names.hpp>
#include <hostler/outcome.hpp>
#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::digitalocean {
namespace {

constexpr std::string_view kOwner = "hostler-owner:", kReference = "hostler-",
                           kKept = "hostler-kept--", kPassing = "hostler-passing--", kJoint = "--";

std::string hyphenated(std::string_view reference) {
  std::string text{reference};
  std::ranges::replace(text, '_', '-');
  return text;
}

std::string underscored(std::string_view label) {
  std::string text{label};
  std::ranges::replace(text, '-', '_');
  return text;
}

void checkReference(std::string_view text, const char* what) {
  if (sdk::isReference(text)) return;
  throw sdk::ProviderFailure{
      sdk::permanent("bad_request", std::string{what} + " is no reference of ours")};
}

// Tags of ours that no reference can be mistaken for: a reference holds no hyphen and no colon.
bool isReferenceTag(std::string_view tag) {
  return tag.starts_with(kReference) && tag != kSuspendedTag && tag != kResizingTag &&
         sdk::isReference(tag.substr(kReference.size()));
}

}  // namespace

std::string referenceTag(std::string_view reference) {
  checkReference(reference, "reference");
  return std::string{kReference}.append(reference);
}

std::string ownerTag(std::string_view owner) {
  checkReference(owner, "owner");
  return std::string{kOwner}.append(owner);
}

std::string firewallTag(std::string_view reference) {
  return "hostler-firewall:" + std::string{reference};
}

std::string addressTag(std::string_view ip, std::string_view owner) {
  checkReference(owner, "owner");
  std::string text{ip};
  std::ranges::replace(text, '.', '-');
  return "hostler-ip:" + text + ":" + std::string{owner};
}

bool has(const std::vector<std::string>& tags, std::string_view tag) {
  return std::ranges::find(tags, tag) != tags.end();
}

std::string referenceIn(const std::vector<std::string>& tags) {
  const auto found = std::ranges::find_if(tags, isReferenceTag);
  return found == tags.end() ? std::string{} : found->substr(kReference.size());
}

std::string ownerIn(const std::vector<std::string>& tags) {
  for (const auto& tag : tags) {
    if (tag.starts_with(kOwner)) return tag.substr(kOwner.size());
  }
  return {};
}

std::string labelStart(std::string_view owner) {
  checkReference(owner, "owner");
  return std::string{kReference} + hyphenated(owner) + std::string{kJoint};
}

std::string labelOf(std::string_view owner, std::string_view reference) {
  checkReference(reference, "reference");
  return labelStart(owner) + hyphenated(reference);
}

bool isLabel(std::string_view name) {
  return name.starts_with(kReference) && name.find(kJoint) != std::string_view::npos &&
         !isBackupName(name);
}

std::string referenceOf(std::string_view label) {
  if (!isLabel(label)) return {};
  return underscored(label.substr(label.find(kJoint) + kJoint.size()));
}

std::string backupName(std::string_view reference, std::string_view key, bool outlives) {
  const auto start = outlives ? kKept : kPassing;
  return std::string{start} + hyphenated(reference) + std::string{kJoint} +
         sdk::hexOf(sdk::sha256(key)).substr(0, 12);
}

bool isBackupOf(std::string_view name, std::string_view reference) {
  checkReference(reference, "account.reference");
  const auto of = hyphenated(reference) + std::string{kJoint};
  return name.starts_with(std::string{kKept} + of) || name.starts_with(std::string{kPassing} + of);
}

bool isBackupName(std::string_view name) {
  return name.starts_with(kKept) || name.starts_with(kPassing);
}

bool outlivesAccount(std::string_view name) {
  return name.starts_with(kKept);
}

}  // namespace hostler::digitalocean
