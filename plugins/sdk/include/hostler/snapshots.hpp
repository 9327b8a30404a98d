#pragma once

#include <hostler/asked.hpp>
#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

enum class SnapshotOf { Machine = 1, Volume };
template <>
struct Words<SnapshotOf> {
  static constexpr std::pair<SnapshotOf, std::string_view> kAll[] = {
      {SnapshotOf::Machine, "machine"}, {SnapshotOf::Volume, "volume"}};
};
struct Snapshot : Resource {
  SnapshotOf of = SnapshotOf::Machine;
  std::string source;  ///< id of the machine or volume; it may be gone
  std::optional<std::int64_t> sizeBytes;

  static constexpr auto members() {
    return std::tuple_cat(Resource::members(),
                          std::tuple{field("of", &Snapshot::of), field("source", &Snapshot::source),
                                     field("size_bytes", &Snapshot::sizeBytes)});
  }
};

struct CreateSnapshot : NewResource {
  std::optional<AccountRef> machine;  ///< either this
  std::string volume;                 ///< or the id of one of the owner's volumes

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{optionalField("machine", &CreateSnapshot::machine),
                                     optionalField("volume", &CreateSnapshot::volume)});
  }
};

/// Puts a machine back to what a snapshot of it holds. What was written since is lost.
struct RestoreSnapshot : OnResourceAndMachine {
  std::optional<std::int64_t> requestedAt, now;  ///< as in MachineAction

  std::optional<Asked> asked() const { return Asked::of(requestedAt, now); }
  static constexpr auto members() {
    return std::tuple_cat(OnResourceAndMachine::members(),
                          std::tuple{optionalField("requested_at", &RestoreSnapshot::requestedAt),
                                     optionalField("now", &RestoreSnapshot::now)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "snapshots.".
class SnapshotVerbs {
 public:
  virtual Reply<Page<Snapshot>> listSnapshots(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<Snapshot>> getSnapshot(const Call&, const GetResource&) {
    return unsupported();
  }
  virtual Reply<Snapshot> createSnapshot(const Call&, const CreateSnapshot&) {
    return unsupported();
  }
  virtual Reply<Removed> deleteSnapshot(const Call&, const DeleteResource&) {
    return unsupported();
  }
  virtual Reply<Snapshot> restoreSnapshot(const Call&, const RestoreSnapshot&) {
    return unsupported();
  }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("snapshots.list", &Plugin::listSnapshots);
    verbs.add("snapshots.get", &Plugin::getSnapshot);
    verbs.add("snapshots.create", &Plugin::createSnapshot);
    verbs.add("snapshots.delete", &Plugin::deleteSnapshot);
    verbs.add("snapshots.restore", &Plugin::restoreSnapshot);
  }

 protected:
  ~SnapshotVerbs() = default;
};

}  // namespace hostler::sdk
