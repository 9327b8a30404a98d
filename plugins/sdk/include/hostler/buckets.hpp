#pragma once

// Buckets of an object store that the provider's own interface makes; what lies in them is spoken
// of in S3.

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

struct Bucket : Resource {
  std::string endpoint;
  std::optional<std::int64_t> quotaBytes, usedBytes;
  std::string accessKey;
  Secret secretKey;  ///< only in the answers to `get` and `create`

  static constexpr auto members() {
    return std::tuple_cat(
        Resource::members(),
        std::tuple{field("endpoint", &Bucket::endpoint), field("quota_bytes", &Bucket::quotaBytes),
                   field("used_bytes", &Bucket::usedBytes), field("access_key", &Bucket::accessKey),
                   optionalField("secret_key", &Bucket::secretKey)});
  }
};

struct CreateBucket : NewResource {
  std::optional<std::int64_t> quotaBytes;
  bool versioning = false;

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{optionalField("quota_bytes", &CreateBucket::quotaBytes),
                                     optionalField("versioning", &CreateBucket::versioning)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "buckets.".
class BucketVerbs {
 public:
  virtual Reply<Page<Bucket>> listBuckets(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<Bucket>> getBucket(const Call&, const GetResource&) { return unsupported(); }
  virtual Reply<Bucket> createBucket(const Call&, const CreateBucket&) { return unsupported(); }
  virtual Reply<Removed> deleteBucket(const Call&, const DeleteResource&) { return unsupported(); }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("buckets.list", &Plugin::listBuckets);
    verbs.add("buckets.get", &Plugin::getBucket);
    verbs.add("buckets.create", &Plugin::createBucket);
    verbs.add("buckets.delete", &Plugin::deleteBucket);
  }

 protected:
  ~BucketVerbs() = default;
};

}  // namespace hostler::sdk
