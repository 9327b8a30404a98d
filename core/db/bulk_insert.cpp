#include "core/db/connection.h"
#include "core/db/transaction.h"

#include <algorithm>

namespace hostler::db {
namespace {

constexpr std::size_t kFew = 16;

// At most what the wire needs for it: a number, or a length and the bytes.
struct SizeOf {
  std::size_t operator()(std::monostate) const { return 1; }
  std::size_t operator()(std::int64_t) const { return 9; }
  std::size_t operator()(std::string_view text) const { return text.size() + 9; }
  std::size_t operator()(const Blob* blob) const { return blob->bytes.size() + 9; }
  std::size_t operator()(const std::string& text) const { return text.size() + 9; }
};

struct ToCell {
  Cell operator()(std::monostate) const { return std::monostate{}; }
  Cell operator()(std::int64_t number) const { return number; }
  Cell operator()(std::string_view text) const { return std::string{text}; }
  Cell operator()(const Blob* blob) const { return *blob; }
  Cell operator()(const std::string& text) const { return text; }
};

struct ToParam {
  Param operator()(std::monostate) const { return nullptr; }
  Param operator()(std::int64_t number) const { return number; }
  Param operator()(const std::string& text) const { return text; }
  Param operator()(const Blob& blob) const { return blob; }
};

}  // namespace

class BulkInsert::Buffer {
 public:
  Buffer(Transaction& transaction, BatchLimits limits, std::string_view insertInto,
         std::size_t columns, Refused refused)
      : transaction_{transaction},
        limits_{limits},
        insertInto_{insertInto},
        columns_{columns},
        mayRefuse_{refused == Refused::Told} {
    row_ = "(?";
    for (std::size_t i = 1; i < columns_; ++i) row_ += ", ?";
    row_ += ")";
    limits_.rows =
        std::max<std::size_t>(1, std::min(limits_.rows, limits_.placeholders / columns_));
  }

  void add(std::span<const Param> params) {
    if (params.size() != columns_) {
      throw std::logic_error{"a row of " + std::to_string(params.size()) + " values for " +
                             std::to_string(columns_) + " columns"};
    }
    if (limits_.rows == 1) {
      send(params, 1);
      return;
    }
    std::size_t size = 0;
    for (const auto& param : params) size += std::visit(SizeOf{}, param.value());
    if (bytes_ + size > limits_.bytes) flush();
    for (const auto& param : params) cells_.push_back(std::visit(ToCell{}, param.value()));
    bytes_ += size;
    if (cells_.size() / columns_ >= limits_.rows) flush();
  }

  // In parts, each about half of the one before, down to a few that are sent as they are: twenty
  // texts to prepare serve any number of rows.
  void flush() {
    std::vector<Param> params;
    params.reserve(cells_.size());
    for (const auto& cell : cells_) params.push_back(std::visit(ToParam{}, cell));
    std::span<const Param> rest{params};
    for (auto part = limits_.rows; !rest.empty();
         part = part > kFew ? (part + 1) / 2 : std::min(part, rest.size() / columns_)) {
      for (; rest.size() >= part * columns_; rest = rest.subspan(part * columns_)) {
        send(rest.first(part * columns_), part);
      }
    }
    cells_.clear();
    bytes_ = 0;
  }

  std::vector<std::size_t> refused;

 private:
  // A statement that is refused has inserted none of its rows.
  void send(std::span<const Param> params, std::size_t rows) {
    if (!mayRefuse_) {
      insert(params, rows);
      return;
    }
    try {
      insert(params, rows);
      sent_ += rows;
    } catch (const UniqueViolation&) {
      if (rows == 1) {
        refused.push_back(sent_++);
        return;
      }
      for (std::size_t i = 0; i < rows; ++i) send(params.subspan(i * columns_, columns_), 1);
    }
  }

  void insert(std::span<const Param> params, std::size_t rows) {
    if (rows != preparedRows_) {
      sql_ = insertInto_ + " VALUES " + row_;
      for (std::size_t i = 1; i < rows; ++i) sql_ += ", " + row_;
      preparedRows_ = rows;
    }
    transaction_.connection_.change(sql_, params);
  }

  Transaction& transaction_;
  BatchLimits limits_;
  std::string insertInto_;
  std::size_t columns_;
  bool mayRefuse_;
  std::size_t sent_ = 0;
  std::string row_;
  std::vector<Cell> cells_;
  std::size_t bytes_ = 0;
  std::string sql_;
  std::size_t preparedRows_ = 0;
};

BulkInsert::BulkInsert(Transaction& transaction, std::string_view insertInto, std::size_t columns,
                       Refused refused)
    : buffer_{std::make_unique<Buffer>(transaction, transaction.connection_.batchLimits(),
                                       insertInto, columns, refused)} {}

BulkInsert::~BulkInsert() = default;

void BulkInsert::addRow(std::span<const Param> params) {
  buffer_->add(params);
}

void BulkInsert::flush() {
  buffer_->flush();
}

const std::vector<std::size_t>& BulkInsert::refused() const {
  return buffer_->refused;
}

}  // namespace hostler::db
