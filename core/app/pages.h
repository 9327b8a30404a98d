#pragma once

#include "core/front/static_files.h"
#include "core/json/json.h"
#include "core/plugin_host/manifest.h"

#include <functional>

namespace hostler::app {

/// The two built web applications: the portal at /, admin below /admin. Where one has not been
/// built a page says so. Into their index.html goes the brand of the host that was asked for, as
/// its title and as JSON in `<meta name="brand">`, so that a page needs no call to look like its
/// shop. Below /pay/, where a gateway's own form stands, and nowhere else, the policy lets in what
/// the gateways need; on the pages that ask strangers for a captcha, and nowhere else, what its
/// widget needs. Thread-safe if what it is given is.
class Pages {
 public:
  /// What `GET /api/brand` would answer for a Host header; nothing where that can't be told now.
  using BrandOf = std::function<std::optional<Json>(std::string_view host)>;

  /// What the gateways' payment pages, or the captchas' widgets, need in a browser, now.
  using Origins = std::function<plugin::Manifest::Checkout()>;

  explicit Pages(const std::filesystem::path& folder, BrandOf brandOf = {},
                 Origins checkoutOrigins = {}, Origins captchaOrigins = {})
      : portal_{folder / "portal"},
        admin_{folder / "admin"},
        brandOf_{std::move(brandOf)},
        checkoutOrigins_{std::move(checkoutOrigins)},
        captchaOrigins_{std::move(captchaOrigins)} {}
  front::Response answer(const front::Request& request) const;

 private:
  front::Response branded(const front::FileBody& file, const front::Request& request) const;
  std::string policyOf(std::string_view path) const;

  front::StaticFiles portal_, admin_;
  BrandOf brandOf_;
  Origins checkoutOrigins_, captchaOrigins_;
};

}  // namespace hostler::app
