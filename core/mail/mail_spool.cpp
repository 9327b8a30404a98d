#include "core/mail/mail_spool.h"

#include <fstream>

namespace hostler::mail {
namespace {

// Sorts by time; the id makes it unique, its signs that mean something in a path made harmless.
std::string fileName(const Message& message) {
  auto name = std::to_string(message.date.unixMillis()) + "-" + message.id + ".eml";
  for (auto& c : name) c = c == '/' || c == '@' ? '_' : c;
  return name;
}

}  // namespace

Delivery MailSpool::deliver(const Message& message) {
  try {
    const auto wire = wireText(message);
    if (std::filesystem::create_directories(directory_)) {
      std::filesystem::permissions(directory_, std::filesystem::perms::owner_all);
    }
    const auto path = directory_ / fileName(message);
    const auto partial = std::filesystem::path{path} += ".partial";
    std::ofstream file{partial, std::ios::binary | std::ios::trunc};
    file << wire;
    file.close();
    if (!file) return {Delivery::Outcome::Retry, Stage::Content, 0, "the spool cannot be written"};
    std::filesystem::rename(partial, path);
    return {Delivery::Outcome::Delivered, Stage::Content, 0, path.filename().string()};
  } catch (const MalformedMessage& error) {
    return {Delivery::Outcome::Refused, Stage::Message, 0, error.what()};
  } catch (const std::filesystem::filesystem_error& error) {
    return {Delivery::Outcome::Retry, Stage::Content, 0, error.code().message()};
  }
}

}  // namespace hostler::mail
