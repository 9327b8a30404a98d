#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::msg91 {

using Variables = std::map<std::string, std::string>;

/// A text as it was registered under DLT: operators drop a message that is not one of these, word
/// for word, with something in place of its variables.
struct RegisteredText {
  std::string name;        ///< by which the engine asks for it
  std::string templateId;  ///< MSG91's, which knows the DLT id, the header and the entity
  std::string text;        ///< "##OTP## is your code for ##brand##."; may be empty
};

/// Reads one entry of the setting, "name=id=text"; nothing where it is none.
std::optional<RegisteredText> parseRegistered(const std::string& entry);

/// What stands in `text` where the registered one has its variables; nothing where the words around
/// them are others. A variable that comes twice must be the same both times.
std::optional<Variables> variablesIn(std::string_view registered, std::string_view text);
/// Whether each variable of the registered text is among these.
bool areAllIn(std::string_view registered, const Variables& variables);

}  // namespace hostler::msg91
