#include "core/plugin_host/package_signature.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace hostler::plugin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kKeyWord = "hostler-signing-key", kAlgorithm = "ed25519";
using Seed = std::array<unsigned char, crypto_sign_SEEDBYTES>;
using PublicKey = std::array<unsigned char, crypto_sign_PUBLICKEYBYTES>;
using SignatureBytes = std::array<unsigned char, crypto_sign_BYTES>;

const unsigned char* bytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t Size>
std::string inBase64(const std::array<unsigned char, Size>& bytes) {
  std::string text(sodium_base64_ENCODED_LEN(Size, sodium_base64_VARIANT_ORIGINAL), '\0');
  ::sodium_bin2base64(text.data(), text.size(), bytes.data(), Size, sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the zero behind it
  return text;
}

template <std::size_t Size>
std::optional<std::array<unsigned char, Size>> fromBase64(const std::string& text) {
  std::array<unsigned char, Size> bytes{};
  std::size_t size = 0;
  const char* end = nullptr;
  const auto code = ::sodium_base642bin(bytes.data(), Size, text.data(), text.size(), nullptr,
                                        &size, &end, sodium_base64_VARIANT_ORIGINAL);
  if (code != 0 || size != Size || end != text.data() + text.size()) return std::nullopt;
  return bytes;
}

/// Both keys, wiped when it goes.
struct KeyPair {
  explicit KeyPair(const Seed& seed) {
    ::crypto_sign_seed_keypair(publicKey.data(), secret.data(), seed.data());
  }
  ~KeyPair() { ::sodium_memzero(secret.data(), secret.size()); }
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;

  PublicKey publicKey;
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
};

void startSodium() {
  if (::sodium_init() < 0) throw PackageError{"libsodium cannot be used on this machine"};
}

/// A file descriptor, closed when it goes.
struct Descriptor {
  explicit Descriptor(int number) : number{number} {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  const int number;
};

// Looked at and read through one descriptor, so that it is the same file.
std::string keyText(const fs::path& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
  struct stat status {};
  if (file.number < 0 || ::fstat(file.number, &status) != 0)
    throw PackageError{"cannot read the key " + path.string() + ": " + std::strerror(errno)};
  if (!S_ISREG(status.st_mode)) throw PackageError{path.string() + " is no plain file"};
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw PackageError{
        path.string() + " can be read or written by others than its owner: `chmod 600 " +
        path.string() + "`, and make a new key if anybody else could have read this one"};
  }
  std::array<char, 256> text{};
  const auto size = ::read(file.number, text.data(), text.size());
  if (size < 0) throw PackageError{"cannot read the key " + path.string()};
  return {text.data(), static_cast<std::size_t>(size)};
}

Seed readSeed(const fs::path& path) {
  auto text = keyText(path);
  std::istringstream words{text};
  std::string kind, key, more;
  words >> kind >> key;
  auto seed = fromBase64<crypto_sign_SEEDBYTES>(key);
  const bool fits = kind == kKeyWord && seed && !(words >> more);
  ::sodium_memzero(text.data(), text.size());
  ::sodium_memzero(key.data(), key.size());
  if (!fits) {
    throw PackageError{path.string() +
                       " is no key for signing: `hostler plugin sign --new-key FILE` makes one"};
  }
  return *seed;
}

}  // namespace

std::string makeSigningKey(const fs::path& path) {
  startSodium();
  Seed seed;
  ::randombytes_buf(seed.data(), seed.size());
  const KeyPair pair{seed};
  auto text = std::string{kKeyWord} + " " + inBase64(seed) + "\n";
  ::sodium_memzero(seed.data(), seed.size());
  const Descriptor file{
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
  if (file.number < 0 && errno == EEXIST)
    throw PackageError{path.string() + " is there already; choose another name"};
  const bool written =
      file.number >= 0 && ::fchmod(file.number, 0600) == 0 &&
      ::write(file.number, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file.number) == 0;
  const auto why = errno;
  ::sodium_memzero(text.data(), text.size());
  if (!written)
    throw PackageError{"cannot write the key " + path.string() + ": " + std::strerror(why)};
  return inBase64(pair.publicKey);
}

std::string PackageSignature::text() const {
  return std::string{kAlgorithm} + " " + publicKey + " " + signature + "\n";
}

PackageSignature PackageSignature::parse(std::string_view text) {
  std::istringstream words{std::string{text}};
  std::string algorithm, more;
  PackageSignature read;
  words >> algorithm >> read.publicKey >> read.signature;
  if (algorithm != kAlgorithm || !fromBase64<crypto_sign_PUBLICKEYBYTES>(read.publicKey) ||
      !fromBase64<crypto_sign_BYTES>(read.signature) || words >> more) {
    throw PackageError{
        "the signature cannot be read: it is one line with ed25519, the key and the signature, as "
        "`hostler plugin sign` writes it"};
  }
  return read;
}

PackageSignature sign(std::string_view package, const fs::path& keyFile) {
  startSodium();
  auto seed = readSeed(keyFile);
  const KeyPair pair{seed};
  ::sodium_memzero(seed.data(), seed.size());
  SignatureBytes signature;
  ::crypto_sign_detached(signature.data(), nullptr, bytesOf(package), package.size(),
                         pair.secret.data());
  return {inBase64(pair.publicKey), inBase64(signature)};
}

void demandSignature(std::string_view package, const PackageSignature& signature,
                     const std::vector<std::string>& trusted) {
  startSodium();
  if (std::ranges::find(trusted, signature.publicKey) == trusted.end()) {
    throw PackageError{"it is signed with the key " + signature.publicKey +
                       ", which plugins.trusted_keys does not name: add it there if its author is "
                       "to be trusted"};
  }
  const auto key = fromBase64<crypto_sign_PUBLICKEYBYTES>(signature.publicKey);
  const auto bytes = fromBase64<crypto_sign_BYTES>(signature.signature);
  if (!key || !bytes ||
      ::crypto_sign_verify_detached(bytes->data(), bytesOf(package), package.size(), key->data()) !=
          0) {
    throw PackageError{
        "its signature is not of this package: one of the two was changed, or they do not belong "
        "together; get both anew from the author"};
  }
}

void checkPublicKey(const std::string& text) {
  if (!fromBase64<crypto_sign_PUBLICKEYBYTES>(text)) {
    throw PackageError{"\"" + text +
                       "\" is no public key: each is 44 characters of base64, as `hostler plugin "
                       "sign --new-key` prints it"};
  }
}

}  // namespace hostler::plugin
