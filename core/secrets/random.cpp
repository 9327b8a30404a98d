#include "core/secrets/random.h"

#include "core/secrets/digest.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>
#include <stdexcept>
#include <unistd.h>

namespace hostler {
namespace {

void fill(unsigned char* bytes, std::size_t count) {
  if (RAND_bytes(bytes, static_cast<int>(count)) != 1)
    throw std::runtime_error{"the system gives no random numbers"};
}

}  // namespace

std::uint32_t Random::below(std::uint32_t limit) {
  if (limit == 0) throw std::invalid_argument{"nothing is below zero"};
  // Values that would favour the small numbers are drawn again.
  const std::uint32_t ceiling = UINT32_MAX - UINT32_MAX % limit;
  std::uint32_t value = 0;
  do {
    std::memcpy(&value, bytes(sizeof value).data(), sizeof value);
  } while (value >= ceiling);
  return value % limit;
}

std::string Random::token(std::size_t count) {
  return base64Url(bytes(count));
}

std::string Random::digits(std::size_t count) {
  std::string text;
  while (text.size() < count) text.push_back(static_cast<char>('0' + below(10)));
  return text;
}

// Each thread draws from a supply of its own: for a few bytes the generator's locks would be most
// of the price. What was given out is wiped, and a forked child draws anew.
std::string SystemRandom::bytes(std::size_t count) {
  struct Supply {
    std::array<unsigned char, 1'024> bytes;
    std::size_t used = sizeof(bytes);
    pid_t owner = 0;
  };
  thread_local Supply supply;
  std::string bytes(count, '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  if (count > supply.bytes.size()) {
    fill(out, count);
    return bytes;
  }
  if (supply.used + count > supply.bytes.size() || supply.owner != ::getpid()) {
    fill(supply.bytes.data(), supply.bytes.size());
    supply.used = 0;
    supply.owner = ::getpid();
  }
  std::memcpy(out, supply.bytes.data() + supply.used, count);
  OPENSSL_cleanse(supply.bytes.data() + supply.used, count);
  supply.used += count;
  return bytes;
}

}  // namespace hostler
