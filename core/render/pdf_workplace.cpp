#include "core/render/pdf_workplace.h"

#include "core/child/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace hostler::render {
namespace {

namespace fs = std::filesystem;

void check(int result, const char* step) {
  if (result < 0) throw std::system_error{errno, std::generic_category(), step};
}

std::optional<child::User> otherUser(const PdfSettings& settings) {
  if (::geteuid() != 0 || settings.userUnderRoot.empty()) return std::nullopt;
  std::vector<char> room(16 * 1024);
  passwd entry{};
  passwd* found = nullptr;
  ::getpwnam_r(settings.userUnderRoot.c_str(), &entry, room.data(), room.size(), &found);
  if (found == nullptr) {
    throw std::system_error{ENOENT, std::generic_category(), "user " + settings.userUnderRoot};
  }
  return child::User{found->pw_uid, found->pw_gid};
}

}  // namespace

PdfWorkplace::PdfWorkplace(const PdfSettings& settings) : user_{otherUser(settings)} {
  const auto below = settings.scratch.empty() ? fs::temp_directory_path() : settings.scratch;
  auto pattern = (below / "hostler-pdf-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) check(-1, "mkdtemp");
  directory_ = pattern;
  const auto home = directory_ / "home";
  check(::mkdir(home.c_str(), 0700), "mkdir");
  if (!user_) return;
  check(::chown(directory_.c_str(), ::geteuid(), user_->group), "chown");
  check(::chmod(directory_.c_str(), 0750), "chmod");
  check(::chown(home.c_str(), user_->user, user_->group), "chown");
}

PdfWorkplace::~PdfWorkplace() {
  std::error_code ignored;  // a leftover in a temporary directory harms nobody
  fs::remove_all(directory_, ignored);
}

void PdfWorkplace::write(std::string_view html) {
  const auto path = directory_ / kDocument;
  const child::Descriptor file{
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640)};
  check(file.number(), "open");
  if (user_) check(::fchown(file.number(), ::geteuid(), user_->group), "fchown");
  check(::fchmod(file.number(), 0640), "fchmod");
  while (!html.empty()) {
    const auto written = ::write(file.number(), html.data(), html.size());
    check(static_cast<int>(written), "write");
    html.remove_prefix(static_cast<std::size_t>(written));
  }
}

void PdfWorkplace::furnish(child::Command& command, const PdfSettings& settings) const {
  const auto home = (directory_ / "home").string();
  command.environment = {{"HOME", home},
                         {"XDG_RUNTIME_DIR", home},
                         {"XDG_CACHE_HOME", home},
                         {"LANG", "C.UTF-8"},
                         {"QT_QPA_PLATFORM", "offscreen"}};
  command.directory = directory_;
  command.user = user_;
  command.limits.memoryBytes = settings.memoryBytes;
  command.limits.fileBytes = settings.largestPdf;
  command.confinement.network = child::Network::None;
  command.confinement.walls = settings.walls;
  // Without the system's list of fonts each worker would make its own, which takes seconds.
  command.confinement.readable.push_back("/var/cache/fontconfig");
  command.confinement.readable.push_back(directory_);
  command.confinement.writable.push_back(home);
}

}  // namespace hostler::render
