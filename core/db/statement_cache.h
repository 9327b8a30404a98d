#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace hostler::db {

/// The prepared statements of one connection by their text, the least recently used dropped when
/// there are too many. Texts that are built to a length (IN lists, many rows at once) would else
/// gather without end.
template <class Statement>
class StatementCache {
 public:
  explicit StatementCache(std::size_t limit) : limit_{limit} {}

  /// The statement of this text, made by `prepare()` when it is not there. Stays valid until the
  /// next call.
  template <class Prepare>
  Statement& get(std::string_view sql, Prepare prepare) {
    if (const auto found = byText_.find(sql); found != byText_.end()) {
      recent_.splice(recent_.begin(), recent_, found->second);
      return found->second->statement;
    }
    if (recent_.size() >= limit_) {
      byText_.erase(recent_.back().sql);
      recent_.pop_back();
    }
    recent_.push_front({std::string{sql}, prepare()});
    byText_.emplace(recent_.front().sql, recent_.begin());
    return recent_.front().statement;
  }

  /// Forgets the statement of this text.
  void drop(std::string_view sql) {
    const auto found = byText_.find(sql);
    if (found == byText_.end()) return;
    const auto entry = found->second;
    byText_.erase(found);
    recent_.erase(entry);
  }

  void clear() {
    byText_.clear();
    recent_.clear();
  }
  std::size_t size() const { return recent_.size(); }

 private:
  struct Entry {
    std::string sql;
    Statement statement;
  };
  std::size_t limit_;
  std::list<Entry> recent_;
  std::unordered_map<std::string_view, typename std::list<Entry>::iterator>
      byText_;  // keys live in recent_
};

}  // namespace hostler::db
