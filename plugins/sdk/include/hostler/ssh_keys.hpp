#pragma once

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

struct SshKey : Resource {
  std::string publicKey;    ///< as OpenSSH writes it; empty where the provider keeps it to itself
  std::string fingerprint;  ///< as the provider writes it
  Secret privateKey;        ///< only in the answer to a create that asked the provider for a pair

  static constexpr auto members() {
    return std::tuple_cat(Resource::members(),
                          std::tuple{field("public_key", &SshKey::publicKey),
                                     field("fingerprint", &SshKey::fingerprint),
                                     optionalField("private_key", &SshKey::privateKey)});
  }
};

struct CreateSshKey : NewResource {
  std::string publicKey;  ///< empty: the provider makes a pair, where it can

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{optionalField("public_key", &CreateSshKey::publicKey)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "ssh_keys.".
class SshKeyVerbs {
 public:
  virtual Reply<Page<SshKey>> listSshKeys(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<SshKey>> getSshKey(const Call&, const GetResource&) { return unsupported(); }
  virtual Reply<SshKey> createSshKey(const Call&, const CreateSshKey&) { return unsupported(); }
  virtual Reply<Removed> deleteSshKey(const Call&, const DeleteResource&) { return unsupported(); }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("ssh_keys.list", &Plugin::listSshKeys);
    verbs.add("ssh_keys.get", &Plugin::getSshKey);
    verbs.add("ssh_keys.create", &Plugin::createSshKey);
    verbs.add("ssh_keys.delete", &Plugin::deleteSshKey);
  }

 protected:
  ~SshKeyVerbs() = default;
};

}  // namespace hostler::sdk
