#pragma once

#include "core/http/router.h"
#include "modules/files/file_routes.h"

#include <string>
#include <string_view>

namespace hostler::images {
class ImageWorkshop;
}

namespace hostler {

struct Upload;

/// POST /files. Images are kept as they are made anew and never as they were sent (security rule
/// F6); everything else as it is.
class UploadRoutes {
 public:
  /// Without `images` no image is taken.
  UploadRoutes(Files& files, images::ImageWorkshop* images) : files_{files}, images_{images} {}
  void mount(http::Router& router);

 private:
  File take(const Actor& actor, const Upload& upload);
  File takeImage(const Actor& actor, const Upload& upload, const std::string& type);

  Files& files_;
  images::ImageWorkshop* images_;
};

}  // namespace hostler
