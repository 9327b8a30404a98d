#include "core/secrets/wrapped_keys.h"

namespace hostler {
namespace {

constexpr auto kSelectKeys = "SELECT number, purpose, wrapped FROM engine_keys ORDER BY number";

}  // namespace

std::string placeOfWrappedKey(std::int64_t number, std::string_view purpose) {
  return "engine_keys" + std::string(1, '\0') + std::to_string(number) + std::string(1, '\0') +
         std::string{purpose};
}

void demandMasterKey(db::Reader& reader, const MasterKey& master) {
  for (const auto& row : reader.query(kSelectKeys)) {
    try {
      decrypt(master.key(), row.blob("wrapped").bytes,
              placeOfWrappedKey(row.integer("number"), row.text("purpose")));
    } catch (const CannotOpen&) {
      throw std::runtime_error{"the master key is not the one that this database was sealed with"};
    }
  }
}

}  // namespace hostler
