#include "plugins/sandbox/powerdns/zone_state.h"

#include "plugins/sandbox/random_text.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <array>

namespace hostler::sandbox::powerdns {
namespace {

constexpr int kEcdsaP256 = 13, kSha256 = 2;

std::string rdataOf(int flags, const std::string& publicKey) {
  return std::string{static_cast<char>(flags >> 8), static_cast<char>(flags & 0xFF), '\3',
                     static_cast<char>(kEcdsaP256)} +
         publicKey;
}

// RFC 4034 appendix B.
int tagOf(const std::string& rdata) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < rdata.size(); ++i) {
    const auto byte = static_cast<unsigned char>(rdata[i]);
    sum += i % 2 == 0 ? static_cast<std::uint32_t>(byte) << 8 : byte;
  }
  return static_cast<int>((sum + (sum >> 16)) & 0xFFFF);
}

std::string wireName(const std::string& name) {
  std::string wire;
  for (std::size_t at = 0; at < name.size();) {
    const auto dot = name.find('.', at);
    wire += static_cast<char>(dot - at);
    wire += name.substr(at, dot - at);
    at = dot + 1;
  }
  return wire + '\0';
}

}  // namespace

Refusal plainRefusal(int status) {
  const char* name = status == 401   ? "Unauthorized"
                     : status == 404 ? "Not Found"
                     : status == 405 ? "Method Not Allowed"
                     : status == 409 ? "Conflict"
                                     : "Bad Request";
  return {status, name, true};
}

bool DnsZone::isSigned() const {
  return std::ranges::any_of(keys, &SigningKey::active);
}

SigningKey makeKey(const DnsZone& zone, int id, const std::string& type) {
  const int flags = type == "zsk" ? 256 : 257;
  const auto publicKey = randomText(64);
  const auto rdata = rdataOf(flags, publicKey);
  SigningKey key{id, type, true, std::to_string(flags) + " 3 13 " + sdk::base64Of(publicKey), {}};
  if (type != "zsk") {
    key.ds.push_back(std::to_string(tagOf(rdata)) + " " + std::to_string(kEcdsaP256) + " " +
                     std::to_string(kSha256) + " " +
                     sdk::hexOf(sdk::sha256(wireName(zone.name) + rdata)));
  }
  return key;
}

Json keyJson(const SigningKey& key) {
  Json json{{"type", "Cryptokey"},
            {"id", key.id},
            {"keytype", key.type},
            {"active", key.active},
            {"published", true},
            {"dnskey", key.dnskey},
            {"flags", key.type == "zsk" ? 256 : 257},
            {"algorithm", "ECDSAP256SHA256"},
            {"bits", 256}};
  if (!key.ds.empty()) json["ds"] = key.ds;
  return json;
}

Json zoneJson(const DnsZone& zone, bool withSets, const std::string& name,
              const std::string& type) {
  Json json{{"account", zone.account},
            {"dnssec", zone.isSigned()},
            {"edited_serial", zone.serial},
            {"id", zone.name},
            {"kind", zone.kind},
            {"last_check", 0},
            {"masters", Json::array()},
            {"name", zone.name},
            {"notified_serial", 0},
            {"serial", zone.serial},
            {"url", "/api/v1/servers/localhost/zones/" + zone.name}};
  if (!withSets) return json;
  json.update({{"api_rectify", zone.apiRectify},
               {"soa_edit", ""},
               {"soa_edit_api", zone.soaEditApi},
               {"nsec3param", ""},
               {"nsec3narrow", false},
               {"master_tsig_key_ids", Json::array()},
               {"slave_tsig_key_ids", Json::array()}});
  json["rrsets"] = Json::array();
  for (const auto& [key, group] : zone.groups) {
    if ((!name.empty() && key.first != name) || (!type.empty() && key.second != type)) continue;
    Json records = Json::array();
    for (const auto& record : group.records)
      records.push_back({{"content", record.content}, {"disabled", record.disabled}});
    json["rrsets"].push_back({{"comments", Json::array()},
                              {"name", key.first},
                              {"type", key.second},
                              {"ttl", group.ttl},
                              {"records", std::move(records)}});
  }
  return json;
}

}  // namespace hostler::sandbox::powerdns
