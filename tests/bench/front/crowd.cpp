#include "tests/bench/front/crowd.h"

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace hostler::bench {
namespace {

using std::chrono::steady_clock;

double now() {
  return std::chrono::duration<double>(steady_clock::now().time_since_epoch()).count();
}

enum class Kind { Idle = 1, Half, User };

struct Visitor {
  int descriptor = -1;
  Kind kind = Kind::Idle;
  double due = 0;              // when it means to send next
  bool isWaiting = false;      // for an answer
  std::size_t answerLeft = 0;  // bytes, once the head is known
  std::string head;
  long answers = 0;
};

int connectTo(std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error{"the server takes no more connections"};
  }
  const int one = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return descriptor;
}

// Whether the answer is whole with these bytes.
bool takes(Visitor& visitor, std::string_view bytes) {
  if (visitor.answerLeft == 0) {
    visitor.head.append(bytes);
    const auto end = visitor.head.find("\r\n\r\n");
    const auto length = visitor.head.find("Content-Length: ");
    if (end == std::string::npos || length > end) return false;
    visitor.answerLeft = end + 4 + std::stoul(visitor.head.substr(length + 16));
    bytes = visitor.head;
  }
  visitor.answerLeft -= std::min(visitor.answerLeft, bytes.size());
  if (visitor.answerLeft > 0) return false;
  visitor.head.clear();
  return true;
}

}  // namespace

struct Crowd::Standing {
  explicit Standing(CrowdPlan given) : plan{std::move(given)} {
    const double start = now();
    for (int i = 0; i < plan.idle; ++i) enter(Kind::Idle, start);
    for (int i = 0; i < plan.half; ++i) enter(Kind::Half, start + 2.0 * i / plan.half);
    // All idle ones have had their answer before anything is measured.
    for (auto& visitor : visitors) {
      if (visitor.kind == Kind::Idle) ask(visitor);
    }
    while (std::any_of(visitors.begin(), visitors.end(),
                       [](const auto& each) { return each.isWaiting; })) {
      listen(100, nullptr);
    }
    openedIn = now() - start;
  }

  ~Standing() {
    for (const auto& visitor : visitors) {
      if (visitor.descriptor >= 0) ::close(visitor.descriptor);
    }
    ::close(poll);
  }

  void enter(Kind kind, double due) {
    visitors.push_back({.descriptor = connectTo(plan.port), .kind = kind, .due = due, .head = {}});
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = static_cast<std::uint32_t>(visitors.size() - 1);
    ::epoll_ctl(poll, EPOLL_CTL_ADD, visitors.back().descriptor, &event);
  }

  void ask(Visitor& visitor) {
    visitor.isWaiting = true;
    ::send(visitor.descriptor, request.data(), request.size(), MSG_NOSIGNAL);
  }

  void lose(Visitor& visitor) {
    ::close(visitor.descriptor);
    visitor.descriptor = -1;
    visitor.isWaiting = false;
    ++dropped;
  }

  void listen(int waitMs, std::vector<double>* times) {
    const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), waitMs);
    for (int i = 0; i < count; ++i) {
      auto& visitor = visitors[events[i].data.u32];
      const auto got = ::recv(visitor.descriptor, buffer.data(), buffer.size(), 0);
      if (got <= 0) {
        lose(visitor);
      } else if (takes(visitor, {buffer.data(), static_cast<std::size_t>(got)})) {
        if (times != nullptr && visitor.kind == Kind::User) times->push_back(now() - visitor.due);
        ++visitor.answers;
        visitor.isWaiting = false;
        visitor.due += plan.period;
      }
    }
  }

  void speak() {
    const double time = now();
    for (auto& visitor : visitors) {
      if (visitor.descriptor < 0 || visitor.due > time || visitor.isWaiting) continue;
      if (visitor.kind == Kind::User) ask(visitor);
      if (visitor.kind == Kind::Half) {
        const auto next = static_cast<std::size_t>(visitor.answers++) % request.size();
        // It never comes to the empty line: the last bytes are left out.
        ::send(visitor.descriptor, next + 4 < request.size() ? &request[next] : "x", 1,
               MSG_NOSIGNAL);
        visitor.due += 2;
      }
    }
  }

  const CrowdPlan plan;
  const std::string request = "GET " + plan.path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  const int poll = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<Visitor> visitors;
  std::vector<epoll_event> events = std::vector<epoll_event>(1'024);
  std::vector<char> buffer = std::vector<char>(64 * 1024);
  int dropped = 0;
  double openedIn = 0;
};

Crowd::Crowd(CrowdPlan plan) : standing_{std::make_unique<Standing>(std::move(plan))} {}

Crowd::~Crowd() = default;

CrowdResult Crowd::run() {
  auto& crowd = *standing_;
  const double start = now();
  for (int i = 0; i < crowd.plan.users; ++i)
    crowd.enter(Kind::User, start + crowd.plan.period * i / crowd.plan.users);
  std::vector<double> times;
  while (now() < start + crowd.plan.seconds) {
    crowd.speak();
    crowd.listen(1, &times);
  }
  CrowdResult result;
  result.dropped = crowd.dropped;
  result.openedInMs = crowd.openedIn * 1e3;
  for (const auto& visitor : crowd.visitors) {
    if (visitor.kind != Kind::User) continue;
    result.answers += visitor.answers;
    result.neverAnswered += visitor.answers == 0;
    result.droppedUsers += visitor.descriptor < 0;
    if (visitor.isWaiting)
      times.push_back(now() - visitor.due);  // a question still open counts with its age
  }
  std::sort(times.begin(), times.end());
  const auto quantile = [&](double part) {
    return times.empty()
               ? 0.0
               : 1e3 *
                     times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
  };
  result.p50Ms = quantile(0.5);
  result.p99Ms = quantile(0.99);
  result.maxMs = quantile(1);
  return result;
}

}  // namespace hostler::bench
