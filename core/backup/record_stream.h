#pragma once

#include "core/backup/bytes.h"

#include <optional>
#include <string>

namespace hostler::backup {

/// The inner form of a backup: one record after the other, each a letter, four bytes of length,
/// least significant first, and that many bytes.
///
///     H  what it is of and by whom it was made: JSON, once, first
///     T  a table begins: JSON with its name and columns
///     R  a row of it (see row_text.h)
///     E  the end: JSON with the rows and the digest of every table, once, last
struct Record {
  char kind = 0;
  std::string content;
};

class RecordSink {
 public:
  explicit RecordSink(ByteSink& to) : to_{to} {}
  void put(char kind, std::string_view content);
  void finish();

 private:
  void flush();

  ByteSink& to_;
  std::string held_;
};

class RecordSource {
 public:
  explicit RecordSource(ByteSource& from) : from_{from} {}
  /// Into the same record again, which spares its memory; false at the end. Throws BackupError.
  bool next(Record& record);

 private:
  std::size_t take(char* to, std::size_t size);

  ByteSource& from_;
  std::string held_;
  std::size_t at_ = 0;
};

}  // namespace hostler::backup
