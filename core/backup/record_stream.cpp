#include "core/backup/record_stream.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hostler::backup {
namespace {

constexpr std::size_t kHeld = 128 * 1024;
constexpr std::size_t kMost = 512U << 20;  // no row of MySQL's is greater

}  // namespace

void RecordSink::put(char kind, std::string_view content) {
  if (content.size() > kMost) throw BackupError{"a row is too great for a backup"};
  held_.push_back(kind);
  for (int shift = 0; shift < 32; shift += 8)
    held_.push_back(static_cast<char>(content.size() >> shift & 0xFF));
  held_.append(content);
  if (held_.size() >= kHeld) flush();
}

void RecordSink::finish() {
  flush();
  to_.finish();
}

void RecordSink::flush() {
  to_.write(held_);
  held_.clear();
}

bool RecordSource::next(Record& record) {
  std::array<char, 5> head{};
  const auto got = take(head.data(), head.size());
  if (got == 0) return false;
  if (got < head.size()) throw BackupError{"the backup ends in the middle of a record"};
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i)
    size |= std::size_t{static_cast<unsigned char>(head[i + 1])} << (8 * i);
  if (size > kMost) throw BackupError{"the backup holds a record of an impossible length"};
  record.kind = head[0];
  record.content.resize(size);
  if (take(record.content.data(), size) < size)
    throw BackupError{"the backup ends in the middle of a record"};
  return true;
}

std::size_t RecordSource::take(char* to, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    if (at_ == held_.size()) {
      held_.resize(kHeld);
      held_.resize(from_.read(held_.data(), kHeld));
      at_ = 0;
      if (held_.empty()) break;
    }
    const auto some = std::min(size - done, held_.size() - at_);
    held_.copy(to + done, some, at_);
    at_ += some;
    done += some;
  }
  return done;
}

}  // namespace hostler::backup
