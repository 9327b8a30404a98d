#include "modules/services/drift.h"

namespace hostler {
namespace {

Json unknownRow(const ProviderAccount& account) {
  Json row{{"account", account.id},
           {"username", account.username},
           {"domain", account.domain},
           {"suspended", account.suspended}};
  if (!account.package.empty()) row["package"] = account.package;
  return row;
}

// What differs of one account; nothing where all is as it should be.
Json differences(const BelievedAccount& ours, const ProviderAccount& theirs) {
  auto row = Json::object();
  const bool suspended = ours.service.status == ServiceStatus::Suspended;
  if (theirs.suspended != suspended) {
    row["suspended_here"] = suspended;
    row["suspended_there"] = theirs.suspended;
  }
  if (!theirs.domain.empty() && theirs.domain != ours.service.host()) {
    row["domain_here"] = ours.service.host();
    row["domain_there"] = theirs.domain;
  }
  if (!ours.package.empty() && !theirs.package.empty() &&
      !isPackage(theirs.package, ours.package)) {
    row["package_here"] = ours.package;
    row["package_there"] = theirs.package;
  }
  return row;
}

}  // namespace

std::string packageOf(const Json& productSettings) {
  for (const auto* name : {"plan", "package"}) {
    const auto found = productSettings.find(name);
    if (found != productSettings.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

bool isPackage(const std::string& shown, const std::string& ordered) {
  return shown == ordered || shown.ends_with("_" + ordered);
}

Json driftBetween(const std::vector<BelievedAccount>& ours,
                  const std::map<std::string, ProviderAccount>& theirs) {
  auto left = theirs;
  Json missing = Json::array(), unknown = Json::array(), differing = Json::array();
  int agreeing = 0;
  for (const auto& one : ours) {
    const auto& id = one.service.externalId.value();
    const auto there = left.find(id);
    if (there == left.end()) {
      missing.push_back({{"service", one.service.id.text()},
                         {"account", id},
                         {"domain", one.service.host()},
                         {"status", wordOf(one.service.status)}});
      continue;
    }
    auto row = differences(one, there->second);
    left.erase(there);
    if (row.empty()) {
      ++agreeing;
      continue;
    }
    row["service"] = one.service.id.text();
    row["account"] = id;
    differing.push_back(std::move(row));
  }
  for (const auto& [id, account] : left) unknown.push_back(unknownRow(account));
  return {
      {"missing", missing}, {"unknown", unknown}, {"differing", differing}, {"agreeing", agreeing}};
}

}  // namespace hostler
