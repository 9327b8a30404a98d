#include "core/render/pdf_bytes.h"

#include <charconv>
#include <cstdint>

namespace hostler::render {

bool isWholePdf(std::string_view bytes) {
  constexpr std::string_view kStart = "startxref\n";
  constexpr std::string_view kEnd = "%%EOF";
  auto tail = bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 64));
  while (tail.ends_with('\n') || tail.ends_with('\r')) tail.remove_suffix(1);
  if (!bytes.starts_with("%PDF-") || !tail.ends_with(kEnd)) return false;

  const auto start = tail.rfind(kStart);
  if (start == std::string_view::npos) return false;
  const auto number = tail.substr(start + kStart.size());
  std::uint64_t offset = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), offset);
  const bool ends = *read.ptr == '\n' || *read.ptr == '\r' || *read.ptr == ' ';
  return read.ec == std::errc{} && ends && offset < bytes.size() &&
         bytes.substr(offset).starts_with("xref");
}

void forgetTimeOfMaking(std::string& pdf) {
  // The facts about a document stand before its first stream, whose bytes are nobody's business.
  const auto facts = std::string_view{pdf}.substr(0, pdf.find("stream"));
  const auto entry = facts.find("/CreationDate (");
  if (entry == std::string_view::npos) return;
  const auto end = facts.find(')', entry);
  if (end != std::string_view::npos) pdf.replace(entry, end + 1 - entry, end + 1 - entry, ' ');
}

}  // namespace hostler::render
