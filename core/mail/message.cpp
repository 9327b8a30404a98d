#include "core/mail/message.h"

#include "core/mail/header_text.h"
#include "core/mail/transfer_encoding.h"

#include <openssl/evp.h>

#include <array>
#include <ctime>

namespace hostler::mail {
namespace {

// Wed, 01 Apr 2026 10:00:00 +0000: English whatever the locale, which strftime would not be.
std::string dateText(Instant instant) {
  static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = instant.unixSeconds();
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d +0000",
                kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text.data();
}

bool onlyOf(std::string_view text, std::string_view signs) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           signs.find(c) != std::string_view::npos;
  });
}

void require(bool sound, const char* what) {
  if (!sound) throw MalformedMessage{what};
}

void check(const Message& message) {
  const auto at = message.id.find('@');
  require(at != std::string::npos && message.id.size() <= 200 &&
              onlyOf(message.id.substr(0, at), ".-_+=") && onlyOf(message.id.substr(at + 1), ".-"),
          "a message needs an id of the form local@domain");
  for (const auto& attachment : message.attachments) {
    const auto slash = attachment.mediaType.find('/');
    require(slash != std::string::npos && attachment.mediaType.size() <= 100 &&
                onlyOf(attachment.mediaType.substr(0, slash), "!#$&-^_.+") &&
                onlyOf(attachment.mediaType.substr(slash + 1), "!#$&-^_.+"),
            "an attachment needs a media type such as application/pdf");
  }
  const auto& url = message.unsubscribeUrl;
  const bool printable =
      std::ranges::all_of(url, [](char c) { return c > 0x20 && c < 0x7F && c != '<' && c != '>'; });
  require(url.empty() || (url.starts_with("https://") && printable && url.size() <= 900),
          "an unsubscribe address is an https URL");
}

// Bounds parts with something that no encoded part can hold: "=_" is neither base 64 nor
// quoted-printable. It comes from the id, so that the same message is the same bytes each time.
std::string boundary(const Message& message, std::string_view which) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  const auto seed = message.id + "/" + std::string{which};
  EVP_Digest(seed.data(), seed.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  auto name = base64({reinterpret_cast<const char*>(digest.data()), 18});
  for (auto& c : name) c = c == '+' || c == '/' ? '.' : c;
  return "=_" + name;
}

std::string textPart(std::string_view type, std::string_view text) {
  const auto body = encodedText(text);
  return "Content-Type: " + std::string{type} +
         "; charset=utf-8\r\nContent-Transfer-Encoding: " + std::string{body.encoding} +
         "\r\n\r\n" + body.text;
}

std::string_view fileName(std::string_view path) {
  const auto name = path.substr(path.find_last_of("/\\") + 1);
  return name.empty() ? "attachment" : name.substr(0, 150);
}

std::string attachmentPart(const Attachment& attachment) {
  const auto name = fileName(attachment.name);
  return "Content-Type: " + attachment.mediaType + parameter("name", name) +
         "\r\nContent-Disposition: attachment" + parameter("filename", name) +
         "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64Lines(attachment.bytes);
}

std::string multipart(std::string_view kind, const std::string& bound,
                      const std::vector<std::string>& parts) {
  auto whole =
      "Content-Type: multipart/" + std::string{kind} + ";\r\n boundary=\"" + bound + "\"\r\n\r\n";
  for (const auto& part : parts) whole += "--" + bound + "\r\n" + part + "\r\n";
  return whole + "--" + bound + "--\r\n";
}

std::string words(const Message& message) {
  if (message.html.empty()) return textPart("text/plain", message.text);
  if (message.text.empty()) return textPart("text/html", message.html);
  // The better one comes last (RFC 2046 5.1.4).
  return multipart("alternative", boundary(message, "alternative"),
                   {textPart("text/plain", message.text), textPart("text/html", message.html)});
}

std::string body(const Message& message) {
  if (message.attachments.empty()) return words(message);
  std::vector<std::string> parts{words(message)};
  for (const auto& attachment : message.attachments) parts.push_back(attachmentPart(attachment));
  return multipart("mixed", boundary(message, "mixed"), parts);
}

}  // namespace

std::string wireText(const Message& message) {
  check(message);
  auto head = "Date: " + dateText(message.date) + "\r\n" + mailboxHeader("From", message.from) +
              mailboxHeader("To", message.to);
  if (message.replyTo) head += mailboxHeader("Reply-To", *message.replyTo);
  head += textHeader("Subject", message.subject);
  head += "Message-ID: <" + message.id + ">\r\n";
  if (!message.unsubscribeUrl.empty()) {
    head += "List-Unsubscribe: <" + message.unsubscribeUrl +
            ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
  }
  // Machines that answer mails leave such ones alone (RFC 3834).
  head += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  return head + body(message);
}

}  // namespace hostler::mail
