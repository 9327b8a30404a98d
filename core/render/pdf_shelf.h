#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace hostler::render {

/// Keeps PDFs that were made, by the HTML that they were made of: the same invoice in the same
/// state, template and language is rendered once, however often it is asked for. Files are their
/// owner's alone; the folder stays below a size by forgetting what was used longest ago.
/// Thread-safe, and shared by all processes that name the same folder.
class PdfShelf {
 public:
  using Maker = std::function<std::string(const std::string& html)>;

  PdfShelf(std::filesystem::path folder, Maker make,
           std::uint64_t mostBytes = std::uint64_t{512} << 20)
      : folder_{std::move(folder)}, make_{std::move(make)}, mostBytes_{mostBytes} {}

  /// The kept document, or a new one. Throws what `make` throws; a folder that cannot be written
  /// keeps nothing and throws nothing.
  std::string of(const std::string& html);

 private:
  std::string read(const std::filesystem::path& file) const;
  void keep(const std::filesystem::path& file, std::string_view pdf);
  void forgetOldest();

  const std::filesystem::path folder_;
  const Maker make_;
  const std::uint64_t mostBytes_;
  std::mutex mutex_;
  std::uint64_t keptSinceSweep_ = 0;
  bool swept_ = false;
};

}  // namespace hostler::render
