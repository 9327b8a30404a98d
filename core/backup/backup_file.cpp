#include "core/backup/backup_file.h"

#include "core/backup/new_file.h"
#include "core/backup/packed_stream.h"
#include "core/backup/record_stream.h"
#include "core/backup/sealed_stream.h"

#include <optional>

namespace hostler::backup {
namespace {

class Reading {
 public:
  explicit Reading(const BackupReader& reader) : reader_{reader} {}

  void take(const Record& record) {
    if (ended_ || began_ == (record.kind == 'H')) outOfOrder();
    switch (record.kind) {
      case 'H':
        return begin(record.content);
      case 'T':
        return beginTable(record.content);
      case 'R':
        return row(record.content);
      case 'E':
        return end(record.content);
      default:
        outOfOrder();
    }
  }

  Contents contents() {
    if (!ended_) throw BackupError{"the backup has no end"};
    return std::move(contents_);
  }

 private:
  [[noreturn]] static void outOfOrder() {
    throw BackupError{"the backup has a content that this hostler does not understand"};
  }

  void begin(std::string_view content) {
    began_ = true;
    contents_.header = Header::of(content);
    if (reader_.header) reader_.header(contents_.header);
  }

  void beginTable(std::string_view content) {
    endTable();
    const auto table = tableOf(content);
    name_ = table.name;
    sum_.emplace();
    if (reader_.table) reader_.table(table);
  }

  void row(std::string_view content) {
    if (!sum_) outOfOrder();
    sum_->add(content);
    if (reader_.row) reader_.row(content);
  }

  void endTable() {
    if (sum_) contents_.sums[name_] = {sum_->rows(), sum_->digest()};
    sum_.reset();
  }

  void end(std::string_view content) {
    endTable();
    ended_ = true;
    if (sumsOf(content) != contents_.sums)
      throw BackupError{"the backup does not hold what its end says that it holds"};
  }

  const BackupReader& reader_;
  Contents contents_;
  bool began_ = false, ended_ = false;
  std::string name_;
  std::optional<TableSum> sum_;
};

}  // namespace

Contents readBackup(const std::filesystem::path& file, const Secret& passphrase,
                    const BackupReader& reader) {
  OldFile bytes{file};
  OpeningSource opened{bytes, passphrase};
  UnpackingSource unpacked{opened};
  RecordSource records{unpacked};
  Reading reading{reader};
  for (Record record; records.next(record);) reading.take(record);
  return reading.contents();
}

}  // namespace hostler::backup
