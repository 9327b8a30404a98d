// SSH keys, which are known by their names.
#include "plugins/sandbox/cloudstack/command.h"
#include "plugins/sandbox/random_text.h"

#include <hostler/signature.hpp>

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "sshkeypair";

std::string fingerprintOf(const std::string& key) {
  const auto hex = sdk::hexOf(sdk::sha256(key)).substr(0, 32);
  std::string text;
  for (std::size_t i = 0; i < hex.size(); i += 2) text += (i == 0 ? "" : ":") + hex.substr(i, 2);
  return text;
}

Json add(CommandCall& call, const std::string& publicKey) {
  const auto name = call.param("name");
  if (call.cloud.find(kKind, name) != nullptr)
    refuse("A key pair with name '" + name + "' already exists.");
  const auto fingerprint = fingerprintOf(publicKey);
  for (const auto& [other, key] : call.cloud.of(kKind)) {
    if (key.at("fingerprint") == fingerprint)
      refuse("A key pair with fingerprint '" + fingerprint + "' already exists.");
  }
  Json key{{"name", name},
           {"id", newId()},
           {"fingerprint", fingerprint},
           {"account", call.who.account},
           {"domain", "ROOT"},
           {"tags", Json::array()},
           {"_number", call.cloud.nextNumber++}};
  return call.cloud.of(kKind)[name] = std::move(key);
}

Json registerKey(CommandCall& call) {
  const auto publicKey = call.param("publickey");
  if (!publicKey.starts_with("ssh-") && !publicKey.starts_with("ecdsa-"))
    refuse("Public key is invalid");
  const auto words = publicKey.substr(0, publicKey.find(' ', publicKey.find(' ') + 1));
  return {{"keypair", shown(add(call, words))}};
}

Json createKey(CommandCall& call) {
  const auto secret = randomText(40);
  auto key = shown(add(call, secret));
  key["privatekey"] =
      "-----BEGIN RSA PRIVATE KEY-----\n" + secret + "\n-----END RSA PRIVATE KEY-----\n";
  return {{"keypair", std::move(key)}};
}

Json removeKey(CommandCall& call) {
  if (call.cloud.find(kKind, call.param("name")) == nullptr)
    refuse("A key pair with name '" + call.param("name") + "' does not exist");
  call.cloud.remove(kKind, call.param("name"));
  return success();
}

}  // namespace

void addSshKeyCommands(CommandTable& table) {
  table["listSSHKeyPairs"] = {
      {}, false, [](CommandCall& call) { return listed(call, kKind, kKind); }};
  table["registerSSHKeyPair"] = {{"name", "publickey"}, false, registerKey};
  table["createSSHKeyPair"] = {{"name"}, false, createKey};
  table["deleteSSHKeyPair"] = {{"name"}, false, removeKey};
}

}  // namespace hostler::sandbox::cloudstack
