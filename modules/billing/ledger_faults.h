#pragma once

#include <string>
#include <vector>

namespace hostler {

/// What is wrong with the books, a line each. Books that were torn apart are wrong in every row:
/// beyond the first hundred nothing is kept.
class LedgerFaults {
 public:
  void add(std::string line) {
    if (!isFull()) lines_.push_back(std::move(line));
  }
  bool isFull() const { return lines_.size() >= kMost; }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  static constexpr std::size_t kMost = 100;

  std::vector<std::string> lines_;
};

}  // namespace hostler
