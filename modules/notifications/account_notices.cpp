#include "modules/notifications/account_notices.h"

#include "modules/notifications/wording.h"

#include <stdexcept>

namespace hostler {
namespace {

constexpr std::string_view kPrefix = "accounts.";

const std::map<std::string_view, std::string_view>& mailTemplates() {
  static const std::map<std::string_view, std::string_view> names{
      {"registration_code", "one_time_code"},
      {"step_up_code", "one_time_code"},
      {"already_registered", "already_registered"},
      {"welcome", "welcome"},
      {"verify_email", "verify_email"},
      {"reset_password", "password_reset"},
      {"forgotten_username", "user_name"},
      {"sign_in_locked", "account_locked"},
      {"new_sign_in", "new_sign_in"},
      {"refresh_token_reused", "session_ended"},
      {"password_changed", "password_changed"},
      {"email_changed", "email_changed"},
      {"second_factor_enabled", "second_factor_enabled"},
      {"second_factor_disabled", "second_factor_disabled"},
      {"staff_invitation", "staff_invitation"},
      {"account_suspended", "account_suspended"},
      {"account_activated", "account_activated"},
  };
  return names;
}

std::string templateFor(std::string_view notice, MessageChannel channel) {
  if (channel == MessageChannel::Sms) {
    if (notice == "registration_code" || notice == "step_up_code") return "otp";
  } else if (const auto found = mailTemplates().find(notice); found != mailTemplates().end()) {
    return std::string{found->second};
  }
  throw std::logic_error{"no template says \"" + std::string{notice} + "\""};
}

std::string textOf(const Json& model, const char* name) {
  const auto found = model.find(name);
  if (found == model.end()) return {};
  if (found->is_number_integer()) return std::to_string(found->get<std::int64_t>());
  return found->is_string() ? found->get<std::string>() : "";
}

// Minutes from now, begun ones counted whole.
std::string minutesUntil(const std::string& instant, Instant now) {
  const auto until = Instant::parse(instant);
  if (!until || *until < now) return "0";
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(until->since(now));
  return std::to_string((seconds.count() + 59) / 60);
}

}  // namespace

ShippedNotice shippedNotice(const OutgoingMessage& message, const Tenant& tenant, Instant now) {
  if (!message.templateName.starts_with(kPrefix)) {
    return {message.templateName, message.model, message.goodUntil};
  }
  const auto notice = std::string_view{message.templateName}.substr(kPrefix.size());
  const auto& said = message.model;
  const auto name = textOf(said, "name");
  ShippedNotice shipped{templateFor(notice, message.channel), Json::object(), message.goodUntil};
  auto& model = shipped.model;
  model["client"] = {{"name", name.empty() ? message.recipient : name},
                     {"email", message.recipient}};
  model["event"] = {{"time", wording::moment(now, tenant.zone, message.language)},
                    {"ip", textOf(said, "address")},
                    {"device", wording::device(textOf(said, "user_agent"))}};
  model["minutes"] =
      said.contains("until") ? minutesUntil(textOf(said, "until"), now) : textOf(said, "minutes");
  for (const auto* same :
       {"account_number", "username", "new_email", "role", "reason", "forgot_url"}) {
    model[same] = textOf(said, same);
  }
  for (const auto* page : {"sign_in_url", "forgot_url"}) {
    if (said.contains(page) && !model.contains("link")) model["link"] = textOf(said, page);
  }
  const bool carriesSecret = message.code || message.link;
  if (carriesSecret && !shipped.goodUntil && said.contains("minutes") &&
      said["minutes"].is_number_integer()) {
    shipped.goodUntil = now.plus(std::chrono::minutes{said["minutes"].get<std::int64_t>()});
  }
  return shipped;
}

}  // namespace hostler
