#include "tests/bench/front/nginx.h"

#include "tests/bench/front/ports.h"
#include "tests/bench/front/processes.h"

#include <fstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace hostler::bench {
namespace {

namespace fs = std::filesystem;

std::string configuration(const fs::path& folder, std::uint16_t port) {
  const auto at = folder.string();
  return "daemon off;\nworker_processes 2;\nworker_rlimit_nofile 65536;\npid " + at +
         "/nginx.pid;\nerror_log " + at +
         "/error.log;\nevents { worker_connections 20000; }\nhttp {\n  access_log off;\n"
         "  keepalive_requests 100000000;\n  keepalive_timeout 600;\n  client_header_timeout "
         "600;\n  tcp_nodelay on;\n"
         "  open_file_cache max=100;\n  default_type application/json;\n"
         "  client_body_temp_path " +
         at + "/body;\n  proxy_temp_path " + at + "/proxy;\n  fastcgi_temp_path " + at +
         "/fastcgi;\n  uwsgi_temp_path " + at + "/uwsgi;\n  scgi_temp_path " + at +
         "/scgi;\n"
         "  server { listen 127.0.0.1:" +
         std::to_string(port) + " backlog=4096; root " + at + "/www; }\n}\n";
}

}  // namespace

Nginx::Nginx(std::initializer_list<std::size_t> sizes) : port_{freePort()} {
  auto name = (fs::temp_directory_path() / "bench-front-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for nginx"};
  folder_ = name;
  fs::create_directory(folder_ / "www");
  for (const auto size : sizes)
    std::ofstream{folder_ / "www" / std::to_string(size)} << std::string(size, 'x');
  // Its workers give up root's rights and must still be able to read.
  fs::permissions(folder_, fs::perms::others_exec | fs::perms::others_read, fs::perm_options::add);
  std::ofstream{folder_ / "nginx.conf"} << configuration(folder_, port_);
  child_ = std::make_unique<Child>(
      std::vector<std::string>{"nginx", "-c", (folder_ / "nginx.conf").string()});
  awaitPort(port_, "nginx");
}

Nginx::~Nginx() {
  child_.reset();
  fs::remove_all(folder_);
}

pid_t Nginx::pid() const {
  return child_->pid();
}

}  // namespace hostler::bench
