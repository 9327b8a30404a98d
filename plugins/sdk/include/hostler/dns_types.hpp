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

struct Zone {
  std::string name;
  std::vector<std::string> nameservers;
  std::vector<RecordSet> records;
  bool dnssec = false;
  std::optional<std::int64_t> serial;

  static constexpr auto members() {
    return std::tuple{field("name", &Zone::name), field("nameservers", &Zone::nameservers),
                      field("records", &Zone::records), optionalField("dnssec", &Zone::dnssec),
                      field("serial", &Zone::serial)};
  }
};

}  // namespace hostler::sdk
