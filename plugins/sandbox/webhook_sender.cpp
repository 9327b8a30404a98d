#include "plugins/sandbox/webhook_sender.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/NullStream.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>

#include <memory>

namespace hostler::sandbox {
namespace {

using namespace Poco::Net;

std::unique_ptr<HTTPClientSession> sessionFor(const Poco::URI& url) {
  if (url.getScheme() != "https")
    return std::make_unique<HTTPClientSession>(url.getHost(), url.getPort());
  const Context::Ptr trust{
      new Context{Context::TLS_CLIENT_USE, "", Context::VERIFY_RELAXED, 9, true}};
  return std::make_unique<HTTPSClientSession>(url.getHost(), url.getPort(), trust);
}

// The status of the answer; throws Poco::Exception where none came.
int post(const Webhook& webhook) {
  const Poco::URI url{webhook.url};
  const auto session = sessionFor(url);
  session->setTimeout(Poco::Timespan{5, 0});
  HTTPRequest request{HTTPRequest::HTTP_POST, url.getPathAndQuery(), HTTPMessage::HTTP_1_1};
  for (const auto& [name, value] : webhook.headers) request.set(name, value);
  request.setContentLength(static_cast<std::streamsize>(webhook.body.size()));
  session->sendRequest(request) << webhook.body;
  HTTPResponse response;
  Poco::NullOutputStream nowhere;
  Poco::StreamCopier::copyStream(session->receiveResponse(response), nowhere);
  return response.getStatus();
}

}  // namespace

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
  Json headers = Json::object();
  for (const auto& [name, value] : webhook.headers) headers[name] = value;
  Json record{{"url", webhook.url},
              {"headers", std::move(headers)},
              {"body", webhook.body},
              {"status", nullptr}};
  try {
    record["status"] = post(webhook);
  } catch (const Poco::Exception& error) {
    record["error"] = error.displayText();
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
