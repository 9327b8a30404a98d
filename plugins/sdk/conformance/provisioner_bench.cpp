#include "provisioner_bench.h"

#include <algorithm>

namespace hostler::conformance {
namespace {

using sdk::Json;

std::string spelled(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

Json with(Json request, const Json& more) {
  request.update(more);
  return request;
}

Json onServer(Bench& bench, const std::string& product) {
  return {{"server_settings", bench.subject().at("server_settings")},
          {"product_settings", bench.subject().at(product)}};
}

Json createRequest(Bench& bench, const std::string& name) {
  bench.mustNotShow(kAccountPassword);
  return with(onServer(bench), {{"reference", "svc_" + name},
                                {"domain", name + ".example"},
                                {"password", kAccountPassword},
                                {"email", "client@" + name + ".example"}});
}

Json onAccount(Bench& bench, const Json& account, const Json& more) {
  return with(with(onServer(bench),
                   {{"account", {{"id", account.at("id")}, {"domain", account.at("domain")}}}}),
              more);
}

Json locate(Bench& bench, const std::string& name) {
  return bench.succeed("locate", with(onServer(bench), {{"reference", "svc_" + name},
                                                        {"domain", name + ".example"}}))["account"];
}

bool takesTime(Bench& bench) {
  return bench.subject().value("work_takes_time", false);
}

Json done(Bench& bench, const std::string& verb, const Json& request, const std::string& key) {
  return takesTime(bench) ? bench.settle(verb, request, key) : bench.succeed(verb, request, key);
}

Json make(Bench& bench, const std::string& name, const Json& more) {
  return done(bench, "create", with(createRequest(bench, name), more));
}

Json entriesOf(Bench& bench, const std::string& domain) {
  const auto member = bench.subject().value("domain_member", std::string{"domain"});
  Json entries = Json::array();
  for (const auto& entry : bench.booked("create")) {
    if (entry.at(member) == domain) entries.push_back(entry);
  }
  return entries;
}

bool isSuspended(Bench& bench, const Json& account) {
  const auto entries = entriesOf(bench, account.at("domain"));
  const auto pattern = bench.subject().value("suspended_shows", Json{{"suspended", true}});
  return !entries.empty() && shows(entries[0], pattern);
}

bool shows(const Json& entry, const Json& pattern) {
  if (pattern.is_object()) {
    if (!entry.is_object()) return false;
    for (const auto& [name, wanted] : pattern.items()) {
      if (!entry.contains(name) || !shows(entry[name], wanted)) return false;
    }
    return true;
  }
  if (pattern.is_array()) {
    return entry.is_array() && std::all_of(pattern.begin(), pattern.end(), [&](const Json& wanted) {
             return std::any_of(entry.begin(), entry.end(),
                                [&](const Json& each) { return shows(each, wanted); });
           });
  }
  return spelled(entry) == spelled(pattern);
}

}  // namespace hostler::conformance
