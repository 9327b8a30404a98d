#include "plugins/sandbox/random_text.h"

#include <random>
#include <string_view>

namespace hostler::sandbox {
namespace {

std::string pick(std::size_t length, std::string_view from) {
  std::random_device source;
  std::uniform_int_distribution<std::size_t> which{0, from.size() - 1};
  std::string text;
  for (std::size_t i = 0; i < length; ++i) text += from[which(source)];
  return text;
}

}  // namespace

std::string randomText(std::size_t length) {
  return pick(length, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
}

std::string randomDigits(std::size_t length) {
  return pick(length, "0123456789");
}

}  // namespace hostler::sandbox
