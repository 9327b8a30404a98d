#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <optional>

namespace hostler::front {

using Monotonic = std::chrono::steady_clock::time_point;

/// Holds every member in the list of its state. All members of a state have the same time, so a
/// list is in order of deadline by itself, and to enter, to change and to find the next deadline
/// cost the same whether there are ten members or ten thousand. `State` is an enum class counted
/// from 1 whose last value is `Last`.
template <class Member, class State>
class DeadlineLists {
  struct Entry {
    std::shared_ptr<Member> member;
    Monotonic deadline;
  };

 public:
  using Place = typename std::list<Entry>::iterator;
  static constexpr std::size_t kStates = static_cast<std::size_t>(State::Last);

  /// How long each state may last; none for as long as it likes.
  using Times = std::array<std::optional<std::chrono::milliseconds>, kStates>;
  explicit DeadlineLists(const Times& times) : times_{times} {}

  Place enter(std::shared_ptr<Member> member, State state, Monotonic now) {
    auto& list = lists_[indexOf(state)];
    return list.insert(list.end(), Entry{std::move(member), deadline(state, now)});
  }

  /// Starts the time of `to` anew, even when it is the state that the member is in.
  void move(Place place, State from, State to, Monotonic now) {
    auto& list = lists_[indexOf(to)];
    place->deadline = deadline(to, now);
    list.splice(list.end(), lists_[indexOf(from)], place);
  }

  std::shared_ptr<Member> leave(Place place, State state) {
    auto member = std::move(place->member);
    lists_[indexOf(state)].erase(place);
    return member;
  }

  std::optional<Monotonic> nextDeadline() const {
    std::optional<Monotonic> next;
    for (std::size_t i = 0; i < kStates; ++i) {
      if (!times_[i] || lists_[i].empty()) continue;
      const auto first = lists_[i].front().deadline;
      if (!next || first < *next) next = first;
    }
    return next;
  }

  /// One member whose time is up, if there is one. It stays where it is: the caller moves it or
  /// lets it leave.
  std::shared_ptr<Member> overdue(Monotonic now) const {
    for (std::size_t i = 0; i < kStates; ++i) {
      if (!times_[i] || lists_[i].empty()) continue;
      if (lists_[i].front().deadline <= now) return lists_[i].front().member;
    }
    return nullptr;
  }

  /// Calls `visit` for each member of a state; it may move the member or let it leave.
  template <class Visit>
  void forEach(State state, Visit visit) {
    auto& list = lists_[indexOf(state)];
    for (auto next = list.begin(); next != list.end();) visit(*(next++)->member);
  }

 private:
  static std::size_t indexOf(State state) { return static_cast<std::size_t>(state) - 1; }

  Monotonic deadline(State state, Monotonic now) const {
    const auto& time = times_[indexOf(state)];
    return time ? now + *time : Monotonic::max();
  }

  Times times_;
  std::array<std::list<Entry>, kStates> lists_;
};

}  // namespace hostler::front
