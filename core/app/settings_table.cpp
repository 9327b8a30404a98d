#include "core/app/settings_table.h"

#include "core/http/client_address.h"
#include "core/http/rate_limits.h"
#include "core/plugin_host/package_signature.h"

#include <sstream>
#include <stdexcept>

namespace hostler::app {
namespace {

void checkLimit(const std::string& value) {
  http::Limit::parse(value);
}

void checkListen(const std::string& value) {
  const auto colon = value.rfind(':');
  if (colon == std::string::npos || colon == 0)
    throw std::invalid_argument{"must be an address and a port, such as 127.0.0.1:8080"};
  setting::integer(0, 65535)(value.substr(colon + 1));
}

void checkPublicUrl(const std::string& value) {
  if (value.empty()) return;
  const bool web = value.starts_with("https://") || value.starts_with("http://");
  const auto host = web ? value.substr(value.find("//") + 2) : std::string{};
  if (host.empty() || host.find_first_of("/?#@ \"<>") != std::string::npos)
    throw std::invalid_argument{"must be a scheme and a host, such as https://panel.example.com"};
}

void checkRoles(const std::string& value) {
  std::size_t start = 0;
  while (start <= value.size()) {
    const auto comma = std::min(value.find(',', start), value.size());
    setting::oneOf({"api", "worker", "scheduler"})(value.substr(start, comma - start));
    start = comma + 1;
  }
}

void checkProxies(const std::string& value) {
  std::vector<std::string> proxies;
  std::size_t start = 0;
  while (start < value.size()) {
    const auto comma = std::min(value.find(',', start), value.size());
    proxies.push_back(value.substr(start, comma - start));
    start = comma + 1;
  }
  http::ClientAddress{proxies};
}

void checkKeys(const std::string& value) {
  std::istringstream in{value};
  for (std::string key; std::getline(in, key, ',');) {
    const auto first = key.find_first_not_of(' '), last = key.find_last_not_of(' ');
    if (first != std::string::npos) plugin::checkPublicKey(key.substr(first, last - first + 1));
  }
}

}  // namespace

std::vector<SettingDeclaration> engineSettings() {
  using namespace setting;
  return {
      {"environment", "production",
       "production, or sandbox: which relaxes what only tests and demonstrations need", false,
       oneOf({"production", "sandbox"})},
      {"listen", "127.0.0.1:8080", "address and port of the HTTP server", false, checkListen},
      {"roles", "api,worker,scheduler", "what this process does", false, checkRoles},
      {"public_url", "",
       "what the platform's links begin with, such as https://panel.example.com; needed in "
       "production",
       false, checkPublicUrl},
      {"data_dir", "hostler-data", "where everything that the engine writes lives"},
      {"database", "",
       "sqlite:PATH or mysql://user@host/name; empty: SQLite in the data directory"},
      {"database_password", "", "the password, apart from the address", true},
      {"http.loops", "2", "threads that own sockets", false, integer(1, 64)},
      {"http.workers", "48", "threads that run handlers, at most", false, integer(1, 1024)},
      {"http.trusted_proxies", "",
       "proxies whose X-Forwarded-For is believed, such as 127.0.0.1,::1; empty: nobody's, and all "
       "clients of a proxy count as one",
       false, checkProxies},
      {"http.max_connections", "20000", "connections at once", false, integer(10, 1'000'000)},
      {"http.max_connections_per_peer", "2000",
       "connections of one address (IPv6: its /64) at once, trusted proxies apart; 0: as many as "
       "fit",
       false, integer(0, 1'000'000)},
      {"limits.anonymous", "100/15m", "calls of a stranger, by address", false, checkLimit},
      {"limits.search", "10/1m", "domain searches, by address or account", false, checkLimit},
      {"limits.auth", "5/15m",
       "failed sign-ins and codes, and every forgot, reset and resend, by address", false,
       checkLimit},
      {"limits.account", "6000/15m", "calls of an account or an API key", false, checkLimit},
      {"secrets.master_key_file", "", "the master key; empty: master.key in the data directory"},
      {"backup.passphrase", "", "what backups are encrypted with, and opened again", true},
      {"passwords.memory_mib", "64", "memory of one password hash (Argon2id)", false,
       integer(8, 1024)},
      {"passwords.passes", "2", "passes of one password hash", false, integer(1, 10)},
      {"passwords.threads", "2", "password hashes at once", false, integer(1, 32)},
      {"mail.delivery", "auto",
       "smtp; spool: mails stay in the database for admin to read; auto: smtp where mail.host is "
       "set, else spool, which production takes by its name alone",
       false, oneOf({"auto", "smtp", "spool"})},
      {"mail.host", "", "the mail server"},
      {"mail.port", "587", "its port", false, integer(1, 65535)},
      {"mail.security", "starttls", "starttls, tls, or none for a server on this machine", false,
       oneOf({"starttls", "tls", "none"})},
      {"mail.user", "", "its user; empty: no sign-in"},
      {"mail.password", "", "its password", true},
      {"mail.ca_file", "", "certificates to trust instead of the system's"},
      {"plugins.folder", "",
       "installed plugins; empty: plugins beside the program. Those of your own lie in "
       "DATA_DIR/plugins, which is looked at as well"},
      {"plugins.allow_unsigned", "false", "load plugins without a signature in production", false,
       boolean()},
      {"plugins.trusted_keys", "",
       "public keys of authors, separated by commas, as `hostler plugin sign --new-key` prints "
       "them: `hostler plugin install` then takes what one of them signed and nothing else",
       false, checkKeys},
      {"plugins.calls_at_once", "8",
       "calls at once to one account of a plugin, three quarters of them to one server; fewer than "
       "jobs.lane_limit leave jobs waiting",
       false, integer(1, 64)},
      {"scripts.folder", "", "hooks/ and rules/; empty: those shipped beside the program"},
      {"templates.folder", "", "templates instead of the built-in ones"},
      {"web.folder", "", "the built web applications (portal/, admin/); empty: beside the program"},
      {"pdf.program", "/usr/bin/wkhtmltopdf", "the PDF program"},
      {"pdf.engine", "auto", "program, library, or auto: the library where it is installed", false,
       oneOf({"auto", "program", "library"})},
      {"jobs.threads", "32", "threads that do jobs, at most", false, integer(1, 1024)},
      {"jobs.lane_limit", "4", "jobs at once for one provider", false, integer(1, 256)},
      {"jobs.default_lane_limit", "8", "jobs at once that are for no provider", false,
       integer(1, 256)},
      {"compute.backups_kept_days", "30",
       "days for which the last backup of a server that has ended is kept, and paid for", false,
       integer(0, 3650)},
      {"compute.data_kept_days", "7",
       "days for which volumes, snapshots, databases and clusters of a server that has ended are "
       "kept, and paid for",
       false, integer(0, 3650)},
      {"compute.most_per_account", "200",
       "volumes, addresses, keys and the like that one account may have in all", false,
       integer(0, 100'000)},
      {"database_pool", "24", "MySQL connections, at most", false, integer(2, 1000)},
      {"log.level", "information", "debug, information, warning or error", false,
       oneOf({"debug", "information", "warning", "error"})},
      {"log.file", "", "empty: standard error"},
      {"metrics.token", "", "lets others than this machine read /metrics", true},
  };
}

}  // namespace hostler::app
