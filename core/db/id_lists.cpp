#include "core/db/id_lists.h"

#include <algorithm>
#include <stdexcept>

namespace hostler::db {
namespace {

constexpr std::size_t kAtOnce = 512;
constexpr std::string_view kPlace = "{ids}";

std::string withMarks(std::string_view sql, std::size_t count) {
  const auto at = sql.find(kPlace);
  if (at == std::string_view::npos) throw std::logic_error{"the statement has no place for ids"};
  std::string text{sql.substr(0, at)};
  text += '?';
  for (std::size_t i = 1; i < count; ++i) text += ", ?";
  return text.append(sql.substr(at + kPlace.size()));
}

std::size_t nextPowerOfTwo(std::size_t count) {
  std::size_t power = 1;
  while (power < count) power *= 2;
  return power;
}

void inParts(std::string_view sql, std::span<const std::int64_t> ids, std::span<const Param> before,
             const std::function<void(const std::string&, std::span<const Param>)>& run) {
  for (; !ids.empty(); ids = ids.subspan(std::min(kAtOnce, ids.size()))) {
    const auto part = ids.first(std::min(kAtOnce, ids.size()));
    std::vector<Param> params{before.begin(), before.end()};
    for (const auto id : part) params.emplace_back(id);
    const auto marks = nextPowerOfTwo(part.size());
    params.resize(before.size() + marks, Param{part.back()});
    run(withMarks(sql, marks), params);
  }
}

}  // namespace

std::vector<Rows> askByIds(Reader& reader, std::string_view sql, std::span<const std::int64_t> ids,
                           std::span<const Param> before) {
  std::vector<Rows> answers;
  inParts(sql, ids, before, [&](const std::string& text, std::span<const Param> params) {
    answers.push_back(reader.run(text, params));
  });
  return answers;
}

std::int64_t changeByIds(Transaction& tx, std::string_view sql, std::span<const std::int64_t> ids,
                         std::span<const Param> before) {
  std::int64_t changed = 0;
  inParts(sql, ids, before, [&](const std::string& text, std::span<const Param> params) {
    changed += tx.change(text, params);
  });
  return changed;
}

}  // namespace hostler::db
