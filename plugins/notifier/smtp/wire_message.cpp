#include "wire_message.h"

#include "encoding.h"
#include "header_text.h"

#include <hostler/signature.hpp>

#include <array>
#include <cstdio>
#include <vector>

namespace hostler::smtp {
namespace {

// English whatever the locale, which strftime would not be.
std::string dateText(std::time_t now) {
  static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d +0000",
                kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text.data();
}

// "=_" stands in no base 64 and in no quoted-printable, so no part can hold its own boundary.
std::string boundaryOf(const sdk::Message& message, std::string_view which) {
  return "=_" + sdk::hexOf(sdk::sha256(message.reference + "/" + std::string{which})).substr(0, 32);
}

std::string textPart(std::string_view type, const std::string& text) {
  const auto encoded = encodedText(text);
  return "Content-Type: " + std::string{type} +
         "; charset=utf-8\r\nContent-Transfer-Encoding: " + std::string{encoded.encoding} +
         "\r\n\r\n" + encoded.body;
}

std::string attachmentPart(const sdk::MessageAttachment& attachment) {
  const auto slash = attachment.name.find_last_of("/\\");
  const auto name =
      slash == std::string::npos ? attachment.name : attachment.name.substr(slash + 1);
  bool isBase64 = false;
  return "Content-Type: " + attachment.mediaType + parameter("name", name) +
         "\r\nContent-Disposition: attachment" + parameter("filename", name) +
         "\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         base64Lines(sdk::base64Decode(attachment.bodyBase64, isBase64));
}

std::string multipart(std::string_view kind, const std::string& boundary,
                      const std::vector<std::string>& parts) {
  auto whole = "Content-Type: multipart/" + std::string{kind} + ";\r\n boundary=\"" + boundary +
               "\"\r\n\r\n";
  for (const auto& part : parts) whole += "--" + boundary + "\r\n" + part + "\r\n";
  return whole + "--" + boundary + "--\r\n";
}

std::string words(const sdk::Message& message) {
  if (message.html.empty()) return textPart("text/plain", message.text.reveal());
  if (message.text.empty()) return textPart("text/html", message.html.reveal());
  // The better one comes last (RFC 2046 5.1.4).
  return multipart("alternative", boundaryOf(message, "alternative"),
                   {textPart("text/plain", message.text.reveal()),
                    textPart("text/html", message.html.reveal())});
}

std::string body(const sdk::Message& message) {
  if (message.attachments.empty()) return words(message);
  std::vector<std::string> parts{words(message)};
  for (const auto& attachment : message.attachments) parts.push_back(attachmentPart(attachment));
  return multipart("mixed", boundaryOf(message, "mixed"), parts);
}

}  // namespace

std::string messageIdOf(const std::string& reference, const std::string& sender) {
  return reference + sender.substr(sender.find('@'));
}

std::string wireMessage(const sdk::Message& message, const Sender& sender, std::time_t now) {
  auto head = "Date: " + dateText(now) + "\r\n" +
              addressHeader("From", sender.address, sender.name) +
              addressHeader("To", message.to, message.toName);
  if (!message.replyTo.empty()) head += addressHeader("Reply-To", message.replyTo, "");
  head += textHeader("Subject", message.subject) + "Message-ID: <" +
          messageIdOf(message.reference, sender.address) + ">\r\n";
  for (const auto& [name, value] : message.headers) head += textHeader(name, value);
  return head + "MIME-Version: 1.0\r\n" + body(message);
}

}  // namespace hostler::smtp
