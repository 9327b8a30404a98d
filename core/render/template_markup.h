#pragma once

#include "core/render/template.h"

#include <string>
#include <string_view>
#include <vector>

namespace hostler::render {

/// A template as a tree: text, values and sections, with every partial already in its place.
struct MarkupNode {
  enum class Kind { Text = 1, Value, Section, Inverted };

  Kind kind = Kind::Text;
  std::string text;               ///< of Text
  std::vector<std::string> path;  ///< of the others: {"client", "name"}; {"."} is the current item
  std::string partial;            ///< where it was written: see TemplateProblem
  int line = 0;
  std::vector<MarkupNode> children;  ///< of sections

  /// The path as it was written.
  std::string name() const;
};

/// Reads a template. What is wrong is added to `problems`; the tree then holds what could be
/// understood.
std::vector<MarkupNode> parseMarkup(std::string_view source, const Partials& partials,
                                    const TemplateLimits& limits,
                                    std::vector<TemplateProblem>& problems);

}  // namespace hostler::render
