#include "core/images/codec/output.h"

#include "core/images/codec/give_up.h"

#include <cstdio>

namespace hostler::images {

void Output::write(const void* bytes, std::size_t size) {
  if (size > left_) giveUp(Ending::TooLarge, "the new file is too large");
  left_ -= size;
  if (std::fwrite(bytes, 1, size, stdout) != size) giveUp(Ending::Failed, "cannot write");
}

void Output::finish() {
  if (std::fflush(stdout) != 0) giveUp(Ending::Failed, "cannot write");
}

}  // namespace hostler::images
