#include "modules/files/kept_content.h"

#include "modules/files/file_repository.h"

namespace hostler {

std::optional<std::string> keptContent(db::Reader& reader, Id<Tenant> tenant, Id<File> id) {
  if (!file_repository::find(reader, tenant, id)) return std::nullopt;
  return file_repository::content(reader, id);
}

}  // namespace hostler
