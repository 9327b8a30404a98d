#include "core/secrets/vault.h"

#include <Poco/Base64Decoder.h>
#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace hostler {
namespace {

// Nothing for what is no base64.
std::string decoded(const std::string& text) {
  try {
    std::istringstream encoded{text};
    Poco::Base64Decoder decoder{encoded};
    return {std::istreambuf_iterator<char>{decoder}, {}};
  } catch (const Poco::DataFormatException&) {
    return {};
  }
}

}  // namespace

MasterKey MasterKey::load(const std::string& file) {
  struct stat state {};
  if (::stat(file.c_str(), &state) != 0) {
    throw std::runtime_error{"the master key " + file + " cannot be read: " + std::strerror(errno)};
  }
  if ((state.st_mode & 077) != 0) {
    throw std::runtime_error{"the master key " + file + " can be read by others; run: chmod 600 " +
                             file};
  }
  std::ifstream in{file};
  std::string text;
  in >> text;
  auto key = decoded(text);
  if (key.size() != kKeyBytes)
    throw std::runtime_error{"the master key " + file + " is not 32 bytes in base64"};
  return MasterKey{Secret{std::move(key)}};
}

MasterKey MasterKey::create(const std::string& file, Random& random) {
  const Secret key{random.bytes(kKeyBytes)};
  std::ostringstream encoded;
  Poco::Base64Encoder encoder{encoded};
  encoder << key.reveal();
  encoder.close();
  const std::string line = encoded.str() + "\n";
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0)
    throw std::runtime_error{"cannot make the master key " + file + ": " + std::strerror(errno)};
  const bool written =
      ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
      ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!written)
    throw std::runtime_error{"cannot write the master key " + file + ": " + std::strerror(errno)};
  return load(file);
}

}  // namespace hostler
