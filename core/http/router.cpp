#include "core/http/router.h"

#include "core/http/body.h"

#include <algorithm>

namespace hostler::http {
namespace {

std::vector<std::string_view> segmentsOf(std::string_view path) {
  std::vector<std::string_view> segments;
  std::size_t start = 1;
  while (start <= path.size()) {
    const auto slash = std::min(path.find('/', start), path.size());
    segments.push_back(path.substr(start, slash - start));
    start = slash + 1;
  }
  return segments;
}

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Nothing when an escape is broken or hides what is no text; a slash stays escaped out of the
// segments by design.
std::optional<std::string> decoded(std::string_view segment) {
  std::string text;
  text.reserve(segment.size());
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] != '%') {
      text.push_back(segment[i]);
      continue;
    }
    if (i + 2 >= segment.size()) return std::nullopt;
    const int high = hexValue(segment[i + 1]), low = hexValue(segment[i + 2]);
    if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
    text.push_back(static_cast<char>(high << 4 | low));
    i += 2;
  }
  return isText(text) ? std::optional{std::move(text)} : std::nullopt;
}

}  // namespace

// A tree of segments: a fixed name wins over a parameter; `{name*}` takes the whole rest.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
  std::unique_ptr<Node> parameter;
  std::unique_ptr<Node> rest;
  std::map<Method, std::pair<const Route*, std::vector<std::string>>>
      routes;  // with the parameters' names

  const Node* find(const std::vector<std::string_view>& segments, std::size_t at,
                   std::vector<std::string>& values) const {
    if (at == segments.size()) return routes.empty() ? nullptr : this;
    if (const auto child = fixed.find(segments[at]); child != fixed.end()) {
      const auto depth = values.size();
      if (const auto* found = child->second->find(segments, at + 1, values)) return found;
      values.resize(depth);
    }
    if (parameter && !segments[at].empty()) {
      const auto text = decoded(segments[at]);
      if (text) {
        values.push_back(*text);
        if (const auto* found = parameter->find(segments, at + 1, values)) return found;
        values.pop_back();
      }
    }
    if (rest) {
      const auto* begin = segments[at].data();
      const auto& last = segments.back();
      const auto text =
          decoded({begin, static_cast<std::size_t>(last.data() + last.size() - begin)});
      if (text) {
        values.push_back(*text);
        return rest.get();
      }
    }
    return nullptr;
  }
};

Router::Router() : root_{std::make_unique<Node>()} {}
Router::~Router() = default;

RouteRef Router::raw(Method method, std::string pattern, Access access,
                     std::function<Answer(Context&)> handler) {
  Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.access = access;
  route.handle = [handler = std::move(handler)](Context& context, const Json&) {
    return handler(context);
  };
  route.replySchema = [](SchemaBook&) { return std::optional<Json>{}; };
  return insert(std::move(route));
}

RouteRef Router::insert(Route route) {
  const std::string path =
      route.pattern.starts_with("//") ? route.pattern.substr(1) : "/api" + route.pattern;
  Node* node = root_.get();
  std::vector<std::string> names;
  for (const auto segment : segmentsOf(path)) {
    if (segment.ends_with("*}")) {
      names.emplace_back(segment.substr(1, segment.size() - 3));
      if (!node->rest) node->rest = std::make_unique<Node>();
      node = node->rest.get();
    } else if (segment.starts_with('{')) {
      names.emplace_back(segment.substr(1, segment.size() - 2));
      if (!node->parameter) node->parameter = std::make_unique<Node>();
      node = node->parameter.get();
    } else {
      auto& child = node->fixed[std::string{segment}];
      if (!child) child = std::make_unique<Node>();
      node = child.get();
    }
  }
  routes_.push_back(std::move(route));
  Route& placed = routes_.back();
  if (!node->routes.emplace(placed.method, std::pair{&placed, std::move(names)}).second) {
    throw std::logic_error{"two routes for " + std::string{front::nameOf(placed.method)} + " " +
                           placed.pattern};
  }
  return RouteRef{placed};
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  std::vector<std::string> values;
  const auto* node = root_->find(segmentsOf(path), 0, values);
  if (node == nullptr) return match;
  auto found = node->routes.find(method);
  if (found == node->routes.end() && method == Method::Head) found = node->routes.find(Method::Get);
  if (found == node->routes.end()) {
    for (const auto& [allowed, route] : node->routes) {
      if (route.first->enabled && !route.first->enabled()) continue;
      match.allowed.push_back(allowed);
      if (allowed == Method::Get) match.allowed.push_back(Method::Head);
    }
    return match;
  }
  match.route = found->second.first;
  if (match.route->enabled && !match.route->enabled()) {
    match.route = nullptr;
    return match;
  }
  const auto& names = found->second.second;
  for (std::size_t i = 0; i < names.size(); ++i) match.path.emplace(names[i], std::move(values[i]));
  return match;
}

RouteRef& RouteRef::named(std::string operation, std::string summary) {
  route_.name = std::move(operation);
  route_.summary = std::move(summary);
  return *this;
}
RouteRef& RouteRef::tagged(std::string tag) {
  route_.tag = std::move(tag);
  return *this;
}
RouteRef& RouteRef::limited(Rate rate) {
  route_.rate = rate;
  return *this;
}
RouteRef& RouteRef::creates() {
  route_.status = 201;
  route_.idempotent = true;
  return *this;
}
RouteRef& RouteRef::accepts() {
  route_.status = 202;
  return *this;
}
RouteRef& RouteRef::answers(int status) {
  route_.status = status;
  return *this;
}
RouteRef& RouteRef::idempotent() {
  route_.idempotent = true;
  return *this;
}
RouteRef& RouteRef::rawBody(std::size_t limit) {
  route_.rawBody = true;
  route_.bodyLimit = limit;
  return *this;
}
RouteRef& RouteRef::quick() {
  route_.quick = true;
  return *this;
}
RouteRef& RouteRef::fromMemory() {
  route_.fromMemory = true;
  return *this;
}
RouteRef& RouteRef::slow() {
  route_.slow = true;
  return *this;
}

RouteRef& RouteRef::byCookie() {
  route_.cookieAuthenticated = true;
  return *this;
}
RouteRef& RouteRef::sandboxOnly() {
  route_.sandboxOnly = true;
  return *this;
}
RouteRef& RouteRef::produces(std::string type) {
  route_.produces = std::move(type);
  return *this;
}
RouteRef& RouteRef::about(std::function<std::vector<std::string>(const Context&)> thing) {
  route_.thing = std::move(thing);
  return *this;
}
RouteRef& RouteRef::enabledWhen(std::function<bool()> check) {
  route_.enabled = std::move(check);
  return *this;
}

std::map<std::string, std::string> queryTypesOf(const Json& objectSchema, const SchemaBook&) {
  std::map<std::string, std::string> types;
  for (const auto& [name, schema] : objectSchema.at("properties").items()) {
    const auto type = schema.find("type");
    types[name] = type != schema.end() && type->is_string() ? type->get<std::string>() : "string";
  }
  return types;
}

std::vector<Json> queryParametersOf(const Json& objectSchema) {
  std::vector<Json> parameters;
  const Json required = objectSchema.value("required", Json::array());
  for (const auto& [name, schema] : objectSchema.at("properties").items()) {
    Json parameter{{"name", name}, {"in", "query"}, {"schema", schema}};
    if (std::find(required.begin(), required.end(), name) != required.end())
      parameter["required"] = true;
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

}  // namespace hostler::http
