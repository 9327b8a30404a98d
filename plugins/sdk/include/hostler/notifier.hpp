#pragma once

#include <hostler/call.hpp>
#include <hostler/verbs.hpp>

#include <map>

namespace hostler::sdk {

struct NotifierTest {
  static constexpr auto members() { return std::tuple{}; }
};
struct NotifierReport {
  std::string detail;
  static constexpr auto members() { return std::tuple{field("detail", &NotifierReport::detail)}; }
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
                      field("variables", &Message::variables)};
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
struct DeliveryReport {
  std::string reference, id;
  std::string state;  ///< sent, delivered, bounced, complained, failed
  std::string reason;
  static constexpr auto members() {
    return std::tuple{optionalField("reference", &DeliveryReport::reference),
                      optionalField("id", &DeliveryReport::id),
                      field("state", &DeliveryReport::state),
                      optionalField("reason", &DeliveryReport::reason)};
  }
};
struct DeliveryReports {
  std::vector<DeliveryReport> reports;
  static constexpr auto members() {
    return std::tuple{field("reports", &DeliveryReports::reports)};
  }
};

/// "notifier/1": hands messages to a provider. There is no locate: an Unknown send is at-least-once
/// at best, and whether it is repeated is the engine's policy per kind of message.
class Notifier {
 public:
  using Kind = Notifier;
  static constexpr std::string_view kKind = "notifier/1";
  virtual ~Notifier() = default;

  virtual Reply<NotifierReport> testConnection(const Call&, const NotifierTest&) = 0;
  virtual Reply<Sent> send(const Call&, const Message&) = 0;
  virtual Reply<DeliveryReports> webhook(const Call&, const NotifierDelivery&) {
    return unsupported();
  }

  template <class Plugin>
  static void declare(VerbTable<Plugin, Notifier>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("send", &Plugin::send);
    verbs.add("webhook", &Plugin::webhook);
  }
};

}  // namespace hostler::sdk
