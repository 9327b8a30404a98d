#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace hostler::db {

/// Where the quoted text, quoted name or comment that begins at `at` ends; `at` itself when none
/// begins there.
std::size_t endOfVerbatim(std::string_view sql, std::size_t at);

/// The first word behind white space, comments and opening brackets.
std::string_view firstWord(std::string_view sql);

/// Whether `word` is `upperCase`, in any case.
bool isWord(std::string_view word, std::string_view upperCase);

/// Without white space and comments at both ends.
std::string_view trimmed(std::string_view sql);

/// The parts between commas that stand in no brackets, quotes or comments, trimmed.
std::vector<std::string_view> splitAtCommas(std::string_view sql);

/// Words, names, numbers and single signs, without comments: enough to tell statements apart. A
/// group in brackets is one token.
std::vector<std::string_view> tokensOf(std::string_view sql);

}  // namespace hostler::db
