#include "core/backup/sealed_stream.h"

#include <sodium.h>

#include <algorithm>

namespace hostler::backup {
namespace {

constexpr std::string_view kMagic{"hostler backup\n\1", 16};
constexpr std::size_t kSaltAt = 24, kStreamAt = kSaltAt + crypto_pwhash_SALTBYTES;
constexpr std::size_t kHeadBytes = kStreamAt + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kPart = 64 * 1024;
constexpr std::size_t kExtra = crypto_secretstream_xchacha20poly1305_ABYTES;
// What a foreign file may ask of this machine before it has shown that it knows the passphrase.
constexpr std::uint32_t kMostPasses = 16, kMostMemoryKib = 1024 * 1024;

const unsigned char* in(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(std::string& bytes, std::size_t at = 0) {
  return reinterpret_cast<unsigned char*>(bytes.data()) + at;
}

void put(std::string& bytes, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8)
    bytes.push_back(static_cast<char>(number >> shift & 0xFF));
}
std::uint32_t numberAt(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

void useSodium() {
  if (::sodium_init() < 0) throw BackupError{"libsodium cannot be used on this machine"};
}

Secret keyOf(const Secret& passphrase, std::string_view head) {
  const GuessCost cost{numberAt(head, 16), numberAt(head, 20)};
  if (cost.passes < crypto_pwhash_OPSLIMIT_MIN || cost.passes > kMostPasses ||
      cost.memoryKib < crypto_pwhash_MEMLIMIT_MIN / 1024 || cost.memoryKib > kMostMemoryKib) {
    throw BackupError{"the backup is damaged: its first bytes ask for what no backup asks for"};
  }
  std::string key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
  const auto& text = passphrase.reveal();
  if (crypto_pwhash(out(key), key.size(), text.data(), text.size(), in(head.substr(kSaltAt)),
                    cost.passes, std::size_t{cost.memoryKib} * 1024,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw BackupError{"there is too little memory to make the key: it takes " +
                      std::to_string(cost.memoryKib / 1024) + " MiB"};
  }
  return Secret{std::move(key)};
}

}  // namespace

struct SealingSink::State {
  crypto_secretstream_xchacha20poly1305_state stream;
  ~State() { sodium_memzero(&stream, sizeof stream); }
};
struct OpeningSource::State {
  crypto_secretstream_xchacha20poly1305_state stream;
  ~State() { sodium_memzero(&stream, sizeof stream); }
};

SealingSink::SealingSink(ByteSink& to, const Secret& passphrase, GuessCost cost)
    : to_{to}, head_{kMagic}, state_{std::make_unique<State>()} {
  useSodium();
  put(head_, cost.passes);
  put(head_, cost.memoryKib);
  head_.resize(kHeadBytes);
  randombytes_buf(out(head_, kSaltAt), crypto_pwhash_SALTBYTES);
  const auto key = keyOf(passphrase, head_);
  crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, out(head_, kStreamAt),
                                                  in(key.reveal()));
  to_.write(head_);
}

SealingSink::~SealingSink() = default;

// A full part is held back until there is more, since the last one has to say that it is it.
void SealingSink::write(std::string_view bytes) {
  while (!bytes.empty()) {
    if (held_.size() == kPart) {
      seal(held_, false);
      held_.clear();
    }
    const auto some = bytes.substr(0, kPart - held_.size());
    held_.append(some);
    bytes.remove_prefix(some.size());
  }
}

void SealingSink::finish() {
  seal(held_, true);
  sodium_memzero(held_.data(), held_.size());
  held_.clear();
  to_.finish();
}

void SealingSink::seal(std::string_view part, bool last) {
  std::string sealed(part.size() + kExtra, '\0');
  const auto tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                        : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
  crypto_secretstream_xchacha20poly1305_push(&state_->stream, out(sealed), nullptr, in(part),
                                             part.size(), in(head_), head_.size(),
                                             static_cast<unsigned char>(tag));
  to_.write(sealed);
}

OpeningSource::OpeningSource(ByteSource& from, const Secret& passphrase)
    : from_{from}, head_(kHeadBytes, '\0'), state_{std::make_unique<State>()} {
  useSodium();
  head_.resize(from_.read(head_.data(), kHeadBytes));
  if (head_.size() < kMagic.size() || !head_.starts_with(kMagic.substr(0, kMagic.size() - 1)))
    throw BackupError{"the file is no backup that hostler made"};
  if (head_[kMagic.size() - 1] != kMagic.back())
    throw BackupError{"the backup has a form that this hostler does not know"};
  if (head_.size() < kHeadBytes) throw BackupError{"the backup was cut off"};
  const auto key = keyOf(passphrase, head_);
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state_->stream, in(head_) + kStreamAt,
                                                      in(key.reveal())) != 0)
    throw BackupError{"the backup is damaged"};
}

OpeningSource::~OpeningSource() = default;

std::size_t OpeningSource::read(char* to, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    if (at_ == part_.size()) {
      if (ended_) break;
      next();
      continue;
    }
    const auto some = std::min(size - done, part_.size() - at_);
    part_.copy(to + done, some, at_);
    at_ += some;
    done += some;
  }
  return done;
}

void OpeningSource::next() {
  sealed_.resize(kPart + kExtra);
  sealed_.resize(from_.read(sealed_.data(), sealed_.size()));
  if (sealed_.size() < kExtra) throw BackupError{"the backup was cut off"};
  part_.resize(sealed_.size() - kExtra);
  at_ = 0;
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_->stream, out(part_), nullptr, &tag,
                                                 in(sealed_), sealed_.size(), in(head_),
                                                 head_.size()) != 0) {
    throw BackupError{first_ ? "the backup does not open: the passphrase is not the one that it "
                               "was made with, or its beginning is damaged"
                             : "the backup is damaged or was cut off"};
  }
  first_ = false;
  if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    ended_ = true;
    char more = 0;
    if (from_.read(&more, 1) != 0) throw BackupError{"something stands behind the backup's end"};
  } else if (part_.size() < kPart) {
    throw BackupError{"the backup was cut off"};
  }
}

}  // namespace hostler::backup
