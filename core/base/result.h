#pragma once

#include <stdexcept>
#include <utility>
#include <variant>

namespace hostler {

/// Marks a value as the error of a Result, so that T and E may be one type.
template <class E>
struct Failure {
  E error;
};
template <class E>
Failure(E) -> Failure<E>;

/// Either a value or an error: for answers where failure is ordinary (a provider's refusal, a
/// parse). Reading the side that is not there is a defect of the caller and throws
/// std::logic_error.
template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_{std::in_place_index<0>, std::move(value)} {}  // NOLINT: implicit by design
  Result(Failure<E> failure)                                 // NOLINT: implicit by design
      : state_{std::in_place_index<1>, std::move(failure.error)} {}

  explicit operator bool() const { return state_.index() == 0; }

  const T& value() const& { return std::get<0>(checked(0)); }
  T& value() & { return std::get<0>(checked(0)); }
  T&& value() && { return std::get<0>(std::move(checked(0))); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const E& error() const { return std::get<1>(checked(1)); }

 private:
  const std::variant<T, E>& checked(std::size_t side) const {
    if (state_.index() != side) throw std::logic_error{"the other side of a Result was read"};
    return state_;
  }
  std::variant<T, E>& checked(std::size_t side) {
    if (state_.index() != side) throw std::logic_error{"the other side of a Result was read"};
    return state_;
  }

  std::variant<T, E> state_;
};

}  // namespace hostler
