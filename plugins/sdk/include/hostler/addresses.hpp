#pragma once

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// A public address that is a thing of its own: reserved, elastic, acquired.
struct Address : Resource {
  std::string ip;
  int family = 4;       ///< 4 or 6
  std::string machine;  ///< id of the one it leads to; empty: none

  static constexpr auto members() {
    return std::tuple_cat(Resource::members(),
                          std::tuple{field("ip", &Address::ip), field("family", &Address::family),
                                     field("machine", &Address::machine)});
  }
};

struct CreateAddress : NewResource {
  std::optional<AccountRef> machine;  ///< leads to it at once; some providers make none without
  std::string network;  ///< id of the owner's network that it belongs to, where it must

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{optionalField("machine", &CreateAddress::machine),
                                     optionalField("network", &CreateAddress::network)});
  }
};

/// Verbs of "provisioner/1" whose name begins with "ips.".
class AddressVerbs {
 public:
  virtual Reply<Page<Address>> listAddresses(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<Address>> getAddress(const Call&, const GetResource&) {
    return unsupported();
  }
  virtual Reply<Address> createAddress(const Call&, const CreateAddress&) { return unsupported(); }
  virtual Reply<Removed> deleteAddress(const Call&, const DeleteResource&) { return unsupported(); }
  virtual Reply<Address> assignAddress(const Call&, const OnResourceAndMachine&) {
    return unsupported();
  }
  virtual Reply<Address> unassignAddress(const Call&, const OnResource&) { return unsupported(); }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("ips.list", &Plugin::listAddresses);
    verbs.add("ips.get", &Plugin::getAddress);
    verbs.add("ips.create", &Plugin::createAddress);
    verbs.add("ips.delete", &Plugin::deleteAddress);
    verbs.add("ips.assign", &Plugin::assignAddress);
    verbs.add("ips.unassign", &Plugin::unassignAddress);
  }

 protected:
  ~AddressVerbs() = default;
};

}  // namespace hostler::sdk
