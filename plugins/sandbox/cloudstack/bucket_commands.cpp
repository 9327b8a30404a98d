// Object stores and their buckets (4.19 and newer).
#include "plugins/sandbox/cloudstack/command.h"
#include "plugins/sandbox/random_text.h"

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "bucket";

Json create(CommandCall& call) {
  auto& cloud = call.cloud;
  const auto name = call.param("name");
  const bool fits =
      name.size() >= 3 && name.size() <= 63 && std::ranges::all_of(name, [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
      });
  if (!fits) refuse("Bucket name " + name + " is not valid");
  (void)cloud.need("objectstore", call.param("objectstorageid"), "objectstorageid");
  refuseTakenName(call, kKind, name);
  const auto id = cloud
                      .add(kKind, {{"name", name},
                                   {"objectstorageid", call.param("objectstorageid")},
                                   {"objectstore", "store1"},
                                   {"provider", "Simulator"},
                                   {"quota", call.number("quota")},
                                   {"versioning", call.isTrue("versioning")},
                                   {"size", 0},
                                   {"state", "Creating"},
                                   {"account", call.who.account},
                                   {"created", timeText(cloud.now)}})
                      .at("id")
                      .get<std::string>();
  return call.begin(
      "Bucket", id,
      [id](Cloud& later) {
        auto& bucket = later.need(kKind, id);
        bucket["state"] = "Created";
        bucket["url"] = "https://objects.cloud.example/" + bucket.at("name").get<std::string>();
        bucket["accesskey"] = "AK" + randomText(18);
        bucket["usersecretkey"] = randomText(40);
        return resultOf(kKind, bucket);
      },
      true);
}

Json remove(CommandCall& call) {
  (void)call.cloud.need(kKind, call.param("id"));
  call.cloud.remove(kKind, call.param("id"));
  return success();
}

}  // namespace

void addBucketCommands(CommandTable& table) {
  table["listBuckets"] = {
      {}, false, [](CommandCall& call) {
        return listed(call, kKind, kKind, {{"objectstorageid", "objectstorageid"}});
      }};
  table["listObjectStoragePools"] = {
      {}, false, [](CommandCall& call) { return listed(call, "objectstore", "objectstore"); }};
  table["createBucket"] = {{"name", "objectstorageid", "quota"}, true, create};
  table["deleteBucket"] = {{"id"}, false, remove};
}

}  // namespace hostler::sandbox::cloudstack
