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

void inParts(std::string_view sql, std::span<const Param> values, std::span<const Param> before,
             const std::function<void(const std::string&, std::span<const Param>)>& run) {
  for (; !values.empty(); values = values.subspan(std::min(kAtOnce, values.size()))) {
    const auto part = values.first(std::min(kAtOnce, values.size()));
    std::vector<Param> params{before.begin(), before.end()};
    params.insert(params.end(), part.begin(), part.end());
    const auto marks = nextPowerOfTwo(part.size());
    params.resize(before.size() + marks, part.back());
    run(withMarks(sql, marks), params);
  }
}

std::vector<Param> paramsOf(std::span<const std::int64_t> ids) {
  return {ids.begin(), ids.end()};
}

}  // namespace

std::vector<Rows> askByIds(Reader& reader, std::string_view sql, std::span<const std::int64_t> ids,
                           std::span<const Param> before) {
  return askByValues(reader, sql, paramsOf(ids), before);
}

std::vector<Rows> askByValues(Reader& reader, std::string_view sql, std::span<const Param> values,
                              std::span<const Param> before) {
  std::vector<Rows> answers;
  inParts(sql, values, before, [&](const std::string& text, std::span<const Param> params) {
    answers.push_back(reader.run(text, params));
  });
  return answers;
}

std::int64_t changeByIds(Transaction& tx, std::string_view sql, std::span<const std::int64_t> ids,
                         std::span<const Param> before) {
  std::int64_t changed = 0;
  inParts(sql, paramsOf(ids), before, [&](const std::string& text, std::span<const Param> params) {
    changed += tx.change(text, params);
  });
  return changed;
}

}  // namespace hostler::db
