// The team itself, its keys and its tags.
#include "plugins/sandbox/digitalocean/team.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::sandbox::digitalocean {
namespace {

// The blob of "ssh-ed25519 AAAA… comment"; empty where it is none.
std::string blobOf(const std::string& key) {
  const auto start = key.find(' ');
  if (start == std::string::npos || (!key.starts_with("ssh-") && !key.starts_with("ecdsa-")))
    return {};
  bool isBase64 = false;
  auto blob =
      sdk::base64Decode(key.substr(start + 1, key.find(' ', start + 1) - start - 1), isBase64);
  return isBase64 && blob.size() > 32 ? blob : std::string{};
}

std::string fingerprintOf(const std::string& blob) {
  const auto digits = sdk::hexOf(sdk::sha256(blob)).substr(0, 32);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); i += 2)
    text += (i == 0 ? "" : ":") + digits.substr(i, 2);
  return text;
}

ApiAnswer addKey(ApiCall& call) {
  allowOnly(call.body, {"name", "public_key"});
  const auto name = textIn(call.body, "name"), key = textIn(call.body, "public_key");
  const auto blob = blobOf(key);
  if (blob.empty()) throw unprocessable("Key invalid, key should be of the format `<type> <key>`");
  const auto fingerprint = fingerprintOf(blob);
  for (const auto& known : call.team.keys) {
    if (known["fingerprint"] == fingerprint)
      throw unprocessable("SSH Key is already in use on your account");
  }
  call.team.keys.push_back({{"id", call.team.nextNumber++},
                            {"name", name},
                            {"public_key", key},
                            {"fingerprint", fingerprint}});
  return one("ssh_key", call.team.keys.back(), 201);
}

Answer answerKeys(ApiCall& call) {
  auto& keys = call.team.keys;
  if (call.is("GET", {"account", "keys"})) return listed(call, "ssh_keys", keys);
  if (call.is("POST", {"account", "keys"})) return addKey(call);
  if (call.path.size() != 3 || call.path[0] != "account" || call.path[1] != "keys")
    return std::nullopt;
  const auto& id = call.path[2];
  if (call.method == "GET") return one("ssh_key", existing(keys, id));
  if (call.method != "DELETE") return std::nullopt;
  existing(keys, id);
  removeById(keys, id);
  return nothing();
}

Json tagJson(const Team& team, const std::string& tag) {
  const auto count = std::ranges::count_if(
      team.droplets, [&](const Json& droplet) { return holds(droplet["tags"], tag); });
  return {{"name", tag}, {"resources", {{"count", count}, {"droplets", {{"count", count}}}}}};
}

void label(ApiCall& call, const std::string& tag, bool puts) {
  allowOnly(call.body, {"resources"});
  const auto resources = call.body.value("resources", Json::array());
  if (!resources.is_array() || resources.empty()) throw unprocessable("resources is required.");
  for (const auto& resource : resources) {
    if (textIn(resource, "resource_type") != "droplet")
      throw unprocessable("resource_type is not supported.");
    auto& tags = existing(call.team.droplets, textIn(resource, "resource_id"))["tags"];
    drop(tags, tag);
    if (puts) tags.push_back(tag);
  }
}

Answer answerTags(ApiCall& call) {
  auto& tags = call.team.tags;
  if (call.path.empty() || call.path[0] != "tags") return std::nullopt;
  if (call.is("POST", {"tags"})) {
    allowOnly(call.body, {"name"});
    checkTags(call.team, {{"tags", Json::array({textIn(call.body, "name")})}});
    return one("tag", tagJson(call.team, call.body["name"]), 201);
  }
  if (call.is("GET", {"tags"})) {
    Entities all;
    for (const auto& tag : tags) all.push_back(tagJson(call.team, tag));
    return listed(call, "tags", all);
  }
  if (call.path.size() < 2) return std::nullopt;
  const auto& tag = call.path[1];
  if (!tags.contains(tag)) throw notFound();
  if (call.is("GET", {"tags", "*"})) return one("tag", tagJson(call.team, tag));
  if (call.is("DELETE", {"tags", "*"})) {
    for (auto& droplet : call.team.droplets) drop(droplet["tags"], tag);
    tags.erase(std::string{tag});
    return nothing();
  }
  const bool puts = call.method == "POST";
  if (!call.is(puts ? "POST" : "DELETE", {"tags", "*", "resources"})) return std::nullopt;
  label(call, tag, puts);
  return nothing();
}

}  // namespace

Answer answerAccount(ApiCall& call) {
  if (call.is("GET", {"account"})) {
    return one("account", {{"droplet_limit", call.team.asGiven.value("droplet_limit", 100)},
                           {"floating_ip_limit", 20},
                           {"reserved_ip_limit", 20},
                           {"volume_limit", 100},
                           {"email", "cloud@sahyadri.example"},
                           {"name", "Sahyadri Hosting"},
                           {"uuid", "b6fr89dbf6d9156cace5f3c78dc9851d957381ef"},
                           {"email_verified", true},
                           {"status", call.team.asGiven.value("status", "active")},
                           {"status_message", ""},
                           {"team", {{"uuid", newUuid()}, {"name", call.team.id}}}});
  }
  if (auto answer = answerKeys(call)) return answer;
  return answerTags(call);
}

}  // namespace hostler::sandbox::digitalocean
