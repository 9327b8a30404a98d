#pragma once

#include "core/shape/shape.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler::http {

/// How a list is asked for: `?limit=` (1 to 200, default 50), `?cursor=`, `?sort=`. Filters are
/// added by a list's own query type, which includes this one.
struct ListQuery {
  int limit = 50;
  std::optional<std::string> cursor;
  std::optional<std::string> sort;

  static void describe(Shape<ListQuery>& shape) {
    shape.field("limit", &ListQuery::limit).range(1, 200).withDefault();
    shape.field("cursor", &ListQuery::cursor).length(1, 500);
    shape.field("sort", &ListQuery::sort).length(1, 60);
  }
};

/// Where a list goes on, as opaque text. It is not a secret and not trusted: what it names is
/// looked up under the caller's own scope like everything else.
struct Cursor {
  std::int64_t id = 0;
  std::int64_t value = 0;  ///< of the sorted column, where the list is not sorted by id

  std::string text() const;
  /// Throws ValidationError for `cursor` when the text was not made by text().
  static Cursor parse(const std::string& text);
};

/// Where a list by id begins and which way it goes. Ids are ordered by time, so this is
/// `created_at`.
struct ListOrder {
  bool descending = true;
  std::int64_t after = INT64_MAX;

  /// Throws ValidationError for another sort than created_at and -created_at, and for a foreign
  /// cursor.
  static ListOrder of(const ListQuery& query);
  /// The end of a statement: " AND p.id < ? ORDER BY p.id DESC LIMIT ?" for `column` p.id.
  std::string sql(std::string_view column) const;
};

/// A page of a list: {"data": […], "next_cursor": "…" | null}.
template <class View>
struct Page {
  std::vector<View> data;
  std::optional<std::string> nextCursor;

  static void describe(Shape<Page>& shape) {
    shape.field("data", &Page::data).count(0, 200);
    shape.field("next_cursor", &Page::nextCursor).nullable();
  }

  /// From rows that were asked for with one more than the limit: the extra one tells that there is
  /// a next page.
  template <class Row, class MakeView, class MakeCursor>
  static Page of(std::vector<Row> rows, int limit, MakeView makeView, MakeCursor makeCursor) {
    return of(std::move(rows), limit, makeView, makeCursor, [](const Row&) { return true; });
  }
  /// The same of those rows that the caller may see: a page may be short.
  template <class Row, class MakeView, class MakeCursor, class MaySee>
  static Page of(std::vector<Row> rows, int limit, MakeView makeView, MakeCursor makeCursor,
                 MaySee maySee) {
    Page page;
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.resize(static_cast<std::size_t>(limit));
    page.data.reserve(rows.size());
    for (const auto& row : rows) {
      if (maySee(row)) page.data.push_back(makeView(row));
    }
    if (more) page.nextCursor = Cursor{makeCursor(rows.back())}.text();
    return page;
  }
};

}  // namespace hostler::http
