#pragma once

#include "core/json/json.h"
#include "plugins/sandbox/provider.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace hostler::sandbox {

/// Delivers webhooks over HTTP, one attempt each, five seconds at most, as the real providers do
/// before they start to retry. Thread-safe.
class WebhookSender {
 public:
  WebhookSender();
  ~WebhookSender();
  WebhookSender(const WebhookSender&) = delete;
  WebhookSender& operator=(const WebhookSender&) = delete;

  /// In order, returning what was sent and what was answered: [{url, headers, body, status,
  /// error}], status null where no answer came.
  Json send(const std::vector<Webhook>& webhooks);
  /// The same in the background.
  void sendLater(std::vector<Webhook> webhooks);
  /// Everything that was sent so far.
  Json sent() const;
  void clear();

 private:
  Json sendOne(const Webhook& webhook);
  void run();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Webhook> queue_;
  Json sent_ = Json::array();
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace hostler::sandbox
