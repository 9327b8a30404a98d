#include "core/http/page.h"

#include "core/secrets/digest.h"

#include <charconv>

namespace hostler::http {

std::string Cursor::text() const { return base64Url(std::to_string(id) + "," + std::to_string(value)); }

Cursor Cursor::parse(const std::string& text) {
  const ValidationError bad{"cursor", "malformed", "must be a next_cursor of this list"};
  const auto decoded = decodeBase64Url(text);
  if (!decoded) throw bad;
  const std::string& clear = *decoded;
  Cursor cursor;
  const char* end = clear.data() + clear.size();
  const auto [first, firstError] = std::from_chars(clear.data(), end, cursor.id);
  if (firstError != std::errc{} || first == end || *first != ',') throw bad;
  const auto [second, secondError] = std::from_chars(first + 1, end, cursor.value);
  if (secondError != std::errc{} || second != end) throw bad;
  return cursor;
}

}  // namespace hostler::http
