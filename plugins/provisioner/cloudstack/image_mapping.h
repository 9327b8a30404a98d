#pragma once

#include <hostler/catalogue.hpp>
#include <hostler/json.hpp>

#include <string>

namespace hostler::cloudstack {

/// An entry of listTemplates or listIsos. `ownKind`: what one that carries a label is.
sdk::Image toImage(const sdk::Json& image, sdk::ImageKind ownKind, sdk::ImageKind publicKind);

/// The format word of a disk image by the end of its address: "QCOW2". Throws ProviderFailure
/// (Permanent "bad_request").
std::string imageFormatOf(const std::string& url);
/// Throws ProviderFailure (Permanent "bad_request") unless the cloud can fetch it.
const std::string& fetchableUrl(const std::string& url);

}  // namespace hostler::cloudstack
