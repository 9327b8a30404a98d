#include "modules/notifications/outgoing_sms.h"

#include "core/mail/header_text.h"

#include <fstream>

namespace hostler {
namespace {

namespace fs = std::filesystem;

HandedOver::Outcome outcomeOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Succeeded:
    case Outcome::Pending:
      return HandedOver::Outcome::Done;
    case Outcome::NeedsAttention:
      return HandedOver::Outcome::Blocked;
    case Outcome::Permanent:
      return HandedOver::Outcome::Refused;
    // A second SMS costs a little; one that never came locks somebody out.
    case Outcome::Retryable:
    case Outcome::Unknown:
      break;
  }
  return HandedOver::Outcome::Later;
}

}  // namespace

std::string OutgoingSms::plugin() const {
  if (providers_ == nullptr) return {};
  for (const auto& instance : providers_->instances("notifier")) {
    const auto& offers = instance.capabilities;
    if (instance.enabled && std::ranges::find(offers, "sms") != offers.end()) return instance.name;
  }
  return {};
}

HandedOver OutgoingSms::handOver(const Sms& sms) {
  const auto instance = plugin();
  if (instance.empty()) {
    if (spool_.empty()) return {HandedOver::Outcome::Blocked, "no SMS plugin is enabled"};
    return write(sms);
  }
  const Json request{{"reference", sms.id},        {"channel", "sms"},
                     {"to", sms.number},           {"text", sms.text},
                     {"headers", Json::object()},  {"template_id", sms.templateName},
                     {"variables", Json::object()}};
  const auto answer = providers_->call({instance, "notifier/1.send", request, sms.id});
  if (hasHappened(answer))
    return {HandedOver::Outcome::Done, instance + " " + answer.reply.value("id", "")};
  return {outcomeOf(answer.outcome),
          mail::withoutControls(instance + ": " + answer.code + " " + answer.message)};
}

HandedOver OutgoingSms::write(const Sms& sms) const {
  const auto folder = spool_ / "sms";
  const auto path = folder / (sms.id + ".json");
  const auto partial = fs::path{path} += ".partial";
  std::error_code error;
  if (fs::create_directories(folder, error)) {
    fs::permissions(spool_, fs::perms::owner_all, error);
    fs::permissions(folder, fs::perms::owner_all, error);
  }
  std::ofstream file{partial, std::ios::trunc};
  file << dump({{"to", sms.number}, {"text", sms.text}, {"template", sms.templateName}}) << '\n';
  file.close();
  if (!file) return {HandedOver::Outcome::Later, "the spool cannot be written"};
  fs::rename(partial, path, error);
  if (error) return {HandedOver::Outcome::Later, error.message()};
  return {HandedOver::Outcome::Done, path.filename().string()};
}

}  // namespace hostler
