#pragma once

// What crosses for "notifier/1".

#include <hostler/fields.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sdk {

struct NotifierTest {
  static constexpr auto members() { return std::tuple{}; }
};
struct NotifierReport {
  std::string detail;
  static constexpr auto members() { return std::tuple{field("detail", &NotifierReport::detail)}; }
};

/// A file that goes with a mail.
struct MessageAttachment {
  std::string name;
  std::string mediaType;  ///< "application/pdf"
  std::string bodyBase64;

  static constexpr auto members() {
    return std::tuple{field("name", &MessageAttachment::name),
                      field("media_type", &MessageAttachment::mediaType),
                      field("body_base64", &MessageAttachment::bodyBase64)};
  }
};

/// One message to one person. A one-time code is in the text: nothing of it is logged.
struct Message {
  std::string reference;  ///< our id of the message, carried along where the provider can
  std::string channel;    ///< "email" or "sms"
  std::string to;         ///< one address, or a number as +919812345678
  std::string toName;
  std::string from, fromName, replyTo;
  std::string subject;
  Secret text, html;
  std::map<std::string, std::string> headers;
  std::string templateId;  ///< where the law wants registered texts (DLT)
  std::map<std::string, std::string> variables;
  std::vector<MessageAttachment> attachments;

  static constexpr auto members() {
    return std::tuple{field("reference", &Message::reference),
                      field("channel", &Message::channel),
                      field("to", &Message::to),
                      optionalField("to_name", &Message::toName),
                      optionalField("from", &Message::from),
                      optionalField("from_name", &Message::fromName),
                      optionalField("reply_to", &Message::replyTo),
                      optionalField("subject", &Message::subject),
                      field("text", &Message::text),
                      optionalField("html", &Message::html),
                      field("headers", &Message::headers),
                      optionalField("template_id", &Message::templateId),
                      field("variables", &Message::variables),
                      field("attachments", &Message::attachments)};
  }
};
struct Sent {
  std::string id;  ///< the provider's; empty where it gives none
  static constexpr auto members() { return std::tuple{optionalField("id", &Sent::id)}; }
};

struct NotifierDelivery {
  std::string url;  ///< as the provider called it: some sign it
  std::vector<std::vector<std::string>> headers;
  std::string bodyBase64;
  static constexpr auto members() {
    return std::tuple{field("url", &NotifierDelivery::url),
                      field("headers", &NotifierDelivery::headers),
                      field("body_base64", &NotifierDelivery::bodyBase64)};
  }
};
/// What became of one message. The same report may come more than once, and late.
struct DeliveryReport {
  std::string reference, id;  ///< ours and the provider's, each where it is known
  std::string state;          ///< sent, delivered, bounced, complained, failed
  std::string reason;
  std::optional<std::int64_t> at;  ///< seconds since 1970, by the provider's clock

  static constexpr auto members() {
    return std::tuple{
        optionalField("reference", &DeliveryReport::reference),
        optionalField("id", &DeliveryReport::id), field("state", &DeliveryReport::state),
        optionalField("reason", &DeliveryReport::reason), field("at", &DeliveryReport::at)};
  }
};
struct DeliveryReports {
  std::vector<DeliveryReport> reports;
  static constexpr auto members() {
    return std::tuple{field("reports", &DeliveryReports::reports)};
  }
};

struct ReadDelivery {
  std::string id;  ///< as `send` answered it
  static constexpr auto members() { return std::tuple{field("id", &ReadDelivery::id)}; }
};
/// `report` is null while nothing is known yet.
struct ReadReport {
  std::optional<DeliveryReport> report;
  static constexpr auto members() { return std::tuple{field("report", &ReadReport::report)}; }
};

struct ReadBalance {
  static constexpr auto members() { return std::tuple{}; }
};
struct Balance {
  std::string amount;  ///< a decimal number, exact: "12.3400"
  std::string unit;    ///< a currency ("USD"), or what is counted ("mails", "sms")
  static constexpr auto members() {
    return std::tuple{field("amount", &Balance::amount), field("unit", &Balance::unit)};
  }
};

}  // namespace hostler::sdk
