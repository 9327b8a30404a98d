#include "modules/files/upload_body.h"

#include "core/problem/problem.h"

#include <algorithm>
#include <optional>

namespace hostler {
namespace {

constexpr std::size_t kLongestHead = 4096;

[[noreturn]] void malformed(const std::string& what) {
  throw DomainError{"malformed_upload", 400, "The upload cannot be read: " + what + "."};
}

std::string lower(std::string_view text) {
  std::string result{text};
  std::ranges::transform(result, result.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return result;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// A parameter of a header's value: `form-data; name="file"; filename="a b.pdf"`. What is quoted may
// hold anything but a quote; browsers write one as %22.
std::optional<std::string> parameter(std::string_view value, std::string_view name) {
  auto rest = value;
  for (auto semicolon = rest.find(';'); semicolon != std::string_view::npos;) {
    rest.remove_prefix(semicolon + 1);
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto key = lower(trimmed(rest.substr(0, equals)));
    rest = trimmed(rest.substr(equals + 1));
    std::string found;
    if (rest.starts_with('"')) {
      const auto end = rest.find('"', 1);
      if (end == std::string_view::npos) malformed("a quote is not closed");
      found = rest.substr(1, end - 1);
      rest.remove_prefix(end + 1);
    } else {
      found = trimmed(rest.substr(0, rest.find(';')));
    }
    if (key == name) return found;
    semicolon = rest.find(';');
  }
  return std::nullopt;
}

struct Part {
  std::string disposition, type;
  std::string_view content;
};

Part partOf(std::string_view text) {
  const auto end = text.find("\r\n\r\n");
  if (end == std::string_view::npos || end > kLongestHead) malformed("a part has no head");
  Part part;
  part.content = text.substr(end + 4);
  auto head = text.substr(0, end);
  while (!head.empty()) {
    const auto line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(line.size() + 2, head.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) malformed("a part's head is broken");
    const auto name = lower(trimmed(line.substr(0, colon)));
    if (name == "content-disposition") part.disposition = trimmed(line.substr(colon + 1));
    if (name == "content-type") part.type = trimmed(line.substr(colon + 1));
  }
  return part;
}

std::string typeAlone(std::string_view value) {
  return lower(trimmed(value.substr(0, value.find(';'))));
}

Upload fromForm(const front::Request& request) {
  const auto boundary = parameter(request.header("content-type"), "boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70) malformed("it names no boundary");
  const std::string first = "--" + *boundary + "\r\n", next = "\r\n--" + *boundary;
  std::string_view rest{request.body};
  if (!rest.starts_with(first)) malformed("it does not begin with its boundary");
  rest.remove_prefix(first.size());
  const auto end = rest.find(next);
  if (end == std::string_view::npos) malformed("it does not end with its boundary");
  const auto part = partOf(rest.substr(0, end));
  if (!rest.substr(end + next.size()).starts_with("--"))
    throw ValidationError{"", "unknown_field", "takes one part, called file"};
  if (typeAlone(part.disposition) != "form-data" || parameter(part.disposition, "name") != "file")
    throw ValidationError{"file", "required", "must be the form's only part, and called file"};
  return {part.content, parameter(part.disposition, "filename").value_or(""), typeAlone(part.type)};
}

}  // namespace

Upload uploadOf(const front::Request& request) {
  const auto type = typeAlone(request.header("content-type"));
  if (type == "multipart/form-data") return fromForm(request);
  if (type == "application/json" || type == "application/x-www-form-urlencoded" ||
      type.starts_with("multipart/")) {
    throw DomainError{
        "unsupported_media_type", 415,
        "Send the file as multipart/form-data, in a part called file, or as the body."};
  }
  const auto disposition = request.header("content-disposition");
  return {request.body, parameter(disposition, "filename").value_or(""), type};
}

}  // namespace hostler
