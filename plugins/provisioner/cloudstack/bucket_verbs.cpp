// Buckets of the cloud's object stores (CloudStack 4.19 and newer). A bucket's name is its label:
// the cloud keeps nothing else of ours from the request that makes it.
#include "cloudstack_provisioner.h"

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

constexpr std::size_t kLongestName = 63;

sdk::Bucket toBucket(const Json& json, bool withSecret) {
  sdk::Bucket bucket;
  describe(bucket, json, textOf(json, "name"));
  const auto state = someText(json, "state");
  if (state == "Allocated" || state == "Creating") bucket.state = sdk::ResourceState::Creating;
  bucket.region = someText(json, "objectstorageid");
  const auto url = someText(json, "url");
  bucket.endpoint = url.substr(0, url.rfind('/' + bucket.name));
  const auto quota = someNumber(json, "quota").value_or(0);
  if (quota > 0) bucket.quotaBytes = quota * kGibibyte;
  if (const auto used = someNumber(json, "size")) bucket.usedBytes = *used;
  bucket.accessKey = someText(json, "accesskey");
  if (withSecret) bucket.secretKey = sdk::Secret{someText(json, "usersecretkey")};
  return bucket;
}

}  // namespace

Reply<sdk::Page<sdk::Bucket>> CloudstackProvisioner::listBuckets(
    const sdk::Call& call, const sdk::ListResources& request) {
  return things_.page<sdk::Bucket>(call, cloudOf(call, request), kBuckets, request,
                                   [](const Json& json) { return toBucket(json, false); });
}

Reply<sdk::Found<sdk::Bucket>> CloudstackProvisioner::getBucket(const sdk::Call& call,
                                                                const sdk::GetResource& request) {
  const auto entry = things_.wanted(call, cloudOf(call, request), kBuckets, request);
  sdk::Found<sdk::Bucket> found;
  if (!entry) return found;
  found.item = toBucket(*entry, true);
  if (found.item->state == sdk::ResourceState::Creating) return sdk::Pending{std::move(found)};
  return found;
}

Reply<sdk::Bucket> CloudstackProvisioner::createBucket(const sdk::Call& call,
                                                       const sdk::CreateBucket& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  if (label.size() > kLongestName) return badRequest("owner and reference make too long a name");
  const auto& store = request.region.empty()
                          ? needed(cloud.objectStore, "server_settings.object_store")
                          : idOf(request.region, "region");
  const auto quota =
      request.quotaBytes ? gibibytesOf(*request.quotaBytes, "quota_bytes") : std::string{"0"};
  const Params params{{"name", label},
                      {"objectstorageid", store},
                      {"quota", quota},
                      {"versioning", request.versioning ? "true" : "false"}};
  const auto read = [&] { return things_.byLabel(call, cloud, kBuckets, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (!entry) return Step{"createBucket", params, kMoment};
    return toBucket(*entry, false).state == sdk::ResourceState::Creating ? Due{Waiting{}}
                                                                         : Due{Nothing{}};
  });
  if (settled && !*settled) return notConfirmed("the new bucket does not show");
  return mapped(std::move(settled), [](auto entry) { return toBucket(*entry, true); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteBucket(const sdk::Call& call,
                                                        const sdk::DeleteResource& request) {
  return removeThing(call, cloudOf(call, request), kBuckets, request,
                     {"deleteBucket", {{"id", request.id}}, kMoment});
}

}  // namespace hostler::cloudstack
