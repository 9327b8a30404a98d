#pragma once

// CloudStack's words to the SDK's types. Pure. What does not fit throws MappingError: an answer
// with wrong types is no answer.

#include <hostler/json.hpp>
#include <hostler/outcome.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::cloudstack {

/// An answer that does not fit; it leaves a verb as the unusable answer to a read that it is.
struct MappingError : sdk::ProviderFailure {
  explicit MappingError(const std::string& why);
};

constexpr std::int64_t kGibibyte = std::int64_t{1} << 30, kMebibyte = std::int64_t{1} << 20,
                       kKibibyte = std::int64_t{1} << 10;

/// A member that may be missing: null then.
const sdk::Json& memberOf(const sdk::Json& object, const char* name);
std::string textOf(const sdk::Json& object, const char* name);
/// Empty where it is missing or null: in JSON, the cloud leaves empty fields out.
std::string someText(const sdk::Json& object, const char* name);
/// A whole number, which some versions write as text.
std::optional<std::int64_t> someNumber(const sdk::Json& object, const char* name);
std::int64_t numberOf(const sdk::Json& object, const char* name);
/// A flag, which some versions write as text; false where it is missing.
bool flagOf(const sdk::Json& object, const char* name);
/// A member that must be a list of objects; one that is missing is an empty one.
const sdk::Json& listOf(const sdk::Json& object, const char* name);
/// Seconds since 1970 of "2026-01-02T03:04:05+0530".
std::optional<std::int64_t> timeOf(const sdk::Json& object, const char* name);
/// Key and value of an object's tags.
std::map<std::string, std::string> tagsOf(const sdk::Json& object);
/// Whether a job of the cloud's is at work on a thing.
bool isAtWork(const sdk::Json& thing);
/// "a,b" of a list's texts.
std::string joined(const std::vector<std::string>& texts);
/// The texts of "a,b", without blanks around them.
std::vector<std::string> splitAtCommas(std::string_view text);
/// Whole GiB, as the cloud counts disks. Throws ProviderFailure (Permanent "bad_request").
std::string gibibytesOf(std::int64_t bytes, const char* name);

}  // namespace hostler::cloudstack
