#include "core/plugin_host/plugin_host.h"

#include "core/plugin_host/answer.h"
#include "core/plugin_host/masking.h"
#include "core/plugin_host/plugin_process.h"
#include "core/plugin_host/told_to_wait.h"
#include "core/plugin_host/turns.h"
#include "core/plugin_host/wire.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>

namespace hostler::plugin {
namespace {

constexpr std::size_t kOutcomes = static_cast<std::size_t>(Outcome::Unknown) + 1;
constexpr std::size_t kLongestLastWords = 2'000;

/// One configuration of the instance: an upgrade makes another, and calls stay with the one they
/// began with.
struct Version {
  Version(InstanceSpec of, const PluginHost::Engine& engine)
      : spec{std::move(of)}, process{supervise(spec, engine), engine.nursery, engine.clock} {}

  const InstanceSpec spec;
  child::Supervised process;
};

/// Passes on what a plugin says during a call, up to a point.
class CallListener final : public child::Listener {
 public:
  CallListener(PluginLog& log, const std::string& instance, std::size_t most)
      : log_{log}, instance_{instance}, most_{most} {}

  void told(std::string_view note) override {
    const auto line = wire::LogLine::parse(note);
    if (!line || ++lines_ > most_) return;
    const int level = std::clamp(line->level, 1, 4);
    log_.said(instance_,
              {static_cast<PluginLine::Level>(level), line->event.substr(0, 128), line->fields});
    if (lines_ == most_)
      log_.said(instance_, {PluginLine::Level::Warning, "plugin.too_talkative", Json::object()});
  }

 private:
  PluginLog& log_;
  const std::string& instance_;
  const std::size_t most_;
  std::size_t lines_ = 0;
};

/// A delivery is checked without asking the provider, and anybody may send one: it takes none of
/// the turns of calls that do, and says nothing of the provider.
bool isDelivery(const ProviderCall& call) {
  return call.operation.ends_with(".webhook");
}

bool isAlive(const ProviderAnswer& answer) {
  return answer.outcome != Outcome::Retryable && answer.outcome != Outcome::Unknown;
}

/// Something went wrong with the process just now, as opposed to not being tried at all.
bool isNewFailure(const child::CallFailure& failure) {
  using Cause = child::CallFailure::Cause;
  switch (failure.cause) {
    case Cause::StartFailed:
    case Cause::Ended:
    case Cause::BrokenProtocol:
      return true;
    case Cause::DeadlinePassed:
      return failure.mayHaveHappened;  // otherwise it is merely still starting
    case Cause::Busy:
    case Cause::BackingOff:
    case Cause::TooLarge:
    case Cause::Stopped:
      break;
  }
  return false;
}

ProviderAnswer refused(const char* code, std::string message,
                       std::chrono::milliseconds retryAfter) {
  return ProviderAnswer::failed(Outcome::Retryable, code, std::move(message), retryAfter);
}

}  // namespace

class PluginHost::State {
 public:
  State(InstanceSpec spec, const Engine& engine)
      : engine_{engine},
        name_{spec.name},
        crashes_{engine.settings.crashes, engine.clock},
        deliveryCrashes_{engine.settings.crashes, engine.clock},
        toldToWait_{engine.clock},
        turns_{engine.settings.concurrency, engine.settings.concurrencyPerTarget},
        deliveryTurns_{kDeliveryTurns, kDeliveryTurns},
        current_{std::make_shared<Version>(std::move(spec), engine_)} {}

  ProviderAnswer call(const ProviderCall& call);
  std::optional<std::string> start(Monotonic deadline) {
    return startVersion(*current(), deadline);
  }
  std::optional<std::string> replace(InstanceSpec next, Monotonic deadline);
  void stop() { current()->process.stop(); }
  std::shared_ptr<Version> current() const {
    const std::lock_guard lock{mutex_};
    return current_;
  }
  HostStatus status() const;

 private:
  Breaker& breakerOf(const std::string& target);
  ProviderAnswer attempt(const ProviderCall& call);
  std::optional<std::string> startVersion(Version& version, Monotonic deadline);
  void report(Version& version, const ProviderCall& call, const child::CallFailure& failure);

