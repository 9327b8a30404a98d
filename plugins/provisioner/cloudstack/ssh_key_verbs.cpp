// SSH keys: the cloud knows them by their names, which are our labels.
#include "cloudstack_provisioner.h"

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

sdk::SshKey toSshKey(const Json& json) {
  sdk::SshKey key;
  key.id = key.name = textOf(json, "name");
  key.reference = referenceOf(key.name);
  key.fingerprint = someText(json, "fingerprint");
  return key;
}

// The label that an id is, if it is this owner's.
const std::string& ownedLabel(const std::string& id, const std::string& owner) {
  if (!isOwnedBy(idOf(id, "id"), owner)) fail(wrongOwner("the SSH key " + id));
  return id;
}

bool isTaken(const sdk::ProviderError& error) {
  return error.message.find("ingerprint") != std::string::npos;
}

}  // namespace

Reply<sdk::Page<sdk::SshKey>> CloudstackProvisioner::listSshKeys(
    const sdk::Call& call, const sdk::ListResources& request) {
  return things_.page<sdk::SshKey>(call, cloudOf(call, request), kSshKeys, request, toSshKey);
}

Reply<sdk::Found<sdk::SshKey>> CloudstackProvisioner::getSshKey(const sdk::Call& call,
                                                                const sdk::GetResource& request) {
  const auto label = request.id.empty() ? labelOf(request.owner, request.reference)
                                        : ownedLabel(request.id, request.owner);
  const auto entry = things_.byLabel(call, cloudOf(call, request), kSshKeys, label);
  sdk::Found<sdk::SshKey> found;
  if (entry) found.item = toSshKey(*entry);
  return found;
}

Reply<sdk::SshKey> CloudstackProvisioner::createSshKey(const sdk::Call& call,
                                                       const sdk::CreateSshKey& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  const auto read = [&] { return things_.byLabel(call, cloud, kSshKeys, label); };
  if (const auto before = read()) return toSshKey(*before);

  Step step{"createSSHKeyPair", {{"name", label}}};
  if (!request.publicKey.empty())
    step = {"registerSSHKeyPair", {{"name", label}, {"publickey", request.publicKey}}};
  const auto done = worker_.perform(call, cloud, step);
  return readAfterWrite([&]() -> Reply<sdk::SshKey> {
    const auto after = read();
    if (!after && done.refusal && isTaken(*done.refusal))
      return sdk::permanent("key_taken", "another client has brought this key already");
    if (!after && done.refusal) return *done.refusal;
    if (!after) return notConfirmed("the new key does not show");
    auto key = toSshKey(*after);
    // A pair's private half is told this once and kept nowhere.
    const auto& pair = memberOf(done.result, "keypair");
    if (pair.is_object()) key.privateKey = sdk::Secret{someText(pair, "privatekey")};
    return key;
  });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteSshKey(const sdk::Call& call,
                                                        const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto& label = ownedLabel(request.id, request.owner);
  bool existed = false;
  const auto read = [&] { return things_.byLabel(call, cloud, kSshKeys, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (!entry) return Nothing{};
    existed = true;
    return Step{"deleteSSHKeyPair", {{"name", label}}};
  });
  return mapped(std::move(settled), [&](auto) { return sdk::Removed{existed}; });
}

}  // namespace hostler::cloudstack
