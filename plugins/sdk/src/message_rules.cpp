#include <hostler/message_rules.hpp>
#include <hostler/signature.hpp>

#include <algorithm>
#include <array>

namespace hostler::sdk {
namespace {

constexpr std::size_t kLongestAddress = 254, kLongestLocalPart = 64;  // RFC 5321 4.5.3.1
constexpr std::size_t kLongestReference = 80, kLongestHeader = 900, kMostHeaders = 50;
constexpr std::size_t kLargestAttachments = 20 << 20, kMostAttachments = 20;

bool isLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool consistsOf(std::string_view text, std::string_view signs) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return isLetterOrDigit(c) || signs.find(c) != std::string_view::npos;
  });
}

std::string lowered(std::string_view text) {
  std::string copy{text};
  for (auto& c : copy) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return copy;
}

bool isDotAtom(std::string_view text) {
  return text.size() <= kLongestLocalPart && consistsOf(text, "!#$%&'*+-/=?^_`{|}~.") &&
         text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos;
}

bool isHostName(std::string_view name) {
  const auto last = name.substr(name.rfind('.') + 1);
  if (name.find('.') == std::string_view::npos ||
      last.find_first_not_of("0123456789") == std::string_view::npos) {
    return false;
  }
  while (true) {
    const auto dot = name.find('.');
    const auto label = name.substr(0, dot);
    if (!consistsOf(label, "-") || label.size() > 63 || label.front() == '-' || label.back() == '-')
      return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

bool hasControl(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// Those that the plugin writes itself, and those that only servers write.
bool isOwnHeader(std::string_view name) {
  static constexpr std::array<std::string_view, 15> kNames{
      "from",     "to",          "cc",      "bcc",        "sender",
      "reply-to", "subject",     "date",    "message-id", "mime-version",
      "received", "return-path", "x-sg-id", "x-sg-eid",   "dkim-signature"};
  return name.starts_with("content-") || std::ranges::find(kNames, name) != kNames.end();
}

std::optional<ProviderError> bad(const std::string& why) {
  return permanent("bad_request", why);
}

std::optional<ProviderError> headersFault(const Message& message) {
  if (message.headers.size() > kMostHeaders) return bad("headers holds too many");
  for (const auto& [name, value] : message.headers) {
    // Printable ASCII without a colon (RFC 5322 3.6.8), narrowed to what anybody uses.
    if (!consistsOf(name, "-_") || isOwnHeader(lowered(name)))
      return bad("headers holds a name that may not be set");
    if (hasControl(value) || value.size() > kLongestHeader)
      return bad("headers holds a value with a line end, or too long a one");
  }
  return std::nullopt;
}

std::optional<ProviderError> attachmentsFault(const Message& message) {
  if (message.attachments.size() > kMostAttachments) return bad("attachments holds too many");
  std::size_t bytes = 0;
  for (const auto& attachment : message.attachments) {
    bytes += attachment.bodyBase64.size();
    const auto slash = attachment.mediaType.find('/');
    const bool isType = slash != std::string::npos &&
                        consistsOf(attachment.mediaType.substr(0, slash), "-.+") &&
                        consistsOf(attachment.mediaType.substr(slash + 1), "-.+");
    if (!isType) return bad("attachments holds a media_type that is none");
    if (attachment.name.empty() || hasControl(attachment.name))
      return bad("attachments holds a name that is none");
    bool isBase64 = false;
    base64Decode(attachment.bodyBase64, isBase64);
    if (!isBase64 || attachment.bodyBase64.empty())
      return bad("attachments holds a body that is not base64");
  }
  if (bytes > kLargestAttachments) return bad("attachments are too large together");
  return std::nullopt;
}

std::optional<ProviderError> mailFault(const Message& message) {
  if (!isMailAddress(message.to)) return bad("to is not a mail address");
  if (!message.from.empty() && !isMailAddress(message.from)) return bad("from is not an address");
  if (!message.replyTo.empty() && !isMailAddress(message.replyTo))
    return bad("reply_to is not a mail address");
  for (const auto* text : {&message.subject, &message.toName, &message.fromName}) {
    if (hasControl(*text)) return bad("subject or a name holds a line end");
  }
  if (message.subject.empty()) return bad("subject is empty");
  if (message.text.empty() && message.html.empty()) return bad("text and html are empty");
  if (auto fault = headersFault(message)) return fault;
  return attachmentsFault(message);
}

std::optional<ProviderError> smsFault(const Message& message) {
  if (!isPhoneNumber(message.to)) return bad("to is not a number such as +919812345678");
  if (message.text.empty()) return bad("text is empty");
  if (!message.attachments.empty()) return bad("attachments cannot go with an SMS");
  return std::nullopt;
}

}  // namespace

bool isMailAddress(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && text.size() <= kLongestAddress &&
         isDotAtom(text.substr(0, at)) && isHostName(text.substr(at + 1));
}

bool isPhoneNumber(std::string_view text) {
  return text.size() >= 8 && text.size() <= 16 && text[0] == '+' && text[1] != '0' &&
         text.substr(1).find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<ProviderError> messageFault(const Message& message, std::string_view channel) {
  if (message.channel != channel) {
    return permanent("wrong_channel", "this plugin sends " + std::string{channel} + " only");
  }
  if (message.reference.size() > kLongestReference || !consistsOf(message.reference, "-_."))
    return bad("reference is not between 1 and 80 plain characters");
  return channel == "sms" ? smsFault(message) : mailFault(message);
}

}  // namespace hostler::sdk
