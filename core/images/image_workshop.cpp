#include "core/images/image_workshop.h"

#include "core/child/descriptor.h"
#include "core/child/nursery.h"
#include "core/images/ending.h"
#include "core/telemetry/log.h"

#include <cerrno>
#include <csignal>
#include <pwd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace hostler::images {
namespace {

namespace fs = std::filesystem;
using Why = ImageFault::Why;

const Log kLog{"core.images"};

// A photograph of a phone keeps what an eye sees of it at the first. What was squeezed to just
// below the limit gets a second attempt.
constexpr int kQuality = 90;
constexpr int kQualityIfTooLarge = 75;

[[noreturn]] void fail(const char* step) {
  throw std::system_error{errno, std::generic_category(), step};
}

child::Descriptor memoryFile(const char* name) {
  child::Descriptor file{::memfd_create(name, MFD_CLOEXEC)};
  if (!file) fail("memfd_create");
  return file;
}

child::Descriptor memoryFileWith(std::string_view bytes) {
  auto file = memoryFile("image");
  while (!bytes.empty()) {
    const auto written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::lseek(file.number(), 0, SEEK_SET) < 0) fail("lseek");
  return file;
}

std::string contentOf(const child::Descriptor& file, std::uint64_t most) {
  struct stat facts {};
  if (::fstat(file.number(), &facts) != 0) fail("fstat");
  if (static_cast<std::uint64_t>(facts.st_size) > most) return {};
  std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto read =
        ::pread(file.number(), bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) fail("pread");
    at += static_cast<std::size_t>(read);
  }
  return bytes;
}

// The program decoded what a stranger sent, so what it wrote is looked at like that.
std::string mediaTypeOf(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
  if (bytes.starts_with("\xff\xd8\xff")) return "image/jpeg";
  return {};
}

std::optional<child::User> userFor(const ImageSettings& settings) {
  if (::geteuid() != 0 || settings.userUnderRoot.empty()) return std::nullopt;
  // Nobody else comes by a folder of root's own.
  std::error_code error;
  for (auto path = fs::canonical(settings.program, error); !error; path = path.parent_path()) {
    const auto rights = fs::status(path, error).permissions();
    if ((rights & fs::perms::others_exec) == fs::perms::none) return std::nullopt;
    if (path == path.root_path()) break;
  }
  std::vector<char> room(16 * 1024);
  passwd entry{};
  passwd* found = nullptr;
  ::getpwnam_r(settings.userUnderRoot.c_str(), &entry, room.data(), room.size(), &found);
  if (found == nullptr) return std::nullopt;
  return child::User{found->pw_uid, found->pw_gid};
}

Why whyOf(const child::Exit& exit) {
  if (exit.ordered == child::Exit::Ordered::DeadlinePassed) return Why::TookTooLong;
  if (exit.how == child::Exit::How::Killed) {
    switch (exit.number) {
      case SIGXCPU:
        return Why::TookTooLong;
      case SIGXFSZ:
        return Why::TooLarge;
      case SIGKILL:
        return Why::TooLarge;  // by the kernel, which was short of memory
      default:
        return Why::Undecodable;  // a library fell over it
    }
  }
  switch (static_cast<Ending>(exit.number)) {
    case Ending::Undecodable:
      return Why::Undecodable;
    case Ending::TooManyPixels:
      return Why::TooManyPixels;
    case Ending::TooLarge:
      return Why::TooLarge;
    default:
      return Why::Failed;
  }
}

Failure<ImageFault> failedBecause(Why why, std::string reason) {
  if (why == Why::Failed) kLog.error("image.not_made", {{"reason", reason}});
  return Failure{ImageFault{why, std::move(reason)}};
}

}  // namespace

/// A place among those that work at once, or none.
class ImageWorkshop::Seat {
 public:
  explicit Seat(ImageWorkshop& workshop) : workshop_{workshop} {
    const auto& settings = workshop_.settings_;
    std::unique_lock lock{workshop_.mutex_};
    const auto isFree = [&] { return workshop_.working_ < settings.atOnce; };
    if (!isFree() && workshop_.waiting_ >= settings.mostWaiting) return;
    ++workshop_.waiting_;
    taken_ = workshop_.seatFree_.wait_for(lock, settings.queueLimit, isFree);
    --workshop_.waiting_;
    if (taken_) ++workshop_.working_;
  }
  ~Seat() {
    if (!taken_) return;
    {
      const std::lock_guard lock{workshop_.mutex_};
      --workshop_.working_;
    }
    workshop_.seatFree_.notify_one();
  }
  Seat(const Seat&) = delete;

  bool taken() const { return taken_; }

 private:
  ImageWorkshop& workshop_;
  bool taken_ = false;
};

ImageWorkshop::ImageWorkshop(ImageSettings settings, child::Nursery& nursery)
    : settings_{std::move(settings)}, nursery_{nursery} {}

Result<MadeImage, ImageFault> ImageWorkshop::makeAnew(std::string_view file,
                                                      const std::string& mediaType) {
  const Seat seat{*this};
  if (!seat.taken()) return failedBecause(Why::Busy, "others were not done in time");
  try {
    auto made = attempt(file, mediaType, kQuality);
    if (!made && made.error().why == Why::TooLarge && mediaType != "image/png" &&
        mediaType != "image/gif")
      return attempt(file, mediaType, kQualityIfTooLarge);
    return made;
  } catch (const std::system_error& error) {
    return failedBecause(Why::Failed, error.what());
  } catch (const child::StartFailed& error) {
    return failedBecause(Why::Failed, error.what());
  }
}

Result<MadeImage, ImageFault> ImageWorkshop::attempt(std::string_view file,
                                                     const std::string& mediaType, int quality) {
  const auto input = memoryFileWith(file);
  const auto output = memoryFile("made");
  auto command = commandFor(mediaType, quality);
  command.handed = {{input.number(), 0}, {output.number(), 1}};
  const auto deadline = std::chrono::steady_clock::now() + settings_.timeout;
  auto process = nursery_.start(command);
  const auto exit = process.wait(deadline);
  if (!exit) return failedBecause(Why::TookTooLong, "the image was not done in time");
  if (!exit->clean()) return failedBecause(whyOf(*exit), exit->text() + ": " + process.tail());

  MadeImage made;
  made.bytes = contentOf(output, settings_.mostBytes);
  made.mediaType = mediaTypeOf(made.bytes);
  if (made.mediaType.empty()) return failedBecause(Why::Undecodable, "no image came of it");
  return made;
}

child::Command ImageWorkshop::commandFor(const std::string& mediaType, int quality) const {
  child::Command command;
  command.program = settings_.program;
  command.arguments = {mediaType, std::to_string(settings_.mostPixels),
                       std::to_string(settings_.mostBytes), std::to_string(quality)};
  command.environment = {{"LANG", "C.UTF-8"}};
  command.user = userFor(settings_);
  command.limits.memoryBytes = settings_.memoryBytes;
  command.limits.cpuSeconds = static_cast<std::uint64_t>(
      std::chrono::ceil<std::chrono::seconds>(settings_.timeout).count());
  command.limits.fileBytes = settings_.mostBytes;
  command.limits.openFiles = 16;
  command.confinement.network = child::Network::None;
  command.confinement.walls = settings_.walls;
  return command;
}

}  // namespace hostler::images
