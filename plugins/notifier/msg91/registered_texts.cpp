#include "registered_texts.h"

#include <algorithm>
#include <utility>

namespace hostler::msg91 {
namespace {

bool isName(std::string_view text, std::string_view signs = {}) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           signs.find(c) != std::string_view::npos;
  });
}

// A registered text is words and variables in turn: words, name, words, name, …, words.
struct Piece {
  std::string words, variable;  // the variable follows the words; empty at the end
};

std::vector<Piece> piecesOf(std::string_view registered) {
  std::vector<Piece> pieces;
  std::string words;
  while (!registered.empty()) {
    const auto open = registered.find("##");
    const auto close = open == std::string_view::npos ? open : registered.find("##", open + 2);
    if (close == std::string_view::npos) break;
    words += registered.substr(0, open);
    pieces.push_back(
        {std::exchange(words, {}), std::string{registered.substr(open + 2, close - open - 2)}});
    registered.remove_prefix(close + 2);
  }
  pieces.push_back({words + std::string{registered}, {}});
  return pieces;
}

}  // namespace

std::optional<RegisteredText> parseRegistered(const std::string& entry) {
  const auto first = entry.find('=');
  if (first == std::string::npos) return std::nullopt;
  const auto second = std::min(entry.find('=', first + 1), entry.size());
  RegisteredText text{entry.substr(0, first), entry.substr(first + 1, second - first - 1),
                      second == entry.size() ? std::string{} : entry.substr(second + 1)};
  if (!isName(text.name, "_.-") || !isName(text.templateId)) return std::nullopt;
  return text;
}

std::optional<Variables> variablesIn(std::string_view registered, std::string_view text) {
  const auto pieces = piecesOf(registered);
  Variables variables;
  if (!text.starts_with(pieces.front().words)) return std::nullopt;
  text.remove_prefix(pieces.front().words.size());
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    const auto& words = pieces[i + 1].words;
    // The last words must end the text; those in between end a variable where they first come.
    const bool isLast = i + 2 == pieces.size();
    if (isLast && !text.ends_with(words)) return std::nullopt;
    const auto end = isLast ? text.size() - words.size() : text.find(words, 1);
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    const std::string value{text.substr(0, end)};
    const auto [place, isNew] = variables.emplace(pieces[i].variable, value);
    if (!isNew && place->second != value) return std::nullopt;
    text.remove_prefix(end + words.size());
  }
  if (!text.empty()) return std::nullopt;
  return variables;
}

bool areAllIn(std::string_view registered, const Variables& variables) {
  auto pieces = piecesOf(registered);
  pieces.pop_back();  // the words at the end
  return std::ranges::all_of(
      pieces, [&](const Piece& piece) { return variables.contains(piece.variable); });
}

}  // namespace hostler::msg91
