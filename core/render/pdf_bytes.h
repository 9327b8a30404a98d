#pragma once

#include <string>
#include <string_view>

namespace hostler::render {

/// Whether these bytes are a whole PDF: it begins as one, and its last lines point to a
/// cross-reference table that is where they say (ISO 32000-1, 7.5). Cheap enough to ask after each
/// piece that arrives.
bool isWholePdf(std::string_view bytes);

/// Takes the time of its making out of a PDF, so that the same document has the same bytes whenever
/// and wherever it is made; everything else stays in its place (ISO 32000-1, 14.3.3: the entry is
/// optional).
void forgetTimeOfMaking(std::string& pdf);

}  // namespace hostler::render
