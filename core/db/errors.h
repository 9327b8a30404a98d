#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace hostler::db {

/// Anything that a database says against a statement. The text names the engine's code, never bound
/// values.
struct DatabaseError : std::runtime_error {
  DatabaseError(const std::string& text, int code) : std::runtime_error{text}, code{code} {}
  int code;  ///< the engine's own number
};

/// A unique index refused a row. `index` is its name where the engine tells it
/// ("ux_invoices_number").
struct UniqueViolation : DatabaseError {
  UniqueViolation(const std::string& text, int code, std::string index)
      : DatabaseError{text, code}, index{std::move(index)} {}
  std::string index;
};

/// Another transaction was in the way (deadlock, lock time-out, snapshot conflict, busy): the whole
/// transaction may be run again, which Database::transaction does by itself for a while.
struct Conflict : DatabaseError {
  using DatabaseError::DatabaseError;
};

/// The database cannot be reached or cannot write (gone, disk full, read only). Nothing was
/// committed.
struct Unavailable : DatabaseError {
  using DatabaseError::DatabaseError;
};

/// The connection was lost while COMMIT was under way: it may have happened. Look up by key, then
/// decide.
struct CommitUnknown : DatabaseError {
  using DatabaseError::DatabaseError;
};

/// A statement that this layer refuses to run: an unknown dialect mark, another number of values
/// than places, a query that answers no rows, a write inside a read, TRUNCATE. A defect of its
/// author.
struct StatementError : std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace hostler::db
