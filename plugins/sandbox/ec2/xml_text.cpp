#include "plugins/sandbox/ec2/xml_text.h"

namespace hostler::sandbox::ec2 {
namespace {

void write(std::string& to, std::string_view name, const Json& value, std::string_view item) {
  if (value.is_null() || name.starts_with('_')) return;
  to += "<" + std::string{name} + ">";
  if (value.is_object()) {
    for (const auto& [member, each] : value.items()) write(to, member, each, item);
  } else if (value.is_array()) {
    for (const auto& each : value) write(to, item, each, item);
  } else {
    to += xmlEscaped(value.is_string() ? value.get<std::string>() : value.dump());
  }
  to += "</" + std::string{name} + ">";
}

}  // namespace

std::string xmlEscaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string xmlText(std::string_view root, const std::string& xmlNamespace, const Json& members,
                    std::string_view item) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + std::string{root};
  if (!xmlNamespace.empty()) text += " xmlns=\"" + xmlNamespace + "\"";
  text += ">";
  for (const auto& [member, each] : members.items()) write(text, member, each, item);
  return text + "</" + std::string{root} + ">";
}

}  // namespace hostler::sandbox::ec2
