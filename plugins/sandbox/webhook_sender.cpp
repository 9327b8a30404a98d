#include "plugins/sandbox/webhook_sender.h"

#include <hostler/log.hpp>

namespace hostler::sandbox {

WebhookSender::WebhookSender() : thread_{[this] { run(); }} {}

WebhookSender::~WebhookSender() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
    queue_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

Json WebhookSender::sendOne(const Webhook& webhook) {
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = webhook.url;
  request.headers.assign(webhook.headers.begin(), webhook.headers.end());
  request.body = webhook.body;
  request.effect = sdk::Effect::Write;
  const sdk::Call call{"", std::chrono::steady_clock::now() + std::chrono::seconds{5},
                       sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}};

  Json headers = Json::object();
  for (const auto& [name, value] : webhook.headers) headers[name] = value;
  Json record{{"url", webhook.url},
              {"headers", std::move(headers)},
              {"body", webhook.body},
              {"status", nullptr}};
  const auto result = client_.send(call, request);
  if (const auto* response = std::get_if<sdk::HttpResponse>(&result)) {
    record["status"] = response->status;
  } else {
    record["error"] = std::get<sdk::HttpFailure>(result).message;
  }
  const std::lock_guard lock{mutex_};
  sent_.push_back(record);
  return record;
}

Json WebhookSender::send(const std::vector<Webhook>& webhooks) {
  Json records = Json::array();
  for (const auto& webhook : webhooks) records.push_back(sendOne(webhook));
  return records;
}

void WebhookSender::sendLater(std::vector<Webhook> webhooks) {
  {
    const std::lock_guard lock{mutex_};
    for (auto& webhook : webhooks) queue_.push_back(std::move(webhook));
  }
  changed_.notify_all();
}

void WebhookSender::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
    if (ending_) return;
    const auto webhook = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    sendOne(webhook);
    lock.lock();
  }
}

Json WebhookSender::sent() const {
  const std::lock_guard lock{mutex_};
  return sent_;
}

void WebhookSender::clear() {
  const std::lock_guard lock{mutex_};
  queue_.clear();
  sent_ = Json::array();
}

}  // namespace hostler::sandbox
