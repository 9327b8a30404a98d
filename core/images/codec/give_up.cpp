#include "core/images/codec/give_up.h"

#include <cstdio>
#include <cstdlib>

namespace hostler::images {

void giveUp(Ending ending, const char* why) {
  std::fprintf(stderr, "%s\n", why);
  std::fflush(stderr);
  std::_Exit(static_cast<int>(ending));
}

}  // namespace hostler::images
