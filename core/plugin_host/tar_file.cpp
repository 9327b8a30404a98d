#include "core/plugin_host/tar_file.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace hostler::plugin {
namespace {

constexpr std::size_t kBlock = 512;
// Where the members of a header stand, and how long they are.
struct Field {
  std::size_t at, size;
};
constexpr Field kName{0, 100}, kMode{100, 8}, kOwner{108, 8}, kGroup{116, 8}, kSize{124, 12},
    kTime{136, 12}, kSum{148, 8}, kType{156, 1}, kMagic{257, 8}, kPrefix{345, 155};
constexpr std::string_view kUstar{
    "ustar\0"
    "00",
    8};
constexpr std::uint64_t kMostBytes = std::uint64_t{8} << 30;

void put(std::string& header, Field field, std::string_view text) {
  header.replace(field.at, text.size(), text);
}

// Octal digits to the field's last byte but one, which ends them.
void putNumber(std::string& header, Field field, std::uint64_t number) {
  std::string digits(field.size - 1, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend() && number > 0; ++digit, number /= 8)
    *digit = static_cast<char>('0' + number % 8);
  put(header, field, digits);
}

// The sum of a header's bytes, with its own field taken for spaces.
std::uint64_t sumOf(std::string_view header) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const bool own = i >= kSum.at && i < kSum.at + kSum.size;
    sum += own ? std::uint64_t{' '} : static_cast<unsigned char>(header[i]);
  }
  return sum;
}

std::string headerOf(const PackedFile& file) {
  if (file.path.empty() || file.path.size() > kName.size)
    throw PackageError{file.path +
                       ": a name in a package has 1 to 100 bytes, its folder's included"};
  if (file.content.size() >= kMostBytes) throw PackageError{file.path + ": it is too large"};
  std::string header(kBlock, '\0');
  put(header, kName, file.path);
  putNumber(header, kMode, 0644);
  putNumber(header, kOwner, 0);
  putNumber(header, kGroup, 0);
  putNumber(header, kSize, file.content.size());
  putNumber(header, kTime, 0);
  put(header, kType, "0");
  put(header, kMagic, kUstar);
  putNumber(header, kSum, sumOf(header));
  return header;
}

std::string_view bytesOf(std::string_view header, Field field) {
  return header.substr(field.at, field.size);
}

std::string textOf(std::string_view header, Field field) {
  const auto bytes = bytesOf(header, field);
  return std::string{bytes.substr(0, bytes.find('\0'))};
}

std::optional<std::uint64_t> numberOf(std::string_view header, Field field) {
  const auto bytes = bytesOf(header, field);
  const auto digits = bytes.substr(0, bytes.find_first_of(std::string_view{"\0 ", 2}));
  std::uint64_t number = 0;
  const auto end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number, 8);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

bool isEmpty(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) { return c == '\0'; });
}

std::string pathOf(std::string_view header) {
  const auto prefix = textOf(header, kPrefix), name = textOf(header, kName);
  return prefix.empty() ? name : prefix + "/" + name;
}

// What else than a file or a folder an entry is, for people.
std::string_view strangerOf(char type) {
  switch (type) {
    case '1':
    case '2':
      return "a link";
    case '3':
    case '4':
      return "a device";
    case '6':
      return "a pipe";
    case 'x':
    case 'g':
    case 'L':
    case 'K':
      return "an extended header";
    default:
      return "of an unknown type";
  }
}

bool isFile(char type) {
  return type == '0' || type == '\0';
}

}  // namespace

std::string tarOf(const std::vector<PackedFile>& files) {
  std::string tar;
  for (const auto& file : files) {
    tar += headerOf(file);
    tar += file.content;
    tar.resize((tar.size() + kBlock - 1) / kBlock * kBlock, '\0');
  }
  tar.append(2 * kBlock, '\0');
  return tar;
}

std::vector<PackedFile> filesInTar(std::string_view tar, std::size_t mostFiles) {
  std::vector<PackedFile> files;
  std::size_t entries = 0;
  for (;;) {
    if (tar.size() < kBlock) throw PackageError{"the package ends in the middle"};
    const auto header = tar.substr(0, kBlock);
    if (isEmpty(header)) break;
    tar.remove_prefix(kBlock);
    const auto sum = numberOf(header, kSum), size = numberOf(header, kSize);
    if (!header.substr(kMagic.at).starts_with("ustar") || sum != sumOf(header) || !size)
      throw PackageError{"the package is no tar file inside: make it with `hostler plugin pack`"};
    const auto path = pathOf(header);
    if (++entries > mostFiles) {
      throw PackageError{"the package holds more than " + std::to_string(mostFiles) + " files"};
    }
    const char type = header[kType.at];
    if (!isFile(type) && type != '5') {
      throw PackageError{path + " is " + std::string{strangerOf(type)} +
                         ": a package holds plain files alone"};
    }
    if (*size > tar.size()) throw PackageError{"the package ends in the middle of " + path};
    if (isFile(type)) {
      files.push_back({path, std::string{tar.substr(0, *size)}});
    } else if (*size != 0) {
      throw PackageError{path + " is a folder with content of its own"};
    }
    tar.remove_prefix(std::min(tar.size(), (*size + kBlock - 1) / kBlock * kBlock));
  }
  if (!isEmpty(tar)) throw PackageError{"something stands behind the end of the package"};
  return files;
}

}  // namespace hostler::plugin
