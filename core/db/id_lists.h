#pragma once

#include "core/db/transaction.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
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

}  // namespace hostler::db
