#include "core/front/static_files.h"

#include "core/front/accepted.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sys/stat.h>
#include <utility>

namespace hostler::front {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndex = "index.html";
constexpr std::string_view kAssets = "assets";

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kTypes{{
    {".avif", "image/avif"},
    {".css", "text/css; charset=utf-8"},
    {".gif", "image/gif"},
    {".gz", "application/gzip"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/vnd.microsoft.icon"},
    {".jpeg", "image/jpeg"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".mp4", "video/mp4"},
    {".otf", "font/otf"},
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
    {".xml", "application/xml"},
}};

std::string_view typeOf(const fs::path& file) {
  const auto extension = file.extension().string();
  const auto* found = std::find_if(kTypes.begin(), kTypes.end(),
                                   [&](const auto& type) { return type.first == extension; });
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

std::optional<std::string> decoded(std::string_view path) {
  std::string text;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '%') {
      text += path[i];
      continue;
    }
    unsigned value = 0;
    const auto digits = path.substr(i + 1, 2);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc{} || digits.size() != 2 || end != digits.data() + 2) return std::nullopt;
    text += static_cast<char>(value);
    i += 2;
  }
  return text;
}

// The path below the folder, or nothing when it would leave it, or name what is hidden.
std::optional<fs::path> relativePath(std::string_view path) {
  const auto text = decoded(path);
  if (!text || !text->starts_with('/')) return std::nullopt;
  if (text->find_first_of(std::string_view{"\\\0", 2}) != std::string::npos) return std::nullopt;
  fs::path relative;
  for (const auto& part : fs::path{*text}.relative_path()) {
    if (part.native().starts_with('.')) return std::nullopt;
    relative /= part;
  }
  return relative;
}

bool isOlder(const timespec& a, const timespec& b) {
  return std::pair{a.tv_sec, a.tv_nsec} < std::pair{b.tv_sec, b.tv_nsec};
}

std::string tagOf(const StaticFiles::Found& file) {
  std::array<char, 80> text;
  const int length = std::snprintf(
      text.data(), text.size(), "\"%llx-%llx.%lx\"", static_cast<unsigned long long>(file.size),
      static_cast<unsigned long long>(file.changed.tv_sec), file.changed.tv_nsec);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

StaticFiles::StaticFiles(const fs::path& folder) {
  std::error_code absent;
  root_ = fs::canonical(folder, absent);
}

// Follows links, and then asks where they have led.
std::optional<StaticFiles::Found> StaticFiles::fileWithin(const fs::path& relative) const {
  std::error_code error;
  const auto file = fs::canonical(root_ / relative, error);
  if (error || root_.empty()) return std::nullopt;
  const auto [end, rest] = std::mismatch(root_.begin(), root_.end(), file.begin(), file.end());
  struct stat facts {};
  if (end != root_.end() || ::stat(file.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode))
    return std::nullopt;
  return Found{file, static_cast<std::uint64_t>(facts.st_size), facts.st_mtim};
}

// The file itself, or what packs it in the best coding that the caller takes. Says in `headers`
// what it is.
StaticFiles::Found StaticFiles::chooseVariant(const fs::path& name, Found plain,
                                              const Headers& asked, Headers& headers) const {
  bool varies = false;
  for (const auto& [coding, extension] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
    const auto sibling = fileWithin(name.string() + extension);
    if (!sibling || isOlder(sibling->changed, plain.changed)) continue;
    varies = true;
    if (!acceptsCoding(asked, coding)) continue;
    headers.emplace_back("Content-Encoding", coding);
    plain = *sibling;
    break;
  }
  if (varies) headers.emplace_back("Vary", "Accept-Encoding");
  return plain;
}

std::optional<Response> StaticFiles::find(std::string_view path, const Headers& headers) const {
  auto name = relativePath(path);
  if (!name) return std::nullopt;
  const bool isAsset = !name->empty() && *name->begin() == kAssets;
  auto file = fileWithin(*name);
  if (!file && !isAsset) file = fileWithin(*(name = kIndex));
  if (!file) return std::nullopt;

  Response response;
  response.headers = {
      {"Content-Type", std::string{typeOf(*name)}},
      {"Cache-Control", isAsset ? "public, max-age=31536000, immutable" : "no-cache"}};
  const auto chosen = chooseVariant(*name, *file, headers, response.headers);
  const auto tag = tagOf(chosen);
  response.headers.emplace_back("ETag", tag);
  if (knowsTag(headers, tag)) {
    response.status = 304;
  } else {
    response.body = FileBody{chosen.path.string(), chosen.size};
  }
  return response;
}

}  // namespace hostler::front
