#include "core/shape/shape_body.h"

#include <algorithm>

namespace hostler {

Constraints& ShapeBody::add(std::string name, const AnyCodec& codec,
                            std::function<const void*(const void*)> in) {
  auto constraints = std::make_shared<Constraints>();
  auto& described = *constraints;
  members_.push_back({std::move(name), std::move(constraints), &codec, std::move(in)});
  return described;
}

void ShapeBody::include(const ShapeBody& base, const std::function<const void*(const void*)>& up) {
  for (auto member : base.members_) {
    member.in = [up, in = std::move(member.in)](const void* object) { return in(up(object)); };
    members_.push_back(std::move(member));
  }
}

void ShapeBody::read(const Json& json, void* target, const std::string& path,
                     FieldErrors& errors) const {
  if (!json.is_object()) {
    errors.add(path, "wrong_type", "must be an object");
    return;
  }
  std::size_t known = 0;
  for (const auto& member : members_) {
    const auto found = json.find(member.name);
    const bool required = member.codec->required && !member.constraints->hasDefault();
    if (found == json.end()) {
      if (required) errors.add(FieldErrors::under(path, member.name), "required", "is required");
      continue;
    }
    ++known;
    // As an absent one is written, so it is read.
    if (found->is_null() && !required && member.constraints->isNullable()) continue;
    const auto place = FieldErrors::under(path, member.name);
    if (!member.constraints->check(*found, place, errors)) continue;
    // What is read into is an object that its owner may change: only the way to the member is
    // shared with writing.
    member.codec->read(*found, const_cast<void*>(member.in(target)), place, errors);
  }
  if (known == json.size()) return;
  for (const auto& [name, value] : json.items()) {
    if (!has(name))
      errors.add(FieldErrors::under(path, name), "unknown_field", "is not a field of this request");
  }
}

Json ShapeBody::write(const void* source) const {
  Json object = Json::object();
  for (const auto& member : members_) {
    member.codec->writeMember(member.in(source), member.name, object,
                              member.constraints->isNullable());
  }
  return object;
}

Json ShapeBody::schema(SchemaBook& book) const {
  Json properties = Json::object(), required = Json::array();
  for (const auto& member : members_) {
    properties[member.name] = member.constraints->apply(member.codec->schema(book));
    if (member.codec->required && !member.constraints->hasDefault())
      required.push_back(member.name);
  }
  Json schema{
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

bool ShapeBody::has(std::string_view name) const {
  return std::any_of(members_.begin(), members_.end(),
                     [&](const auto& member) { return member.name == name; });
}

}  // namespace hostler
