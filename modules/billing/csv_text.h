#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// Rows as RFC 4180 writes them, lines ended by CRLF. A cell that a spreadsheet would take for a
/// formula (it begins with = + - @, a tab or a carriage return and is no number) gets an apostrophe
/// before it.
class CsvText {
 public:
  explicit CsvText(const std::vector<std::string>& head) { add(head); }
  void add(const std::vector<std::string>& cells);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace hostler
