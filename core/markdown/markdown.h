#pragma once

// Text that people write with a few marks (CommonMark), as HTML that can be shown beside anything.

#include <string>
#include <string_view>

namespace hostler {

/// The HTML of a text in CommonMark. Whatever is written, it holds nothing but headings,
/// paragraphs, line breaks, emphasis, code, quotes, lists, rules and links: HTML in the text is
/// left out, links lead to http, https and mailto alone and name no referrer, and a picture becomes
/// a link to it, so that reading tells nobody that it was read. Meant for texts of at most 100 kB.
/// Thread-safe.
std::string markdownToHtml(std::string_view text);

}  // namespace hostler
