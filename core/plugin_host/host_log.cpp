#include "core/plugin_host/host_log.h"

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace hostler::plugin {
namespace {

constexpr std::size_t kLongestEvent = 128;
constexpr std::size_t kLongestLine = 16 * 1024;
constexpr std::size_t kMostWaiting = 200;

// The call that this thread works on.
thread_local child::Caller* callerHere = nullptr;

std::string_view viewOf(hostler_text text) {
  return text.data == nullptr ? std::string_view{}
                              : std::string_view{text.data, static_cast<std::size_t>(text.size)};
}

}  // namespace

HostLog::During::During(HostLog& log, child::Caller& caller, std::string_view request)
    : log_{log}, caller_{caller} {
  callerHere = &caller;
  const std::lock_guard lock{log_.mutex_};
  request_ = log_.requests_.insert(log_.requests_.end(), request);
}

HostLog::During::~During() {
  callerHere = nullptr;
  const std::lock_guard lock{log_.mutex_};
  log_.requests_.erase(request_);
}

void HostLog::During::flush() {
  std::vector<std::string> lines;
  {
    const std::lock_guard lock{log_.mutex_};
    lines.swap(log_.waiting_);
    if (const auto dropped = std::exchange(log_.dropped_, 0); dropped > 0) {
      lines.push_back(
          wire::LogLine{HOSTLER_LOG_WARNING, "plugin.lines_dropped", {{"lines", dropped}}}.text());
    }
  }
  for (const auto& line : lines) caller_.tell(line);
}

void HostLog::know(const std::vector<std::string>& secrets, std::set<std::string> names) {
  const std::lock_guard lock{mutex_};
  secrets_ = secrets;
  settings_ = Masking{secrets};
  names_ = std::move(names);
}

// The secrets of a call are looked for only when something is said, which is seldom.
Masking HostLog::maskingNow() {
  const std::lock_guard lock{mutex_};
  if (requests_.empty() || names_.empty()) return settings_;
  auto secrets = secrets_;
  for (const auto request : requests_) {
    const auto found = secretsNamed(Json::parse(request, nullptr, false), names_);
    secrets.insert(secrets.end(), found.begin(), found.end());
  }
  return Masking{secrets};
}

std::string HostLog::mask(std::string_view text) {
  return maskingNow().mask(text);
}

void HostLog::write(int level, std::string_view event, Json fields) {
  const auto masking = maskingNow();
  const auto shown = masking.mask(event.substr(0, kLongestEvent));
  auto line = wire::LogLine{std::clamp<int>(level, HOSTLER_LOG_DEBUG, HOSTLER_LOG_ERROR), shown,
                            masking.maskAll(fields)}
                  .text();
  if (line.size() > kLongestLine)
    line = wire::LogLine{level, shown, {{"too_long", line.size()}}}.text();
  {
    const std::lock_guard lock{mutex_};
    if (level >= HOSTLER_LOG_WARNING) complaint_ = shown + " " + dump(masking.maskAll(fields));
  }
  if (callerHere != nullptr) return callerHere->tell(line);
  const std::lock_guard lock{mutex_};
  if (waiting_.size() < kMostWaiting)
    waiting_.push_back(std::move(line));
  else
    ++dropped_;
}

std::string HostLog::lastComplaint() {
  const std::lock_guard lock{mutex_};
  return complaint_;
}

// The plugin's own frames lie below, and not every plugin's can be unwound: what is thrown ends the
// process.
void HostLog::receive(void* self, int level, hostler_text event, hostler_text fieldsText) noexcept {
  auto& log = *static_cast<HostLog*>(self);
  try {
    const auto text = viewOf(fieldsText);
    auto fields = text.empty() ? Json::object() : Json::parse(text, nullptr, false);
    if (fields.is_discarded()) fields = Json{{"text", std::string{text.substr(0, kLongestLine)}}};
    log.write(level, viewOf(event), std::move(fields));
  } catch (const child::ChannelClosed&) {
    ::_exit(0);  // the engine has let go of this process
  }
}

}  // namespace hostler::plugin
