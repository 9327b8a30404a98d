#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hostler::plugin {

/// Which texts of settings pass where, beyond what their schema says.
struct FormatPolicy {
  /// In sandbox a `uri` may be plain http to this machine: the provider sandbox.
  bool plainHttpToLoopback = false;
};

/// Whether a plugin's schema may name this format.
bool isKnownFormat(std::string_view format);

/// What is wrong with `text` as a value of `format` (empty: one line of text), in words; nothing
/// when it is fine.
std::optional<std::string> formatFault(std::string_view format, std::string_view text,
                                       FormatPolicy policy);

}  // namespace hostler::plugin
