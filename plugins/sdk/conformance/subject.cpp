#include "subject.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace hostler::conformance {
namespace {

using sdk::Json;
using Names = std::vector<std::string>;

// What every plugin of a kind is checked with.
const Names& namesFor(const std::string& kind) {
  static const std::map<std::string, Names> all{
      {"provisioner/1",
       {"provider", "server_settings", "product_settings", "wrong_credentials", "second_account",
        "second_server_settings", "resources"}},
      {"gateway/1",
       {"provider", "settings", "wrong_credentials", "pay_by", "attempt_member", "refund_member",
        "payment_members", "resources", "webhook"}},
      {"registrar/1",
       {"provider", "settings", "wrong_credentials", "tld", "unsupported_tld", "taken",
        "second_account", "second_settings", "resources"}},
      {"dns/1",
       {"provider", "settings", "wrong_credentials", "second_account", "second_settings",
        "resources"}},
      {"notifier/1",
       {"provider", "settings", "wrong_credentials", "channels", "message", "reference_member",
        "resources"}},
      {"lookup/1", {"provider", "settings", "numbers"}},
      {"captcha/1", {"provider", "settings", "wrong_credentials", "solve"}},
      {"storage/1", {"provider", "server_settings"}}};
  static const Names none;
  const auto found = all.find(kind);
  return found == all.end() ? none : found->second;
}

// What capabilities that begin so add to that.
struct Wanted {
  std::string kind, begins, member;
};
const std::vector<Wanted> kByCapability{
    {"provisioner/1", "change_package", "other_product_settings"},
    {"provisioner/1", "machine.", "machines"},
    {"gateway/1", "charge", "saved_methods"},
    {"registrar/1", "restore", "redeemable"},
    {"notifier/1", "webhook", "webhook"}};

}  // namespace

Names missingMembers(const Json& subject, const Json& manifest) {
  const auto kind = manifest.at("kind").get<std::string>();
  auto wanted = namesFor(kind);
  const auto& capabilities = manifest.at("capabilities");
  for (const auto& more : kByCapability) {
    const bool offered = std::ranges::any_of(capabilities, [&](const Json& each) {
      return each.get<std::string>().starts_with(more.begins);
    });
    if (more.kind == kind && offered) wanted.push_back(more.member);
  }
  std::erase_if(wanted, [&](const auto& name) { return subject.contains(name); });
  return wanted;
}

void mustBeWhole(const Json& subject, const Json& manifest) {
  if (!subject.is_object())
    throw std::runtime_error{"conformance.json is no object; nothing was tested"};
  std::string names;
  for (const auto& name : missingMembers(subject, manifest))
    names += (names.empty() ? "" : ", ") + name;
  if (!names.empty())
    throw std::runtime_error{"conformance.json lacks " + names + "; nothing was tested"};
}

}  // namespace hostler::conformance
