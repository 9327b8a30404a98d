#pragma once

// The outer form of a backup: bytes under a passphrase. Argon2id makes the key (libsodium's
// crypto_pwhash, RFC 9106); crypto_secretstream (XChaCha20-Poly1305, 64 KiB at a time) seals, so
// that a flipped bit, a missing, repeated or moved part, and a missing end are all found.
//
//     16 bytes  "hostler backup\n", version 1
//      8 bytes  Argon2id's passes and KiB of memory, least significant byte first
//     16 bytes  its salt
//     24 bytes  the stream's header
//     then      parts of 64 KiB + 17 bytes; the last may be shorter, and alone says that it is it
//
// The first 64 bytes are authenticated with every part.

#include "core/backup/bytes.h"
#include "core/secrets/secret.h"

#include <cstdint>
#include <memory>
#include <string>

namespace hostler::backup {

/// What one guess at the passphrase costs whoever has the file.
struct GuessCost {
  std::uint32_t passes = 3;
  std::uint32_t memoryKib = 256 * 1024;
};

/// Seals what is written to it. Memory does not grow with the file.
class SealingSink final : public ByteSink {
 public:
  SealingSink(ByteSink& to, const Secret& passphrase, GuessCost cost);
  ~SealingSink() override;

  void write(std::string_view bytes) override;
  void finish() override;

 private:
  void seal(std::string_view part, bool last);

  struct State;
  ByteSink& to_;
  std::string head_, held_;
  std::unique_ptr<State> state_;
};

/// Opens what a SealingSink made. What it has given is authentic; that the file is whole is known
/// once it has given its end. Throws BackupError: no backup, another passphrase, damaged, cut off.
class OpeningSource final : public ByteSource {
 public:
  OpeningSource(ByteSource& from, const Secret& passphrase);
  ~OpeningSource() override;

  std::size_t read(char* to, std::size_t size) override;

 private:
  void next();

  struct State;
  ByteSource& from_;
  std::string head_, sealed_, part_;
  std::size_t at_ = 0;
  bool first_ = true, ended_ = false;
  std::unique_ptr<State> state_;
};

}  // namespace hostler::backup
