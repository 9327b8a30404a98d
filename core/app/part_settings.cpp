#include "core/app/part_settings.h"

#include "core/app/foundation.h"
#include "core/plugin_host/wire.h"
#include "core/render/pdf_renderer.h"
#include "modules/plugins/plugin_origins.h"

#include <algorithm>

namespace hostler::app {
namespace {

constexpr std::chrono::seconds kPdfPatience{4};

bool isProduction(const Settings& settings) {
  return settings.text("environment") == "production";
}

mail::SmtpSettings smtpSettings(const Settings& settings) {
  mail::SmtpSettings smtp;
  smtp.host = settings.text("mail.host");
  if (smtp.host.empty())
    throw ConfigurationError{"mail.host: must name the mail server where mail.delivery is smtp"};
  smtp.port = static_cast<std::uint16_t>(settings.integer("mail.port"));
  const auto& security = settings.text("mail.security");
  smtp.security = security == "tls"    ? mail::SmtpSecurity::Tls
                  : security == "none" ? mail::SmtpSecurity::Loopback
                                       : mail::SmtpSecurity::StartTls;
  smtp.caFile = settings.text("mail.ca_file");
  smtp.user = settings.text("mail.user");
  smtp.password = [password = settings.secret("mail.password")] { return password.reveal(); };
  return smtp;
}

}  // namespace

http::ApiSettings apiSettings(const Settings& settings) {
  http::ApiSettings api;
  api.production = isProduction(settings);
  api.trustedProxies = settings.list("http.trusted_proxies");
  // Half of the threads stay for what is quick.
  api.slowAtOnce = std::max(static_cast<int>(settings.integer("http.workers")) / 2, 1);
  return api;
}

http::LimitSettings limitSettings(const Settings& settings) {
  const auto limit = [&](std::string_view key) { return http::Limit::parse(settings.text(key)); };
  return {limit("limits.anonymous"), limit("limits.search"), limit("limits.auth"),
          limit("limits.account")};
}

plugin::Trust trustOf(const Settings& settings, db::Database& database) {
  plugin::Trust trust;
  trust.production = isProduction(settings);
  trust.allowUnsigned = !trust.production || settings.flag("plugins.allow_unsigned");
  if (!trust.production) return trust;
  trust.recordedHash = [&database](const std::string& name) {
    return database.read(
        [&](db::Reader& reader) { return plugin_origins::recorded(reader, name); });
  };
  // Who can write beside the program can write the program: what lies there is as good as signed.
  trust.ofTheProgram = {besideProgram("plugins")};
  trust.signature = [shipped = std::filesystem::weakly_canonical(besideProgram("plugins"))](
                        const plugin::InstalledPlugin& plugin, const std::string&) {
    const auto place = std::filesystem::weakly_canonical(plugin.folder).lexically_relative(shipped);
    const bool below = !place.empty() && *place.begin() != ".." && place != ".";
    return below ? plugin::Trust::Signature::Valid : plugin::Trust::Signature::Missing;
  };
  return trust;
}

plugin::HostSettings pluginHostSettings(const Settings& settings) {
  plugin::HostSettings hosts;
  hosts.smallProgram.emplace(besideProgram("hostler-plugin-host"), plugin::wire::mark());
  hosts.concurrency = static_cast<int>(settings.integer("plugins.calls_at_once"));
  // A server that hangs leaves the rest to the others.
  hosts.concurrencyPerTarget = std::max(hosts.concurrency * 3 / 4, 1);
  return hosts;
}

render::TemplateLibrary templatesOf(const Settings& settings) {
  const auto& folder = settings.text("templates.folder");
  return folder.empty() ? render::TemplateLibrary{}
                        : render::TemplateLibrary{std::filesystem::path{folder}};
}

render::PdfSettings pdfSettings(const Settings& settings) {
  render::PdfSettings pdf;
  pdf.program = settings.text("pdf.program");
  // Whoever waits here holds a thread: better to say "in a moment" soon.
  pdf.queueLimit = kPdfPatience;
  const auto& engine = settings.text("pdf.engine");
  pdf.engine = render::PdfSettings::Engine::Library;
  if (engine == "program" || (engine == "auto" && !render::PdfRenderer::isAvailable(pdf)))
    pdf.engine = render::PdfSettings::Engine::Program;
  return pdf;
}

images::ImageSettings imageSettings(const Settings& settings) {
  images::ImageSettings images;
  images.program = besideProgram("hostler-image");
  // Whoever waits there holds a thread; most of them stay for what is quick.
  images.mostWaiting = std::max(static_cast<int>(settings.integer("http.workers")) / 3, 1);
  return images;
}

NotificationSettings notificationSettings(const Settings& settings) {
  NotificationSettings notifications;
  notifications.production = isProduction(settings);
  const auto& delivery = settings.text("mail.delivery");
  const bool named = !settings.text("mail.host").empty();
  if (delivery == "smtp" || (delivery == "auto" && named))
    notifications.smtp = smtpSettings(settings);
  notifications.spool = dataFolder(settings) / "mail";
  return notifications;
}

AccountsSettings accountsSettings(const Settings& settings) {
  AccountsSettings accounts;
  accounts.production = isProduction(settings);
  accounts.passwordCost.memoryKiB =
      static_cast<std::size_t>(settings.integer("passwords.memory_mib")) * 1024;
  accounts.passwordCost.passes = static_cast<unsigned>(settings.integer("passwords.passes"));
  accounts.hashing.atOnce = static_cast<int>(settings.integer("passwords.threads"));
  return accounts;
}

front::FrontOptions frontOptions(const Settings& settings) {
  front::FrontOptions options;
  const auto& listen = settings.text("listen");
  const auto colon = listen.rfind(':');
  options.address = listen.substr(0, colon);
  if (options.address.starts_with('[') && options.address.ends_with(']'))
    options.address = options.address.substr(1, options.address.size() - 2);
  options.port = static_cast<std::uint16_t>(std::stoi(listen.substr(colon + 1)));
  options.loops = static_cast<int>(settings.integer("http.loops"));
  options.workers = static_cast<int>(settings.integer("http.workers"));
  options.maxConnections = static_cast<std::size_t>(settings.integer("http.max_connections"));
  options.maxConnectionsPerPeer =
      static_cast<std::size_t>(settings.integer("http.max_connections_per_peer"));
  if (const auto proxies = settings.list("http.trusted_proxies"); !proxies.empty()) {
    options.standsForMany = [trusted = http::ClientAddress{proxies}](const std::string& address) {
      return trusted.isTrusted(address);
    };
  }
  return options;
}

jobs::WorkerOptions workerOptions(const Settings& settings) {
  jobs::WorkerOptions options;
  options.laneLimit = static_cast<int>(settings.integer("jobs.lane_limit"));
  options.laneLimits["default"] = static_cast<int>(settings.integer("jobs.default_lane_limit"));
  options.threads = static_cast<int>(settings.integer("jobs.threads"));
  return options;
}

}  // namespace hostler::app
