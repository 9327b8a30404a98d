#include "tests/bench/provider_http/tls_nginx.h"

#include "tests/bench/front/ports.h"
#include "tests/bench/front/processes.h"

#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace hostler::bench {
namespace {

namespace fs = std::filesystem;

std::string configuration(const std::string& at, std::uint16_t port) {
  return "daemon off;\nworker_processes 1;\npid " + at + "/nginx.pid;\nerror_log " + at +
         "/error.log;\nevents { worker_connections 2000; }\nhttp {\n  access_log off;\n"
         "  keepalive_requests 100000000;\n  keepalive_timeout 600;\n  tcp_nodelay on;\n"
         "  client_body_temp_path " +
         at + "/body;\n  proxy_temp_path " + at + "/proxy;\n  fastcgi_temp_path " + at +
         "/fastcgi;\n  uwsgi_temp_path " + at + "/uwsgi;\n  scgi_temp_path " + at +
         "/scgi;\n  ssl_protocols TLSv1.2 TLSv1.3;\n  ssl_session_cache shared:sessions:1m;\n"
         "  server {\n    listen 127.0.0.1:" +
         std::to_string(port) + " ssl;\n    ssl_certificate " + at +
         "/certificate.pem;\n    ssl_certificate_key " + at +
         "/key.pem;\n    default_type application/json;\n"
         "    add_header X-Session $ssl_session_reused;\n"
         "    location / { return 200 '{\"domain\":\"acme.example\",\"available\":true}'; }\n"
         "  }\n}\n";
}

}  // namespace

TlsNginx::TlsNginx() : port_{freePort()} {
  auto name = (fs::temp_directory_path() / "bench-tls-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for nginx"};
  folder_ = name;
  std::ofstream{folder_ / "certificate.pem"} << identity_.certificatePem;
  std::ofstream{folder_ / "key.pem"} << identity_.keyPem;
  std::ofstream{folder_ / "nginx.conf"} << configuration(folder_.string(), port_);
  child_ = std::make_unique<Child>(
      std::vector<std::string>{"nginx", "-c", (folder_ / "nginx.conf").string()});
  awaitPort(port_, "nginx");
}

TlsNginx::~TlsNginx() {
  child_.reset();
  fs::remove_all(folder_);
}

std::string TlsNginx::url() const {
  return "https://127.0.0.1:" + std::to_string(port_) + "/v1/domains/available";
}

}  // namespace hostler::bench
