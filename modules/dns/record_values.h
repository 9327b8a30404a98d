#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// Why a value or a name is none, for the person who typed it.
struct RecordFault {
  std::string code, message;
};

/// The types that people may write, in the order in which an editor offers them.
const std::vector<std::string>& offeredTypes();
bool isOfferedType(std::string_view type);

/// A value in the one form in which two of the same meaning are equal, which is what crosses to
/// plugins: names absolute in A-labels without a final dot, texts without quotes, addresses and hex
/// in one spelling. It takes what people paste: final dots, Unicode names, quoted texts.
Result<std::string, RecordFault> normalValue(std::string_view type, std::string_view value);

/// The owner of a record: "www", "@", "_dmarc", "*.shop", "www.acme.example" or "bücher" in a zone,
/// as an absolute name in A-labels. With a final dot it is absolute already.
Result<std::string, RecordFault> ownerName(std::string_view text, const std::string& zone);

/// A name that may be pointed to, in A-labels: what Hostname takes, and labels with underscores in
/// front.
std::optional<std::string> targetName(std::string_view text);

/// The name that a value points to; nothing where its type points to none, or it is the root.
std::optional<std::string> pointsTo(std::string_view type, const std::string& value);

/// A value as a zone file has it: names with a final dot, texts in quotes and in pieces of 255
/// bytes.
std::string zoneFileValue(std::string_view type, const std::string& value);

}  // namespace hostler
