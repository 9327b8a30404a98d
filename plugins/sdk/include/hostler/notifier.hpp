#pragma once

#include <hostler/call.hpp>
#include <hostler/notifier_types.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

/// "notifier/1": hands messages to a provider. There is no locate: an Unknown send is at-least-once
/// at best, and whether it is repeated is the engine's policy per kind of message. The account's
/// keys are the plugin's own settings; without them it answers NeedsAttention "not_configured".
/// Verbs may be called from several threads at once.
class Notifier {
 public:
  using Kind = Notifier;
  static constexpr std::string_view kKind = "notifier/1";
  virtual ~Notifier() = default;

  virtual Reply<NotifierReport> testConnection(const Call&, const NotifierTest&) = 0;
  /// Succeeds once the provider has taken the message and answers for it. Permanent "wrong_channel"
  /// for a channel that plugin.json does not name.
  virtual Reply<Sent> send(const Call&, const Message&) = 0;
  /// Verifies raw bytes and translates. Asks the provider nothing. Permanent "signature_missing",
  /// "signature_invalid" or "malformed"; NeedsAttention "secret_not_set".
  virtual Reply<DeliveryReports> webhook(const Call&, const NotifierDelivery&) {
    return unsupported();
  }
  /// What became of a message, for reports that were lost.
  virtual Reply<ReadReport> delivery(const Call&, const ReadDelivery&) { return unsupported(); }
  /// What is left to send with, so that nobody learns of an empty account by silence.
  virtual Reply<Balance> balance(const Call&, const ReadBalance&) { return unsupported(); }

  template <class Plugin>
  static void declare(VerbTable<Plugin, Notifier>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("send", &Plugin::send);
    verbs.add("webhook", &Plugin::webhook);
    verbs.add("delivery", &Plugin::delivery);
    verbs.add("balance", &Plugin::balance);
  }
};

}  // namespace hostler::sdk
