#include "core/http/openapi.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace hostler::http {
namespace {

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return out;
}

// "{key*}" stands for the rest of the path; OpenAPI only knows "{key}".
std::string documentedPath(std::string pattern) {
  const auto star = pattern.find("*}");
  if (star != std::string::npos) pattern.erase(star, 1);
  return pattern;
}

Json pathParameters(const std::string& pattern) {
  Json parameters = Json::array();
  for (auto open = pattern.find('{'); open != std::string::npos;
       open = pattern.find('{', open + 1)) {
    const auto close = pattern.find('}', open);
    parameters.push_back({{"name", pattern.substr(open + 1, close - open - 1)},
                          {"in", "path"},
                          {"required", true},
                          {"schema", {{"type", "string"}}}});
  }
  return parameters;
}

/// What every refusal of a kind is, described once.
struct Refusal {
  const char* status;
  const char* name;
  const char* description;
};
constexpr std::array<Refusal, 9> kRefusals{
    {{"400", "Unreadable", "It cannot be read."},
     {"401", "NotSignedIn", "No credentials, or dead ones."},
     {"403", "NotAllowed", "Known, and not allowed."},
     {"404", "NotFound", "There is nothing here, or it is not yours."},
     {"409", "Conflict", "The state forbids it."},
     {"412", "Changed", "It has changed since it was read."},
     {"415", "NotJson", "The body is not application/json."},
     {"422", "Wrong", "It can be read and is wrong."},
     {"429", "TooMany", "Too many calls."}}};

Json refusals() {
  Json described = Json::object();
  for (const auto& refusal : kRefusals) {
    described[refusal.name] = {
        {"description", refusal.description},
        {"content",
         {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
  }
  return described;
}

void refuse(Json& responses, std::string_view status) {
  const auto* found = std::ranges::find(kRefusals, status, &Refusal::status);
  responses[found->status] = {{"$ref", "#/components/responses/" + std::string{found->name}}};
}

Json responsesOf(const Route& route, SchemaBook& book) {
  Json success{{"description", route.status == 204 ? "Done." : "Success."}};
  const auto schema = route.replySchema ? route.replySchema(book) : std::nullopt;
  if (schema) {
    success["content"] = {{route.produces, {{"schema", *schema}}}};
  } else if (route.produces != "application/json") {
    success["content"] = {
        {route.produces, {{"schema", {{"type", "string"}, {"format", "binary"}}}}}};
  }
  Json responses{{std::to_string(route.status), success}};
  refuse(responses, "400");
  if (route.access.audience != Audience::Everyone) {
    refuse(responses, "401");
    refuse(responses, "403");
  }
  if (route.pattern.find('{') != std::string::npos) refuse(responses, "404");
  if (route.takesBody) {
    refuse(responses, "409");
    refuse(responses, "415");
  }
  if (route.takesBody || !route.queryTypes.empty()) refuse(responses, "422");
  if (route.current) refuse(responses, "412");
  if (route.rate != Rate::Unlimited) refuse(responses, "429");
  return responses;
}

Json operationOf(const Route& route, SchemaBook& book) {
  Json operation{{"operationId", route.name}, {"summary", route.summary}, {"tags", {route.tag}}};
  Json parameters = pathParameters(documentedPath(route.pattern));
  if (route.queryParameters) {
    for (auto& parameter : route.queryParameters(book)) parameters.push_back(std::move(parameter));
  }
  if (route.idempotent) parameters.push_back({{"$ref", "#/components/parameters/IdempotencyKey"}});
  if (route.current) parameters.push_back({{"$ref", "#/components/parameters/IfMatch"}});
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (route.requestSchema) {
    operation["requestBody"] = {
        {"required", true},
        {"content", {{"application/json", {{"schema", *route.requestSchema(book)}}}}}};
  } else if (route.rawBody && route.method != Method::Get) {  // else it is the query it reads
    operation["requestBody"] = {{"required", true},
                                {"content", {{"*/*", {{"schema", Json::object()}}}}}};
  }
  operation["responses"] = responsesOf(route, book);
  if (route.access.audience == Audience::Everyone) {
    operation["security"] = Json::array();
  }
  if (!route.access.permission.action.empty())
    operation["x-permission"] = route.access.permission.action;
  return operation;
}

Json components(const SchemaBook& book) {
  Json schemas = Json::object();
  for (const auto& [name, schema] : book.schemas()) schemas[name] = schema;
  schemas["Problem"] = {{"type", "object"},
                        {"description", "RFC 9457 problem details."},
                        {"required", {"type", "title", "status", "detail", "code", "request_id"}},
                        {"properties",
                         {{"type", {{"type", "string"}}},
                          {"title", {{"type", "string"}}},
                          {"status", {{"type", "integer"}}},
                          {"detail", {{"type", "string"}}},
                          {"code", {{"type", "string"}}},
                          {"request_id", {{"type", "string"}}},
                          {"errors",
                           {{"type", "array"},
                            {"items",
                             {{"type", "object"},
                              {"properties",
                               {{"field", {{"type", "string"}}},
                                {"code", {{"type", "string"}}},
                                {"message", {{"type", "string"}}}}}}}}}}}};
  return {{"schemas", schemas},
          {"responses", refusals()},
          {"securitySchemes",
           {{"bearer",
             {{"type", "http"},
              {"scheme", "bearer"},
              {"description", "An access token, or an API key that starts with hk_."}}}}},
          {"parameters",
           {{"IdempotencyKey",
             {{"name", "Idempotency-Key"},
              {"in", "header"},
              {"description", "The same key and body is the same request, for 24 hours."},
              {"schema", {{"type", "string"}, {"maxLength", 255}}}}},
            {"IfMatch",
             {{"name", "If-Match"},
              {"in", "header"},
              {"description", "The ETag that was read; 412 if it has changed since."},
              {"schema", {{"type", "string"}}}}}}}};
}

}  // namespace

Json openApiDocument(const Router& router, const std::string& version,
                     const std::map<std::string, std::string>& about) {
  SchemaBook book;
  Json paths = Json::object(), tags = Json::array();
  for (const auto& route : router.routes()) {
    if (route.pattern.starts_with("//")) continue;
    paths[documentedPath(route.pattern)][lower(front::nameOf(route.method))] =
        operationOf(route, book);
    const bool known =
        std::ranges::any_of(tags, [&](const Json& tag) { return tag["name"] == route.tag; });
    if (known) continue;
    Json tag{{"name", route.tag}};
    if (const auto words = about.find(route.tag); words != about.end())
      tag["description"] = words->second;
    tags.push_back(std::move(tag));
  }
  std::sort(tags.begin(), tags.end(),
            [](const Json& a, const Json& b) { return a["name"] < b["name"]; });
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "Hostler"},
            {"version", version},
            {"description",
             "Hosting automation: catalogue, orders, invoices, payments and services. In bodies of "
             "POST "
             "and PUT, null for a member that is not required is as if it was left out."},
            {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
          {"servers", {{{"url", "/api"}}}},
          {"security", {{{"bearer", Json::array()}}}},
          {"tags", tags},
          {"paths", paths},
          {"components", components(book)}};
}

}  // namespace hostler::http
