#pragma once

#include "core/json/json.h"
#include "core/shape/shape.h"

#include <string>
#include <vector>

namespace hostler {

/// All records of one name and type: what is written, compared and removed as one. In the engine's
/// own form: the name absolute, in lower-case A-labels, without a final dot; values normal (see
/// record_values.h), sorted and each once.
struct RecordSet {
  std::string name, type;
  int ttl = 3600;
  std::vector<std::string> values;

  bool isOf(const RecordSet& other) const { return name == other.name && type == other.type; }
  friend bool operator==(const RecordSet&, const RecordSet&) = default;
};
using RecordSets = std::vector<RecordSet>;

/// The same as people write and read it: the name relative to the zone, "@" for the zone itself.
struct RecordBody {
  std::string name, type;
  int ttl = 3600;
  std::vector<std::string> values;
  static void describe(Shape<RecordBody>& shape);
};

RecordBody bodyOf(const RecordSet& set, const std::string& zone);
std::vector<RecordBody> bodiesOf(const RecordSets& sets, const std::string& zone);
/// "www" of "www.acme.example" in acme.example, "@" of the zone itself.
std::string relativeName(const std::string& name, const std::string& zone);
bool isInZone(std::string_view name, std::string_view zone);

/// As the border of plugins has them, and as our tables keep them.
Json recordJson(const RecordSets& sets);
/// Reads what recordJson wrote. Throws Json::exception for anything else.
RecordSets recordsOf(const Json& json);
/// Reads what a provider says, as the untrusted input that it is: what is not a record set of a
/// type that we know, or lies outside the zone, is left out, and so are the zone's own name
/// servers.
RecordSets providedRecords(const Json& json, const std::string& zone);

/// By name, the zone itself first, then by type.
void sortRecords(RecordSets& sets, const std::string& zone);
const RecordSet* findSet(const RecordSets& sets, const std::string& name, const std::string& type);
std::size_t countValues(const RecordSets& sets);

}  // namespace hostler
