#pragma once

#include "core/backup/bytes.h"

#include <memory>

namespace hostler::backup {

/// Compresses what is written to it (Zstandard, RFC 8878).
class PackingSink final : public ByteSink {
 public:
  explicit PackingSink(ByteSink& to);
  ~PackingSink() override;

  void write(std::string_view bytes) override;
  void finish() override;

 private:
  struct State;
  void feed(std::string_view bytes, bool last);

  ByteSink& to_;
  std::unique_ptr<State> state_;
};

/// Gives back what a PackingSink took. Throws BackupError for anything else.
class UnpackingSource final : public ByteSource {
 public:
  explicit UnpackingSource(ByteSource& from);
  ~UnpackingSource() override;

  std::size_t read(char* to, std::size_t size) override;

 private:
  struct State;

  ByteSource& from_;
  std::unique_ptr<State> state_;
};

}  // namespace hostler::backup
