#include "modules/files/upload_routes.h"

#include "core/images/image_workshop.h"
#include "core/problem/problem.h"
#include "modules/files/media_type.h"
#include "modules/files/upload_body.h"
#include "modules/files/upload_checks.h"

namespace hostler {
namespace {

using Why = images::ImageFault::Why;

// Beside the file itself: the form's boundaries and the part's head.
constexpr std::size_t kFormAround = 8 << 10;
constexpr int kRetryAfterSeconds = 5;

[[noreturn]] void refuse(const images::ImageFault& fault, const std::string& type) {
  switch (fault.why) {
    case Why::Undecodable:
      throw ValidationError{"file", "not_decodable",
                            "is damaged or not whole, and cannot be read as " + type +
                                ": save or export the image once more"};
    case Why::TooManyPixels: {
      const auto why = tooManyPixels("");
      throw ValidationError{"file", why.code, why.message};
    }
    case Why::TooLarge:
      throw ValidationError{"file", "image_too_large",
                            "takes too much room once it is decoded and made anew, which may be 10 "
                            "MB: send the image smaller"};
    case Why::TookTooLong:
      throw ValidationError{"file", "took_too_long",
                            "takes too long to decode: send the image smaller, or saved once more"};
    case Why::Busy:
      throw DomainError{"busy",
                        503,
                        "Too many images are being taken in; try again in a moment.",
                        {{"retry_after", kRetryAfterSeconds}}};
    case Why::Failed:
      break;
  }
  throw DomainError{"images_unavailable", 503,
                    "Images cannot be taken in right now. Send a PDF, or try again later."};
}

}  // namespace

void UploadRoutes::mount(http::Router& router) {
  router
      .post<http::Nothing, FileView>("/files", {http::Audience::SignedIn, kUploadFiles},
                                     [this](const auto& request) {
                                       const auto upload = uploadOf(request.context().raw());
                                       return FileView::of(take(request.actor(), upload));
                                     })
      .named("uploadFile",
             "Upload a file of at most 10 MB, as a form's part called file or as the body; an "
             "image (of at most 50 million pixels) is made anew, without its metadata")
      .tagged("Files")
      .creates()
      .rawBody(static_cast<std::size_t>(FileLimits::kLargest) + kFormAround);
}

File UploadRoutes::take(const Actor& actor, const Upload& upload) {
  const auto type = checkedType(upload.content, upload.declaredType);
  if (type.starts_with("image/")) return takeImage(actor, upload, type);
  return files_.keep(actor, upload.content, upload.name, upload.declaredType);
}

File UploadRoutes::takeImage(const Actor& actor, const Upload& upload, const std::string& type) {
  const auto name = checkedName(upload.name, type);
  if (images_ == nullptr) refuse({Why::Failed, "no workshop"}, type);
  const auto made = images_->makeAnew(upload.content, type);
  if (!made) refuse(made.error(), type);
  return files_.keep(actor, made->bytes, renamed(name, made->mediaType), made->mediaType);
}

}  // namespace hostler
