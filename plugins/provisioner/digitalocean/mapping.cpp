#include "mapping.h"

#include "labels.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace hostler::digitalocean {
namespace {

using sdk::Json;
using sdk::MachineState;

// Digits, and digits after a point: no sign, no exponent.
bool isDecimal(std::string_view text) {
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto isDigits = [](std::string_view part) {
    return !part.empty() && part.size() <= 30 &&
           part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return isDigits(whole) && (point == std::string_view::npos || isDigits(text.substr(point + 1)));
}

MachineState stateOf(const Droplet& droplet, bool awaitsAddress) {
  if (droplet.status == "new" || awaitsAddress) return MachineState::Creating;
  if (droplet.locked) return MachineState::Changing;
  if (droplet.isActive()) return MachineState::Running;
  if (droplet.isOff()) return MachineState::Stopped;
  return MachineState::Failed;  // "archive": nothing runs it again
}

void addAddresses(const Json& networks, const char* version, int family,
                  std::vector<sdk::MachineAddress>& addresses) {
  for (const auto& entry : listOf(networks, version)) {
    addresses.push_back({textOf(entry, "ip_address"), family, textOf(entry, "type") == "public"});
  }
}

std::string imageOf(const Json& image) {
  const auto slug = someText(image, "slug");
  return slug.empty() ? idOf(image) : slug;
}

sdk::Machine toMachine(const Json& json, const Droplet& droplet) {
  sdk::Machine machine;
  machine.reference = referenceIn(droplet.tags);
  machine.owner = ownerIn(droplet.tags);
  machine.size = textOf(json, "size_slug");
  machine.region = textOf(memberOf(json, "region"), "slug");
  machine.image = droplet.image;
  machine.vcpus = numberOf(json, "vcpus");
  machine.memoryBytes = numberOf(json, "memory") * kMebibyte;
  machine.diskBytes = numberOf(json, "disk") * kGibibyte;
  const auto& networks = memberOf(json, "networks");
  addAddresses(networks, "v4", 4, machine.addresses);
  addAddresses(networks, "v6", 6, machine.addresses);
  std::ranges::stable_partition(machine.addresses, [](const sdk::MachineAddress& address) {
    return address.isPublic && address.family == 4;
  });
  machine.volumes = idsOf(json, "volume_ids");
  machine.cost = {decimalOf(memberOf(json, "size"), "price_monthly"), "USD", sdk::CostPer::Month};
  // Addresses show a little later than "active" does, and a client needs one.
  machine.state = stateOf(droplet, droplet.isActive() && machine.addresses.empty());
  return machine;
}

}  // namespace

sdk::ProviderError misfit(const MappingError& error) {
  return sdk::unusableAnswer(sdk::Effect::Read,
                             std::string{"DigitalOcean's answer does not fit: "} + error.what());
}

bool Droplet::isSuspended() const {
  return isOff() && has(tags, kSuspendedTag);
}

const Json& memberOf(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object())
    throw MappingError{std::string{"what should have "} + name + " is no object"};
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string textOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (!value.is_string()) throw MappingError{std::string{name} + " is not a text"};
  return value.get<std::string>();
}

std::string someText(const Json& object, const char* name) {
  return memberOf(object, name).is_null() ? std::string{} : textOf(object, name);
}

std::int64_t numberOf(const Json& object, const char* name) {
  constexpr std::int64_t kMost = std::int64_t{1} << 40;
  const auto& value = memberOf(object, name);
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMost)
    throw MappingError{std::string{name} + " is not a number"};
  return value.get<std::int64_t>();
}

std::optional<std::int64_t> someNumber(const Json& object, const char* name) {
  if (memberOf(object, name).is_null()) return std::nullopt;
  return numberOf(object, name);
}

bool flagOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return false;
  if (!value.is_boolean()) throw MappingError{std::string{name} + " is neither true nor false"};
  return value.get<bool>();
}

const Json& listOf(const Json& object, const char* name) {
  static const Json empty = Json::array();
  const auto& value = memberOf(object, name);
  if (value.is_null()) return empty;
  if (!value.is_array()) throw MappingError{std::string{name} + " is not a list"};
  return value;
}

