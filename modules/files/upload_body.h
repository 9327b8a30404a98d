#pragma once

#include "core/front/message.h"

#include <string>
#include <string_view>

namespace hostler {

/// What a request carries as a file.
struct Upload {
  std::string_view content;  ///< inside the request's own body
  std::string name;          ///< as given; empty when none was
  std::string declaredType;  ///< as given, in lower case; empty when none was
};

/// A file as a form's part "file" (multipart/form-data, RFC 7578, and no other part) or as the
/// whole body, whose name is then in Content-Disposition. Throws 400 `malformed_upload`, 415
/// `unsupported_media_type` for JSON and web forms, and 422 for another or a second part.
Upload uploadOf(const front::Request& request);

}  // namespace hostler
