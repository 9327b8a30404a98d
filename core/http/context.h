#pragma once

#include "core/audit/actor.h"
#include "core/front/message.h"
#include "core/json/json.h"
#include "core/problem/problem.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::http {

/// A request on its way through the router: what was sent, and what is known of the caller so far.
class Context {
 public:
  explicit Context(front::Request raw) : raw_{std::move(raw)} {}

  const front::Request& raw() const { return raw_; }
  const Actor& actor() const { return actor_; }
  Scope scope() const { return actor_.scope; }
  Id<Tenant> tenant() const { return actor_.scope.tenant; }
  const std::string& requestId() const { return actor_.origin.requestId; }

  /// A part of the path, decoded: `{id}`.
  const std::string& path(const std::string& name) const;
  /// The same as an id. A malformed one is no different from one that is not there: NotFound.
  template <class Entity>
  Id<Entity> pathId(const std::string& name = "id") const {
    const auto id = Id<Entity>::parse(path(name));
    if (!id) throw NotFound{};
    return *id;
  }
  /// The value of a cookie; empty when absent.
  std::string cookie(std::string_view name) const;

  void set(Actor actor) { actor_ = std::move(actor); }
  void setPath(std::map<std::string, std::string> path) { path_ = std::move(path); }

 private:
  front::Request raw_;
  Actor actor_;
  std::map<std::string, std::string> path_;
};

/// What a handler is called with: the context and the body (or, for GET and DELETE, the query) as a
/// value.
template <class Body>
class Request {
 public:
  Request(const Context& context, Body body) : context_{context}, body_(std::move(body)) {}

  const Context& context() const { return context_; }
  const Actor& actor() const { return context_.actor(); }
  Scope scope() const { return context_.scope(); }
  const Body& body() const { return body_; }
  const Body& query() const { return body_; }
  template <class Entity>
  Id<Entity> id(const std::string& name = "id") const {
    return context_.pathId<Entity>(name);
  }
  const std::string& pathText(const std::string& name) const { return context_.path(name); }

 private:
  const Context& context_;
  Body body_;
};

/// The body of a request that has none.
struct Nothing {};

}  // namespace hostler::http
