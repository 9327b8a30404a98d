#include "core/app/production.h"

#include "core/telemetry/log.h"

#include <cerrno>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <system_error>

namespace hostler::app {

std::vector<std::string> unfitForProduction(const Settings& settings) {
  std::vector<std::string> faults;
  if (settings.text("environment") != "production") return faults;
  const auto& url = settings.text("public_url");
  if (!url.starts_with("https://")) {
    faults.emplace_back(
        "public_url: must be in production what links begin with, such as "
        "https://panel.example.com");
  }
  if (settings.text("mail.delivery") == "auto" && settings.text("mail.host").empty()) {
    faults.emplace_back(
        "mail.host: must name the mail server in production, unless mail.delivery is spool");
  }
  return faults;
}

void judgeForProduction(const Settings& settings) {
  const auto faults = unfitForProduction(settings);
  if (faults.empty()) return;
  if (!settings.text("public_url").empty() && faults.front().starts_with("public_url"))
    throw ConfigurationError{faults.front()};
  for (const auto& fault : faults) Log{"core.app"}.warning("production.unfit", {{"reason", fault}});
}

void claimPublicUrl(Foundation& base, Tenants& tenants) {
  auto url = base.settings.text("public_url");
  if (url.empty()) return;
  auto platform = tenants.get(kPlatform);
  if (platform.publicUrl == url) return;
  platform.publicUrl = std::move(url);
  base.database->transaction([&](db::Transaction& tx) { tenants.save(tx, platform); });
}

void forgoCoreDumps() {
  const rlimit none{0, 0};
  if (::setrlimit(RLIMIT_CORE, &none) != 0)
    throw std::system_error{errno, std::generic_category(), "forgo core files"};
#ifndef __SANITIZE_ADDRESS__  // whose search for leaks looks at the process from another one
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    throw std::system_error{errno, std::generic_category(), "forgo core dumps"};
#endif
}

}  // namespace hostler::app
