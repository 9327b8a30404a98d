#include "labels.h"

#include "refusals.h"

#include <hostler/names.hpp>
#include <hostler/signature.hpp>

namespace hostler::aws {

Tags tagsOf(const XmlElement& element) {
  Tags tags;
  for (const auto& item : element["tagSet"].children)
    tags[item.textOf("key")] = item.textOf("value");
  return tags;
}

std::string tagIn(const Tags& tags, std::string_view key) {
  const auto found = tags.find(std::string{key});
  return found == tags.end() ? std::string{} : found->second;
}

Tags labelsFor(const std::string& owner, const std::string& reference, const std::string& name) {
  mustBeReference(owner, "owner");
  mustBeReference(reference, "reference");
  return {{kOwnerTag, owner},
          {kReferenceTag, reference},
          {kNameTag, name.empty() ? uniqueName(owner, reference) : tagValue(name)}};
}

std::string uniqueName(const std::string& owner, const std::string& reference) {
  return "hostler-" + owner + "--" + reference;
}

std::string tagValue(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  std::string value;
  for (const char c : text.substr(0, kLongest))
    value += static_cast<unsigned char>(c) < ' ' || c == 0x7f ? ' ' : c;
  // A character that was cut in two goes as a whole: continuation bytes begin with the bits 10.
  if (text.size() > kLongest && (text[kLongest] & 0xc0) == 0x80) {
    while (!value.empty() && (value.back() & 0xc0) == 0x80) value.pop_back();
    if (!value.empty()) value.pop_back();
  }
  return value;
}

std::string requestToken(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const auto part : parts) all += std::to_string(part.size()) + ":" + std::string{part};
  return "hostler-" + sdk::hexOf(sdk::sha256(all)).substr(0, 48);
}

void mustBeReference(std::string_view text, const char* name) {
  if (!sdk::isReference(text))
    throw sdk::ProviderFailure{badRequest(std::string{name} + " is no reference")};
}

}  // namespace hostler::aws
