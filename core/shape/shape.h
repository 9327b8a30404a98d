#pragma once

// A type says once, in `static void describe(Shape<T>&)`, which members it has as JSON. From that
// come the strict reader with its field errors, the writer, and the JSON Schema in the OpenAPI
// document, so that the three cannot disagree.
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
#include "core/shape/shape_body.h"

#include <string>
#include <string_view>
#include <type_traits>

namespace hostler {

/// The codec of M as a table that needs no type.
template <class M>
inline constexpr AnyCodec kAnyCodec{
    Codec<M>::kRequired,
    [](const Json& json, void* target, const std::string& path, FieldErrors& errors) {
      Codec<M>::read(json, *static_cast<M*>(target), path, errors);
    },
    [](const void* value, std::string_view key, Json& object, bool nullable) {
      Codec<M>::writeMember(*static_cast<const M*>(value), key, object, nullable);
    },
    [](SchemaBook& book) { return Codec<M>::schema(book); }};

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

  /// Adds a member. It is required when read, unless it is an optional, a vector, a map or has a
  /// default.
  template <class M>
  Constraints& field(std::string name, M T::*member) {
    return body_.add(std::move(name), kAnyCodec<M>, [member](const void* object) -> const void* {
      return &(static_cast<const T*>(object)->*member);
    });
  }

  /// Takes the members of a base class that describes itself.
  template <class Base>
  void include() {
    static_assert(std::is_base_of_v<Base, T>);
    body_.include(Shape<Base>::get().body_, [](const void* object) -> const void* {
      return static_cast<const Base*>(static_cast<const T*>(object));
    });
  }

  void read(const Json& json, T& target, const std::string& path, FieldErrors& errors) const {
    body_.read(json, &target, path, errors);
  }
  Json write(const T& source) const { return body_.write(&source); }
  Json schema(SchemaBook& book) const { return body_.schema(book); }

 private:
  template <class>
  friend class Shape;

  ShapeBody body_;
};

/// A type that says which members it has.
template <class T>
concept Described = requires(Shape<T>& shape) {
  T::describe(shape);
};

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
