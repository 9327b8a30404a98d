#pragma once

// DigitalOcean's words to the SDK's types. Pure. What does not fit throws MappingError: an answer
// with wrong types is no answer.

#include <hostler/cost_rate.hpp>
#include <hostler/http_client.hpp>
#include <hostler/json.hpp>
#include <hostler/provisioner_server_types.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::digitalocean {

struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The error that an answer is which does not fit.
sdk::ProviderError misfit(const MappingError& error);

constexpr std::int64_t kGibibyte = std::int64_t{1} << 30, kMebibyte = std::int64_t{1} << 20;

/// A member that may be missing: null then.
const sdk::Json& memberOf(const sdk::Json& object, const char* name);
std::string textOf(const sdk::Json& object, const char* name);
/// Empty where it is missing or null.
std::string someText(const sdk::Json& object, const char* name);
std::int64_t numberOf(const sdk::Json& object, const char* name);
std::optional<std::int64_t> someNumber(const sdk::Json& object, const char* name);
bool flagOf(const sdk::Json& object, const char* name);
/// A member that must be a list; one that is missing or null is an empty one.
const sdk::Json& listOf(const sdk::Json& object, const char* name);
std::vector<std::string> textsOf(const sdk::Json& object, const char* name);
/// Ids, which are numbers for some things and texts for others.
std::string idOf(const sdk::Json& object, const char* name = "id");
std::vector<std::string> idsOf(const sdk::Json& object, const char* name);
/// An id as it is sent: a number where it is one.
sdk::Json idWord(const std::string& id);
/// Seconds since 1970 of "2020-07-21T18:37:44Z".
std::optional<std::int64_t> timeOf(const sdk::Json& object, const char* name);
/// A price as its digits: a whole number, or the text of a fraction.
std::string decimalOf(const sdk::Json& object, const char* name);
/// A number with a fraction of GiB ("2.36") in bytes.
std::optional<std::int64_t> gibibytesOf(const sdk::Json& object, const char* name);

struct Droplet {
  std::string id, status, image;
  bool locked = false;
  std::vector<std::string> tags;
  sdk::Account account;

  bool isOff() const { return status == "off"; }
  bool isActive() const { return status == "active"; }
  bool isSuspended() const;
  /// New, or the provider is at work on it.
  bool isBusy() const { return locked || status == "new"; }
};
Droplet toDroplet(const sdk::Json& droplet);

/// An event at the provider: on a droplet, a volume, an address.
struct Action {
  std::string id, status, type;
  std::int64_t startedAt = 0;

  bool isRunning() const { return status == "in-progress"; }
  bool isDone() const { return status == "completed"; }
};
Action toAction(const sdk::Json& action);

/// A snapshot or an automatic backup of a droplet.
sdk::Backup toBackup(const sdk::Json& entry, bool automatic);

}  // namespace hostler::digitalocean
