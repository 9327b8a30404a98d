#pragma once

#include "core/operations/operations.h"
#include "core/time/clock.h"
#include "modules/services/server.h"
#include "modules/services/services.h"

#include <map>
#include <mutex>

namespace hostler {

/// What a cloud account has to choose from: sizes, regions, images, applications, discs. Asked of
/// the provider, and kept for some minutes. Thread-safe.
class CloudCatalogue {
 public:
  CloudCatalogue(db::Database& database, const Clock& clock, Catalog& catalog,
                 ServerRepository& servers, Operations& operations)
      : database_{database},
        clock_{clock},
        catalog_{catalog},
        servers_{servers},
        operations_{operations} {}

  /// A list of one server ("sizes", "images"), without what the provider charges: that is between
  /// it and the seller. `region`: empty for all. Of images, those that everybody may use. Throws
  /// 503 `catalogue_unavailable` while the provider does not tell, and NotFound where the plugin
  /// has no such list.
  Json list(Id<Server> server, const std::string& word, const std::string& region);
  /// Where machines of a product would be made. Throws NotFound where it is none on sale that makes
  /// machines, or no server is there.
  Id<Server> serverOf(Id<Tenant> tenant, Id<Product> product);
  /// What people call a machine's size, region and image (as its facts name them): `size_name`,
  /// `region_name`, `image_name`, each only where it is known. `asking`: what is not kept is asked
  /// for, outside of any transaction; otherwise names that were seen once go on being told.
  Json namesOf(const Service& machine, const Json& facts, bool asking);
  bool hasPublicImage(const Service& machine, const std::string& image);

 private:
  bool hasRegion(Id<Server> server, const std::string& region);
  Json ask(Id<Server> server, const std::string& word, const std::string& region);
  Json kept(Id<Server> server, const std::string& word, bool asking);

  struct Kept {
    Json items;
    Monotonic at;
  };
  db::Database& database_;
  const Clock& clock_;
  Catalog& catalog_;
  ServerRepository& servers_;
  Operations& operations_;
  std::mutex mutex_;
  std::map<std::string, Kept> kept_;
};

}  // namespace hostler
