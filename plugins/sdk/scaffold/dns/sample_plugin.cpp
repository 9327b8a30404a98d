#include "sample_plugin.h"

#include "mapping.h"

namespace sample {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

std::string pathOf(const std::string& zone) {
  return "/zones/" + sdk::urlEncode(zone);
}

}  // namespace

Reply<sdk::DnsReport> SamplePlugin::testConnection(const sdk::Call& call, const sdk::DnsTest&) {
  const auto holder = client_.holder(call, settings_);
  if (!holder) return holder.error();
  sdk::DnsReport report;
  report.detail = "Connected as " + holder->name + ".";
  return report;
}

Reply<sdk::LocatedZone> SamplePlugin::find(const sdk::Call& call, const std::string& zone) const {
  return mapped(client_.read(call, settings_, pathOf(zone)), Effect::Read, [](const Json& answer) {
    sdk::LocatedZone located;
    if (!answer.is_null()) located.zone = toZone(answer);
    return located;
  });
}

Reply<sdk::LocatedZone> SamplePlugin::locate(const sdk::Call& call,
                                             const sdk::ZoneRequest& request) {
  return find(call, request.name);
}

Reply<sdk::Zone> SamplePlugin::createZone(const sdk::Call& call, const sdk::CreateZone& request) {
  const auto ours = find(call, request.name);
  if (!ours) return ours.error();
  if (ours->zone) return *ours->zone;
  return mapped(client_.write(call, settings_, "POST", "/zones", sdk::toJson(request)),
                Effect::Write, toZone);
}

// Whole record sets: sending them twice changes nothing.
Reply<sdk::Zone> SamplePlugin::changeRecords(const sdk::Call& call,
                                             const sdk::ChangeRecords& request) {
  return mapped(client_.write(call, settings_, "PATCH", pathOf(request.name), sdk::toJson(request)),
                Effect::Write, toZone);
}

Reply<sdk::ZoneRemoved> SamplePlugin::removeZone(const sdk::Call& call,
                                                 const sdk::ZoneRequest& request) {
  const auto before = find(call, request.name);
  if (!before) return before.error();
  if (!before->zone) return sdk::ZoneRemoved{.existed = false};
  const auto removed =
      client_.write(call, settings_, "DELETE", pathOf(request.name), Json::object());
  if (!removed) return removed.error();
  return sdk::ZoneRemoved{};
}

}  // namespace sample
