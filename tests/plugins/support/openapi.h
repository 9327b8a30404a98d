#pragma once

#include "core/json/json.h"
#include "tests/support/suite.h"

#include <string>

namespace hostler::testing {

/// A provider's OpenAPI document, as far as answers are held against it: what a schema requires is
/// there, and what it names is of its type.
class OpenApi {
 public:
  explicit OpenApi(Json document) : document_(std::move(document)) {}

  void assertAnswer(const std::string& method, const std::string& path, int status,
                    const Json& actual) const {
    const auto& operation = document_.at("paths").at(path).at(method);
    const auto& response = resolved(operation.at("responses").at(std::to_string(status)));
    assertFits(method + " " + path, response.at("content").at("application/json").at("schema"),
               actual);
  }

 private:
  const Json& resolved(const Json& node) const {
    if (!node.is_object() || !node.contains("$ref")) return node;
    return resolved(document_.at(Json::json_pointer{node["$ref"].get<std::string>().substr(1)}));
  }

  void assertFits(const std::string& where, const Json& raw, const Json& actual) const {
    const auto& schema = resolved(raw);
    if (actual.is_null() || !schema.is_object()) return;
    for (const auto& part : schema.value("allOf", Json::array())) assertFits(where, part, actual);
    assertType(where, schema.value("type", Json("")), actual);
    for (const auto& name : schema.value("required", Json::array())) {
      CPPUNIT_ASSERT_MESSAGE(where + "." + name.get<std::string>() + " is missing",
                             actual.contains(name.get<std::string>()));
    }
    const auto properties = schema.value("properties", Json::object());
    for (const auto& [name, property] : properties.items()) {
      if (actual.is_object() && actual.contains(name))
        assertFits(where + "." + name, property, actual[name]);
    }
    if (!actual.is_array() || !schema.contains("items")) return;
    for (const auto& each : actual) assertFits(where + "[]", schema["items"], each);
  }

  static void assertType(const std::string& where, const Json& type, const Json& actual) {
    const bool fits = type == "object"    ? actual.is_object()
                      : type == "array"   ? actual.is_array()
                      : type == "string"  ? actual.is_string()
                      : type == "integer" ? actual.is_number_integer()
                      : type == "number"  ? actual.is_number()
                      : type == "boolean" ? actual.is_boolean()
                                          : true;
    CPPUNIT_ASSERT_MESSAGE(
        where + " is " + actual.dump().substr(0, 80) + ", and should be " + type.dump(), fits);
  }

  Json document_;
};

}  // namespace hostler::testing
