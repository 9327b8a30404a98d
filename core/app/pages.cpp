#include "core/app/pages.h"

#include "core/front/accepted.h"
#include "core/secrets/digest.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace hostler::app {
namespace {

constexpr std::string_view kAdmin = "/admin";

// Scripts, fonts and connections from here alone; pages are never framed (security rules N3 and
// W1). Inline style is what the widgets need that place themselves; a data: or blob: picture is a
// QR code or a preview.
std::string policyWith(const plugin::Manifest::Checkout& origins) {
  const auto also = [](const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += " " + name;
    return text;
  };
  const auto frames =
      origins.frame.empty() ? std::string{} : "frame-src" + also(origins.frame) + "; ";
  return "default-src 'none'; script-src 'self'" + also(origins.script) +
         "; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; "
         "connect-src 'self'" +
         also(origins.connect) + "; " + frames +
         "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; report-uri /api/csp-report";
}

// The portal's pages that carry a gateway's own form.
constexpr std::string_view kPaying = "/pay/";
// Those on which strangers may be asked for a captcha.
constexpr std::string_view kAsking[] = {"/login",           "/register", "/forgot-password",
                                        "/forgot-username", "/contact",  "/admin/login"};

constexpr std::string_view kTitle = "<title>Hostler</title>";
constexpr std::string_view kBrand = R"(<meta name="brand" content="" />)";
constexpr std::size_t kLargestIndex = 256 * 1024;

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

void replaceOnce(std::string& text, std::string_view what, const std::string& with) {
  const auto at = text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), with);
}

// An application's page, and not a script or a picture of it.
bool isIndex(const front::FileBody& file) {
  return std::filesystem::path{file.path}.filename() == "index.html" && file.size <= kLargestIndex;
}

front::Response notBuilt() {
  front::Response response;
  response.status = 404;
  response.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}};
  response.body = std::string{
      "<!doctype html><meta charset=utf-8><title>Not built</title><p>This web application has not "
      "been built."};
  return response;
}

}  // namespace

front::Response Pages::answer(const front::Request& request) const {
  front::Response refused;
  if (request.method != front::Method::Get && request.method != front::Method::Head) {
    refused.status = 405;
    refused.headers = {{"Allow", "GET, HEAD"}};
    return refused;
  }
  const auto path = request.path();
  const bool admin = path == kAdmin || path.starts_with("/admin/");
  auto local = admin ? path.substr(kAdmin.size()) : path;
  if (local.empty()) local = "/";
  const auto& files = admin ? admin_ : portal_;
  auto found = files.find(local, request.headers);
  // What the browser keeps was written for a brand, which may have changed since.
  if (found && found->status == 304 && !local.starts_with("/assets/"))
    found = files.find(local, {});
  auto response = found ? std::move(*found) : notBuilt();
  if (const auto* file = std::get_if<front::FileBody>(&response.body); file && isIndex(*file))
    response = branded(*file, request);
  response.headers.emplace_back("Content-Security-Policy", policyOf(path));
  return response;
}

std::string Pages::policyOf(std::string_view path) const {
  static const std::string everywhere = policyWith({});
  if (checkoutOrigins_ && path.starts_with(kPaying)) return policyWith(checkoutOrigins_());
  if (captchaOrigins_ && std::ranges::find(kAsking, path) != std::end(kAsking))
    return policyWith(captchaOrigins_());
  return everywhere;
}

front::Response Pages::branded(const front::FileBody& file, const front::Request& request) const {
  std::ifstream in{file.path, std::ios::binary};
  std::string page{std::istreambuf_iterator<char>{in}, {}};
  if (brandOf_) {
    if (const auto brand = brandOf_(request.header("host"))) {
      replaceOnce(page, kTitle, "<title>" + escaped(brand->value("name", "Hostler")) + "</title>");
      replaceOnce(page, kBrand,
                  "<meta name=\"brand\" content=\"" + escaped(brand->dump()) + "\" />");
    }
  }
  const auto tag = "\"" + base64Url(sha256(page)).substr(0, 22) + "\"";
  front::Response response;
  response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Cache-Control", "no-cache"},
                      {"Vary", "Host"},
                      {"ETag", tag}};
  if (front::knowsTag(request.headers, tag)) {
    response.status = 304;
  } else {
    response.body = std::move(page);
  }
  return response;
}

}  // namespace hostler::app
