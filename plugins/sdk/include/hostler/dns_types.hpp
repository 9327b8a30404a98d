#pragma once

// What crosses for "dns/1", and the DNSSEC types that registrars need too. Names are A-labels in
// lower case, absolute, without a final dot: a plugin adds dots and quotes as its provider wants
// them.

#include <hostler/fields.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sdk {

/// A DS record (RFC 4034 section 5).
struct DelegationSigner {
  int keyTag = 0, algorithm = 0, digestType = 0;
  std::string digest;  ///< hex

  static constexpr auto members() {
    return std::tuple{field("key_tag", &DelegationSigner::keyTag),
                      field("algorithm", &DelegationSigner::algorithm),
                      field("digest_type", &DelegationSigner::digestType),
                      field("digest", &DelegationSigner::digest)};
  }
};

/// All records of one name and type: what is written and read as one.
struct RecordSet {
  std::string name, type;
  int ttl = 3600;
  std::vector<std::string>
      values;  ///< in zone-file form without quotes: "10 mail.example.com", "v=spf1 -all"

  static constexpr auto members() {
    return std::tuple{field("name", &RecordSet::name), field("type", &RecordSet::type),
                      field("ttl", &RecordSet::ttl), field("values", &RecordSet::values)};
  }
};

/// A key that a zone is signed with. Only its public half ever crosses.
struct DnssecKey {
  std::string id;
  std::string type;  ///< "ksk" (signs the keys), "zsk" (signs the rest) or "csk" (both)
  bool active = false;
  std::string dnskey;  ///< as the zone publishes it: "257 3 13 mdsswUyr3DPW…"

  static constexpr auto members() {
    return std::tuple{field("id", &DnssecKey::id), field("type", &DnssecKey::type),
                      field("active", &DnssecKey::active), field("dnskey", &DnssecKey::dnskey)};
  }
};

struct Zone {
  std::string name;
  std::string reference;  ///< as it was created with; empty where the provider keeps none
  std::vector<std::string> nameservers;
  std::vector<RecordSet> records;
  bool dnssec = false;
  std::optional<std::int64_t> serial;

  static constexpr auto members() {
    return std::tuple{field("name", &Zone::name),
                      optionalField("reference", &Zone::reference),
                      field("nameservers", &Zone::nameservers),
                      field("records", &Zone::records),
                      optionalField("dnssec", &Zone::dnssec),
                      field("serial", &Zone::serial)};
  }
};

}  // namespace hostler::sdk
