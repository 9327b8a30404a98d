#include "plugins/sandbox/digitalocean/team.h"

#include <algorithm>

namespace hostler::sandbox::digitalocean {
namespace {

Json size(const char* slug, int memoryMb, int vcpus, int disk, double transfer, double monthly,
          double hourly, const char* description, bool isAvailable = true) {
  return {{"slug", slug},
          {"memory", memoryMb},
          {"vcpus", vcpus},
          {"disk", disk},
          {"transfer", transfer},
          {"price_monthly", monthly},
          {"price_hourly", hourly},
          {"regions", isAvailable ? Json{"blr1", "fra1", "nyc3"} : Json::array()},
          {"available", isAvailable},
          {"description", description},
          {"disk_info", {{{"type", "local"}, {"size", {{"amount", disk}, {"unit", "gib"}}}}}}};
}

Json image(int id, const char* slug, const char* distribution, const char* name, const char* type,
           int minDisk) {
  return {{"id", id},
          {"name", name},
          {"type", type},
          {"distribution", distribution},
          {"slug", slug},
          {"public", true},
          {"regions", {"blr1", "fra1", "nyc3"}},
          {"created_at", "2026-01-02T03:04:05Z"},
          {"min_disk_size", minDisk},
          {"size_gigabytes", 0.82},
          {"description", name},
          {"tags", Json::array()},
          {"status", "available"},
          {"error_message", ""}};
}

Json region(const char* slug, const char* name) {
  Json slugs = Json::array();
  for (const auto& each : sizes()) {
    if (each["available"] == true) slugs.push_back(each["slug"]);
  }
  return {{"name", name},
          {"slug", slug},
          {"features", {"backups", "ipv6", "metadata", "storage", "image_transfer"}},
          {"available", true},
          {"sizes", std::move(slugs)}};
}

const Json& called(const Entities& entities, const std::string& slug, const char* what) {
  const auto found =
      std::ranges::find_if(entities, [&](const Json& entity) { return entity["slug"] == slug; });
  if (found == entities.end())
    throw unprocessable(std::string{"You specified an invalid "} + what + ".");
  return *found;
}

}  // namespace

const Entities& sizes() {
  static const Entities all{
      size("s-1vcpu-1gb", 1'024, 1, 25, 1.0, 6.0, 0.00892999954521656, "Basic"),
      size("s-2vcpu-2gb", 2'048, 2, 60, 3.0, 18.0, 0.0267900004982948, "Basic"),
      size("s-2vcpu-4gb", 4'096, 2, 80, 4.0, 24.0, 0.0357099995017052, "Basic"),
      size("c-2", 4'096, 2, 25, 4.0, 42.0, 0.0625, "CPU-Optimized"),
      size("m-2vcpu-16gb", 16'384, 2, 50, 4.0, 84.0, 0.125, "Memory-Optimized"),
      size("s-24vcpu-128gb", 131'072, 24, 2'000, 9.0, 640.0, 0.952379999999, "Basic", false)};
  return all;
}

const Entities& regions() {
  static const Entities all{region("blr1", "Bangalore 1"), region("fra1", "Frankfurt 1"),
                            region("nyc3", "New York 3")};
  return all;
}

const Entities& publicImages() {
  static const Entities all{
      image(155'133'621, "ubuntu-24-04-x64", "Ubuntu", "24.04 (LTS) x64", "base", 7),
      image(155'133'622, "debian-12-x64", "Debian", "12 x64", "base", 7),
      image(155'133'623, "rockylinux-9-x64", "Rocky Linux", "9 x64", "base", 10),
      image(155'133'701, "wordpress-24-04", "Ubuntu", "WordPress on Ubuntu 24.04", "snapshot", 25)};
  return all;
}

const Json& sizeCalled(const std::string& slug) {
  return called(sizes(), slug, "size");
}

const Json& regionCalled(const std::string& slug) {
  return called(regions(), slug, "region");
}

Answer answerCatalogue(ApiCall& call) {
  if (call.is("GET", {"sizes"})) return listed(call, "sizes", sizes());
  if (call.is("GET", {"regions"})) return listed(call, "regions", regions());
  if (!call.is("GET", {"images"}) || paramOr(call.query, "private") == "true") return std::nullopt;
  const auto type = paramOr(call.query, "type");
  if (!type.empty() && type != "distribution" && type != "application")
    throw Refusal{400, "bad_request", "type is neither distribution nor application"};
  return listed(call, "images", publicImages(), [&](const Json& entry) {
    return type.empty() || (entry["type"] == "base") == (type == "distribution");
  });
}

}  // namespace hostler::sandbox::digitalocean
