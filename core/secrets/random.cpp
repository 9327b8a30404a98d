#include "core/secrets/random.h"

#include "core/secrets/digest.h"

#include <openssl/rand.h>

#include <cstring>
#include <stdexcept>

namespace hostler {

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

std::string SystemRandom::bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    throw std::runtime_error{"the system gives no random numbers"};
  }
  return bytes;
}

}  // namespace hostler
