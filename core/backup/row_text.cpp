#include "core/backup/row_text.h"

#include "core/backup/bytes.h"

namespace hostler::backup {
namespace {

enum : char { kNothing = 0, kNumber = 1, kText = 2, kBytes = 3 };

template <class T>
void put(std::string& row, T number) {
  for (std::size_t i = 0; i < sizeof number; ++i)
    row.push_back(static_cast<char>(number >> (8 * i) & 0xFF));
}

template <class T>
T taken(std::string_view& row) {
  if (row.size() < sizeof(T)) throw BackupError{"the backup holds a row that is cut off"};
  T number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i)
    number |= static_cast<T>(static_cast<unsigned char>(row[i])) << (8 * i);
  row.remove_prefix(sizeof number);
  return number;
}

std::string takenText(std::string_view& row) {
  const auto size = taken<std::uint32_t>(row);
  if (row.size() < size) throw BackupError{"the backup holds a row that is cut off"};
  std::string text{row.substr(0, size)};
  row.remove_prefix(size);
  return text;
}

struct Append {
  std::string& row;

  void operator()(std::monostate) const { row.push_back(kNothing); }
  void operator()(std::int64_t number) const {
    row.push_back(kNumber);
    put(row, static_cast<std::uint64_t>(number));
  }
  void operator()(const std::string& text) const { sized(kText, text); }
  void operator()(const db::Blob& blob) const { sized(kBytes, blob.bytes); }

  void sized(char kind, const std::string& bytes) const {
    row.push_back(kind);
    put(row, static_cast<std::uint32_t>(bytes.size()));
    row.append(bytes);
  }
};

}  // namespace

void appendCell(std::string& row, const db::Cell& cell) {
  std::visit(Append{row}, cell);
}

std::vector<db::Cell> cellsOf(std::string_view row) {
  std::vector<db::Cell> cells;
  while (!row.empty()) {
    const char kind = row.front();
    row.remove_prefix(1);
    switch (kind) {
      case kNothing:
        cells.emplace_back(std::monostate{});
        break;
      case kNumber:
        cells.emplace_back(static_cast<std::int64_t>(taken<std::uint64_t>(row)));
        break;
      case kText:
        cells.emplace_back(takenText(row));
        break;
      case kBytes:
        cells.emplace_back(db::Blob{takenText(row)});
        break;
      default:
        throw BackupError{"the backup holds a value of an unknown kind"};
    }
  }
  return cells;
}

}  // namespace hostler::backup
