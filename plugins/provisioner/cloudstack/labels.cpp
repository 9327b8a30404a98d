#include "labels.h"

#include <hostler/names.hpp>
#include <hostler/outcome.hpp>
#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::cloudstack {
namespace {

constexpr std::string_view kOurs = "hostler-", kJoint = "--", kKept = "hostler-kept--",
                           kPassing = "hostler-passing--";

std::string hyphenated(std::string_view reference, const char* what) {
  if (!sdk::isReference(reference)) {
    throw sdk::ProviderFailure{
        sdk::permanent("bad_request", std::string{what} + " is no reference of ours")};
  }
  std::string text{reference};
  std::ranges::replace(text, '_', '-');
  return text;
}

std::string underscored(std::string_view text) {
  std::string reference{text};
  std::ranges::replace(reference, '-', '_');
  return reference;
}

std::string afterOurs(std::string_view text) {
  if (!text.starts_with(kOurs) || text.find(kJoint) != std::string_view::npos) return {};
  return underscored(text.substr(kOurs.size()));
}

}  // namespace

std::string machineName(std::string_view reference) {
  return std::string{kOurs} + hyphenated(reference, "reference");
}

std::string groupOf(std::string_view owner) {
  return std::string{kOurs} + hyphenated(owner, "owner");
}

std::string labelStart(std::string_view owner) {
  return groupOf(owner) + std::string{kJoint};
}

std::string labelOf(std::string_view owner, std::string_view reference) {
  return labelStart(owner) + hyphenated(reference, "reference");
}

std::string referenceOfMachine(std::string_view name) {
  return afterOurs(name);
}

std::string ownerOfGroup(std::string_view group) {
  return afterOurs(group);
}

bool isLabel(std::string_view name) {
  return name.starts_with(kOurs) && name.find(kJoint) != std::string_view::npos &&
         !isBackupName(name);
}

std::string referenceOf(std::string_view label) {
  if (!isLabel(label)) return {};
  return underscored(label.substr(label.find(kJoint) + kJoint.size()));
}

bool isOwnedBy(std::string_view label, std::string_view owner) {
  return isLabel(label) && (owner.empty() || label.starts_with(labelStart(owner)));
}

std::string backupName(std::string_view reference, std::string_view key, bool outlives) {
  return std::string{outlives ? kKept : kPassing} + hyphenated(reference, "reference") +
         std::string{kJoint} + sdk::hexOf(sdk::sha256(key)).substr(0, 12);
}

bool isBackupOf(std::string_view name, std::string_view reference) {
  const auto middle = hyphenated(reference, "reference") + std::string{kJoint};
  return name.starts_with(std::string{kKept} + middle) ||
         name.starts_with(std::string{kPassing} + middle);
}

bool isBackupName(std::string_view name) {
  return name.starts_with(kKept) || name.starts_with(kPassing);
}

bool outlivesAccount(std::string_view name) {
  return name.starts_with(kKept);
}

}  // namespace hostler::cloudstack
