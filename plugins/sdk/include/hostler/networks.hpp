#pragma once

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// A private network: a VPC with one address range, or an isolated network.
struct Network : Resource {
  std::string cidr;  ///< "10.20.0.0/20"; empty: the provider does not say
  std::string gateway;
  bool isDefault = false;  ///< the region's own; it can be used and not deleted

  static constexpr auto members() {
    return std::tuple_cat(Resource::members(), std::tuple{field("cidr", &Network::cidr),
                                                          field("gateway", &Network::gateway),
                                                          field("default", &Network::isDefault)});
  }
};

struct CreateNetwork : NewResource {
  std::string cidr;  ///< empty: the provider chooses

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{optionalField("cidr", &CreateNetwork::cidr)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "networks.".
class NetworkVerbs {
 public:
  virtual Reply<Page<Network>> listNetworks(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<Network>> getNetwork(const Call&, const GetResource&) {
    return unsupported();
  }
  virtual Reply<Network> createNetwork(const Call&, const CreateNetwork&) { return unsupported(); }
  virtual Reply<Removed> deleteNetwork(const Call&, const DeleteResource&) { return unsupported(); }
  virtual Reply<Network> attachNetwork(const Call&, const OnResourceAndMachine&) {
    return unsupported();
  }
  virtual Reply<Network> detachNetwork(const Call&, const OnResourceAndMachine&) {
    return unsupported();
  }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("networks.list", &Plugin::listNetworks);
    verbs.add("networks.get", &Plugin::getNetwork);
    verbs.add("networks.create", &Plugin::createNetwork);
    verbs.add("networks.delete", &Plugin::deleteNetwork);
    verbs.add("networks.attach", &Plugin::attachNetwork);
    verbs.add("networks.detach", &Plugin::detachNetwork);
  }

 protected:
  ~NetworkVerbs() = default;
};

}  // namespace hostler::sdk
