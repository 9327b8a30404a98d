#pragma once

#include "core/json/json.h"
#include "modules/notifications/handed_over.h"

#include <filesystem>
#include <string>

namespace hostler {

/// One SMS. The text may hold a one-time code.
struct Sms {
  std::string id;      ///< ours; the same at each attempt
  std::string number;  ///< E.164
  std::string text;
  std::string templateName;  ///< by which a plugin finds the text as it was registered

  /// As notifier/1.send takes it.
  Json request() const;
};

/// The engine's own way for SMS: a directory, and none in production. Thread-safe.
class OutgoingSms {
 public:
  /// `spool` may be empty.
  explicit OutgoingSms(std::filesystem::path spool) : spool_{std::move(spool)} {}

  bool canSend() const { return !spool_.empty(); }
  HandedOver handOver(const Sms& sms) const;

 private:
  HandedOver write(const Sms& sms) const;

  std::filesystem::path spool_;
};

}  // namespace hostler
