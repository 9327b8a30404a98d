#include "plugins/sandbox/powerdns/zone_api.h"

#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/random_text.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::sandbox::powerdns {
namespace {

using front::Method;

front::Response nothing() {
  front::Response response;
  response.status = 204;
  return response;
}

Json bodyOf(const front::Request& request) {
  auto body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) throw plainRefusal(400);
  return body;
}

Json serverJson(const NameServer& server) {
  return {{"type", "Server"},
          {"id", "localhost"},
          {"daemon_type", "authoritative"},
          {"version", server.version},
          {"url", "/api/v1/servers/localhost"},
          {"config_url", "/api/v1/servers/localhost/config{/config_setting}"},
          {"zones_url", "/api/v1/servers/localhost/zones{/zone}"}};
}

// 2026-01-05 as 2026010501.
std::int64_t firstSerial(Instant now) {
  const auto text = now.text();
  return std::stoll(text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2)) * 100 + 1;
}

front::Response answerList(ZoneCall& call) {
  if (call.request.method == Method::Get) {
    Json list = Json::array();
    const auto wanted = paramOr(call.query, "zone");
    for (const auto& [name, zone] : call.server.zones) {
      if (wanted.empty() || wanted == name) list.push_back(zoneJson(zone, false));
    }
    return jsonAnswer(200, list);
  }
  if (call.request.method != Method::Post) throw plainRefusal(405);
  auto zone = makeZone(bodyOf(call.request), firstSerial(call.now));
  if (call.server.zones.contains(zone.name)) throw plainRefusal(409);
  const auto name = zone.name;
  const auto& made = call.server.zones.emplace(name, std::move(zone)).first->second;
  return jsonAnswer(201, zoneJson(made, true));
}

void sign(ZoneCall& call, DnsZone& zone, bool on) {
  if (!on) zone.keys.clear();
  if (on && !zone.isSigned()) zone.keys.push_back(makeKey(zone, call.server.nextKey++, "csk"));
}

front::Response putZone(ZoneCall& call, DnsZone& zone) {
  const auto body = bodyOf(call.request);
  if (body.contains("kind")) zone.kind = body["kind"].get<std::string>();
  if (body.contains("account")) zone.account = body["account"].get<std::string>();
  if (body.contains("api_rectify")) zone.apiRectify = body["api_rectify"].get<bool>();
  if (body.contains("dnssec")) sign(call, zone, body["dnssec"].get<bool>());
  return nothing();
}

front::Response answerZone(ZoneCall& call, DnsZone& zone) {
  switch (call.request.method) {
    case Method::Get: {
      const bool withSets = paramOr(call.query, "rrsets", "true") != "false";
      return jsonAnswer(200, zoneJson(zone, withSets, paramOr(call.query, "rrset_name"),
                                      paramOr(call.query, "rrset_type")));
    }
    case Method::Patch:
      zone = changedZone(zone, bodyOf(call.request));
      return nothing();
    case Method::Put:
      return putZone(call, zone);
    case Method::Delete:
      call.server.zones.erase(std::string{zone.name});
      return nothing();
    default:
      throw plainRefusal(405);
  }
}

// The only answer that holds a private key: it must go no further than the plugin.
front::Response addKey(ZoneCall& call, DnsZone& zone) {
  const auto body = bodyOf(call.request);
  const auto type = body.value("keytype", "");
  if (type != "csk" && type != "ksk" && type != "zsk")
    throw Refusal{422, "Invalid keytype " + type};
  auto key = makeKey(zone, call.server.nextKey++, type);
  key.active = body.value("active", false);
  auto json = keyJson(zone.keys.emplace_back(std::move(key)));
  json["privatekey"] = "Private-key-format: v1.2\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: " +
                       sdk::base64Of(randomText(32)) + "\n";
  return jsonAnswer(201, json);
}

front::Response answerKeys(ZoneCall& call, DnsZone& zone) {
  const auto& path = call.path;
  if (path.size() == 7) {
    if (call.request.method == Method::Post) return addKey(call, zone);
    if (call.request.method != Method::Get) throw plainRefusal(405);
    Json list = Json::array();
    for (const auto& key : zone.keys) list.push_back(keyJson(key));
    return jsonAnswer(200, list);
  }
  const auto found = std::ranges::find_if(
      zone.keys, [&](const SigningKey& key) { return std::to_string(key.id) == path[7]; });
  if (found == zone.keys.end()) throw plainRefusal(404);
  switch (call.request.method) {
    case Method::Get:
      return jsonAnswer(200, keyJson(*found));
    case Method::Put:
      found->active = bodyOf(call.request).value("active", found->active);
      return nothing();
    case Method::Delete:
      zone.keys.erase(found);
      return nothing();
    default:
      throw plainRefusal(405);
  }
}

front::Response answerDeed(ZoneCall& call, DnsZone& zone) {
  if (call.path.size() != 7 || call.request.method != Method::Put) throw plainRefusal(404);
  if (call.path[6] == "rectify") {
    ++zone.rectified;
    return jsonAnswer(200, {{"result", "Rectified"}});
  }
  if (call.path[6] == "notify") {
    ++zone.notified;
    return jsonAnswer(200, {{"result", "Notification queued"}});
  }
  throw plainRefusal(404);
}

}  // namespace

// /api/v1/servers/localhost/zones/:zone/…
front::Response answerZones(ZoneCall& call) {
  const auto& path = call.path;
  if (path.size() < 3 || path[0] != "api" || path[1] != "v1" || path[2] != "servers")
    throw plainRefusal(404);
  if (path.size() == 3) return jsonAnswer(200, Json::array({serverJson(call.server)}));
  if (path[3] != "localhost") throw plainRefusal(404);
  if (path.size() == 4) return jsonAnswer(200, serverJson(call.server));
  if (path[4] != "zones" || path.size() > 8) throw plainRefusal(404);
  if (path.size() == 5) return answerList(call);

  const auto id = path[5].ends_with('.') ? path[5] : path[5] + ".";
  const auto zone = call.server.zones.find(id);
  if (zone == call.server.zones.end()) throw plainRefusal(404);
  if (path.size() == 6) return answerZone(call, zone->second);
  if (path[6] == "cryptokeys") return answerKeys(call, zone->second);
  return answerDeed(call, zone->second);
}

}  // namespace hostler::sandbox::powerdns