  const Engine engine_;
  const std::string name_;
  const Log log_{"core.plugin_host"};
  Breaker crashes_, deliveryCrashes_;
  ToldToWait toldToWait_;
  Turns turns_, deliveryTurns_;
  mutable std::mutex mutex_;
  std::shared_ptr<Version> current_;
  std::map<std::string, std::unique_ptr<Breaker>> targets_;
  std::array<std::atomic<std::uint64_t>, kOutcomes> answers_{};  // by outcome
};

Breaker& PluginHost::State::breakerOf(const std::string& target) {
  const std::lock_guard lock{mutex_};
  auto& breaker = targets_[target];
  if (!breaker) breaker = std::make_unique<Breaker>(engine_.settings.provider, engine_.clock);
  return *breaker;
}

ProviderAnswer PluginHost::State::call(const ProviderCall& call) {
  auto answer = attempt(call);
  ++answers_[static_cast<std::size_t>(answer.outcome)];
  return answer;
}

ProviderAnswer PluginHost::State::attempt(const ProviderCall& call) {
  if (call.deadline - std::chrono::steady_clock::now() < engine_.settings.leastTime) {
    return ProviderAnswer::failed(Outcome::Retryable, "plugin_no_time",
                                  "there was too little time left to ask the plugin");
  }
  const bool asksProvider = !isDelivery(call);
  // Of a whole account the jobs' lane rests, and who is in front of a screen may ask for something
  // else; one server must not keep the lane from the others.
  const bool isOfServer = asksProvider && !call.target.empty();
  if (isOfServer) {
    if (const auto left = toldToWait_.left(call.target, call.operation); left.count() > 0)
      return refused("plugin_told_to_wait", "the provider wants no more requests of this kind yet",
                     left);
  }
  auto& provider = breakerOf(call.target);
  auto providerPass = asksProvider ? provider.enter() : std::nullopt;
  if (asksProvider && !providerPass)
    return refused("plugin_provider_down", "the provider failed again and again",
                   provider.openFor());
  // A delivery that kills the plugin keeps other deliveries away, and nobody's work.
  auto& crashes = asksProvider ? crashes_ : deliveryCrashes_;
  auto crashPass = crashes.enter();
  if (!crashPass)
    return refused("plugin_unavailable", "the plugin failed again and again", crashes.openFor());

  const auto patience =
      std::min(call.deadline, std::chrono::steady_clock::now() + engine_.settings.patience);
  const auto turn = (asksProvider ? turns_ : deliveryTurns_).take(call.target, patience);
  if (!turn) return refused("plugin_busy", "too many calls run already", std::chrono::seconds{1});

  const auto version = current();
  const wire::CallHead head{call.deadline.time_since_epoch().count(),
                            static_cast<std::uint32_t>(call.operation.size()),
                            static_cast<std::uint32_t>(call.idempotencyKey.size())};
  CallListener listener{engine_.log, name_, engine_.settings.mostLogLines};
  const auto request = dump(call.request);
  const auto reply = version->process.call({{reinterpret_cast<const char*>(&head), sizeof head},
                                            call.operation,
                                            call.idempotencyKey,
                                            request},
                                           call.deadline, listener);
  if (!reply) {
    report(*version, call, reply.error());
    if (isNewFailure(reply.error())) crashPass->failed();
    return answerOf(reply.error());
  }
  crashPass->succeeded();
  auto answer = answerOf(*reply);
  // A provider that says when to come back is not down.
  if (!providerPass) return answer;
  if (isOfServer && answer.code == "rate_limited" && answer.retryAfter)
    toldToWait_.told(call.target, call.operation, *answer.retryAfter);
  if (isAlive(answer))
    providerPass->succeeded();
  else if (!answer.retryAfter)
    providerPass->failed();
  return answer;
}

void PluginHost::State::report(Version& version, const ProviderCall& call,
                               const child::CallFailure& failure) {
  if (!isNewFailure(failure)) return;
  const auto& manifest = version.spec.plugin.manifest;
  std::string words;
  try {
    // What it printed at its end helps its author, and may hold anything that it was given.
    auto secrets = secretsAt(version.spec.settings(), manifest.settings.secretFields());
    const auto ofCall = secretsNamed(call.request, secretNamesOf(manifest));
    secrets.insert(secrets.end(), ofCall.begin(), ofCall.end());
    words = Masking{secrets}.mask(version.process.lastWords());
  } catch (const std::exception&) {
    words = "(not shown: its secrets could not be read to mask them)";
  }
  if (words.size() > kLongestLastWords) words.erase(0, words.size() - kLongestLastWords);
  log_.error("plugin.failed", {{"plugin", name_},
                               {"version", manifest.version},
                               {"operation", call.operation},
                               {"reason", failure.reason},
                               {"may_have_happened", failure.mayHaveHappened},
                               {"last_words", words}});
}

std::optional<std::string> PluginHost::State::startVersion(Version& version, Monotonic deadline) {
  CallListener listener{engine_.log, name_, engine_.settings.mostLogLines};
  if (const auto failure = version.process.ensureStarted(deadline, listener))
    return failure->reason;
  return std::nullopt;
}

std::optional<std::string> PluginHost::State::replace(InstanceSpec next, Monotonic deadline) {
  auto version = std::make_shared<Version>(std::move(next), engine_);
  if (auto reason = startVersion(*version, deadline)) return reason;
  const std::lock_guard lock{mutex_};
  current_.swap(version);
  for (auto& [target, breaker] : targets_) breaker->reset();
  crashes_.reset();
  deliveryCrashes_.reset();
  toldToWait_.forget();
  return std::nullopt;
}

HostStatus PluginHost::State::status() const {
  const auto version = current();
  HostStatus status;
  status.instance = name_;
  status.plugin = version->spec.plugin.manifest.name;
  status.version = version->spec.plugin.manifest.version;
  status.child = version->process.status();
  status.breaker = crashes_.state();
  status.running = turns_.running() + deliveryTurns_.running();
  for (std::size_t outcome = 1; outcome < kOutcomes; ++outcome) {
    const auto count = answers_[outcome].load();
    if (count > 0) status.answers[static_cast<Outcome>(outcome)] = count;
  }
  const std::lock_guard lock{mutex_};
  for (const auto& [target, breaker] : targets_) {
    if (breaker->state() != Breaker::State::Closed) status.openTargets.push_back(target);
  }
  return status;
}

PluginHost::PluginHost(InstanceSpec spec, const Engine& engine)
    : state_{std::make_unique<State>(std::move(spec), engine)} {}

PluginHost::~PluginHost() = default;

ProviderAnswer PluginHost::call(const ProviderCall& call) {
  return state_->call(call);
}

std::optional<std::string> PluginHost::start(Monotonic deadline) {
  return state_->start(deadline);
}

std::optional<std::string> PluginHost::replace(InstanceSpec next, Monotonic deadline) {
  return state_->replace(std::move(next), deadline);
}

void PluginHost::stop() {
  state_->stop();
}

InstanceSpec PluginHost::spec() const {
  return state_->current()->spec;
}

HostStatus PluginHost::status() const {
  return state_->status();
}

}  // namespace hostler::plugin
