#pragma once

// What crosses for "lookup/1".

#include <hostler/fields.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace hostler::sdk {

struct LookupTest {
  static constexpr auto members() { return std::tuple{}; }
};
struct LookupReport {
  std::string detail;
  static constexpr auto members() { return std::tuple{field("detail", &LookupReport::detail)}; }
};

/// Who asks: some registers give a reference of the consultation only to a business that they know.
struct Requester {
  std::string country;  ///< as in BusinessNumber
  std::string number;
  static constexpr auto members() {
    return std::tuple{field("country", &Requester::country), field("number", &Requester::number)};
  }
};
/// A number under which a register may know a business.
struct BusinessNumber {
  std::string scheme;   ///< "eu_vat": VAT numbers of the European Union
  std::string country;  ///< ISO 3166-1 alpha-2, and XI for Northern Ireland
  std::string number;   ///< capitals and digits alone, without the country's letters
  std::optional<Requester> requester;
  static constexpr auto members() {
    return std::tuple{
        field("scheme", &BusinessNumber::scheme), field("country", &BusinessNumber::country),
        field("number", &BusinessNumber::number), field("requester", &BusinessNumber::requester)};
  }
};

enum class NumberState {
  Valid = 1,    ///< the register knows the number
  Invalid,      ///< it does not, or not any more
  Unavailable,  ///< the register answered that it cannot tell just now: neither of the two
};
template <>
struct Words<NumberState> {
  static constexpr std::pair<NumberState, std::string_view> kAll[] = {
      {NumberState::Valid, "valid"},
      {NumberState::Invalid, "invalid"},
      {NumberState::Unavailable, "unavailable"}};
};
/// What the register says. Name and address are null where it does not tell them, and of a number
/// that is not valid.
struct NumberFinding {
  NumberState state = NumberState::Unavailable;
  std::optional<std::string> name, address;
  std::optional<std::string> consultationReference;  ///< the register's proof that it was asked
  std::optional<std::int64_t> checkedAt;  ///< seconds since 1970, by the register's clock
  std::string reason;                     ///< the register's own word where it is unavailable
  static constexpr auto members() {
    return std::tuple{field("state", &NumberFinding::state),
                      field("name", &NumberFinding::name),
                      field("address", &NumberFinding::address),
                      field("consultation_reference", &NumberFinding::consultationReference),
                      field("checked_at", &NumberFinding::checkedAt),
                      optionalField("reason", &NumberFinding::reason)};
  }
};

}  // namespace hostler::sdk
