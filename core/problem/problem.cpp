#include "core/problem/problem.h"

namespace hostler {

DomainError::DomainError(std::string code, int status, std::string detail, Json facts)
    : code_{std::move(code)},
      status_{status},
      detail_{std::move(detail)},
      facts_(std::move(facts)),
      text_{code_ + ": " + detail_} {}

ValidationError::ValidationError(std::vector<FieldError> errors)
    : DomainError{"validation_failed", 422, "Some fields are not right; see `errors`."},
      errors_{std::move(errors)} {}

ValidationError::ValidationError(std::string field, std::string code, std::string message)
    : ValidationError{
          std::vector<FieldError>{{std::move(field), std::move(code), std::move(message)}}} {}

NotFound::NotFound() : DomainError{"not_found", 404, "There is nothing here."} {}

}  // namespace hostler
