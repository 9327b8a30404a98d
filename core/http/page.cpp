#include "core/http/page.h"

#include "core/secrets/digest.h"

#include <charconv>

namespace hostler::http {

std::string Cursor::text() const {
  return base64Url(std::to_string(id) + "," + std::to_string(value));
}

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

ListOrder ListOrder::of(const ListQuery& query) {
  ListOrder order;
  const auto sort = query.sort.value_or("-created_at");
  if (sort != "-created_at" && sort != "created_at") {
    throw ValidationError{"sort", "not_an_option", "must be one of: -created_at, created_at"};
  }
  order.descending = sort.starts_with('-');
  order.after = order.descending ? INT64_MAX : 0;
  if (query.cursor) order.after = Cursor::parse(*query.cursor).id;
  return order;
}

std::string ListOrder::sql(std::string_view column) const {
  const std::string name{column};
  return " AND " + name + (descending ? " < ? ORDER BY " : " > ? ORDER BY ") + name +
         (descending ? " DESC LIMIT ?" : " LIMIT ?");
}

}  // namespace hostler::http
