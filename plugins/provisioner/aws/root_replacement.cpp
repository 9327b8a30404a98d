#include "root_replacement.h"

#include "patience.h"
#include "refusals.h"

namespace hostler::aws {
namespace {

using sdk::Reply;

ReplacementState stateIn(const XmlElement& task) {
  const auto& state = task.textOf("taskState");
  if (state == "succeeded") return ReplacementState::Done;
  if (state == "failed" || state == "failed-detached") return ReplacementState::Failed;
  return ReplacementState::Running;
}

}  // namespace

std::string wishOf(const sdk::Call& call, const std::string& what, const std::string& instance,
                   const std::string& source, const std::optional<std::int64_t>& requestedAt) {
  return requestToken(
      {what, instance, source, requestedAt ? std::to_string(*requestedAt) : call.key});
}

Reply<ReplacementState> RootReplacement::stateOf(const sdk::Call& call, const Cloud& cloud,
                                                 const Instance& instance,
                                                 const RootSource& source) const {
  const auto tasks =
      client_.all(call, cloud, "DescribeReplaceRootVolumeTasks", "replaceRootVolumeTaskSet",
                  Form{}.filter("instance-id", {instance.id}));
  if (!tasks) return tasks.error();
  bool anotherRuns = false;
  for (const auto& task : *tasks) {
    if (task.textOf("instanceId") != instance.id) continue;
    const auto state = stateIn(task);
    if (tagIn(tagsOf(task), kRequestTag) == source.request) return state;
    anotherRuns = anotherRuns || state == ReplacementState::Running;
  }
  if (anotherRuns) return busy("the system disk of " + instance.id + " is being written anew");
  return ReplacementState::None;
}

Reply<ReplacementState> RootReplacement::begin(const sdk::Call& call, const Cloud& cloud,
                                               const Instance& instance,
                                               const RootSource& source) const {
  Form form;
  form.set("InstanceId", instance.id).set("ClientToken", source.request);
  form.set("DeleteReplacedRootVolume", "true");
  if (!source.image.empty()) form.set("ImageId", source.image);
  if (!source.snapshot.empty()) form.set("SnapshotId", source.snapshot);
  form.tagged("replace-root-volume-task", {{kRequestTag, source.request}});

  const auto begun = client_.write(call, cloud, "CreateReplaceRootVolumeTask", form);
  if (!begun && !isRefusal(begun.error())) return begun.error();
  const auto state = eventually(
      call, [&] { return stateOf(call, cloud, instance, source); },
      [](ReplacementState seen) { return seen != ReplacementState::None; });
  if (!state) return notConfirmed("after CreateReplaceRootVolumeTask: " + state.error().message);
  if (*state != ReplacementState::None) return *state;
  if (!begun) return begun.error();
  return notConfirmed("EC2 accepted CreateReplaceRootVolumeTask, and no task is to be seen");
}

}  // namespace hostler::aws
