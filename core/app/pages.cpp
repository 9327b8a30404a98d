#include "core/app/pages.h"

namespace hostler::app {
namespace {

constexpr std::string_view kAdmin = "/admin";

// Scripts, styles and connections from here alone; pages are never framed (security rules N3 and
// W1).
constexpr std::string_view kPolicy =
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src "
    "'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; report-uri "
    "/api/csp-report";

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
  auto found = (admin ? admin_ : portal_).find(local, request.headers);
  auto response = found ? std::move(*found) : notBuilt();
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  return response;
}

}  // namespace hostler::app
