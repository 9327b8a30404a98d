#include "core/plugin_host/package.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

namespace hostler::plugin {
namespace {

namespace fs = std::filesystem;

// Packed once and read often: a high level, and a window that whoever reads it can bound.
constexpr int kLevel = 12, kWindowLog = 23;
constexpr std::size_t kAnyRatio = std::size_t{1} << 20;
constexpr std::size_t kLargestManifest = 256 * 1024;  // as Manifest::load has it

std::size_t checked(std::size_t code) {
  if (ZSTD_isError(code) != 0) {
    throw PackageError{std::string{"the package cannot be unpacked ("} + ZSTD_getErrorName(code) +
                       "): it is damaged, or not made by `hostler plugin pack`"};
  }
  return code;
}

std::string compressed(std::string_view text) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(),
                                                                     &ZSTD_freeCCtx};
  if (!context) throw std::bad_alloc{};
  checked(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel));
  checked(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, kWindowLog));
  checked(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1));
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(
      checked(ZSTD_compress2(context.get(), out.data(), out.size(), text.data(), text.size())));
  return out;
}

// No more than `most` bytes are ever held, whatever the frame says of itself.
std::string decompressed(std::string_view packed, std::size_t most) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(),
                                                                     &ZSTD_freeDCtx};
  if (!context) throw std::bad_alloc{};
  checked(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLog));
  std::string piece(ZSTD_DStreamOutSize(), '\0'), all;
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  for (;;) {
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    const auto left = checked(ZSTD_decompressStream(context.get(), &out, &in));
    if (out.pos > most - all.size()) {
      throw PackageError{"the package unpacks to more than " + std::to_string(most) +
                         " bytes, which no plugin of its size does"};
    }
    all.append(piece, 0, out.pos);
    if (left == 0) break;
    if (in.pos == in.size && out.pos < out.size)
      throw PackageError{"the package ends in the middle"};
  }
  if (in.pos != in.size) throw PackageError{"something stands behind the end of the package"};
  return all;
}

bool mayBeFile(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  return !name.empty() && !name.starts_with('.') && std::ranges::all_of(name, fits);
}

// Why a path cannot be of a file in the folder `top`; empty where it can.
std::string faultOf(const std::string& path, const std::string& top) {
  if (path.starts_with('/')) return "its name begins at the root of the file system";
  for (const auto& part : fs::path{path}) {
    if (part == "..") return "its name leads out of the folder";
  }
  const auto slash = path.find('/');
  if (slash == std::string::npos) return "it lies in no folder";
  if (path.substr(0, slash) != top)
    return "it lies beside the folder " + top + ": a package holds one";
  const auto name = path.substr(slash + 1);
  if (name.find('/') != std::string::npos)
    return "it lies in a folder of its own: all files of a plugin lie beside plugin.json";
  if (!mayBeFile(name))
    return "a file's name is of letters, digits, `.`, `_` and `-`, and does not begin with a dot";
  return {};
}

const PackedFile& fileIn(const std::vector<PackedFile>& files, const std::string& path) {
  const auto found = std::ranges::find(files, path, &PackedFile::path);
  if (found == files.end()) throw PackageError{"the package holds no " + path};
  return *found;
}

Manifest manifestIn(std::vector<PackedFile>& files) {
  if (files.empty()) throw PackageError{"the package is empty"};
  const auto& first = files.front().path;
  const auto top = first.substr(0, first.find('/'));
  for (const auto& file : files) {
    if (const auto fault = faultOf(file.path, top); !fault.empty())
      throw PackageError{file.path + ": " + fault};
  }
  std::ranges::sort(files, {}, &PackedFile::path);
  const auto twice = std::ranges::adjacent_find(files, {}, &PackedFile::path);
  if (twice != files.end()) throw PackageError{twice->path + " is in the package twice"};
  const auto& text = fileIn(files, top + "/plugin.json").content;
  if (text.size() > kLargestManifest) throw PackageError{"plugin.json is larger than 256 KB"};
  Manifest manifest;
  try {
    manifest = Manifest::parse(text);
  } catch (const ManifestError& error) {
    throw PackageError{"plugin.json: " + std::string{error.what()}};
  }
  if (manifest.name != top) {
    throw PackageError{"its plugin.json names \"" + manifest.name + "\", its folder is \"" + top +
                       "\""};
  }
  fileIn(files, top + "/" + manifest.name + ".so");
  return manifest;
}

