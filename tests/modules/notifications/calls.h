#pragma once

#include "core/http/body.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {

/// Calls routes as the platform's staff, below the rules that all routes have in common.
class Calls {
 public:
  explicit Calls(Shop& shop) { shop.notifications->addRoutes(router_); }

  /// `target` is below /api, with its query. Throws what the handler throws.
  Json get(const std::string& target) { return call(http::Method::Get, target, nullptr).body; }
  Json put(const std::string& target, const Json& body) {
    return call(http::Method::Put, target, body).body;
  }
  http::Answer remove(const std::string& target) {
    return call(http::Method::Delete, target, Json::object());
  }
  /// A body as it is, from somewhere on the net.
  http::Answer deliver(const std::string& target, const std::string& bytes,
                       const front::Headers& headers = {}) {
    return call(http::Method::Post, target, nullptr, bytes, headers);
  }
  http::Answer post(const std::string& target, const Json& body = nullptr) {
    return call(http::Method::Post, target, body);
  }
  bool asksForFreshFactor(http::Method method, const std::string& path) {
    const auto match = router_.find(method, "/api" + path);
    return match.route != nullptr && match.route->access.freshFactor;
  }
  void actAs(Id<Tenant> tenant) { tenant_ = tenant; }
  void actAs(Id<User> user) { user_ = user; }

 private:
  http::Answer call(http::Method method, const std::string& target, Json body,
                    const std::string& bytes = {}, const front::Headers& headers = {}) {
    front::Request raw;
    raw.body = bytes;
    raw.headers = headers;
    raw.method = method;
    raw.target = "/api" + target;
    auto match = router_.find(method, raw.path());
    CPPUNIT_ASSERT_MESSAGE("no such route: " + target, match.route != nullptr);
    http::Context context{raw};
    context.setPath(match.path);
    Actor staff = Actor::system(tenant_, "test");
    staff.kind = Actor::Kind::Staff;
    staff.user = user_;
    context.set(staff);
    if (method == http::Method::Get) body = http::readQuery(raw, *match.route);
    return match.route->handle(context, body);
  }

  http::Router router_;
  Id<Tenant> tenant_ = kPlatform;
  std::optional<Id<User>> user_;
};

}  // namespace hostler
