#pragma once

#include <hostler/call.hpp>
#include <hostler/provisioner_types.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

struct StorageTest : OnServer {};
struct StorageReport {
  std::string detail;
  static constexpr auto members() { return std::tuple{field("detail", &StorageReport::detail)}; }
};

struct BucketRequest : OnServer {
  std::string bucket;
  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(), std::tuple{field("bucket", &BucketRequest::bucket)});
  }
};
struct BucketState {
  std::string bucket, region;
  bool versioning = false;
  std::optional<std::int64_t> createdAt, bytes, objects;
  static constexpr auto members() {
    return std::tuple{field("bucket", &BucketState::bucket),
                      optionalField("region", &BucketState::region),
                      optionalField("versioning", &BucketState::versioning),
                      field("created_at", &BucketState::createdAt),
                      field("bytes", &BucketState::bytes),
                      field("objects", &BucketState::objects)};
  }
};
struct LocatedBucket {
  std::optional<BucketState> bucket;
  static constexpr auto members() { return std::tuple{field("bucket", &LocatedBucket::bucket)}; }
};
struct BucketRemoved {
  bool existed = true;
  static constexpr auto members() { return std::tuple{field("existed", &BucketRemoved::existed)}; }
};

struct ListObjects : OnServer {
  std::string bucket, prefix, delimiter, cursor;
  int limit = 1000;
  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(),
                          std::tuple{field("bucket", &ListObjects::bucket),
                                     optionalField("prefix", &ListObjects::prefix),
                                     optionalField("delimiter", &ListObjects::delimiter),
                                     optionalField("cursor", &ListObjects::cursor),
                                     optionalField("limit", &ListObjects::limit)});
  }
};
struct ObjectState {
  std::string key, etag;
  std::int64_t bytes = 0;
  std::optional<std::int64_t> modifiedAt;
  static constexpr auto members() {
    return std::tuple{field("key", &ObjectState::key), optionalField("etag", &ObjectState::etag),
                      field("bytes", &ObjectState::bytes),
                      field("modified_at", &ObjectState::modifiedAt)};
  }
};
struct ObjectPage {
  std::vector<ObjectState> objects;
  std::vector<std::string> prefixes;
  std::optional<std::string> nextCursor;
  static constexpr auto members() {
    return std::tuple{field("objects", &ObjectPage::objects),
                      field("prefixes", &ObjectPage::prefixes),
                      field("next_cursor", &ObjectPage::nextCursor)};
  }
};
struct ObjectRequest : OnServer {
  std::string bucket, key;
  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(), std::tuple{field("bucket", &ObjectRequest::bucket),
                                                          field("key", &ObjectRequest::key)});
  }
};

/// A link that lets somebody read or write one object, and nothing else, for a while. Bytes of
/// objects never cross the border: they go straight between the browser (or the engine) and the
/// store.
struct SignObject : OnServer {
  std::string bucket, key, method;
  int expiresIn = 900;  ///< seconds
  static constexpr auto members() {
    return std::tuple_cat(
        OnServer::members(),
        std::tuple{field("bucket", &SignObject::bucket), field("key", &SignObject::key),
                   field("method", &SignObject::method),
                   optionalField("expires_in", &SignObject::expiresIn)});
  }
};
struct SignedLink {
  Secret url;
  static constexpr auto members() { return std::tuple{field("url", &SignedLink::url)}; }
};

/// One of a bucket's settings: "versioning", "lifecycle", "policy", "access", "cors"; its value as
/// JSON.
struct ConfigureBucket : OnServer {
  std::string bucket, setting;
  Json value;
  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(),
                          std::tuple{field("bucket", &ConfigureBucket::bucket),
                                     field("setting", &ConfigureBucket::setting),
                                     field("value", &ConfigureBucket::value)});
  }
};

/// "storage/1": buckets and objects of any store that speaks S3.
class Storage {
 public:
  using Kind = Storage;
  static constexpr std::string_view kKind = "storage/1";
  virtual ~Storage() = default;

  virtual Reply<StorageReport> testConnection(const Call&, const StorageTest&) = 0;
  virtual Reply<BucketState> createBucket(const Call&, const BucketRequest&) = 0;
  virtual Reply<LocatedBucket> locate(const Call&, const BucketRequest&) = 0;
  virtual Reply<BucketRemoved> removeBucket(const Call&, const BucketRequest&) = 0;

  virtual Reply<ObjectPage> objects(const Call&, const ListObjects&) { return unsupported(); }
  virtual Reply<Done> removeObject(const Call&, const ObjectRequest&) { return unsupported(); }
  virtual Reply<SignedLink> sign(const Call&, const SignObject&) { return unsupported(); }
  virtual Reply<Done> configure(const Call&, const ConfigureBucket&) { return unsupported(); }
  virtual Reply<BucketState> usage(const Call&, const BucketRequest&) { return unsupported(); }

  template <class Plugin>
  static void declare(VerbTable<Plugin, Storage>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("create_bucket", &Plugin::createBucket);
    verbs.add("locate", &Plugin::locate);
    verbs.add("remove_bucket", &Plugin::removeBucket);
    verbs.add("objects", &Plugin::objects);
    verbs.add("remove_object", &Plugin::removeObject);
    verbs.add("sign", &Plugin::sign);
    verbs.add("configure", &Plugin::configure);
    verbs.add("usage", &Plugin::usage);
  }
};

}  // namespace hostler::sdk
