#include "modules/files/upload_checks.h"

#include "core/http/body.h"
#include "core/problem/problem.h"
#include "modules/files/file_name.h"
#include "modules/files/files.h"
#include "modules/files/media_type.h"

namespace hostler {

std::string checkedType(std::string_view content, const std::string& declared) {
  if (content.empty()) throw ValidationError{"file", "empty", "must not be empty"};
  if (static_cast<std::int64_t>(content.size()) > FileLimits::kLargest) {
    throw DomainError{
        "file_too_large", 413, "A file may have 10 MB.", {{"most_bytes", FileLimits::kLargest}}};
  }
  const auto type = mediaTypeOf(content);
  if (type.empty()) {
    const auto why = whyNotTaken(content);
    throw ValidationError{"file", why.code, why.message};
  }
  const bool saysText = declared.starts_with("text/") || declared == "application/json";
  const bool fits = declared.empty() || declared == "application/octet-stream" ||
                    declared == type || (type == "text/plain" && saysText);
  if (!fits)
    throw ValidationError{"file", "type_mismatch",
                          "is " + type + ", not " + declared.substr(0, 60)};
  return type;
}

std::string checkedName(const std::string& given, const std::string& type) {
  if (http::holdsCardNumber(given))
    throw ValidationError{"file", "card_number", "has a name like a payment card's number"};
  auto name = fileLabel(given);
  if (name.empty()) name = "file";
  if (name.find('.') == std::string::npos) name += endingOf(type);
  if (!fitsEnding(name, type))
    throw ValidationError{"file", "type_mismatch", "is " + type + ", and its name says otherwise"};
  return name;
}

std::string renamed(const std::string& name, std::string_view type) {
  if (fitsEnding(name, type)) return name;
  return name.substr(0, name.rfind('.')) + std::string{endingOf(type)};
}

}  // namespace hostler
