#pragma once

// What can be bought and where: the same for everyone, apart from images of an owner's own.

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

enum class SizeClass { General = 1, Compute, Memory, Custom };
template <>
struct Words<SizeClass> {
  static constexpr std::pair<SizeClass, std::string_view> kAll[] = {{SizeClass::General, "general"},
                                                                    {SizeClass::Compute, "compute"},
                                                                    {SizeClass::Memory, "memory"},
                                                                    {SizeClass::Custom, "custom"}};
};
enum class ImageKind { System = 1, App, Own, Iso };
template <>
struct Words<ImageKind> {
  static constexpr std::pair<ImageKind, std::string_view> kAll[] = {{ImageKind::System, "system"},
                                                                    {ImageKind::App, "app"},
                                                                    {ImageKind::Own, "own"},
                                                                    {ImageKind::Iso, "iso"}};
};
struct ListCatalogue : OnServer {
  std::string region;  ///< empty: of every region
  std::string owner;   ///< empty: what belongs to an owner is left out
  std::string cursor;
  std::int64_t limit = 100;

  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(),
                          std::tuple{optionalField("region", &ListCatalogue::region),
                                     optionalField("owner", &ListCatalogue::owner),
                                     optionalField("cursor", &ListCatalogue::cursor),
                                     optionalField("limit", &ListCatalogue::limit)});
  }
};

struct Size {
  std::string id;  ///< as product_settings and a machine's order name it
  std::string name;
  SizeClass sizeClass = SizeClass::General;
  std::optional<std::int64_t> vcpus, memoryBytes, diskBytes;  ///< null in what a client may choose
  std::optional<std::int64_t> transferBytes;                  ///< a month, included
  std::vector<std::string> regions;
  bool available = true;
  std::vector<CostRate> costs;

  static constexpr auto members() {
    return std::tuple{field("id", &Size::id),
                      field("name", &Size::name),
                      field("class", &Size::sizeClass),
                      field("vcpus", &Size::vcpus),
                      field("memory_bytes", &Size::memoryBytes),
                      field("disk_bytes", &Size::diskBytes),
                      field("transfer_bytes", &Size::transferBytes),
                      field("regions", &Size::regions),
                      field("available", &Size::available),
                      field("costs", &Size::costs)};
  }
};

struct Region {
  std::string id, name;
  bool available = true;
  std::vector<std::string> sizes;  ///< empty: all that exist

  static constexpr auto members() {
    return std::tuple{field("id", &Region::id), field("name", &Region::name),
                      field("available", &Region::available), field("sizes", &Region::sizes)};
  }
};

struct Image : Resource {
  ImageKind kind = ImageKind::System;
  std::string distribution;  ///< "Ubuntu", "Debian"; empty: not known
  std::optional<std::int64_t> minDiskBytes, sizeBytes;
  std::vector<std::string> regions;
  bool available = true;

  static constexpr auto members() {
    return std::tuple_cat(
        Resource::members(),
        std::tuple{field("kind", &Image::kind), field("distribution", &Image::distribution),
                   field("min_disk_bytes", &Image::minDiskBytes),
                   field("size_bytes", &Image::sizeBytes), field("regions", &Image::regions),
                   field("available", &Image::available)});
  }
};

/// An image or an ISO of the owner's own.
struct ImportImage : NewResource {
  std::string url;  ///< where the provider fetches it
  std::string distribution;

  static constexpr auto members() {
    return std::tuple_cat(NewResource::members(),
                          std::tuple{field("url", &ImportImage::url),
                                     optionalField("distribution", &ImportImage::distribution)});
  }
};

/// Verbs that only read, and those by which an owner brings images along.
class CatalogueVerbs {
 public:
  virtual Reply<Page<Size>> listSizes(const Call&, const ListCatalogue&) { return unsupported(); }
  virtual Reply<Page<Region>> listRegions(const Call&, const ListCatalogue&) {
    return unsupported();
  }
  virtual Reply<Page<Image>> listImages(const Call&, const ListCatalogue&) { return unsupported(); }
  virtual Reply<Page<Image>> listApps(const Call&, const ListCatalogue&) { return unsupported(); }
  virtual Reply<Found<Image>> getImage(const Call&, const GetResource&) { return unsupported(); }
  virtual Reply<Image> importImage(const Call&, const ImportImage&) { return unsupported(); }
  virtual Reply<Removed> deleteImage(const Call&, const DeleteResource&) { return unsupported(); }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("sizes.list", &Plugin::listSizes);
    verbs.add("regions.list", &Plugin::listRegions);
    verbs.add("images.list", &Plugin::listImages);
    verbs.add("apps.list", &Plugin::listApps);
    verbs.add("images.get", &Plugin::getImage);
    verbs.add("images.create", &Plugin::importImage);
    verbs.add("images.delete", &Plugin::deleteImage);
  }

 protected:
  ~CatalogueVerbs() = default;
};

}  // namespace hostler::sdk
