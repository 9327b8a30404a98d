#include "checks.h"

#include <hostler/captcha.hpp>
#include <hostler/dns.hpp>
#include <hostler/gateway.hpp>
#include <hostler/lookup.hpp>
#include <hostler/notifier.hpp>
#include <hostler/provisioner.hpp>
#include <hostler/registrar.hpp>
#include <hostler/storage.hpp>

#include <stdexcept>

namespace hostler::conformance {
namespace {

template <class Kind>
std::vector<std::string> verbsIn() {
  const sdk::VerbTable<Kind, Kind> table;
  std::vector<std::string> verbs;
  for (const auto& [operation, verb] : table.all())
    verbs.push_back(operation.substr(Kind::kKind.size() + 1));
  return verbs;
}

}  // namespace

std::vector<std::string> verbsOf(const std::string& kind) {
  if (kind == sdk::Provisioner::kKind) return verbsIn<sdk::Provisioner>();
  if (kind == sdk::Gateway::kKind) return verbsIn<sdk::Gateway>();
  if (kind == sdk::Registrar::kKind) return verbsIn<sdk::Registrar>();
  if (kind == sdk::Dns::kKind) return verbsIn<sdk::Dns>();
  if (kind == sdk::Notifier::kKind) return verbsIn<sdk::Notifier>();
  if (kind == sdk::Lookup::kKind) return verbsIn<sdk::Lookup>();
  if (kind == sdk::Captcha::kKind) return verbsIn<sdk::Captcha>();
  if (kind == sdk::Storage::kKind) return verbsIn<sdk::Storage>();
  throw std::runtime_error{"there is no kind of plugin that is called " + kind};
}

}  // namespace hostler::conformance
