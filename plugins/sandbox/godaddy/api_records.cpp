// DNS records, while GoDaddy's own name servers serve the domain.
#include "plugins/sandbox/godaddy/api.h"

#include <algorithm>
#include <array>

namespace hostler::sandbox::godaddy {
namespace {

using front::Method;

constexpr std::array<std::string_view, 8> kTypes{"A",  "AAAA", "CNAME", "MX",
                                                 "NS", "SOA",  "SRV",   "TXT"};

Domain& served(ApiCall& call) {
  auto& domain = changeable(call, call.path[2]);
  const bool ours = std::ranges::all_of(domain.nameServers, [](const std::string& host) {
    return host.ends_with(".domaincontrol.com");
  });
  if (!ours) throw unknownDomain(domain.name);
  return domain;
}

bool isType(const std::string& type) {
  return std::ranges::find(kTypes, type) != kTypes.end();
}

Json withPlace(Json record, const std::string& type, const std::string& name) {
  record["type"] = type;
  record["name"] = name;
  return record;
}

// What is wrong with one record, as `records[0].ttl`.
void check(const Json& record, std::size_t index, const std::string& type, Json& fields) {
  const auto fault = [&](const std::string& member, const char* code, const char* message) {
    fields.push_back({{"path", "records[" + std::to_string(index) + "]" + member},
                      {"code", code},
                      {"message", message}});
  };
  if (!record.is_object()) return fault("", "INVALID_TYPE", "must be an object");
  for (const auto& [member, value] : record.items()) {
    constexpr std::array<std::string_view, 9> kMembers{
        "type", "name", "data", "ttl", "priority", "weight", "port", "service", "protocol"};
    if (std::ranges::find(kMembers, member) == kMembers.end())
      fault("." + member, "UNEXPECTED_PROPERTY", "is not a property of a record");
  }
  const auto data = record.value("data", Json());
  if (!data.is_string() || data == "") fault(".data", "MISSING_PROPERTY", "is required");
  const auto ttl = record.value("ttl", Json(3600));
  if (!ttl.is_number_integer() || ttl < 600)
    fault(".ttl", "UNKNOWN_RESTRICTION", "must have a minimum value of 600");
  if ((type == "MX" || type == "SRV") && !record.value("priority", Json()).is_number_unsigned())
    fault(".priority", "MISSING_PROPERTY", "is required");
  if (type != "SRV") return;
  for (const char* member : {"service", "protocol", "port", "weight"}) {
    if (!record.contains(member))
      fault(std::string{"."} + member, "MISSING_PROPERTY", "is required");
  }
}

void checkAll(const Json& records, const std::string& type) {
  if (!records.is_array() || records.empty())
    throw Refusal{400, "INVALID_BODY", "Request body must be a list of records"};
  Json fields = Json::array();
  for (std::size_t i = 0; i < records.size(); ++i) check(records[i], i, type, fields);
  if (fields.empty()) return;
  throw Refusal{422, "INVALID_BODY", "Request body doesn't fulfill schema, see details in `fields`",
                fields};
}

Json those(const Domain& domain, const std::string& type, const std::string& name) {
  Json found = Json::array();
  for (const auto& record : domain.records) {
    if (record["type"] == type && (name.empty() || record["name"] == name)) found.push_back(record);
  }
  return found;
}

void erase(Domain& domain, const std::string& type, const std::string& name) {
  Json kept = Json::array();
  for (const auto& record : domain.records) {
    if (record["type"] != type || record["name"] != name) kept.push_back(record);
  }
  domain.records = std::move(kept);
}

Reply replace(ApiCall& call) {
  auto& domain = served(call);
  const auto &type = call.path[4], &name = call.path[5];
  checkAll(call.body, type);
  erase(domain, type, name);
  for (const auto& record : call.body) domain.records.push_back(withPlace(record, type, name));
  return {};
}

Reply remove(ApiCall& call) {
  auto& domain = served(call);
  const auto &type = call.path[4], &name = call.path[5];
  if (type == "NS" || type == "SOA")
    throw Refusal{422, "INVALID_VALUE_ENUM", "type must not be NS or SOA"};
  if (those(domain, type, name).empty())
    throw Refusal{404, "UNKNOWN_RECORD", "There are no such records"};
  erase(domain, type, name);
  return {204, nullptr};
}

// Adds, and does not ask whether it is there: twice makes two.
Reply add(ApiCall& call) {
  auto& domain = served(call);
  if (!call.body.is_array()) throw Refusal{400, "INVALID_BODY", "must be a list of records"};
  for (const auto& record : call.body) {
    const auto type = record.is_object() ? record.value("type", std::string{}) : std::string{};
    if (!isType(type)) throw Refusal{422, "INVALID_VALUE_ENUM", "type is not known"};
    checkAll(Json::array({record}), type);
  }
  for (const auto& record : call.body) domain.records.push_back(record);
  return {};
}

}  // namespace

Answer answerRecords(ApiCall& call) {
  if (call.path.size() < 4 || call.path[0] != "v1" || call.path[1] != "domains" ||
      call.path[3] != "records")
    return std::nullopt;
  call.takes({"offset", "limit"});
  if (call.path.size() > 4 && !isType(call.path[4]))
    throw Refusal{422, "INVALID_VALUE_ENUM", "type is not known"};
  if (call.is(Method::Get, {"v1", "domains", "*", "records"}))
    return Reply{200, served(call).records};
  if (call.is(Method::Get, {"v1", "domains", "*", "records", "*"}))
    return Reply{200, those(served(call), call.path[4], "")};
  if (call.is(Method::Get, {"v1", "domains", "*", "records", "*", "*"}))
    return Reply{200, those(served(call), call.path[4], call.path[5])};
  if (call.is(Method::Patch, {"v1", "domains", "*", "records"})) return add(call);
  if (call.is(Method::Put, {"v1", "domains", "*", "records", "*", "*"})) return replace(call);
  if (call.is(Method::Delete, {"v1", "domains", "*", "records", "*", "*"})) return remove(call);
  return std::nullopt;
}

}  // namespace hostler::sandbox::godaddy
