#include "sample_plugin.h"

#include "mapping.h"

namespace sample {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

Settings serverOf(const sdk::Call& call, const sdk::OnServer& request) {
  return sdk::readSettings<Settings>(call, request.serverSettings, "server_settings");
}

std::string pathOf(const std::string& bucket) {
  return "/buckets/" + sdk::urlEncode(bucket);
}

}  // namespace

Reply<sdk::StorageReport> SamplePlugin::testConnection(const sdk::Call& call,
                                                       const sdk::StorageTest& request) {
  const auto holder = client_.holder(call, serverOf(call, request));
  if (!holder) return holder.error();
  sdk::StorageReport report;
  report.detail = "Connected as " + holder->name + ".";
  return report;
}

Reply<sdk::LocatedBucket> SamplePlugin::find(const sdk::Call& call, const Settings& settings,
                                             const std::string& bucket) const {
  return mapped(client_.read(call, settings, pathOf(bucket)), Effect::Read, [](const Json& answer) {
    sdk::LocatedBucket located;
    if (!answer.is_null()) located.bucket = toBucket(answer);
    return located;
  });
}

Reply<sdk::LocatedBucket> SamplePlugin::locate(const sdk::Call& call,
                                               const sdk::BucketRequest& request) {
  return find(call, serverOf(call, request), request.bucket);
}

Reply<sdk::BucketState> SamplePlugin::createBucket(const sdk::Call& call,
                                                   const sdk::BucketRequest& request) {
  const auto server = serverOf(call, request);
  const auto ours = find(call, server, request.bucket);
  if (!ours) return ours.error();
  if (ours->bucket) return *ours->bucket;
  return mapped(client_.write(call, server, "PUT", pathOf(request.bucket), Json::object()),
                Effect::Write, toBucket);
}

Reply<sdk::BucketRemoved> SamplePlugin::removeBucket(const sdk::Call& call,
                                                     const sdk::BucketRequest& request) {
  const auto server = serverOf(call, request);
  const auto before = find(call, server, request.bucket);
  if (!before) return before.error();
  if (!before->bucket) return sdk::BucketRemoved{.existed = false};
  const auto removed =
      client_.write(call, server, "DELETE", pathOf(request.bucket), Json::object());
  if (!removed) return removed.error();
  return sdk::BucketRemoved{};
}

}  // namespace sample
