#include "core/audit/seal.h"

#include "core/secrets/digest.h"

#include <stdexcept>

namespace hostler::audit {
namespace {

constexpr std::size_t kMacBytes = 32;
constexpr std::size_t kEntryBytes = 8 + kMacBytes;

void append(std::string& out, std::int64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(number >> shift & 0xFF));
}

// Every part carries its length, so no two contents read the same.
void append(std::string& out, const std::string& text) {
  append(out, static_cast<std::int64_t>(text.size()));
  out += text;
}

void append(std::string& out, const std::optional<std::int64_t>& number) {
  out.push_back(number ? '\1' : '\0');
  append(out, number.value_or(0));
}

}  // namespace

std::string macOf(const EntryContent& entry, const Secret& key) {
  std::string content;
  append(content, entry.id);
  append(content, entry.tenant);
  append(content, entry.at);
  append(content, entry.account);
  append(content, entry.user);
  append(content, entry.impersonator);
  append(content, static_cast<std::int64_t>(entry.kind));
  for (const auto* text : {&entry.credential, &entry.address, &entry.userAgent, &entry.requestId,
                           &entry.action, &entry.object, &entry.before, &entry.after}) {
    append(content, *text);
  }
  return hmacSha256(key.reveal(), content);
}

std::string pack(const std::vector<SealedEntry>& entries) {
  std::string packed;
  packed.reserve(entries.size() * kEntryBytes);
  for (const auto& entry : entries) {
    if (entry.mac.size() != kMacBytes) throw std::runtime_error{"an audit entry has no keyed hash"};
    append(packed, entry.id);
    packed += entry.mac;
  }
  return packed;
}

std::vector<SealedEntry> unpack(const std::string& packed) {
  if (packed.size() % kEntryBytes != 0)
    throw std::runtime_error{"a seal's list of entries is damaged"};
  std::vector<SealedEntry> entries;
  for (std::size_t at = 0; at < packed.size(); at += kEntryBytes) {
    std::int64_t id = 0;
    for (std::size_t i = 0; i < 8; ++i) id = id << 8 | static_cast<unsigned char>(packed[at + i]);
    entries.push_back({id, packed.substr(at + 8, kMacBytes)});
  }
  return entries;
}

std::string macOfHead(std::int64_t number, const std::string& hash, const Secret& key) {
  std::string content{"head"};  // no entry and no seal begins so
  append(content, number);
  append(content, hash);
  return hmacSha256(key.reveal(), content);
}

std::string hashOfSeal(std::int64_t number, const std::string& previous, const std::string& packed,
                       const Secret& key) {
  std::string content;
  append(content, number);
  append(content, previous);
  append(content, packed);
  return hmacSha256(key.reveal(), content);
}

}  // namespace hostler::audit