void writeFile(const fs::path& path, std::string_view content) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (file < 0) throw PackageError{"cannot write " + path.string() + ": " + std::strerror(errno)};
  bool written = ::fchmod(file, 0644) == 0;
  while (written && !content.empty()) {
    const auto count = ::write(file, content.data(), content.size());
    written = count > 0;
    if (written) content.remove_prefix(static_cast<std::size_t>(count));
  }
  written = written && ::fsync(file) == 0;
  const auto why = errno;
  ::close(file);
  if (!written) throw PackageError{"cannot write " + path.string() + ": " + std::strerror(why)};
}

std::vector<PackedFile> filesOf(const fs::path& folder, const PackageLimits& limits) {
  std::vector<PackedFile> files;
  std::error_code error;
  const auto top = fs::canonical(folder, error).filename().string();
  if (error || !fs::is_directory(folder))
    throw PackageError{"there is no folder " + folder.string()};
  std::size_t size = 0;
  for (const auto& entry : fs::directory_iterator{folder}) {
    const auto name = entry.path().filename().string();
    if (!fs::is_regular_file(entry.symlink_status())) {
      throw PackageError{name +
                         " is a folder or a link: lay plugin.json, the library and what else "
                         "belongs to the plugin into a folder of their own"};
    }
    if (files.size() == limits.files) {
      throw PackageError{"a package holds no more than " + std::to_string(limits.files) +
                         " files: lay what belongs to the plugin into a folder of its own"};
    }
    size += entry.file_size();
    if (size > limits.bytes) {
      throw PackageError{"a package holds no more than " + std::to_string(limits.bytes) +
                         " bytes; strip the library of its debug information"};
    }
    std::ifstream in{entry.path(), std::ios::binary};
    files.push_back({top + "/" + name, {std::istreambuf_iterator<char>{in}, {}}});
    if (!in || files.back().content.size() != entry.file_size())
      throw PackageError{"cannot read " + entry.path().string()};
  }
  return files;
}

}  // namespace

Package::Package(std::vector<PackedFile> files) {
  manifest_ = manifestIn(files);
  files_ = std::move(files);
}

Package Package::ofFolder(const fs::path& folder, const PackageLimits& limits) {
  return Package{filesOf(folder, limits)};
}

Package Package::read(std::string_view bytes, const PackageLimits& limits) {
  if (bytes.size() > limits.packedBytes) {
    throw PackageError{"a package is no larger than " + std::to_string(limits.packedBytes) +
                       " bytes"};
  }
  const auto most = std::min(limits.bytes, kAnyRatio + limits.ratio * bytes.size());
  return Package{filesInTar(decompressed(bytes, most), limits.files)};
}

std::string Package::bytes() const {
  return compressed(tarOf(files_));
}

std::string Package::fileName() const {
  return manifest_.name + "-" + manifest_.version + ".hpk";
}

fs::path Package::layInto(const fs::path& parent) const {
  const auto folder = parent / manifest_.name;
  if (::mkdir(folder.c_str(), 0755) != 0 || ::chmod(folder.c_str(), 0755) != 0)
    throw PackageError{"cannot make " + folder.string() + ": " + std::strerror(errno)};
  for (const auto& file : files_) writeFile(parent / file.path, file.content);
  return folder;
}

std::string packageBytes(const fs::path& file, const PackageLimits& limits) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) throw PackageError{"there is no file " + file.string()};
  if (fs::file_size(file) > limits.packedBytes) {
    throw PackageError{file.string() + " is larger than a package may be (" +
                       std::to_string(limits.packedBytes) + " bytes)"};
  }
  std::ifstream in{file, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (!in) throw PackageError{"cannot read " + file.string()};
  return bytes;
}

}  // namespace hostler::plugin
