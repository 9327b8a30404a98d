#pragma once

#include "core/front/message.h"

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string_view>

namespace hostler::front {

/// Serves a built web application from a folder, as its bundler wrote it: files of `assets/` have a
/// hash in their name and may be kept for ever, all others are asked after each time. Paths that
/// name no file are the application's own and get its index.html, save below `assets/`, where a
/// page in place of a script would only confuse. Siblings `.br` and `.gz`, when not older than the
/// file, are sent to who accepts them. Thread-safe; reads the disk, and so sees a new build at
/// once.
class StaticFiles {
 public:
  /// A folder that is not there serves nothing.
  explicit StaticFiles(const std::filesystem::path& folder);

  /// The answer to GET and HEAD: 200 with the file, or 304 when the caller has it. Nothing when
  /// there is nothing to serve: a path that leaves the folder (also by a link), a hidden file, a
  /// missing asset, an application not built. `path` is as sent, percent-encoded and without its
  /// query; `headers` are the request's.
  std::optional<Response> find(std::string_view path, const Headers& headers) const;

  struct Found {
    std::filesystem::path path;
    std::uint64_t size = 0;
    std::timespec changed{};
  };

 private:
  std::optional<Found> fileWithin(const std::filesystem::path& relative) const;
  Found chooseVariant(const std::filesystem::path& name, Found plain, const Headers& asked,
                      Headers& headers) const;

  std::filesystem::path root_;
};

}  // namespace hostler::front
