#pragma once

#include "core/base/result.h"
#include "core/child/command.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>

namespace hostler::child {
class Nursery;
}

namespace hostler::images {

/// What the making anew of one image may take.
struct ImageSettings {
  std::filesystem::path program;  ///< `hostler-image`, which lies beside `hostler`
  std::uint64_t mostPixels = 50'000'000;
  std::uint64_t mostBytes = 10 << 20;  ///< of the new file
  std::uint64_t memoryBytes = 512 << 20;
  std::chrono::milliseconds timeout{15'000};     ///< for one attempt
  std::chrono::milliseconds queueLimit{15'000};  ///< waiting for others to be done
  int atOnce = 2;
  int mostWaiting = 16;  ///< beside those; whoever comes then is told so at once
  child::Walls walls = child::Walls::Namespaces;
  /// Whom the program runs as where the engine is root, if that user may come by the program. An
  /// engine that is somebody else cannot give it another user.
  std::string userUnderRoot = "nobody";
};

struct MadeImage {
  std::string bytes;
  std::string mediaType;  ///< "image/png" or "image/jpeg"
};

struct ImageFault {
  enum class Why {
    Undecodable = 1,  ///< damaged, cut off, or not of its type
    TooManyPixels,
    TooLarge,     ///< takes more memory, or becomes a larger file, than may be
    TookTooLong,  ///< was ended in the middle
    Busy,         ///< too many others, or not done in time; may be tried again
    Failed        ///< through no fault of the image, as where the program is missing
  };
  Why why;
  std::string reason;  ///< for people who look after the engine
};

/// Makes images anew: decodes one in a process of its own, which sees no network and no file,
/// within limits on memory and time, and encodes what it shows. The new file holds pixels, palette
/// and transparency and nothing else of the old one: no EXIF and other metadata, no colour profile,
/// nothing behind its end, and of an animation the first frame. PNG stays PNG and JPEG stays JPEG,
/// turned as its EXIF orientation tells; GIF and WebP become PNG, or JPEG where WebP was lossy and
/// opaque. Thread-safe.
class ImageWorkshop {
 public:
  /// `nursery` must outlive it.
  ImageWorkshop(ImageSettings settings, child::Nursery& nursery);

  /// `mediaType` is what its beginning says it is: "image/png", "image/jpeg", "image/webp" or
  /// "image/gif". Waits for the process, so not for a thread that others wait for.
  Result<MadeImage, ImageFault> makeAnew(std::string_view file, const std::string& mediaType);

  const ImageSettings& settings() const { return settings_; }

 private:
  class Seat;
  Result<MadeImage, ImageFault> attempt(std::string_view file, const std::string& mediaType,
                                        int quality);
  child::Command commandFor(const std::string& mediaType, int quality) const;

  const ImageSettings settings_;
  child::Nursery& nursery_;
  std::mutex mutex_;
  std::condition_variable seatFree_;
  int working_ = 0, waiting_ = 0;
};

}  // namespace hostler::images
