#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hostler {

/// The type that an upload's content has. `declared` is what the sender says of it: empty or
/// application/octet-stream leave it to the content. Throws 413 `file_too_large`, and
/// ValidationError (`file`) for content that is not taken, or is not what it is said to be.
std::string checkedType(std::string_view content, const std::string& declared);

/// What a file of this type is called: the label in `given`, or "file" with the type's ending.
/// Throws ValidationError (`file`) for a name that says another type, or holds a card's number.
std::string checkedName(const std::string& given, const std::string& type);

/// The same name with the ending of another type: "party.gif" as "image/png" is "party.png".
std::string renamed(const std::string& name, std::string_view type);

}  // namespace hostler
