#include "digitalocean_provisioner.h"
#include "resource_kinds.h"
#include "resource_mapping.h"

namespace hostler::digitalocean {

using sdk::Reply;

Reply<sdk::Page<sdk::SshKey>> DigitalOceanProvisioner::listSshKeys(
    const sdk::Call& call, const sdk::ListResources& request) {
  return pageOf<sdk::SshKey>(things_.list(call, cloudOf(call, request), kSshKeys, request),
                             toSshKey);
}

Reply<sdk::Found<sdk::SshKey>> DigitalOceanProvisioner::getSshKey(const sdk::Call& call,
                                                                  const sdk::GetResource& request) {
  return foundOf<sdk::SshKey>(things_.find(call, cloudOf(call, request), kSshKeys, request),
                              toSshKey);
}

// A key is known there by what it is, and not by its name: whoever else brought it has it.
Reply<sdk::SshKey> DigitalOceanProvisioner::createSshKey(const sdk::Call& call,
                                                         const sdk::CreateSshKey& request) {
  const auto cloud = cloudOf(call, request);
  if (request.publicKey.empty() || request.publicKey.size() > 16'384 ||
      request.publicKey.find_first_of("\r\n") != std::string::npos) {
    return badRequest("public_key is required here, on one line");
  }
  const auto made =
      things_.make(call, cloud, kSshKeys, request, {{"public_key", request.publicKey}});
  if (!made && made.error().code == kInUse)
    return sdk::permanent("key_taken", "another client has brought this key already");
  return answerOf(made, toSshKey);
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteSshKey(const sdk::Call& call,
                                                          const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kSshKeys, request);
}

}  // namespace hostler::digitalocean
