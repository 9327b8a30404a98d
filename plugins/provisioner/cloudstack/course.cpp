#include "course.h"

#include "mapping.h"

#include <algorithm>
#include <thread>

namespace hostler::cloudstack {
namespace {

using sdk::Effect;
using sdk::Json;
using std::chrono::milliseconds;

// Some commands answer HTTP 200 and say that they did not succeed.
std::optional<sdk::ProviderError> saidNo(const Json& content) {
  const auto success = content.find("success");
  if (success == content.end() || (*success != false && *success != "false")) return std::nullopt;
  const auto why = someText(content, "displaytext");
  return sdk::permanent(std::string{kRefused}, why.empty() ? "the cloud says it failed" : why);
}

}  // namespace

Job Worker::look(const sdk::Call& call, const Cloud& cloud, const std::string& job) const {
  Json content;
  try {
    content = client_.read(call, cloud, "queryAsyncJobResult", {{"jobid", job}});
  } catch (const sdk::ProviderFailure& failure) {
    if (failure.error.code != kNotFound) throw;
    return {Job::State::Unknown, Json::object(), std::nullopt};  // jobs are forgotten after a day
  }
  const auto status = numberOf(content, "jobstatus");
  const auto& result = memberOf(content, "jobresult");
  if (status == 0) return {};
  if (status == 1) {
    return {Job::State::Done, result.is_object() ? result : Json::object(), std::nullopt};
  }
  if (status != 2) throw MappingError{"jobstatus is none of 0, 1 and 2"};
  const auto code = result.is_object() ? someNumber(result, "errorcode") : std::nullopt;
  const auto text = result.is_object() ? someText(result, "errortext") : std::string{};
  auto error = refusalOf(static_cast<int>(std::clamp<std::int64_t>(code.value_or(530), 0, 999)),
                         text, Effect::Write);
  // A job that failed is over: what it left shows in the state, which is read next.
  if (error.outcome == sdk::Outcome::Unknown)
    error = sdk::permanent("action_failed", error.message);
  return {Job::State::Failed, Json::object(), std::move(error)};
}

Performed Worker::follow(const sdk::Call& call, const Cloud& cloud, const std::string& job,
                         milliseconds patience) const {
  constexpr milliseconds kFirstPause{200}, kLongestPause{3'000}, kKeptBack{3'000};
  milliseconds waited{0}, pause{0};
  for (int looks = 0;; ++looks) {
    auto seen = look(call, cloud, job);
    if (seen.state == Job::State::Unknown)
      fail(notConfirmed("the cloud does not know the job that it began"));
    if (seen.state == Job::State::Failed) return {false, std::move(seen.error), {}};
    if (seen.state == Job::State::Done) {
      auto no = saidNo(seen.result);
      return {false, std::move(no), std::move(seen.result)};
    }
    if (looks > 1) pause = std::clamp(pause * 2, kFirstPause, kLongestPause);
    const bool isLate = pause > milliseconds{0} && call.remaining() < pause + kKeptBack;
    if (waited + pause >= patience || isLate) return {true, std::nullopt, Json::object()};
    std::this_thread::sleep_for(pause);
    waited += pause;
  }
}

Performed Worker::perform(const sdk::Call& call, const Cloud& cloud, const Step& step) const {
  auto answer = client_.write(call, cloud, step.command, step.params);
  if (!answer) {
    if (!isRefusal(answer.error())) fail(answer.error());
    return {false, answer.error(), Json::object()};
  }
  return readAfterWrite([&]() -> Performed {
    if (auto no = saidNo(*answer)) return {false, std::move(no), Json::object()};
    const auto job = someText(*answer, "jobid");
    if (job.empty()) return {false, std::nullopt, std::move(*answer)};
    return follow(call, cloud, job, step.patience);
  });
}

}  // namespace hostler::cloudstack
