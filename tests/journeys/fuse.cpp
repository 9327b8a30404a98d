#include "tests/journeys/fuse.h"

#include <cstring>
#include <fcntl.h>
#include <new>
#include <stdexcept>
#include <sys/mman.h>
#include <unistd.h>

namespace hostler::testing {
namespace {

// Built beside the test program.
std::filesystem::path library() {
  const auto path = std::filesystem::canonical("/proc/self/exe").parent_path() / "journey_fuse.so";
  if (!std::filesystem::exists(path)) throw std::runtime_error{path.string() + " is not built"};
  return path;
}

FuseState* mapped(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || ::ftruncate(file, sizeof(FuseState)) != 0)
    throw std::runtime_error{"cannot make " + path.string()};
  void* page = ::mmap(nullptr, sizeof(FuseState), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  if (page == MAP_FAILED) throw std::runtime_error{"cannot map " + path.string()};
  return ::new (page) FuseState;
}

}  // namespace

std::string Moment::text() const {
  return std::string{kills == FuseKills::Before ? "before" : "after"} +
         (counts == FuseCounts::Commits ? " commit " : " send ") + std::to_string(number);
}

Fuse::Fuse(const std::filesystem::path& folder, const db::DatabaseUrl& database)
    : file_{folder / "fuse"}, state_{mapped(file_)} {
  if (database.dialect == db::Dialect::Mysql) {
    state_->port = database.port;
  } else {
    if (database.path.size() >= sizeof state_->file) throw std::runtime_error{"too long a path"};
    std::strcpy(state_->file, database.path.c_str());
  }
}

Fuse::~Fuse() {
  ::munmap(state_, sizeof(FuseState));
}

std::map<std::string, std::string> Fuse::environment() const {
  return {{"LD_PRELOAD", library().string()},
          {kFuseVariable, file_.string()},
          // A sanitizer wants to be first, and is content to come second.
          {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

void Fuse::count() {
  prepare();
  state_->at = 0;
}

void Fuse::arm(const Moment& moment) {
  prepare();
  state_->counts = moment.counts;
  state_->kills = moment.kills;
  state_->at = moment.number;
}

void Fuse::prepare() {
  disarm();
  state_->sends = 0;
  state_->commits = 0;
  state_->blown = false;
  state_->what[0] = 0;
}

}  // namespace hostler::testing
