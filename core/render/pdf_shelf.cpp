#include "core/render/pdf_shelf.h"

#include "core/secrets/digest.h"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace hostler::render {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBegin = "%PDF-";

bool writeAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::string PdfShelf::of(const std::string& html) {
  const auto file = folder_ / (hex(sha256(html)) + ".pdf");
  if (auto kept = read(file); !kept.empty()) return kept;
  auto pdf = make_(html);
  keep(file, pdf);
  return pdf;
}

// Nothing for what is not there, or not whole.
std::string PdfShelf::read(const fs::path& file) const {
  std::ifstream in{file, std::ios::binary};
  if (!in) return {};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  auto pdf = std::move(bytes).str();
  if (!pdf.starts_with(kBegin)) return {};
  std::error_code ignored;
  fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);  // used now
  return pdf;
}

// Under another name until it is whole, for others may be reading.
void PdfShelf::keep(const fs::path& file, std::string_view pdf) {
  const std::lock_guard lock{mutex_};
  std::error_code error;
  fs::create_directories(folder_, error);
  fs::permissions(folder_, fs::perms::owner_all, error);
  auto name = (folder_ / "being-made-XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);  // made with mode 0600
  if (descriptor < 0) return;
  const bool whole = writeAll(descriptor, pdf);
  ::close(descriptor);
  if (whole) fs::rename(name, file, error);
  if (!whole || error) {
    fs::remove(name, error);
    return;
  }
  keptSinceSweep_ += pdf.size();
  if (swept_ && keptSinceSweep_ < mostBytes_ / 8) return;
  forgetOldest();
  keptSinceSweep_ = 0;
  swept_ = true;
}

void PdfShelf::forgetOldest() {
  struct Kept {
    fs::file_time_type used;
    std::uint64_t size;
    fs::path path;
  };
  std::vector<Kept> all;
  std::uint64_t total = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{folder_, error}) {
    const auto size = entry.file_size(error);
    if (error) continue;
    const auto used = entry.last_write_time(error);
    if (error) continue;
    all.push_back({used, size, entry.path()});
    total += size;
  }
  if (total <= mostBytes_) return;
  std::ranges::sort(all, {}, &Kept::used);
  for (const auto& oldest : all) {
    if (total <= mostBytes_ / 4 * 3) return;
    fs::remove(oldest.path, error);
    total -= oldest.size;
  }
}

}  // namespace hostler::render
