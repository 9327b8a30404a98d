#include "modules/plugins/checkout_origins.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <algorithm>
#include <optional>

namespace hostler {
namespace {

constexpr std::string_view kSetting = "{settings.";

std::string addressIn(const plugin::Manifest& manifest, const Json& settings,
                      const std::string& name) {
  const auto said = settings.is_object() ? settings.find(name) : settings.end();
  if (said != settings.end() && said->is_string()) return *said;
  const auto& schema = manifest.settings.json();
  const Json::json_pointer byDefault{"/properties/" + name + "/default"};
  return schema.contains(byDefault) && schema[byDefault].is_string()
             ? schema[byDefault].get<std::string>()
             : std::string{};
}

bool isPlain(const std::string& host) {
  return !host.empty() && std::ranges::all_of(host, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
  });
}

std::optional<std::string> originOf(const std::string& address) {
  try {
    const Poco::URI uri{address};
    const auto& scheme = uri.getScheme();
    const auto& host = uri.getHost();
    if ((scheme != "https" && scheme != "http") || !isPlain(host)) return std::nullopt;
    return scheme + "://" + uri.getAuthority().substr(uri.getAuthority().rfind('@') + 1);
  } catch (const Poco::SyntaxException&) {
    return std::nullopt;
  }
}

void join(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const auto& one : more)
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
}

}  // namespace

plugin::Manifest::Checkout checkoutOriginsOf(const plugin::Manifest& manifest,
                                             const Json& settings) {
  const auto resolved = [&](const std::vector<std::string>& named) {
    std::vector<std::string> origins;
    for (const auto& one : named) {
      const bool fromSetting = one.starts_with(kSetting) && one.ends_with('}');
      const auto address =
          fromSetting ? addressIn(manifest, settings,
                                  one.substr(kSetting.size(), one.size() - kSetting.size() - 1))
                      : one;
      if (const auto origin = originOf(address)) join(origins, {*origin});
    }
    return origins;
  };
  return {resolved(manifest.checkout.script), resolved(manifest.checkout.frame),
          resolved(manifest.checkout.connect)};
}

void join(plugin::Manifest::Checkout& all, const plugin::Manifest::Checkout& more) {
  join(all.script, more.script);
  join(all.frame, more.frame);
  join(all.connect, more.connect);
}

}  // namespace hostler
