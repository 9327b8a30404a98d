#include "plugins/sandbox/sendgrid/mail_check.h"

#include <algorithm>
#include <array>

namespace hostler::sandbox::sendgrid {
namespace {

using Fault = std::optional<Refusal>;

Fault fault(std::string message, std::string field) {
  return Refusal{400, std::move(message), std::move(field)};
}

bool hasEmail(const Json& party) {
  return party.is_object() && party.contains("email") && party["email"].is_string() &&
         party["email"].get_ref<const std::string&>().find('@') != std::string::npos;
}

bool isText(const Json& object, const char* name) {
  return object.contains(name) && object[name].is_string() &&
         !object[name].get_ref<const std::string&>().empty();
}

Fault unknownMember(const Json& body) {
  static constexpr std::array<std::string_view, 19> kMembers{
      "personalizations",  "from",       "reply_to",     "reply_to_list",
      "subject",           "content",    "attachments",  "template_id",
      "headers",           "categories", "custom_args",  "send_at",
      "batch_id",          "asm",        "ip_pool_name", "mail_settings",
      "tracking_settings", "sections",   "substitutions"};
  for (const auto& [name, value] : body.items()) {
    if (std::ranges::find(kMembers, name) == kMembers.end())
      return fault("Additional property " + name + " is not allowed", name);
  }
  return std::nullopt;
}

Fault personalizationsFault(const Json& body) {
  const auto list = body.value("personalizations", Json());
  if (!list.is_array() || list.empty()) {
    return fault(
        "The personalizations field is required and must have at least one personalization.",
        "personalizations");
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto to = list[i].is_object() ? list[i].value("to", Json()) : Json();
    const bool isGood = to.is_array() && !to.empty() && std::all_of(to.begin(), to.end(), hasEmail);
    const auto where = "personalizations." + std::to_string(i);
    if (!isGood) {
      return fault(
          "The to array is required for all personalization objects, and must have at least one "
          "email object with a valid email address.",
          where + ".to");
    }
    const auto args = list[i].value("custom_args", Json::object());
    for (const auto& [name, value] : args.items()) {
      if (!value.is_string())
        return fault("The custom arg values must be strings.", where + ".custom_args." + name);
    }
  }
  return std::nullopt;
}

Fault contentFault(const Json& body) {
  const auto list = body.value("content", Json());
  if (!list.is_array() || list.empty()) {
    return fault(
        "Unless a valid template_id is provided, the content parameter is required. There must be "
        "at least one defined content block.",
        "content");
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto where = "content." + std::to_string(i);
    if (!list[i].is_object() || !isText(list[i], "type"))
      return fault("The content type is required.", where + ".type");
    if (!isText(list[i], "value")) {
      return fault("The content value must be a string at least one character in length.",
                   where + ".value");
    }
    if (i > 0 && list[i]["type"] == "text/plain") {
      return fault(
          "If present, text/plain must be first, followed by text/html, followed by any "
          "other content.",
          "content");
    }
  }
  return std::nullopt;
}

Fault attachmentsFault(const Json& body) {
  const auto list = body.value("attachments", Json::array());
  for (std::size_t i = 0; i < list.size(); ++i) {
    for (const char* name : {"content", "filename"}) {
      if (!list[i].is_object() || !isText(list[i], name)) {
        return fault(std::string{"The attachment "} + name + " is required.",
                     "attachments." + std::to_string(i) + "." + name);
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Fault mailFault(const Json& body) {
  if (!body.is_object()) return fault("Bad Request", "");
  if (auto found = unknownMember(body)) return found;
  if (auto found = personalizationsFault(body)) return found;
  if (!hasEmail(body.value("from", Json()))) {
    return fault(
        "The from object must be provided for every email send. It is an object that "
        "requires the email parameter, but may also contain a name parameter.",
        "from.email");
  }
  if (!isText(body, "subject")) return fault("The subject is required.", "subject");
  if (auto found = contentFault(body)) return found;
  return attachmentsFault(body);
}

}  // namespace hostler::sandbox::sendgrid
