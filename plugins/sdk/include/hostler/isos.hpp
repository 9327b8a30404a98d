#pragma once

// Discs that a machine boots from. A machine has one drive.

#include <hostler/call.hpp>
#include <hostler/catalogue.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// Verbs of "provisioner/1" whose name begins with "isos.".
class IsoVerbs {
 public:
  virtual Reply<Page<Image>> listIsos(const Call&, const ListCatalogue&) { return unsupported(); }
  virtual Reply<Found<Image>> getIso(const Call&, const GetResource&) { return unsupported(); }
  virtual Reply<Image> importIso(const Call&, const ImportImage&) { return unsupported(); }
  virtual Reply<Removed> deleteIso(const Call&, const DeleteResource&) { return unsupported(); }
  virtual Reply<Image> attachIso(const Call&, const OnResourceAndMachine&) { return unsupported(); }
  virtual Reply<Image> detachIso(const Call&, const OnResourceAndMachine&) { return unsupported(); }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("isos.list", &Plugin::listIsos);
    verbs.add("isos.get", &Plugin::getIso);
    verbs.add("isos.create", &Plugin::importIso);
    verbs.add("isos.delete", &Plugin::deleteIso);
    verbs.add("isos.attach", &Plugin::attachIso);
    verbs.add("isos.detach", &Plugin::detachIso);
  }

 protected:
  ~IsoVerbs() = default;
};

}  // namespace hostler::sdk
