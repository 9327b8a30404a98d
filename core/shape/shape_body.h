#pragma once

#include "core/json/json.h"
#include "core/shape/constraints.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// What a codec does, with its type taken away.
struct AnyCodec {
  bool required = true;
  void (*read)(const Json& json, void* target, const std::string& path,
               FieldErrors& errors) = nullptr;
  void (*writeMember)(const void* value, std::string_view key, Json& object,
                      bool nullable) = nullptr;
  Json (*schema)(SchemaBook& book) = nullptr;
};

/// One member of a described type: where it lies in an object of that type, and what it looks like
/// as JSON.
struct ShapeMember {
  std::string name;
  std::shared_ptr<Constraints> constraints;
  const AnyCodec* codec = nullptr;
  std::function<const void*(const void* object)> in;
};

/// The members of a described type. It knows no types, so that one copy of it serves all of them;
/// Shape<T> is its typed face and hands it objects of T alone.
class ShapeBody {
 public:
  Constraints& add(std::string name, const AnyCodec& codec,
                   std::function<const void*(const void*)> in);
  /// Takes the members of a base class; `up` leads from the object to its base.
  void include(const ShapeBody& base, const std::function<const void*(const void*)>& up);

  void read(const Json& json, void* target, const std::string& path, FieldErrors& errors) const;
  Json write(const void* source) const;
  Json schema(SchemaBook& book) const;

 private:
  bool has(std::string_view name) const;

  std::vector<ShapeMember> members_;
};

}  // namespace hostler
