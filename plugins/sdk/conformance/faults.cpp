#include "faults.h"

#include <algorithm>
#include <map>

namespace hostler::conformance {
namespace {

using sdk::Json;
using sdk::Outcome;

constexpr std::chrono::milliseconds kShort{700};
constexpr int kLongerThanThat = 2'500;

struct Fault {
  std::string name;
  std::string reason;
  std::vector<Outcome> allowed;
  Json more = Json::object();
  bool isLie = false, isSlow = false;
};

std::vector<Fault> writeFaults() {
  const auto slow = Json{{"delay_ms", kLongerThanThat}};
  return {
      {"drop_after_effect",
       "a lost answer is neither success nor failure",
       {Outcome::Unknown},
       {},
       false,
       false},
      {"server_error",
       "an error page does not say what was done",
       {Outcome::Unknown},
       {},
       false,
       false},
      {"garbage", "HTML for JSON does not say what was done", {Outcome::Unknown}, {}, false, false},
      {"oversize",
       "an answer that is not taken does not say what was done",
       {Outcome::Unknown},
       {},
       false,
       false},
      {"wrong_types",
       "an answer that cannot be read is no success by itself",
       {Outcome::Unknown, Outcome::Succeeded, Outcome::Pending},
       {},
       false,
       false},
      {"redirect",
       "a redirect is never followed",
       {Outcome::Unknown, Outcome::NeedsAttention},
       {},
       false,
       false},
      {"rate_limit",
       "nothing was done, and the provider says when to come back",
       {Outcome::Retryable},
       {{"retry_after", 7}},
       false,
       false},
      {"slow", "no call outlives its deadline by a second", {Outcome::Unknown}, slow, false, true},
      {"hold",
       "a provider that never answers must not hold the engine",
       {Outcome::Unknown},
       {},
       false,
       true},
      {"lie_error",
       "said failed, was done: the state decides",
       {Outcome::Succeeded, Outcome::Pending, Outcome::Unknown},
       {},
       true,
       false},
      {"lie_success",
       "said done, was not: the state decides",
       {Outcome::Unknown, Outcome::Retryable},
       {},
       true,
       false},
  };
}

bool isSuccess(Outcome outcome) {
  return outcome == Outcome::Succeeded || outcome == Outcome::Pending;
}

void allowedOnly(const std::vector<Outcome>& allowed, const Invocation& result,
                 const std::string& verb) {
  require(std::ranges::find(allowed, result.outcome) != allowed.end(),
          verb + " answered " + nameOf(result.outcome) + " " + result.body.dump());
}

Json repeat(Bench& bench, const WriteCase& write, const std::string& key) {
  return write.takesTime ? bench.settle(write.verb, write.request, key)
                         : bench.succeed(write.verb, write.request, key);
}

void judge(Bench& bench, const WriteCase& write, const Invocation& result) {
  // What was accepted must come to its end; what is not known yet is judged after the repetition.
  if (write.takesTime && result.outcome == Outcome::Pending)
    bench.settle(write.verb, write.request, "fault-key");
  const bool done = write.isDone();
  if (isSuccess(result.outcome))
    require(done, "it says it succeeded, and the book does not show it");
  const bool saysNothing = result.outcome == Outcome::Retryable && write.isRepeatable;
  if (!saysNothing &&
      (result.outcome == Outcome::Retryable || result.outcome == Outcome::Permanent ||
       result.outcome == Outcome::NeedsAttention)) {
    require(!done, "it says nothing happened, and the book shows that it did");
  }
  if (write.takesTime && result.outcome == Outcome::Unknown) return;
  if (write.located) require(write.located() == done, "locate does not tell what the book shows");
}

std::vector<std::string> operationsOf(Bench& bench, const WriteCase& write) {
  return write.operations.empty() ? bench.operations(write.verb) : write.operations;
}

void surviveAt(Bench& bench, const WriteCase& write, const std::string& operation,
               const Fault& fault) {
  if (fault.isLie && !write.isVisible)
    throw CheckSkipped{"the provider shows no trace of " + write.verb};
  auto more = fault.more.is_null() ? Json::object() : fault.more;
  more["times"] = 1;
  bench.sandbox().fault(bench.provider(), operation, fault.name, more);
  const auto result = bench.invoke(write.verb, write.request, "fault-key",
                                   fault.isSlow ? kShort : std::chrono::milliseconds{20'000});
  bench.sandbox().clearFaults();  // lets go what was held, so the book is final

  auto allowed = fault.allowed;
  if (write.isRepeatable) allowed.insert(allowed.end(), {Outcome::Retryable, Outcome::Succeeded});
  allowedOnly(allowed, result, write.verb);
  if (fault.name == "rate_limit") {
    require(result.body.value("retry_after_seconds", 0) == 7, "Retry-After was not passed on");
  }
  if (write.isVisible) judge(bench, write, result);
  // The engine's next move: the same operation under the same key.
  repeat(bench, write, "fault-key");
  if (write.isVisible) require(write.isDone(), "repeated, it is still not done");
  if (write.takesTime && write.located)
    require(write.located(), "repeated, locate does not tell what the book shows");
  if (write.effects) {
    require(write.effects() == 1, "it was done " + std::to_string(write.effects()) + " times");
  }
}

void surviveFault(Bench& bench, const Prepare& prepare, const Fault& fault) {
  auto write = prepare(bench);
  const auto operations = operationsOf(bench, write);
  for (const auto& operation : operations) {
    if (&operation != &operations.front()) write = prepare(bench);
    surviveAt(bench, write, operation, fault);
  }
}

void rateLimitWithoutRetryAfter(Bench& bench, const Prepare& prepare) {
  const auto write = prepare(bench);
  bench.sandbox().fault(bench.provider(), operationsOf(bench, write).front(), "rate_limit",
                        {{"retry_after", nullptr}, {"times", 1}});
  const auto result = bench.invoke(write.verb, write.request, "fault-key");
  require(result.outcome == Outcome::Retryable,
          "a 429 without Retry-After was answered " + nameOf(result.outcome));
  require(!result.body.contains("retry_after_seconds"), "a Retry-After was made up");
}

void sameKeyTwice(Bench& bench, const Prepare& prepare) {
  const auto write = prepare(bench);
  repeat(bench, write, "one-key");
  repeat(bench, write, "one-key");
  if (write.effects) {
    require(write.effects() == 1,
            "two calls with one key did it " + std::to_string(write.effects()) + " times");
  }
}

// Several at once on one reading verb: whatever is wrong, nothing is claimed.
void readBadly(Bench& bench, const std::string& verb, const Json& request,
               const std::string& fault) {
  Json more = Json::object();
  if (fault == "slow") more["delay_ms"] = kLongerThanThat;
  if (fault == "rate_limit") more["retry_after"] = 7;
  bench.sandbox().fault(bench.provider(), "", fault, more);
  const bool slow = fault == "slow" || fault == "hold";
  const auto result =
      bench.invoke(verb, request, "key", slow ? kShort : std::chrono::milliseconds{20'000});
  bench.sandbox().clearFaults();
  require(result.outcome == Outcome::Retryable || result.outcome == Outcome::NeedsAttention,
          "under " + fault + " it answered " + nameOf(result.outcome) + " " + result.body.dump());
  if (fault == "rate_limit") {
    require(result.body.value("retry_after_seconds", 0) == 7, "Retry-After was not passed on");
  }
}

}  // namespace

std::vector<Check> faultChecks(const std::string& verb, const Prepare& prepare) {
  const auto where = [verb](std::function<void(Bench&)> run) {
    return [verb, run = std::move(run)](Bench& bench) {
      bench.needs(verb);
      run(bench);
    };
  };
  std::vector<Check> checks{
      {verb + ".same_key_twice", "the engine repeats after a crash",
       where([prepare](Bench& bench) { sameKeyTwice(bench, prepare); })},
      {verb + ".rate_limit_without_retry_after", "not every 429 says when to come back",
       where([prepare](Bench& bench) { rateLimitWithoutRetryAfter(bench, prepare); })}};
  for (const auto& fault : writeFaults()) {
    checks.push_back({verb + "." + fault.name, fault.reason, where([prepare, fault](Bench& bench) {
                        surviveFault(bench, prepare, fault);
                      })});
  }
  return checks;
}

std::vector<Check> readFaultChecks(const std::string& verb,
                                   const std::function<Json(Bench&)>& request) {
  return {{verb + ".bad_answers",
           "an answer is untrusted input: never success, never Unknown for a read",
           [verb, request](Bench& bench) {
             bench.needs(verb);
             const auto prepared = request(bench);
             for (const char* fault : {"drop_after_effect", "server_error", "garbage", "oversize",
                                       "wrong_types", "redirect", "rate_limit", "slow", "hold"}) {
               readBadly(bench, verb, prepared, fault);
             }
             bench.succeed(verb, prepared);
           }}};
}

}  // namespace hostler::conformance
