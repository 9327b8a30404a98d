#pragma once

#include "plugins/sandbox/provider.h"

#include <mutex>
#include <type_traits>
#include <utility>
#include <variant>

namespace hostler::sandbox {

/// A request, and where the webhooks go that it makes the provider send.
struct Asked {
  const front::Request& request;
  const OperationNames& names;
  std::vector<Webhook>& webhooks;
};

/// What all that are played here do alike: one request after another works on a state, `pretend`
/// works on a copy of it, and the state begins with fixed accounts. `Account` has an `id` and what
/// it was made from, `asGiven`; a `State` of its own is what belongs to several accounts at once.
template <class Account, class State = std::vector<Account>>
class PlayedProvider : public Provider {
  static constexpr bool kAccountsAreState = std::is_same_v<State, std::vector<Account>>;

 public:
  OperationNames names(const front::Request& request, std::string path) const override {
    return {{}, request.methodText, std::move(path)};
  }
  std::string accountOf(const front::Request& request) const override {
    const std::lock_guard lock{mutex_};
    const auto* who = signedIn(request);
    return who == nullptr ? std::string{} : who->id;
  }

  front::Response answer(const front::Request& request, const OperationNames& names) override {
    std::vector<Webhook> webhooks;
    const std::lock_guard lock{mutex_};
    auto response = respond(state(), {request, names, webhooks});
    if (!webhooks.empty()) send_(std::move(webhooks));
    return response;
  }
  front::Response pretend(const front::Request& request, const OperationNames& names) override {
    std::vector<Webhook> neverSent;
    const std::lock_guard lock{mutex_};
    auto copy = state();
    return respond(copy, {request, names, neverSent});
  }

  Json accounts() const override {
    const std::lock_guard lock{mutex_};
    Json list = Json::array();
    for (const auto& account : accounts_) list.push_back(account.asGiven);
    return list;
  }
  Json addAccount(const Json& account) override {
    const std::lock_guard lock{mutex_};
    return add(account);
  }
  void reset() override {
    const std::lock_guard lock{mutex_};
    accounts_.clear();
    if constexpr (!kAccountsAreState) state_ = {};
    for (const auto& account : fixed_) add(account);
  }

 protected:
  /// `send` may be missing where no request makes webhooks. The constructor of what derives from
  /// this calls reset().
  explicit PlayedProvider(Json fixed, Send send = {})
      : fixed_{std::move(fixed)}, send_{std::move(send)} {}

  // All of these are called under the lock.
  virtual const Account* signedIn(const front::Request& request) const = 0;
  virtual front::Response respond(State& state, const Asked& asked) const = 0;
  virtual Json add(const Json& account) = 0;

  template <class Right>
  const Account* accountWhere(Right isRight) const {
    for (const auto& account : accounts_) {
      if (isRight(account)) return &account;
    }
    return nullptr;
  }
  /// The account that is signed in, as it stands in `state`.
  Account* signedIn(State& state, const front::Request& request) const requires kAccountsAreState {
    const auto* who = signedIn(request);
    return who == nullptr ? nullptr : &state[static_cast<std::size_t>(who - accounts_.data())];
  }
  State& state() {
    if constexpr (kAccountsAreState) {
      return accounts_;
    } else {
      return state_;
    }
  }
  const State& state() const { return const_cast<PlayedProvider*>(this)->state(); }

  mutable std::mutex mutex_;
  std::vector<Account> accounts_;

 private:
  const Json fixed_;
  const Send send_;
  [[no_unique_address]] std::conditional_t<kAccountsAreState, std::monostate, State> state_;
};

/// `account` takes the place of `before`, or comes to the others; what it was made from.
template <class Account>
Json putAccount(std::vector<Account>& accounts, typename std::vector<Account>::iterator before,
                Account account) {
  auto given = account.asGiven;
  if (before != accounts.end()) {
    *before = std::move(account);
  } else {
    accounts.push_back(std::move(account));
  }
  return given;
}

}  // namespace hostler::sandbox
