#include "modules/notifications/outgoing_sms.h"

#include "core/mail/header_text.h"

#include <fstream>

namespace hostler {
namespace fs = std::filesystem;

Json Sms::request() const {
  return {{"reference", id},
          {"channel", "sms"},
          {"to", number},
          {"text", text},
          {"headers", Json::object()},
          {"template_id", templateName},
          {"variables", Json::object()}};
}

HandedOver OutgoingSms::handOver(const Sms& sms) const {
  if (spool_.empty()) return {HandedOver::Outcome::Blocked, "no SMS plugin is enabled"};
  return write(sms);
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
