#pragma once

#include "cloudstack_client.h"
#include "refusals.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace hostler::cloudstack {

/// One command that changes something.
struct Step {
  std::string command;
  Params params;
  /// How long its job may be waited for, where the cloud makes one of it: for what takes a moment
  /// (tags), or what must not be left half done.
  std::chrono::milliseconds patience{0};
};
constexpr std::chrono::milliseconds kMoment{5'000};

struct Nothing {};  ///< it is as wanted
struct Waiting {};  ///< the cloud is at work on it
/// What is due about something, by how it is now.
using Due = std::variant<Nothing, Waiting, sdk::ProviderError, Step>;

/// What became of a step so far. With a refusal nothing was done.
struct Performed {
  bool running = false;
  std::optional<sdk::ProviderError> refusal;
  sdk::Json result = sdk::Json::object();
};

/// A job of the cloud's as it stands.
struct Job {
  enum class State { Running = 1, Done, Failed, Unknown };
  State state = State::Running;
  sdk::Json result = sdk::Json::object();
  std::optional<sdk::ProviderError> error;  ///< of a failed one
};

/// Sends steps and looks after their jobs.
class Worker {
 public:
  explicit Worker(const CloudstackClient& client) : client_{client} {}

  /// Throws ProviderFailure unless the cloud took the step or said a definite no.
  Performed perform(const sdk::Call& call, const Cloud& cloud, const Step& step) const;
  Job look(const sdk::Call& call, const Cloud& cloud, const std::string& job) const;

 private:
  Performed follow(const sdk::Call& call, const Cloud& cloud, const std::string& job,
                   std::chrono::milliseconds patience) const;

  const CloudstackClient& client_;
};

/// Reads after something was sent: what fails here leaves open what was done.
template <class Read>
auto readAfterWrite(Read&& read) {
  try {
    return read();
  } catch (const sdk::ProviderFailure& failure) {
    fail(notConfirmed(failure.error.message));
  }
}

/// Brings something to where it is wanted: reads it, takes the step that is due, reads it again,
/// and so on, until nothing is due or the cloud needs time (then Pending). The state decides and
/// not the cloud's word about it: a refusal counts only where the same step is still due, and a
/// step that is still due although it was "done" is Unknown. Sent again, it goes on from where it
/// is.
template <class Read, class Decide>
auto settle(const sdk::Call& call, const Cloud& cloud, const Worker& worker, Read&& read,
            Decide&& decide) -> sdk::Reply<decltype(read())> {
  constexpr int kMostSteps = 40;
  using Thing = decltype(read());
  auto thing = read();
  Due due = decide(thing);
  for (int taken = 0; taken < kMostSteps; ++taken) {
    if (std::holds_alternative<Nothing>(due)) return thing;
    if (std::holds_alternative<Waiting>(due)) return sdk::Pending<Thing>{std::move(thing)};
    if (const auto* error = std::get_if<sdk::ProviderError>(&due)) return *error;

    const auto step = std::get<Step>(due);
    const auto done = worker.perform(call, cloud, step);
    thing = readAfterWrite(read);
    due = readAfterWrite([&] { return decide(thing); });
    const auto* next = std::get_if<Step>(&due);
    const bool stillDue =
        next != nullptr && next->command == step.command && next->params == step.params;
    if (done.refusal && (stillDue || std::holds_alternative<sdk::ProviderError>(due)))
      return *done.refusal;
    if (done.running && !std::holds_alternative<Nothing>(due))
      return sdk::Pending<Thing>{std::move(thing)};
    if (stillDue) return notConfirmed(step.command + " changed nothing");
  }
  return sdk::Pending<Thing>{std::move(thing)};
}

/// The same answer with another value, still pending where it was.
template <class From, class Map>
auto mapped(sdk::Reply<From>&& reply, Map&& map)
    -> sdk::Reply<decltype(map(std::move(reply.value())))> {
  using To = decltype(map(std::move(reply.value())));
  if (!reply) return reply.error();
  const bool pending = reply.isPending();
  auto value = map(std::move(reply.value()));
  if (pending) return sdk::Pending<To>{std::move(value)};
  return value;
}

}  // namespace hostler::cloudstack
