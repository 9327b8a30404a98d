#pragma once

#include <string_view>

namespace hostler::render {

/// Whether these bytes are a whole PDF: it begins as one, and its last lines point to a
/// cross-reference table that is where they say (ISO 32000-1, 7.5). Cheap enough to ask after each
/// piece that arrives.
bool isWholePdf(std::string_view bytes);

}  // namespace hostler::render
