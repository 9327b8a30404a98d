// Key pairs.
#include "plugins/sandbox/ec2/api_call.h"
#include "plugins/sandbox/ec2/listing.h"
#include "plugins/sandbox/random_text.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::sandbox::ec2 {
namespace {

Json made(ApiCall& call, const std::string& publicKey) {
  const auto name = call.param("KeyName");
  for (const auto& [id, key] : call.account.keys) {
    if (key.at("keyName") == name)
      throw ApiError{400, "InvalidKeyPair.Duplicate", "The keypair already exists"};
  }
  const auto id = newId("key-");
  const auto digest = sdk::hexOf(sdk::sha256(publicKey)).substr(0, 32);
  Json key{{"_id", id},
           {"_lag", call.account.lag},
           {"_publicKey", publicKey},
           {"keyPairId", id},
           {"keyName", name},
           {"keyType", publicKey.starts_with("ssh-rsa") ? "rsa" : "ed25519"},
           {"keyFingerprint", digest},
           {"createTime", call.nowText()},
           {"tagSet", call.tagsFor("key-pair")}};
  call.account.keys[id] = key;
  return {{"keyPairId", id}, {"keyName", name}, {"keyFingerprint", digest}};
}

Json importKey(ApiCall& call) {
  bool ok = false;
  const auto text = sdk::base64Decode(call.param("PublicKeyMaterial"), ok);
  if (!ok || !text.starts_with("ssh-"))
    throw ApiError{400, "InvalidKey.Format", "Key is not in valid OpenSSH public key format"};
  return made(call, text);
}

Json create(ApiCall& call) {
  auto answer = made(call, "ssh-ed25519 " + randomText(64));
  answer["keyMaterial"] = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + randomText(70) +
                          "\n-----END OPENSSH PRIVATE KEY-----";
  return answer;
}

Json remove(ApiCall& call) {
  const auto id = call.param("KeyPairId"), name = call.param("KeyName");
  auto& keys = call.account.keys;
  const auto found = std::ranges::find_if(keys, [&](const auto& each) {
    return each.first == id || (!name.empty() && each.second.at("keyName") == name);
  });
  // By name this succeeds whether or not there is such a key.
  if (found == keys.end() && !id.empty()) throw notFound("InvalidKeyPair.NotFound", "key pair", id);
  if (found != keys.end()) keys.erase(found);
  return simpleReturn();
}

Json describe(ApiCall& call) {
  auto shown = shownItems(call, {call.account.keys,
                                 {{"key-name", "keyName"}},
                                 call.list("KeyPairId"),
                                 "InvalidKeyPair.NotFound",
                                 "key pair"});
  if (call.param("IncludePublicKey") == "true") {
    for (auto& key : shown) key["publicKey"] = key.at("_publicKey");
  }
  return {{"keySet", std::move(shown)}};
}

}  // namespace

void addKeyActions(ActionTable& table) {
  table["ImportKeyPair"] = {{"KeyName", "PublicKeyMaterial"}, {}, importKey, true};
  table["CreateKeyPair"] = {{"KeyName"}, {"KeyType", "KeyFormat"}, create, true};
  table["DeleteKeyPair"] = {{}, {"KeyName", "KeyPairId"}, remove};
  table["DescribeKeyPairs"] = {
      {},
      {"KeyName.#", "KeyPairId.#", "IncludePublicKey", "Filter.#.Name", "Filter.#.Value.#"},
      describe};
}

}  // namespace hostler::sandbox::ec2
