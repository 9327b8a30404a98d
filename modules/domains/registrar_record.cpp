#include "modules/domains/registrar_record.h"

#include "core/hostname/hostname.h"
#include "core/problem/problem.h"

namespace hostler {
namespace {

// The year 9999: what comes later is no date.
constexpr std::int64_t kEndOfTime = 253'402'300'799;
constexpr std::size_t kMostNameservers = 13;

std::string textAt(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string()) return {};
  return found->get<std::string>();
}

std::optional<Instant> timeAt(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return std::nullopt;
  if (!found->is_number_integer() || *found <= 0 || *found > kEndOfTime)
    throw ValidationError{name, "provider_answer", "is not a point in time"};
  return Instant::ofUnixSeconds(found->get<std::int64_t>());
}

}  // namespace

RegistrarRecord RegistrarRecord::read(const Json& json, const std::string& domain) {
  if (!json.is_object()) throw ValidationError{"", "provider_answer", "is not a registration"};
  if (textAt(json, "domain") != domain)
    throw ValidationError{"domain", "provider_answer", "is of another domain"};
  RegistrarRecord record;
  const auto state = enumOf<RegistrarState>(textAt(json, "state"));
  if (!state) throw ValidationError{"state", "provider_answer", "is none that is known"};
  record.state = *state;
  record.providerState = textAt(json, "provider_state");
  record.expiresAt = timeAt(json, "expires_at");
  record.createdAt = timeAt(json, "created_at");
  record.locked = json.value("locked", Json(false)) == true;
  record.privacy = json.value("privacy", Json(false)) == true;
  const auto servers = json.find("nameservers");
  if (servers != json.end() && servers->is_array() && servers->size() <= kMostNameservers) {
    for (const auto& server : *servers) {
      if (!server.is_string()) continue;
      if (const auto name = Hostname::parse(server.get_ref<const std::string&>()))
        record.nameservers.push_back(name->ascii());
    }
  }
  return record;
}

}  // namespace hostler
