// Snapshots, and root volumes that are replaced by what one holds or by an image.
#include "plugins/sandbox/ec2/api_call.h"
#include "plugins/sandbox/ec2/listing.h"

namespace hostler::sandbox::ec2 {
namespace {

Json create(ApiCall& call) {
  const auto& volume = findVolume(call, call.param("VolumeId"));
  const auto id = newId("snap-");
  const auto size = volume.at("size").get<std::int64_t>();
  Json snapshot{{"_id", id},
                {"_lag", call.account.lag},
                {"snapshotId", id},
                {"volumeId", volume.at("_id")},
                {"status", "pending"},
                {"progress", "45%"},
                {"startTime", call.nowText()},
                {"ownerId", call.account.number},
                {"volumeSize", size},
                {"description", call.param("Description")},
                {"tagSet", call.tagsFor("snapshot")}};
  const auto& attachments = volume.at("attachmentSet");
  snapshot["_instance"] = attachments.empty() ? Json("") : attachments.at(0).at("instanceId");
  becomesLater(snapshot, {{"status", "completed"},
                          {"progress", "100%"},
                          {"fullSnapshotSizeInBytes", size * 400'000'000}});
  call.account.snapshots[id] = snapshot;
  return snapshot;
}

Json& findSnapshot(ApiCall& call, const std::string& id) {
  const auto found = call.account.snapshots.find(id);
  if (found == call.account.snapshots.end() || found->second.value("_lag", 0) > 0)
    throw notFound("InvalidSnapshot.NotFound", "snapshot", id);
  return found->second;
}

Json remove(ApiCall& call) {
  const auto id = call.param("SnapshotId");
  findSnapshot(call, id);
  call.account.snapshots.erase(id);
  return simpleReturn();
}

Json describe(ApiCall& call) {
  for (const auto& owner : call.list("Owner")) {
    if (owner != "self" && owner != call.account.number)
      return pageOf(call, "snapshotSet", Json::array());
  }
  return pageOf(call, "snapshotSet",
                shownItems(call, {call.account.snapshots,
                                  {{"volume-id", "volumeId"}, {"status", "status"}},
                                  call.list("SnapshotId"),
                                  "InvalidSnapshot.NotFound",
                                  "snapshot"}));
}

// The instance starts from another volume, which carries none of the old one's tags.
void swapRoot(ApiCall& call, Json& instance, bool deletesOld) {
  auto* root = entryIn(instance.at("blockDeviceMapping"), "deviceName",
                       instance.at("rootDeviceName").get<std::string>());
  const auto before = root->at("ebs").at("volumeId").get<std::string>();
  auto volume = call.account.volumes.at(before);
  const auto id = newId("vol-");
  volume["_id"] = volume["volumeId"] = volume["attachmentSet"][0]["volumeId"] = id;
  volume["tagSet"] = Json::array();
  if (deletesOld) {
    call.account.volumes.erase(before);
  } else {
    call.account.volumes[before]["attachmentSet"] = Json::array();
    call.account.volumes[before]["status"] = "available";
  }
  (*root)["ebs"]["volumeId"] = id;
  call.account.volumes[id] = std::move(volume);
}

void checkSource(ApiCall& call, const Json& instance) {
  const auto snapshot = call.param("SnapshotId"), image = call.param("ImageId");
  if (!snapshot.empty() && !image.empty()) {
    throw ApiError{400, "InvalidParameterCombination",
                   "Specify either an image or a snapshot, not both"};
  }
  if (!snapshot.empty()) {
    const auto& source = findSnapshot(call, snapshot);
    if (source.at("status") != "completed") {
      throw ApiError{400, "IncorrectState", "Snapshot '" + snapshot + "' is not 'completed'."};
    }
    if (source.at("_instance") != instance.at("_id")) {
      throw ApiError{400, "InvalidParameterValue",
                     "The snapshot is not of a root volume of this instance"};
    }
  }
  auto images = imagesOf(call.account.region);
  if (!image.empty() && entryIn(images, "imageId", image) == nullptr)
    throw ApiError{400, "InvalidAMIID.NotFound", "The image id '[" + image + "]' does not exist"};
}

Json replaceRoot(ApiCall& call) {
  auto& instance = findInstance(call, call.param("InstanceId"));
  const auto token = call.param("ClientToken");
  auto& tokens = call.account.tokens;
  if (const auto used = tokens.find(token); !token.empty() && used != tokens.end()) {
    return {{"replaceRootVolumeTask", call.account.rootTasks.at(used->second.id)}};
  }
  if (stateOf(instance) != "running") {
    throw ApiError{400, "IncorrectInstanceState",
                   "The instance must be in the 'running' state to replace its root volume"};
  }
  checkSource(call, instance);
  for (const auto& [id, task] : call.account.rootTasks) {
    if (task.at("instanceId") == instance.at("_id") && task.at("taskState") == "in-progress")
      throw ApiError{400, "IncorrectState", "Another replacement is in progress"};
  }
  const auto id = newId("replacevol-");
  const bool isRestore = call.has("SnapshotId");
  Json task{{"_id", id},
            {"_lag", call.account.lag},
            {"replaceRootVolumeTaskId", id},
            {"instanceId", instance.at("_id")},
            {"taskState", "in-progress"},
            {"startTime", call.nowText()},
            {"tagSet", call.tagsFor("replace-root-volume-task")}};
  if (isRestore) task["snapshotId"] = call.param("SnapshotId");
  if (call.has("ImageId")) task["imageId"] = call.param("ImageId");
  becomesLater(task, {{"taskState", "succeeded"}, {"completeTime", call.nowText()}});
  swapRoot(call, instance, call.param("DeleteReplacedRootVolume") == "true");
  const char* what = isRestore ? "restore" : "rebuild";
  instance["_done"][what] = instance["_done"].value(what, 0) + 1;
  if (!token.empty()) tokens[token] = {{}, id};
  call.account.rootTasks[id] = task;
  return {{"replaceRootVolumeTask", task}};
}

Json describeTasks(ApiCall& call) {
  return pageOf(call, "replaceRootVolumeTaskSet",
                shownItems(call, {call.account.rootTasks,
                                  {{"instance-id", "instanceId"}},
                                  call.list("ReplaceRootVolumeTaskId"),
                                  "InvalidReplaceRootVolumeTaskId.NotFound",
                                  "task"}),
                50);
}

}  // namespace

void addSnapshotActions(ActionTable& table) {
  table["CreateSnapshot"] = {{"VolumeId"}, {"Description"}, create, true};
  table["DeleteSnapshot"] = {{"SnapshotId"}, {}, remove};
  table["DescribeSnapshots"] = {
      {},
      {"SnapshotId.#", "Owner.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"},
      describe};
  table["CreateReplaceRootVolumeTask"] = {
      {"InstanceId"},
      {"SnapshotId", "ImageId", "ClientToken", "DeleteReplacedRootVolume"},
      replaceRoot,
      true};
  table["DescribeReplaceRootVolumeTasks"] = {
      {},
      {"ReplaceRootVolumeTaskId.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"},
      describeTasks};
}

}  // namespace hostler::sandbox::ec2