std::vector<std::string> textsOf(const Json& object, const char* name) {
  std::vector<std::string> texts;
  for (const auto& entry : listOf(object, name)) {
    if (!entry.is_string()) throw MappingError{std::string{name} + " is not a list of texts"};
    texts.push_back(entry.get<std::string>());
  }
  return texts;
}

namespace {

std::string idFrom(const Json& value, const char* name) {
  if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
  if (!value.is_string() || value == "") throw MappingError{std::string{name} + " is not an id"};
  return value.get<std::string>();
}

}  // namespace

std::string idOf(const Json& object, const char* name) {
  return idFrom(memberOf(object, name), name);
}

std::vector<std::string> idsOf(const Json& object, const char* name) {
  std::vector<std::string> ids;
  for (const auto& entry : listOf(object, name)) ids.push_back(idFrom(entry, name));
  return ids;
}

Json idWord(const std::string& id) {
  std::int64_t number = 0;
  const auto end = id.data() + id.size();
  const auto [read, error] = std::from_chars(id.data(), end, number);
  return error == std::errc{} && read == end ? Json(number) : Json(id);
}

std::optional<std::int64_t> timeOf(const Json& object, const char* name) {
  const auto text = someText(object, name);
  if (text.empty()) return std::nullopt;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour, &minute,
                  &second) != 6) {
    throw MappingError{std::string{name} + " is not a time"};
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 60) {
    throw MappingError{std::string{name} + " is not a time"};
  }
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  return std::int64_t{days} * 86'400 + hour * 3'600 + minute * 60 + second;
}

std::string decimalOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  auto text = value.is_number_unsigned() ? std::to_string(value.get<std::uint64_t>())
              : value.is_string()        ? value.get<std::string>()
                                         : std::string{};
  if (!isDecimal(text)) throw MappingError{std::string{name} + " is not a price"};
  return text;
}

std::optional<std::int64_t> gibibytesOf(const Json& object, const char* name) {
  if (memberOf(object, name).is_null()) return std::nullopt;
  const auto text = decimalOf(object, name);
  double amount = 0;
  std::from_chars(text.data(), text.data() + text.size(), amount);
  if (amount > 1e7) throw MappingError{std::string{name} + " is not a size"};
  return static_cast<std::int64_t>(amount * static_cast<double>(kGibibyte));
}

Droplet toDroplet(const Json& json) {
  Droplet droplet;
  droplet.id = idOf(json);
  droplet.status = textOf(json, "status");
  droplet.locked = flagOf(json, "locked");
  droplet.tags = textsOf(json, "tags");
  droplet.image = imageOf(memberOf(json, "image"));
  auto& account = droplet.account;
  account.id = droplet.id;
  account.username = "root";
  account.domain = textOf(json, "name");
  account.package = textOf(json, "size_slug");
  account.suspended = droplet.isSuspended();
  account.createdAt = timeOf(json, "created_at");
  account.machine = toMachine(json, droplet);
  account.diskLimitBytes = account.machine->diskBytes;
  for (const auto& address : account.machine->addresses) {
    if (address.isPublic && !account.ip) account.ip = address.ip;
  }
  return droplet;
}

Action toAction(const Json& json) {
  Action action;
  action.id = idOf(json);
  action.status = textOf(json, "status");
  action.type = textOf(json, "type");
  action.startedAt = timeOf(json, "started_at").value_or(0);
  if (!action.isRunning() && !action.isDone() && action.status != "errored")
    throw MappingError{"an action has an unknown status"};
  return action;
}

sdk::Backup toBackup(const Json& entry, bool automatic) {
  sdk::Backup backup;
  backup.id = (automatic ? "backup:" : "snapshot:") + idOf(entry);
  backup.state = sdk::JobState::Done;
  backup.restorable = true;
  // The provider's own backups end with the droplet.
  backup.outlivesAccount = !automatic && outlivesAccount(textOf(entry, "name"));
  backup.sizeBytes = gibibytesOf(entry, "size_gigabytes");
  backup.createdAt = timeOf(entry, "created_at");
  return backup;
}

}  // namespace hostler::digitalocean
