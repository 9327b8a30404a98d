#pragma once

#include "core/operations/provider.h"
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
};

/// The way out for SMS: the first enabled notifier plugin that sends any or, where there is none, a
/// directory. Thread-safe.
class OutgoingSms {
 public:
  /// `providers` may be null, `spool` empty.
  OutgoingSms(ProviderPort* providers, std::filesystem::path spool)
      : providers_{providers}, spool_{std::move(spool)} {}

  bool canSend() const { return !spool_.empty() || !plugin().empty(); }
  HandedOver handOver(const Sms& sms);

 private:
  std::string plugin() const;
  HandedOver write(const Sms& sms) const;

  ProviderPort* providers_;
  std::filesystem::path spool_;
};

}  // namespace hostler
