#include "core/app/open_files.h"

#include "core/telemetry/log.h"

#include <algorithm>
#include <cerrno>
#include <sys/resource.h>
#include <system_error>

namespace hostler::app {
namespace {

constexpr std::size_t kKeptForOthers = 256;

rlimit openFiles() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
    throw std::system_error{errno, std::generic_category(), "ask how many files may be open"};
  return limit;
}

}  // namespace

void raiseOpenFiles() {
  auto limit = openFiles();
  limit.rlim_cur = limit.rlim_max;
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
    throw std::system_error{errno, std::generic_category(), "raise how many files may be open"};
}

std::size_t affordableConnections(std::size_t wanted) {
  const auto limit = openFiles().rlim_cur;
  if (limit == RLIM_INFINITY || limit >= wanted + kKeptForOthers) return wanted;
  // A limit so low is halved: neither side can do without.
  const auto affordable = limit > 2 * kKeptForOthers ? limit - kKeptForOthers : limit / 2;
  Log{"core.app"}.warning("http.fewer_connections",
                          {{"wanted", wanted},
                           {"affordable", affordable},
                           {"open_files", limit},
                           {"change",
                            "raise the hard limit of open files (ulimit -Hn, "
                            "LimitNOFILE), or lower http.max_connections"}});
  return affordable;
}

}  // namespace hostler::app
