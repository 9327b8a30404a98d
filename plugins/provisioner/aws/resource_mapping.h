#pragma once

// EC2's words for what belongs to machines, to the SDK's types. Pure. What does not fit throws
// MappingError.

#include "instance.h"

#include <hostler/addresses.hpp>
#include <hostler/catalogue.hpp>
#include <hostler/http_client.hpp>
#include <hostler/provisioner_server_types.hpp>
#include <hostler/snapshots.hpp>
#include <hostler/ssh_keys.hpp>
#include <hostler/volumes.hpp>

#include <string>

namespace hostler::aws {

sdk::Volume toVolume(const XmlElement& item);
/// `region` is said of what EC2 keeps for a region as a whole.
sdk::Snapshot toSnapshot(const XmlElement& item, const std::string& region);
sdk::Backup toBackup(const XmlElement& snapshot);
sdk::Address toAddress(const XmlElement& item, const std::string& region);
sdk::SshKey toSshKey(const XmlElement& item, const std::string& region);

sdk::Size toSize(const XmlElement& type, const std::string& region);
sdk::Region toZone(const XmlElement& zone);
sdk::Image toImage(const XmlElement& image, const std::string& region);

/// What `toX` makes of it, or the error that a misfit is.
template <class Map, class... More>
auto mapped(Map map, const XmlElement& item, const More&... more)
    -> sdk::Reply<decltype(map(item, more...))> {
  try {
    return map(item, more...);
  } catch (const MappingError& error) {
    return sdk::unusableAnswer(sdk::Effect::Read,
                               std::string{"an answer of EC2 does not fit: "} + error.what());
  }
}

}  // namespace hostler::aws
