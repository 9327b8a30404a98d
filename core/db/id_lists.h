#pragma once

#include "core/db/transaction.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::db {

/// Runs `sql` for many ids in few round trips: {ids} in it becomes the marks of a part of them, for
/// `… WHERE id IN ({ids})`. `before` are the values of the places before that list. Answers come
/// part by part.
///
/// Lists come in few lengths, so that few texts are ever prepared: a part is filled up to the next
/// power of two with its last id, which IN does not mind.
std::vector<Rows> askByIds(Reader& reader, std::string_view sql, std::span<const std::int64_t> ids,
                           std::span<const Param> before = {});
/// The same for values of other kinds: `… WHERE event_id IN ({ids})`.
std::vector<Rows> askByValues(Reader& reader, std::string_view sql, std::span<const Param> values,
                              std::span<const Param> before = {});
/// The same for a statement that changes the rows of these ids; rows changed.
std::int64_t changeByIds(Transaction& tx, std::string_view sql, std::span<const std::int64_t> ids,
                         std::span<const Param> before = {});

/// The numbers behind ids of one kind.
template <class Ids>
std::vector<std::int64_t> numbersOf(const Ids& ids) {
  std::vector<std::int64_t> numbers;
  for (const auto id : ids) numbers.push_back(id.value());
  return numbers;
}

/// askByIds, and what `read` makes of each row.
template <class Ids, class F>
auto mapByIds(Reader& reader, std::string_view sql, const Ids& ids, F&& read) {
  std::vector<decltype(read(std::declval<const Row&>()))> all;
  for (const auto& rows : askByIds(reader, sql, numbersOf(ids))) {
    for (const auto& row : rows) all.push_back(read(row));
  }
  return all;
}

}  // namespace hostler::db
