#include "core/http/absent_members.h"

#include <algorithm>

namespace hostler::http {
namespace {

bool holdsNull(const Json& value) {
  if (value.is_null()) return true;
  return value.is_structured() && std::ranges::any_of(value, holdsNull);
}

// Follows a body along the JSON Schema of its type.
class AbsentMembers {
 public:
  explicit AbsentMembers(const SchemaBook& book) : book_{book} {}

  void leaveOut(Json& value, const Json& written, bool keepsNull) const {
    const auto& schema = meant(written);
    if (value.is_array() && schema.contains("items")) {
      for (auto& element : value) leaveOut(element, schema["items"], false);
    } else if (value.is_object()) {
      leaveOutOf(value, schema, keepsNull);
    }
  }

 private:
  void leaveOutOf(Json& object, const Json& schema, bool keepsNull) const {
    const auto members = schema.value("properties", Json::object());
    const auto required = schema.value("required", Json::array());
    const auto others = schema.value("additionalProperties", Json{});
    for (auto at = object.begin(); at != object.end();) {
      const auto member = members.find(at.key());
      const bool mayGo = member != members.end() && !keepsNull && at->is_null() &&
                         std::ranges::find(required, Json(at.key())) == required.end() &&
                         !takesNull(*member);
      if (mayGo) {
        at = object.erase(at);
        continue;
      }
      if (member != members.end()) {
        leaveOut(*at, *member, false);
      } else if (others.is_object()) {
        leaveOut(*at, others, false);
      }
      ++at;
    }
  }

  // What a reference or a wrapping stands for: the alternative that is not null.
  const Json& meant(const Json& schema) const {
    constexpr std::string_view kPlace = "#/components/schemas/";
    if (const auto found = schema.find("$ref"); found != schema.end())
      return meant(book_.schemas().at(found->get<std::string>().substr(kPlace.size())));
    for (const auto* wrapping : {"allOf", "anyOf"}) {
      if (const auto found = schema.find(wrapping); found != schema.end())
        return meant(found->front());
    }
    return schema;
  }

  bool takesNull(const Json& schema) const {
    const auto type = schema.value("type", Json{});
    if (type == "null") return true;
    if (type.is_array()) return std::ranges::find(type, Json("null")) != type.end();
    const auto among = schema.value("anyOf", Json::array());
    return std::ranges::any_of(among, [this](const Json& one) { return takesNull(one); });
  }

  const SchemaBook& book_;
};

}  // namespace

Json withoutAbsent(Json body, const Route& route) {
  // Few bodies hold any, and only those pay for the schema.
  if (!route.requestSchema || !holdsNull(body)) return body;
  SchemaBook book;
  const auto schema = route.requestSchema(book);
  if (schema) AbsentMembers{book}.leaveOut(body, *schema, route.method == Method::Patch);
  return body;
}

}  // namespace hostler::http
