#include "transfers.h"

#include <algorithm>

namespace hostler::crypto {
namespace {

using sdk::Json;

const Json& memberOf(const Json& object, const char* name) {
  if (!object.is_object()) throw MappingError{"an entry is not an object"};
  const auto found = object.find(name);
  if (found == object.end()) throw MappingError{std::string{name} + " is missing"};
  return *found;
}

bool isTransactionId(const std::string& text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::int64_t wholeIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (!value.is_number_integer() || value < 0)
    throw MappingError{std::string{name} + " is not a whole number"};
  return value.get<std::int64_t>();
}

}  // namespace

std::vector<Transfer> transfersIn(const Json& transactions, const std::string& address) {
  if (!transactions.is_array()) throw MappingError{"the transactions are no list"};
  std::vector<Transfer> transfers;
  for (const auto& transaction : transactions) {
    const auto& id = memberOf(transaction, "txid");
    if (!id.is_string() || !isTransactionId(id.get_ref<const std::string&>()))
      throw MappingError{"txid is no transaction's"};
    const auto& status = memberOf(transaction, "status");
    const auto& outputs = memberOf(transaction, "vout");
    if (!outputs.is_array()) throw MappingError{"vout is no list"};
    const bool isInBlock = memberOf(status, "confirmed") == true;
    int number = -1;
    for (const auto& output : outputs) {
      ++number;
      if (!output.is_object()) throw MappingError{"an output is not an object"};
      if (output.value("scriptpubkey_address", Json()) != address) continue;
      Transfer transfer;
      transfer.id = id.get<std::string>() + ":" + std::to_string(number);
      transfer.units = wholeIn(output, "value");
      if (isInBlock) {
        transfer.height = wholeIn(status, "block_height");
        transfer.time = wholeIn(status, "block_time");
      }
      transfers.push_back(std::move(transfer));
    }
  }
  return transfers;
}

std::optional<Oldest> oldestIn(const Json& transactions) {
  std::optional<Oldest> oldest;
  for (const auto& transaction : transactions) {
    const auto& status = memberOf(transaction, "status");
    const bool isInBlock = memberOf(status, "confirmed") == true;
    if (!isInBlock) continue;
    oldest =
        Oldest{memberOf(transaction, "txid").get<std::string>(), wholeIn(status, "block_time")};
  }
  return oldest;
}

}  // namespace hostler::crypto
