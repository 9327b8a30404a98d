#pragma once

// Declared routes. A handler is called once with a value that is known to be right and a caller who
// is known to be allowed; what it returns is written as JSON. Validation, permission, limits, the
// replay of a repeated key and the OpenAPI entry all come from the declaration.

#include "core/http/route.h"
#include "core/shape/shape.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hostler::http {

class Router {
 public:
  Router();
  ~Router();

  template <class Body, class View, class F>
  RouteRef get(std::string pattern, Access access, F handler) {
    return add<Body, View>(Method::Get, std::move(pattern), access, std::move(handler));
  }
  template <class Body, class View, class F>
  RouteRef post(std::string pattern, Access access, F handler) {
    return add<Body, View>(Method::Post, std::move(pattern), access, std::move(handler));
  }
  template <class Body, class View, class F>
  RouteRef put(std::string pattern, Access access, F handler) {
    return add<Body, View>(Method::Put, std::move(pattern), access, std::move(handler));
  }
  template <class Body, class View, class F>
  RouteRef patch(std::string pattern, Access access, F handler) {
    return add<Body, View>(Method::Patch, std::move(pattern), access, std::move(handler));
  }
  /// Answers 204 when View is Nothing.
  template <class Body, class View, class F>
  RouteRef remove(std::string pattern, Access access, F handler) {
    return add<Body, View>(Method::Delete, std::move(pattern), access, std::move(handler));
  }
  /// A route whose handler makes the whole answer: `Answer(const Context&)`.
  RouteRef raw(Method method, std::string pattern, Access access,
               std::function<Answer(Context&)> handler);

  struct Match {
    const Route* route = nullptr;
    std::map<std::string, std::string> path;
    std::vector<Method> allowed;  ///< of the path, when no route has this method
  };
  /// The route for a path (percent-decoded by segments). HEAD finds GET's.
  Match find(Method method, std::string_view path) const;
  const std::deque<Route>& routes() const { return routes_; }

 private:
  struct Node;

  template <class Body, class View, class F>
  RouteRef add(Method method, std::string pattern, Access access, F handler);
  RouteRef insert(Route route);

  std::deque<Route> routes_;
  std::unique_ptr<Node> root_;
};

/// For each query member: its type in JSON Schema, so that "5" becomes 5 where a number is meant.
std::map<std::string, std::string> queryTypesOf(const Json& objectSchema, const SchemaBook& book);
std::vector<Json> queryParametersOf(const Json& objectSchema);

namespace detail {

template <class View>
Answer answerOf(const Route& route, const View& view) {
  Answer answer;
  answer.status = route.status;
  if constexpr (std::is_same_v<View, Accepted>) {
    answer.status = 202;
    answer.body = {{"job", view.job}};
  } else {
    answer.body = toJson(view);
  }
  return answer;
}

template <class View>
Answer answerOf(const Route& route, const Kept<View>& kept) {
  Answer answer;
  answer.status = route.status;
  answer.kept = kept.text;
  return answer;
}

template <class View>
Answer answerOf(const Route& route, const Reply<View>& reply) {
  Answer answer = answerOf(route, reply.view);
  if (reply.status != 0) answer.status = reply.status;
  answer.headers = reply.headers;
  answer.cookies = reply.cookies;
  answer.later = reply.later;
  return answer;
}

}  // namespace detail

template <class Body, class View, class F>
RouteRef Router::add(Method method, std::string pattern, Access access, F handler) {
  Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.access = access;
  const bool inQuery = method == Method::Get || method == Method::Delete;
  if constexpr (!std::is_same_v<Body, Nothing>) {
    if (inQuery) {
      if constexpr (Described<Body>) {
        SchemaBook book;
        route.queryTypes = queryTypesOf(Shape<Body>::get().schema(book), book);
        route.queryParameters = [](SchemaBook& pages) {
          return queryParametersOf(Shape<Body>::get().schema(pages));
        };
      }
    } else {
      route.takesBody = true;
      route.requestSchema = [](SchemaBook& pages) {
        return std::optional{Codec<Body>::schema(pages)};
      };
    }
  }
  if constexpr (std::is_same_v<View, Nothing>) {
    route.status = 204;
  } else if constexpr (std::is_same_v<View, Accepted>) {
    route.status = 202;
    route.replySchema = [](SchemaBook&) {
      return std::optional{Json{{"type", "object"},
                                {"properties", {{"job", {{"type", "string"}}}}},
                                {"required", {"job"}}}};
    };
  } else {
    route.replySchema = [](SchemaBook& pages) { return std::optional{Codec<View>::schema(pages)}; };
  }
  auto ref = insert(std::move(route));
  Route& placed = routes_.back();
  placed.handle = [&placed, handler = std::move(handler)](Context& context,
                                                          const Json& body) -> Answer {
    Body value{};
    if constexpr (!std::is_same_v<Body, Nothing>) value = fromJson<Body>(body);
    const Request<Body> request{context, std::move(value)};
    if constexpr (std::is_void_v<std::invoke_result_t<F&, const Request<Body>&>>) {
      handler(request);
      Answer answer;
      answer.status = placed.status;
      return answer;
    } else {
      return detail::answerOf(placed, handler(request));
    }
  };
  return ref;
}

template <class View>
RouteRef& RouteRef::guardedBy(std::function<View(const Context&)> current) {
  route_.current = [current = std::move(current)](Context& context) {
    return toJson(current(context));
  };
  return *this;
}

}  // namespace hostler::http
