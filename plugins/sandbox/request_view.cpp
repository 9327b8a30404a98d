#include "plugins/sandbox/request_view.h"

#include <charconv>

namespace hostler::sandbox {

std::string urlDecode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    int byte = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr ==
            text.data() + i + 3) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

Params parseForm(std::string_view text) {
  Params params;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    const auto equals = pair.find('=');
    if (!pair.empty()) {
      params[urlDecode(pair.substr(0, equals))] =
          equals == std::string_view::npos ? std::string{} : urlDecode(pair.substr(equals + 1));
    }
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return params;
}

std::string_view pathOf(const front::Request& request) {
  return std::string_view{request.target}.substr(0, request.target.find('?'));
}

std::string_view queryOf(const front::Request& request) {
  const auto mark = request.target.find('?');
  return mark == std::string::npos ? std::string_view{}
                                   : std::string_view{request.target}.substr(mark + 1);
}

std::string_view headerOf(const front::Request& request, std::string_view lowerCaseName) {
  for (const auto& [name, value] : request.headers) {
    if (name == lowerCaseName) return value;
  }
  return {};
}

std::vector<std::string> segmentsOf(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    const auto end = path.find('/');
    if (end != 0) segments.push_back(urlDecode(path.substr(0, end)));
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
  }
  return segments;
}

std::string paramOr(const Params& params, std::string_view name, std::string_view fallback) {
  const auto found = params.find(name);
  return found == params.end() ? std::string{fallback} : found->second;
}

}  // namespace hostler::sandbox
