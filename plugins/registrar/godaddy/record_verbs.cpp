// Records in GoDaddy's own name servers. Whole sets are put in place: GoDaddy's way of adding
// single records makes a second one of each that is sent twice.
#include "godaddy_registrar.h"
#include "mapping.h"
#include "names.h"
#include "record_mapping.h"
#include "refusals.h"

#include <algorithm>
#include <set>

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::RecordSet;
using sdk::Reply;

constexpr std::size_t kMostSets = 50;

const RecordSet* find(const std::vector<RecordSet>& sets, const RecordSet& wanted) {
  const auto found = std::ranges::find_if(sets, [&](const RecordSet& set) {
    return set.name == wanted.name && set.type == wanted.type;
  });
  return found == sets.end() ? nullptr : &*found;
}

bool isDone(const std::vector<RecordSet>& shown, const sdk::ChangeDomainRecords& request) {
  const bool replaced = std::ranges::all_of(request.replace, [&](const RecordSet& set) {
    const auto* there = find(shown, set);
    return set.values.empty() ? there == nullptr : there != nullptr && areEqual(*there, set);
  });
  return replaced && std::ranges::none_of(request.remove, [&](const RecordSet& set) {
           return find(shown, set) != nullptr;
         });
}

// All that one place shall hold: what was there and is not meant, and what was asked for.
Json contentOf(const RecordPlace& place, const Json& before,
               const sdk::ChangeDomainRecords& request) {
  const auto& domain = request.domain;
  const auto isMeant = [&](const Json& record) {
    const auto meant = [&](const RecordSet& set) { return belongsTo(domain, record, set); };
    return std::ranges::any_of(request.replace, meant) ||
           std::ranges::any_of(request.remove, meant);
  };
  Json content = Json::array();
  for (const auto& record : before) {
    if (placeOf(record) == place && !isMeant(record)) content.push_back(record);
  }
  for (const auto& set : request.replace) {
    if (placeOf(domain, set) != place) continue;
    for (auto& record : fromRecordSet(domain, set)) content.push_back(std::move(record));
  }
  for (auto& record : content) {  // both are in the path
    record.erase("type");
    record.erase("name");
  }
  return content;
}

std::optional<sdk::ProviderError> faultIn(const sdk::ChangeDomainRecords& request) {
  const auto bad = [](std::string why) { return sdk::permanent("bad_request", std::move(why)); };
  if (!isDomainName(request.domain)) return bad("domain is not a domain name");
  if (request.replace.size() + request.remove.size() > kMostSets)
    return bad("more than 50 sets at once");
  for (const auto& set : request.replace) {
    if (const auto fault = faultOf(request.domain, set)) return bad(*fault);
  }
  for (const auto& set : request.remove) {  // of which name and type count alone
    if (const auto fault = faultOf(request.domain, RecordSet{set.name, set.type, 3600, {}}))
      return bad(*fault);
  }
  return std::nullopt;
}

}  // namespace

Reply<Json> GodaddyRegistrar::recordsOf(const sdk::Call& call, const std::string& domain) const {
  if (!isDomainName(domain)) return sdk::permanent("bad_request", "domain is not a domain name");
  auto answer = client_.send(call, {.endpoint = kGetRecords, .parts = {domain}});
  if (!answer) {
    if (!isMissing(answer.error())) return answer.error();
    return sdk::permanent("zone_missing", "GoDaddy's name servers do not serve " + domain);
  }
  if (!answer->is_array()) return misfit("the records are not a list");
  return answer;
}

Reply<sdk::DomainRecords> GodaddyRegistrar::records(const sdk::Call& call,
                                                    const sdk::DomainRequest& request) {
  const auto answer = recordsOf(call, request.domain);
  if (!answer) return answer.error();
  try {
    return sdk::DomainRecords{toRecordSets(request.domain, *answer)};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::DomainRecords> GodaddyRegistrar::changeRecords(const sdk::Call& call,
                                                          const sdk::ChangeDomainRecords& request) {
  if (const auto fault = faultIn(request)) return *fault;
  const auto before = recordsOf(call, request.domain);
  if (!before) return before.error();
  std::optional<sdk::ProviderError> refused;
  try {
    auto shown = toRecordSets(request.domain, *before);
    if (isDone(shown, request)) return sdk::DomainRecords{std::move(shown)};

    std::set<RecordPlace> places;
    for (const auto* sets : {&request.replace, &request.remove}) {
      for (const auto& set : *sets) places.insert(placeOf(request.domain, set));
    }
    for (const auto& place : places) {
      auto content = contentOf(place, *before, request);
      Request write{.endpoint = content.empty() ? kDeleteRecords : kPutRecords,
                    .parts = {request.domain, place.type, place.name}};
      if (!content.empty()) write.body = std::move(content);
      const auto written = client_.send(call, write);
      if (written || isMissing(written.error())) continue;
      if (!isRefusal(written.error())) return written.error();
      refused = written.error();
      break;
    }
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
  auto after = records(call, {request.domain});
  if (!after) return notConfirmed(after.error().message);
  if (isDone(after->records, request)) return after;
  if (refused) return *refused;
  return notConfirmed("the records are not the ones that were asked for");
}

}  // namespace hostler::godaddy
