#pragma once

#include "core/json/json.h"

#include <exception>
#include <string>
#include <vector>

namespace hostler {

/// A rule of the business that refuses what was asked. `code` is stable and part of the API;
/// `status` is the HTTP status that it answers with; `facts` become members of the problem response
/// (RFC 9457), so they hold nothing secret. Derive one small struct per error and let it fill
/// these.
class DomainError : public std::exception {
 public:
  DomainError(std::string code, int status, std::string detail, Json facts = Json::object());

  const std::string& code() const { return code_; }
  int status() const { return status_; }
  /// A sentence that says what to change, in English.
  const std::string& detail() const { return detail_; }
  const Json& facts() const { return facts_; }
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::string code_;
  int status_;
  std::string detail_;
  Json facts_;
  std::string text_;
};

/// What is wrong with one field of a request: `field` as a path ("items[0].quantity").
struct FieldError {
  std::string field;
  std::string code;
  std::string message;
};

/// A request that can be read and is wrong: 422 `validation_failed` with every field that is.
class ValidationError : public DomainError {
 public:
  explicit ValidationError(std::vector<FieldError> errors);
  ValidationError(std::string field, std::string code, std::string message);
  const std::vector<FieldError>& errors() const { return errors_; }

 private:
  std::vector<FieldError> errors_;
};

/// What is not there, or is not the caller's: the two are never told apart. 404 `not_found`.
struct NotFound : DomainError {
  NotFound();
};

}  // namespace hostler
