#include "tests/bench/webhook/deliveries.h"

#include "core/json/json.h"
#include "core/secrets/digest.h"
#include "tests/bench/stage/shop.h"

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace hostler::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::string requestFor(int event) {
  char payment[32];
  std::snprintf(payment, sizeof payment, "pay_%014d", event);
  const Json entity{
      {"id", payment},     {"entity", "payment"},  {"amount", Shop::kTotal},
      {"currency", "INR"}, {"status", "captured"}, {"order_id", Shop::referenceOf(event)},
      {"method", "upi"},   {"amount_refunded", 0}, {"captured", true},
      {"fee", 1'000},      {"tax", 180},           {"created_at", 1'767'323'045}};
  const auto body = dump(Json{{"entity", "event"},
                              {"account_id", "acc_sandbox"},
                              {"event", "payment.captured"},
                              {"contains", {"payment"}},
                              {"payload", {{"payment", {{"entity", entity}}}}},
                              {"created_at", 1'767'323'046}});
  return "POST /api/payments/webhook/razorpay HTTP/1.1\r\nHost: 127.0.0.1\r\n"
         "Content-Type: application/json\r\nX-Razorpay-Event-Id: evt" +
         std::string{payment + 4} +
         "\r\nX-Razorpay-Signature: " + hex(hmacSha256(kWebhookSecret, body)) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// One kept connection.
class Line {
 public:
  explicit Line(std::uint16_t port)
      : descriptor_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error{"the engine takes no connection"};
    const int one = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  }
  ~Line() { ::close(descriptor_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  int descriptor() const { return descriptor_; }
  void send(const std::string& request) {
    answer_.clear();
    if (::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size()))
      throw std::runtime_error{"a delivery could not be sent"};
  }
  /// Reads what is there; the status once the answer is whole, else 0.
  int take() {
    char buffer[4'096];
    const auto got = ::recv(descriptor_, buffer, sizeof buffer, 0);
    if (got <= 0) throw std::runtime_error{"the engine ended a connection"};
    answer_.append(buffer, static_cast<std::size_t>(got));
    const auto end = answer_.find("\r\n\r\n"), length = answer_.find("Content-Length: ");
    if (end == std::string::npos || length > end) return 0;
    const auto whole = end + 4 + std::stoul(answer_.substr(length + 16));
    return answer_.size() < whole ? 0 : std::stoi(answer_.substr(9, 3));
  }

 private:
  int descriptor_;
  std::string answer_;
};

/// One event at a time, in all its copies.
class Sender {
 public:
  Sender(std::uint16_t port, int copies) {
    for (int i = 0; i < copies; ++i) {
      lines_.push_back(std::make_unique<Line>(port));
      polls_.push_back({lines_.back()->descriptor(), POLLIN, 0});
    }
  }

  void deliver(const std::string& request) {
    const auto start = Clock::now();
    for (auto& line : lines_) line->send(request);
    for (auto& one : polls_) one.events = POLLIN;
    for (std::size_t open = lines_.size(); open > 0;) {
      ::poll(polls_.data(), polls_.size(), 10'000);
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (polls_[i].events == 0 || polls_[i].revents == 0) continue;
        const int status = lines_[i]->take();
        if (status == 0) continue;
        polls_[i].events = 0;
        --open;
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        refused += status != 200;
      }
    }
  }

  std::vector<double> milliseconds;
  long refused = 0;

 private:
  std::vector<std::unique_ptr<Line>> lines_;
  std::vector<pollfd> polls_;
};

}  // namespace

double Delivered::quantile(double part) const {
  return milliseconds.empty() ? 0
                              : milliseconds[static_cast<std::size_t>(
                                    part * static_cast<double>(milliseconds.size() - 1))];
}

Delivered deliverCaptures(std::uint16_t port, int events, int copies, int inFlight) {
  std::vector<std::string> requests;
  for (int i = 0; i < events; ++i) requests.push_back(requestFor(i));
  std::vector<std::unique_ptr<Sender>> senders;
  for (int i = 0; i < inFlight; ++i) senders.push_back(std::make_unique<Sender>(port, copies));
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> threads;
  const auto start = Clock::now();
  for (auto& sender : senders) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < requests.size(); i = next++) sender->deliver(requests[i]);
    });
  }
  for (auto& thread : threads) thread.join();
  Delivered result;
  result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  for (const auto& sender : senders) {
    result.refused += sender->refused;
    result.milliseconds.insert(result.milliseconds.end(), sender->milliseconds.begin(),
                               sender->milliseconds.end());
  }
  std::ranges::sort(result.milliseconds);
  return result;
}

}  // namespace hostler::bench
