#pragma once

#include "core/front/static_files.h"

namespace hostler::app {

/// The two built web applications: the portal at /, admin below /admin. Where one has not been
/// built a page says so.
class Pages {
 public:
  explicit Pages(const std::filesystem::path& folder)
      : portal_{folder / "portal"}, admin_{folder / "admin"} {}
  front::Response answer(const front::Request& request) const;

 private:
  front::StaticFiles portal_, admin_;
};

}  // namespace hostler::app
