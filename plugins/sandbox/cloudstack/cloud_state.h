#pragma once

#include "core/json/json.h"
#include "core/time/instant.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox::cloudstack {

/// A command that is refused, in the server's own numbers and words.
struct Refusal {
  int code = 431, csCode = 4350;
  std::string text;
};
[[noreturn]] void refuse(std::string text);
[[noreturn]] void refuse(int code, int csCode, std::string text);

struct Cloud;

/// Work that goes on after its command was answered. It is finished by the reads that follow it.
struct Job {
  std::string id, command, type, instance, event;
  int looksLeft = 1;
  int status = 0;  ///< 0 running, 1 done, 2 failed
  Json result = nullptr;
  std::int64_t createdAt = 0;
  std::function<Json(Cloud&)> finish;  ///< its result; throws Refusal
};

/// All that one account holds: documents as the API shows them, by kind and id. Members whose name
/// begins with '_' are never shown. A value: copying it is how the sandbox pretends.
struct Cloud {
  using Things = std::map<std::string, Json>;

  std::map<std::string, Things> kinds;
  std::vector<Job> jobs;
  std::vector<Json> events;  ///< oldest first
  std::int64_t nextNumber = 1;
  Instant now;

  Things& of(const std::string& kind) { return kinds[kind]; }
  Json* find(const std::string& kind, const std::string& id);
  /// Refuses an id that is not there, as the server does.
  Json& need(const std::string& kind, const std::string& id, std::string_view param = "id");
  Json& add(const std::string& kind, Json thing);
  void remove(const std::string& kind, const std::string& id) { of(kind).erase(id); }
  const Job* pendingOn(const std::string& instance) const;
  void record(const std::string& event, const std::string& type, const std::string& resource,
              const char* state, const char* level = "INFO");
  /// Time passes for jobs.
  void tick();
};

Cloud newCloud(Instant now);

/// A document without what is hidden.
Json shown(const Json& thing);
std::string newId();
/// "2026-01-02T03:04:05+0000".
std::string timeText(Instant at);

/// Ids of what every cloud has from the start.
namespace fixed {
constexpr const char* kZone = "5a7e0001-0000-4000-8000-000000000001";
constexpr const char* kSecondZone = "5a7e0001-0000-4000-8000-000000000002";
constexpr const char* kSmall = "0ffe0001-0000-4000-8000-000000000001";
constexpr const char* kMedium = "0ffe0001-0000-4000-8000-000000000002";
constexpr const char* kLarge = "0ffe0001-0000-4000-8000-000000000003";
constexpr const char* kCustom = "0ffe0001-0000-4000-8000-000000000004";
constexpr const char* kNoRoom = "0ffe0001-0000-4000-8000-000000000005";  ///< no host has so much
constexpr const char* kDebian = "7e3b0001-0000-4000-8000-000000000001";
constexpr const char* kUbuntu = "7e3b0001-0000-4000-8000-000000000002";
constexpr const char* kAppliance = "7e3b0001-0000-4000-8000-000000000003";  ///< takes no password
constexpr const char* kDisk = "d15c0001-0000-4000-8000-000000000001";
constexpr const char* kIsolated = "0ff30001-0000-4000-8000-000000000001";
constexpr const char* kNetwork = "3e7a0001-0000-4000-8000-000000000001";
constexpr const char* kStore = "0b5e0001-0000-4000-8000-000000000001";
constexpr const char* kKubernetes = "8c5a0001-0000-4000-8000-000000000001";
constexpr const char* kNewKubernetes = "8c5a0001-0000-4000-8000-000000000002";
}  // namespace fixed

}  // namespace hostler::sandbox::cloudstack
