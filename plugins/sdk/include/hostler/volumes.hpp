#pragma once

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// A disk that is a thing of its own: it outlives the machine it is attached to, and costs on.
struct Volume : Resource {
  std::int64_t sizeBytes = 0;
  std::string machine;  ///< id of the one it is attached to; empty: none

  static constexpr auto members() {
    return std::tuple_cat(Resource::members(), std::tuple{field("size_bytes", &Volume::sizeBytes),
                                                          field("machine", &Volume::machine)});
  }
};

struct CreateVolume : NewResource {
  std::int64_t sizeBytes = 0;  ///< a whole number of GiB
  std::string snapshot;        ///< made from this one of the owner's; empty: blank
  std::string fileSystem;      ///< "ext4", "xfs"; empty: not formatted

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{field("size_bytes", &CreateVolume::sizeBytes),
                                     optionalField("snapshot", &CreateVolume::snapshot),
                                     optionalField("file_system", &CreateVolume::fileSystem)});
  }
};

struct ResizeVolume : OnResource {
  std::int64_t sizeBytes = 0;  ///< never smaller than it is

  static constexpr auto members() {
    return std::tuple_cat(OnResource::members(),
                          std::tuple{field("size_bytes", &ResizeVolume::sizeBytes)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "volumes.".
class VolumeVerbs {
 public:
  virtual Reply<Page<Volume>> listVolumes(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<Volume>> getVolume(const Call&, const GetResource&) { return unsupported(); }
  virtual Reply<Volume> createVolume(const Call&, const CreateVolume&) { return unsupported(); }
  virtual Reply<Removed> deleteVolume(const Call&, const DeleteResource&) { return unsupported(); }
  virtual Reply<Volume> attachVolume(const Call&, const OnResourceAndMachine&) {
    return unsupported();
  }
  virtual Reply<Volume> detachVolume(const Call&, const OnResource&) { return unsupported(); }
  virtual Reply<Volume> resizeVolume(const Call&, const ResizeVolume&) { return unsupported(); }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("volumes.list", &Plugin::listVolumes);
    verbs.add("volumes.get", &Plugin::getVolume);
    verbs.add("volumes.create", &Plugin::createVolume);
    verbs.add("volumes.delete", &Plugin::deleteVolume);
    verbs.add("volumes.attach", &Plugin::attachVolume);
    verbs.add("volumes.detach", &Plugin::detachVolume);
    verbs.add("volumes.resize", &Plugin::resizeVolume);
  }

 protected:
  ~VolumeVerbs() = default;
};

}  // namespace hostler::sdk
