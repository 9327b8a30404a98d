#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "core/nodes/id_mint.h"
#include "modules/catalog/product_option.h"

namespace hostler {

struct OptionView : OptionBody {
  Id<ProductOption> id;
  static OptionView of(const ProductOption& option);
  static void describe(Shape<OptionView>& shape);
};
struct AddonView : AddonBody {
  Id<Addon> id;
  static AddonView of(const Addon& addon);
  static void describe(Shape<AddonView>& shape);
};

/// Some members of a T: what is absent stays, null takes away.
template <class T>
struct Partial {
  Json members = Json::object();

  /// Throws ValidationError where the whole is no T any more.
  T appliedTo(const T& before) const {
    auto whole = toJson(before);
    for (const auto& [name, value] : members.items()) {
      if (value.is_null()) {
        whole.erase(name);
      } else {
        whole[name] = value;
      }
    }
    return fromJson<T>(whole);
  }
};
template <class T>
struct Codec<Partial<T>> : CodecBase<Partial<T>> {
  static void read(const Json& json, Partial<T>& target, const std::string& path,
                   FieldErrors& errors) {
    if (!json.is_object()) return codec_detail::wrongType(path, errors, "an object");
    target.members = json;
  }
  static Json write(const Partial<T>& value) { return value.members; }
  static Json schema(SchemaBook& book) {
    auto whole = Shape<T>::get().schema(book);
    whole.erase("required");
    return whole;
  }
};

/// Configurable options and add-ons, as staff keep them. Services keep what they were sold.
class ExtraRoutes {
 public:
  ExtraRoutes(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  void mountOptions(http::Router& router);
  void mountAddons(http::Router& router);
  ProductOption option(Id<Tenant> tenant, Id<ProductOption> id);
  Addon addon(Id<Tenant> tenant, Id<Addon> id);
  OptionView add(const Actor& actor, const OptionBody& body);
  AddonView add(const Actor& actor, const AddonBody& body);
  OptionView change(const Actor& actor, Id<ProductOption> id, const Partial<OptionBody>& patch);
  AddonView change(const Actor& actor, Id<Addon> id, const Partial<AddonBody>& patch);
  template <class Entity>
  void remove(const Actor& actor, Id<Entity> id, const std::string& event);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
};

}  // namespace hostler
