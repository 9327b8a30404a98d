#include "core/hostname/public_suffix.h"

#include <libpsl.h>

#include <memory>

namespace hostler {
namespace {

// The newest of the list that libpsl carries and the one that the machine keeps up to date.
const psl_ctx_t* suffixes() {
  static const std::unique_ptr<psl_ctx_t, void (*)(psl_ctx_t*)> list{psl_latest(nullptr), psl_free};
  return list ? list.get() : psl_builtin();
}

}  // namespace

bool isPublicSuffix(const Hostname& name) {
  return psl_is_public_suffix(suffixes(), name.ascii().c_str()) != 0;
}

std::string registrableName(const Hostname& name) {
  const auto* found = psl_registrable_domain(suffixes(), name.ascii().c_str());
  return found == nullptr ? name.ascii() : found;
}

}  // namespace hostler
