#include "core/front/poller.h"

#include "core/front/adopted_socket.h"

#include <Poco/Net/PollSet.h>
#include <Poco/Net/Socket.h>
#include <Poco/Timespan.h>

#include <cerrno>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace hostler::front {
namespace {

using Poco::Net::PollSet;

int openEvent() {
  const int descriptor = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (descriptor < 0) throw std::system_error{errno, std::generic_category(), "eventfd"};
  return descriptor;
}

int modeOf(Interest interest) {
  return (interest.read ? PollSet::POLL_READ : 0) | (interest.write ? PollSet::POLL_WRITE : 0) |
         PollSet::POLL_ERROR;
}

Interest interestOf(int mode) {
  const bool failed = (mode & PollSet::POLL_ERROR) != 0;
  return {.read = failed || (mode & PollSet::POLL_READ) != 0,
          .write = failed || (mode & PollSet::POLL_WRITE) != 0};
}

}  // namespace

struct Poller::Set {
  struct Entry {
    Watched* owner;
    Interest interest;
  };

  PollSet sockets;
  Poco::Net::StreamSocket wakeup = adoptSocket(openEvent());
  std::unordered_map<const Poco::Net::SocketImpl*, Entry> entries;
  std::vector<Event> events;
};

Poller::Poller() : set_{std::make_unique<Set>()} {
  set_->sockets.add(set_->wakeup, PollSet::POLL_READ);
}

Poller::~Poller() = default;

void Poller::add(const Poco::Net::Socket& socket, Interest interest, Watched& owner) {
  if (interest != Interest{}) set_->sockets.add(socket, modeOf(interest));
  set_->entries[socket.impl()] = {&owner, interest};
}

void Poller::want(const Poco::Net::Socket& socket, Interest interest) {
  auto& entry = set_->entries.at(socket.impl());
  if (entry.interest == interest) return;
  if (interest == Interest{}) {
    set_->sockets.remove(socket);
  } else if (entry.interest == Interest{}) {
    set_->sockets.add(socket, modeOf(interest));
  } else {
    set_->sockets.update(socket, modeOf(interest));
  }
  entry.interest = interest;
}

void Poller::remove(const Poco::Net::Socket& socket) {
  const auto found = set_->entries.find(socket.impl());
  if (found == set_->entries.end()) return;
  if (found->second.interest != Interest{}) set_->sockets.remove(socket);
  set_->entries.erase(found);
}

std::span<const Poller::Event> Poller::wait(std::chrono::milliseconds atMost) {
  set_->events.clear();
  const Poco::Timespan patience{static_cast<Poco::Timespan::TimeDiff>(atMost.count()) *
                                Poco::Timespan::MILLISECONDS};
  for (const auto& [socket, mode] : set_->sockets.poll(patience)) {
    if (socket.impl() == set_->wakeup.impl()) {
      eventfd_t count = 0;
      ::eventfd_read(set_->wakeup.impl()->sockfd(), &count);
      continue;
    }
    const auto found = set_->entries.find(socket.impl());
    if (found != set_->entries.end()) {
      set_->events.push_back({found->second.owner, interestOf(mode)});
    }
  }
  return set_->events;
}

void Poller::wake() {
  ::eventfd_write(set_->wakeup.impl()->sockfd(), 1);
}

}  // namespace hostler::front
