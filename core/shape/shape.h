#pragma once

// A type says once, in `static void describe(Shape<T>&)`, which members it has as JSON. From that come the
// strict reader with its field errors, the writer, and the JSON Schema in the OpenAPI document, so that the
// three cannot disagree.
//
//   struct PayInvoice {
//     std::string method;
//     std::optional<Id<PaymentMethod>> paymentMethod;
//
//     static void describe(Shape<PayInvoice>& shape) {
//       shape.field("method", &PayInvoice::method).length(1, 40);
//       shape.field("payment_method_id", &PayInvoice::paymentMethod);
//     }
//   };

#include "core/json/json.h"
#include "core/problem/problem.h"
#include "core/shape/codec.h"
#include "core/shape/constraints.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hostler {

template <class T>
class Shape {
 public:
  /// The description of T, made on first use.
  static const Shape& get() {
    static const Shape shape = [] {
      Shape made;
      T::describe(made);
      return made;
    }();
    return shape;
  }

  /// Adds a member. It is required when read, unless it is an optional, a vector, a map or has a default.
  template <class M>
  Constraints& field(std::string name, M T::*member) {
    auto constraints = std::make_shared<Constraints>();
    Member entry;
    entry.name = std::move(name);
    entry.constraints = constraints;
    entry.required = Codec<M>::kRequired;
    entry.read = [member, constraints](T& target, const Json& json, const std::string& path, FieldErrors& errors) {
      if (!constraints->check(json, path, errors)) return;
      Codec<M>::read(json, target.*member, path, errors);
    };
    entry.write = [member](const T& source, std::string_view key, Json& object, bool nullable) {
      Codec<M>::writeMember(source.*member, key, object, nullable);
    };
    entry.schema = [constraints](SchemaBook& book) { return constraints->apply(Codec<M>::schema(book)); };
    members_.push_back(std::move(entry));
    return *constraints;
  }

  /// Takes the members of a base class that describes itself.
  template <class Base>
  void include() {
    static_assert(std::is_base_of_v<Base, T>);
    for (const auto& member : Shape<Base>::get().members()) {
      Member entry;
      entry.name = member.name;
      entry.constraints = member.constraints;
      entry.required = member.required;
      entry.read = [read = member.read](T& target, const Json& json, const std::string& path, FieldErrors& errors) {
        read(target, json, path, errors);
      };
      entry.write = [write = member.write](const T& source, std::string_view key, Json& object, bool nullable) {
        write(source, key, object, nullable);
      };
      entry.schema = member.schema;
      members_.push_back(std::move(entry));
    }
  }

  void read(const Json& json, T& target, const std::string& path, FieldErrors& errors) const {
    if (!json.is_object()) {
      errors.add(path, "wrong_type", "must be an object");
      return;
    }
    std::size_t known = 0;
    for (const auto& member : members_) {
      const auto found = json.find(member.name);
      if (found == json.end()) {
        if (member.required && !member.constraints->hasDefault()) {
          errors.add(FieldErrors::under(path, member.name), "required", "is required");
        }
        continue;
      }
      ++known;
      member.read(target, *found, FieldErrors::under(path, member.name), errors);
    }
    if (known == json.size()) return;
    for (const auto& [name, value] : json.items()) {
      if (!has(name)) errors.add(FieldErrors::under(path, name), "unknown_field", "is not a field of this request");
    }
  }

  Json write(const T& source) const {
    Json object = Json::object();
    for (const auto& member : members_) member.write(source, member.name, object, member.constraints->isNullable());
    return object;
  }

  Json schema(SchemaBook& book) const {
    Json properties = Json::object(), required = Json::array();
    for (const auto& member : members_) {
      properties[member.name] = member.schema(book);
      if (member.required && !member.constraints->hasDefault()) required.push_back(member.name);
    }
    Json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
  }

  struct Member {
    std::string name;
    std::shared_ptr<Constraints> constraints;
    bool required = true;
    std::function<void(T&, const Json&, const std::string&, FieldErrors&)> read;
    std::function<void(const T&, std::string_view, Json&, bool)> write;
    std::function<Json(SchemaBook&)> schema;
  };
  const std::vector<Member>& members() const { return members_; }

 private:
  bool has(std::string_view name) const {
    for (const auto& member : members_) {
      if (member.name == name) return true;
    }
    return false;
  }

  std::vector<Member> members_;
};

/// A type that says which members it has.
template <class T>
concept Described = requires(Shape<T>& shape) { T::describe(shape); };

/// Types that describe themselves are read and written member by member.
template <Described T>
struct Codec<T> : CodecBase<T> {
  static void read(const Json& json, T& target, const std::string& path, FieldErrors& errors) {
    Shape<T>::get().read(json, target, path, errors);
  }
  static Json write(const T& value) { return Shape<T>::get().write(value); }
  static Json schema(SchemaBook& book) {
    return book.reference(schemaName<T>(), [&book] { return Shape<T>::get().schema(book); });
  }
};

/// Reads a value; throws ValidationError with every field that is wrong.
template <class T>
T fromJson(const Json& json) {
  T value = blank<T>();
  FieldErrors errors;
  Codec<T>::read(json, value, "", errors);
  errors.throwIfAny();
  return value;
}

template <class T>
Json toJson(const T& value) {
  return Codec<T>::write(value);
}

}  // namespace hostler
