#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// One record or directive of a zone file, in words: parentheses are taken away, comments gone.
struct ZoneLine {
  struct Word {
    std::string text;
    bool isQuoted = false;
  };
  int number = 0;        ///< of the line on which it begins
  bool hasOwner = true;  ///< false: it begins with a blank, so the owner is the one before
  std::vector<Word> words;
  std::string fault;  ///< why it cannot be taken apart; empty: it could
};

std::vector<ZoneLine> zoneLines(std::string_view text);

}  // namespace hostler
