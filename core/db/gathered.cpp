#include "core/db/gathered.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <utility>

namespace hostler::db {
namespace {

std::string tableOf(std::string_view insertInto) {
  constexpr std::string_view kBegin = "INSERT INTO ";
  const auto end = insertInto.find(' ', kBegin.size());
  if (!insertInto.starts_with(kBegin) || end == std::string_view::npos)
    throw std::logic_error{"not an INSERT INTO table (columns): " + std::string{insertInto}};
  return std::string{insertInto.substr(kBegin.size(), end - kBegin.size())};
}

bool isPartOfName(char sign) {
  return std::isalnum(static_cast<unsigned char>(sign)) != 0 || sign == '_';
}

bool names(std::string_view sql, std::string_view table) {
  for (auto at = sql.find(table); at != std::string_view::npos; at = sql.find(table, at + 1)) {
    const auto end = at + table.size();
    if ((at == 0 || !isPartOfName(sql[at - 1])) && (end == sql.size() || !isPartOfName(sql[end])))
      return true;
  }
  return false;
}

}  // namespace

void Gathered::add(std::string_view insertInto, std::span<const Param> params) {
  auto found = std::ranges::find(
      tables_, insertInto, [](const auto& table) { return std::string_view{table->insertInto}; });
  if (found == tables_.end()) {
    tables_.push_back(std::make_unique<Table>(transaction_, insertInto, params.size()));
    found = std::prev(tables_.end());
    (*found)->name = tableOf(insertInto);
  }
  (*found)->rows.addRow(params);
}

void Gathered::settleFor(std::string_view sql) {
  const auto named = [&](const auto& table) { return names(sql, table->name); };
  for (auto found = std::ranges::find_if(tables_, named); found != tables_.end();
       found = std::ranges::find_if(tables_, named)) {
    const auto table = std::move(*found);
    tables_.erase(found);
    table->rows.flush();
  }
}

void Gathered::flush() {
  for (const auto& table : std::exchange(tables_, {})) table->rows.flush();
}

}  // namespace hostler::db
