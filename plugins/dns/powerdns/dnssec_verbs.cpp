// Signing, and what the server can be asked to do about a zone.
#include "mapping.h"
#include "powerdns_dns.h"

namespace hostler::powerdns {
namespace {

using sdk::Reply;

constexpr int kNoContent = 204;

}  // namespace

Reply<sdk::Dnssec> PowerDns::keysOf(const sdk::Call& call, const sdk::Zone& zone) const {
  // The list holds public halves only; a single key's resource would hold the private one too.
  const auto keys = client_.get(call, zonePath(zone.name) + "/cryptokeys");
  if (!keys) return keys.error();
  try {
    return toDnssec(zone.dnssec, *keys);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

// Through the zone and not by adding a key: asked twice, the server makes one key all the same, and
// its answer holds no private half.
Reply<sdk::Dnssec> PowerDns::setDnssec(const sdk::Call& call, const sdk::SwitchDnssec& request) {
  if (auto fault = zoneFault(request.name, request.reference)) return *fault;
  const auto before = finder_.expected(call, request.name, request.reference);
  if (!before) return before.error();
  if (before->dnssec == request.on) return keysOf(call, *before);

  const auto refusal = client_.write(call, "PUT", zonePath(request.name),
                                     {{"dnssec", request.on}, {"api_rectify", true}}, kNoContent);
  const auto after = settle(call, request.name, refusal,
                            [&](const sdk::Zone& zone) { return zone.dnssec == request.on; });
  if (!after) return after.error();
  const auto keys = keysOf(call, *after);
  // It is done; only what the parent must publish could not be read.
  if (!keys) return sdk::unknown(keys.error().code, keys.error().message);
  return *keys;
}

Reply<sdk::Dnssec> PowerDns::dnssec(const sdk::Call& call, const sdk::ZoneRequest& request) {
  if (auto fault = zoneFault(request.name, request.reference)) return *fault;
  const auto zone = finder_.expected(call, request.name, request.reference);
  if (!zone) return zone.error();
  return keysOf(call, *zone);
}

Reply<sdk::ZoneNote> PowerDns::ask(const sdk::Call& call, const sdk::ZoneRequest& request,
                                   const std::string& what) const {
  if (auto fault = zoneFault(request.name, request.reference)) return *fault;
  const auto zone = finder_.expected(call, request.name, request.reference);
  if (!zone) return zone.error();
  const auto answer = client_.put(call, zonePath(request.name) + "/" + what);
  if (!answer) return answer.error();
  const auto result = answer->is_object() ? answer->value("result", sdk::Json()) : sdk::Json();
  if (!result.is_string()) return misfit("result is no text");
  return sdk::ZoneNote{result.get<std::string>()};
}

Reply<sdk::ZoneNote> PowerDns::rectify(const sdk::Call& call, const sdk::ZoneRequest& request) {
  return ask(call, request, "rectify");
}

Reply<sdk::ZoneNote> PowerDns::notify(const sdk::Call& call, const sdk::ZoneRequest& request) {
  return ask(call, request, "notify");
}

}  // namespace hostler::powerdns
