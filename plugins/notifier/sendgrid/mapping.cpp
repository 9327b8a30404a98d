#include "mapping.h"

#include <array>
#include <utility>

namespace hostler::sendgrid {
namespace {

using sdk::Json;

constexpr const char* kReference = "hostler_reference";

Json party(const std::string& address, const std::string& name) {
  Json json{{"email", address}};
  if (!name.empty()) json["name"] = name;
  return json;
}

std::string textIn(const Json& event, const char* name) {
  const auto found = event.find(name);
  if (found == event.end() || found->is_null()) return {};
  if (!found->is_string()) throw MappingError{std::string{name} + " is no text"};
  return found->get<std::string>();
}

// "bounce" with the type "blocked" is a server that would not take it now: the address may be good.
std::string stateOf(const std::string& event, const std::string& type) {
  if (event == "bounce") return type == "blocked" ? "failed" : "bounced";
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kStates{
      {{"processed", "sent"},
       {"delivered", "delivered"},
       {"dropped", "failed"},
       {"spamreport", "complained"}}};
  for (const auto& [word, state] : kStates) {
    if (event == word) return std::string{state};
  }
  return {};
}

// "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0": SendGrid's X-Message-Id is what stands
// before the first dot.
std::string messageIdIn(const Json& event) {
  const auto id = textIn(event, "sg_message_id");
  return id.substr(0, id.find('.'));
}

}  // namespace

Json toMail(const sdk::Message& message, const Settings& settings) {
  Json content = Json::array();
  // The plain part must come first.
  if (!message.text.empty())
    content.push_back({{"type", "text/plain"}, {"value", message.text.reveal()}});
  if (!message.html.empty())
    content.push_back({{"type", "text/html"}, {"value", message.html.reveal()}});
  const Json off{{"enable", false}};
  Json mail{
      {"personalizations", Json::array({{{"to", Json::array({party(message.to, message.toName)})},
                                         {"custom_args", {{kReference, message.reference}}}}})},
      {"from", party(message.from.empty() ? settings.from : message.from,
                     message.fromName.empty() ? settings.fromName : message.fromName)},
      {"subject", message.subject},
      {"content", std::move(content)},
      {"tracking_settings",
       {{"click_tracking", {{"enable", false}, {"enable_text", false}}},
        {"open_tracking", off},
        {"subscription_tracking", off}}}};
  if (!message.replyTo.empty()) mail["reply_to"] = party(message.replyTo, "");
  if (!message.headers.empty()) mail["headers"] = message.headers;
  for (const auto& attachment : message.attachments) {
    mail["attachments"].push_back({{"content", attachment.bodyBase64},
                                   {"type", attachment.mediaType},
                                   {"filename", attachment.name},
                                   {"disposition", "attachment"}});
  }
  return mail;
}

std::vector<sdk::DeliveryReport> toReports(const Json& events) {
  if (!events.is_array()) throw MappingError{"the body is no list of events"};
  std::vector<sdk::DeliveryReport> reports;
  for (const auto& event : events) {
    if (!event.is_object()) throw MappingError{"an event is no object"};
    const auto word = textIn(event, "event");
    if (word.empty()) throw MappingError{"an event has no name"};
    auto state = stateOf(word, textIn(event, "type"));
    if (state.empty()) continue;
    sdk::DeliveryReport report{textIn(event, kReference), messageIdIn(event), std::move(state),
                               textIn(event, "reason"), std::nullopt};
    if (report.reference.empty() && report.id.empty())
      throw MappingError{"an event names no message"};
    const auto at = event.value("timestamp", Json());
    if (at.is_number_integer()) report.at = at.get<std::int64_t>();
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace hostler::sendgrid
