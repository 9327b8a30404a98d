#pragma once

#include "core/json/json.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sandbox::powerdns {

struct DnsRecord {
  std::string content;
  bool disabled = false;
};
struct RecordGroup {
  std::int64_t ttl = 3600;
  std::vector<DnsRecord> records;
};

/// A key that signs a zone; its private half is made up and never used.
struct SigningKey {
  int id = 0;
  std::string type;  ///< ksk, zsk, csk
  bool active = true;
  std::string dnskey;  ///< "257 3 13 …"
  std::vector<std::string> ds;
};

struct DnsZone {
  std::string name;  ///< with its final dot, as all names here
  std::string kind, account, soaEditApi;
  bool apiRectify = false;
  std::int64_t serial = 0;
  std::map<std::pair<std::string, std::string>, RecordGroup> groups;  ///< by name and type
  std::vector<SigningKey> keys;
  int rectified = 0, notified = 0;

  bool isSigned() const;
};

/// All that one server holds. A value: copying it is how the sandbox pretends.
struct NameServer {
  std::string name;
  std::string version = "4.7.3";
  std::map<std::string, DnsZone> zones;
  int nextKey = 1;
};

/// Who an API key belongs to.
struct KeyHolder {
  std::string id, server, apiKey;
  bool disabled = false;
  Json asGiven;
};

/// An answer that is an error: a document with `error`, or the status' plain name.
struct Refusal {
  int status = 422;
  std::string error;
  bool isPlain = false;
};
Refusal plainRefusal(int status);

/// Throws Refusal where a record of this type cannot hold the content.
void checkContent(const std::string& name, const std::string& type, const std::string& content);
bool isCanonical(const std::string& name);

/// A zone as the API shows it; with its sets where asked, of one name or type where those are
/// given.
Json zoneJson(const DnsZone& zone, bool withSets, const std::string& name = {},
              const std::string& type = {});
Json keyJson(const SigningKey& key);

/// Makes the zone that a POST asks for. Throws Refusal.
DnsZone makeZone(const Json& body, std::int64_t firstSerial);
/// Applies a PATCH as one: all of it or, by throwing, nothing.
DnsZone changedZone(DnsZone zone, const Json& body);
/// A key by the flags of its type, with the DS record that belongs to it (RFC 4034 5.1.4).
SigningKey makeKey(const DnsZone& zone, int id, const std::string& type);

}  // namespace hostler::sandbox::powerdns
