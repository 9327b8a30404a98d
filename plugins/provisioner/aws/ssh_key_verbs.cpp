// Key pairs.
#include "aws_provisioner.h"
#include "refusals.h"
#include "resource_mapping.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::aws {
namespace {

using sdk::Reply;

bool isPublicKey(const std::string& text) {
  const bool known = text.starts_with("ssh-ed25519 ") || text.starts_with("ssh-rsa ");
  return known && text.size() <= 2048 &&
         std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) >= ' '; });
}

}  // namespace

Reply<sdk::Page<sdk::SshKey>> AwsProvisioner::listSshKeys(const sdk::Call& call,
                                                          const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  const auto listed = things_.page(call, cloud, kSshKeys, request);
  if (!listed) return listed.error();
  sdk::Page<sdk::SshKey> page{{}, listed->nextCursor};
  for (const auto& item : listed->items) {
    auto key = mapped(toSshKey, item, cloud.region);
    if (!key) return key.error();
    page.items.push_back(std::move(*key));
  }
  return page;
}

Reply<sdk::Found<sdk::SshKey>> AwsProvisioner::getSshKey(const sdk::Call& call,
                                                         const sdk::GetResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = things_.find(call, cloud, kSshKeys, request);
  if (!found) return found.error();
  if (!*found) return sdk::Found<sdk::SshKey>{};
  auto key = mapped(toSshKey, **found, cloud.region);
  if (!key) return key.error();
  return sdk::Found<sdk::SshKey>{std::move(*key)};
}

Reply<sdk::SshKey> AwsProvisioner::createSshKey(const sdk::Call& call,
                                                const sdk::CreateSshKey& request) {
  const auto cloud = cloudOf(call, request);
  const auto labels = labelsFor(request.owner, request.reference, request.name);
  if (!request.publicKey.empty() && !isPublicKey(request.publicKey))
    return badRequest("public_key is not one that EC2 takes (Ed25519 or RSA, as OpenSSH has it)");
  const auto found = things_.glimpsed(call, cloud, kSshKeys, request.owner, request.reference);
  if (!found) return found.error();
  if (*found) return mapped(toSshKey, **found, cloud.region);

  Form form;
  form.set("KeyName", uniqueName(request.owner, request.reference));
  form.tagged(kSshKeys.tagName, labels);
  if (!request.publicKey.empty()) {
    form.set("PublicKeyMaterial", sdk::base64Of(request.publicKey));
    const auto made = things_.make(call, cloud, kSshKeys, request.owner, request.reference,
                                   "ImportKeyPair", form);
    if (!made) return made.error();
    return mapped(toSshKey, *made, cloud.region);
  }
  // EC2 shows the private half in this one answer. Where that is lost, the pair is of no use: who
  // asked deletes it and asks for another.
  const auto made = client_.write(call, cloud, "CreateKeyPair", form.set("KeyType", "ed25519"));
  if (made) call.log.redactor().hide(made->textOf("keyMaterial"));
  if (!made && !isRefusal(made.error())) return made.error();
  const auto seen =
      things_.find(call, cloud, kSshKeys, {request, std::string{}, request.reference});
  if (!seen) return notConfirmed("after CreateKeyPair: " + seen.error().message);
  if (!*seen && !made) return made.error();
  if (!*seen) return notConfirmed("EC2 accepted CreateKeyPair, and no key pair is to be seen");
  auto key = mapped(toSshKey, **seen, cloud.region);
  if (key && made) key->privateKey = sdk::Secret{made->textOf("keyMaterial")};
  return key;
}

Reply<sdk::Removed> AwsProvisioner::deleteSshKey(const sdk::Call& call,
                                                 const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kSshKeys, request, "DeleteKeyPair");
}

}  // namespace hostler::aws
