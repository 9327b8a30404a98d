#include "core/telemetry/log.h"

#include "core/time/instant.h"

#include <Poco/AutoPtr.h>
#include <Poco/Channel.h>
#include <Poco/FileChannel.h>
#include <Poco/Formatter.h>
#include <Poco/FormattingChannel.h>
#include <Poco/Logger.h>
#include <Poco/Message.h>

#include <cerrno>
#include <mutex>
#include <poll.h>
#include <unistd.h>

namespace hostler {
namespace {

std::string_view levelName(Poco::Message::Priority priority) {
  switch (priority) {
    case Poco::Message::PRIO_DEBUG:
    case Poco::Message::PRIO_TRACE:
      return "debug";
    case Poco::Message::PRIO_WARNING:
      return "warning";
    case Poco::Message::PRIO_ERROR:
    case Poco::Message::PRIO_CRITICAL:
    case Poco::Message::PRIO_FATAL:
      return "error";
    default:
      return "info";
  }
}

// Our own lines arrive as a JSON object in the message's text; what POCO itself logs arrives as
// words.
class JsonFormatter : public Poco::Formatter {
 public:
  void format(const Poco::Message& message, std::string& text) override {
    Json line = Json::parse(message.getText(), nullptr, false);
    if (!line.is_object()) line = {{"event", "library.message"}, {"text", message.getText()}};
    line["time"] = Instant::ofUnixMicros(message.getTime().epochMicroseconds()).text();
    line["level"] = levelName(message.getPriority());
    line["part"] = message.getSource();
    text = dump(line);
  }
};

// Writes each line in one go: what else this process and its children print there comes between
// lines and not into them. Somebody who reads too slowly is waited for, but not for ever.
class StandardError : public Poco::Channel {
 public:
  void log(const Poco::Message& message) override {
    const std::lock_guard lock{mutex_};
    const auto line = (isCut_ ? "\n" : "") + message.getText() + '\n';
    isCut_ = !writeAll(line);
  }

 private:
  static bool writeAll(std::string_view text) {
    constexpr int kPatienceMs = 1'000;
    bool isBegun = false;
    while (!text.empty()) {
      const auto written = ::write(STDERR_FILENO, text.data(), text.size());
      if (written > 0) {
        isBegun = true;
        text.remove_prefix(static_cast<std::size_t>(written));
      } else if (written < 0 && errno == EAGAIN) {
        pollfd room{STDERR_FILENO, POLLOUT, 0};
        if (::poll(&room, 1, kPatienceMs) <= 0) return !isBegun;
      } else if (written < 0 && errno != EINTR) {
        return !isBegun;  // nobody is left to be told
      }
    }
    return true;
  }

  std::mutex mutex_;
  bool isCut_ = false;  // the last line was not written to its end
};

void write(const std::string& part, Poco::Message::Priority priority, std::string_view event,
           LogFields fields) {
  auto& logger = Poco::Logger::get(part);
  if (!logger.is(priority)) return;
  Json line{{"event", event}};
  for (const auto& [name, value] : fields) line[std::string{name}] = value;
  logger.log(Poco::Message{part, dump(line), priority});
}

}  // namespace

void Log::debug(std::string_view event, LogFields fields) const {
  write(part_, Poco::Message::PRIO_DEBUG, event, fields);
}
void Log::info(std::string_view event, LogFields fields) const {
  write(part_, Poco::Message::PRIO_INFORMATION, event, fields);
}
void Log::warning(std::string_view event, LogFields fields) const {
  write(part_, Poco::Message::PRIO_WARNING, event, fields);
}
void Log::error(std::string_view event, LogFields fields) const {
  write(part_, Poco::Message::PRIO_ERROR, event, fields);
}

void startLogging(const LogSettings& settings) {
  Poco::AutoPtr<Poco::Channel> sink;
  if (settings.file.empty()) {
    sink = new StandardError;
  } else {
    sink = new Poco::FileChannel{settings.file};
    sink->setProperty("flush", "false");
  }
  Poco::AutoPtr<Poco::Formatter> formatter{new JsonFormatter};
  Poco::AutoPtr<Poco::Channel> formatted{new Poco::FormattingChannel{formatter, sink}};
  auto& root = Poco::Logger::root();
  root.setChannel(formatted);
  root.setLevel(settings.level);
}

}  // namespace hostler
