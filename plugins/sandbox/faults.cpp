#include "plugins/sandbox/faults.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/request_view.h"

#include <algorithm>
#include <array>

namespace hostler::sandbox {
namespace {

constexpr std::array<std::pair<std::string_view, FaultKind>, 13> kWords{{
    {"hold", FaultKind::Hold},
    {"drop_after_effect", FaultKind::DropAfterEffect},
    {"lie_error", FaultKind::LieError},
    {"lie_success", FaultKind::LieSuccess},
    {"duplicate", FaultKind::Duplicate},
    {"reorder", FaultKind::Reorder},
    {"rate_limit", FaultKind::RateLimit},
    {"server_error", FaultKind::ServerError},
    {"slow", FaultKind::Slow},
    {"garbage", FaultKind::Garbage},
    {"oversize", FaultKind::Oversize},
    {"wrong_types", FaultKind::WrongTypes},
    {"redirect", FaultKind::Redirect},
}};

bool isForWebhooks(FaultKind kind) {
  return kind == FaultKind::Duplicate || kind == FaultKind::Reorder;
}

bool isWildcard(const std::string& segment) {
  return segment == "*" || segment.starts_with(':') ||
         (segment.starts_with('{') && segment.ends_with('}'));
}

bool pathMatches(std::string_view pattern, std::string_view path) {
  const auto wanted = segmentsOf(pattern), given = segmentsOf(path);
  return wanted.size() == given.size() && std::equal(wanted.begin(), wanted.end(), given.begin(),
                                                     [](const auto& want, const auto& is) {
                                                       return isWildcard(want) || want == is;
                                                     });
}

bool matches(const Fault& fault, std::string_view provider, const OperationNames& names) {
  if (fault.provider != provider) return false;
  if (fault.operation.empty() || std::ranges::find(names.own, fault.operation) != names.own.end())
    return true;
  const auto space = fault.operation.find(' ');
  if (space == std::string::npos || fault.operation.substr(0, space) != names.method) return false;
  const auto path = fault.operation.substr(space + 1);
  return pathMatches(path, names.path) || pathMatches(path, "/" + fault.provider + names.path);
}

int wholeNumber(const Json& request, const char* name, int least) {
  if (!request[name].is_number_integer() || request[name].get<std::int64_t>() < least ||
      request[name].get<std::int64_t>() > 86'400'000) {
    throw ValidationError{name, "out_of_range", "must be a whole number"};
  }
  return request[name].get<int>();
}

std::string text(const Json& request, const char* name) {
  const auto found = request.find(name);
  if (found == request.end() || found->is_null()) return {};
  if (!found->is_string()) throw ValidationError{name, "wrong_type", "must be a text"};
  return found->get<std::string>();
}

}  // namespace

std::optional<FaultKind> faultKind(std::string_view word) {
  const auto found = std::ranges::find(kWords, word, &decltype(kWords)::value_type::first);
  return found == kWords.end() ? std::nullopt : std::optional{found->second};
}

Json Fault::toJson() const {
  Json json{{"id", id}, {"provider", provider}, {"fault", word}};
  json["operation"] = operation.empty() ? Json(nullptr) : Json(operation);
  json["times"] = times ? Json(*times) : Json(nullptr);
  json["delay_ms"] = delay ? Json(delay->count()) : Json(nullptr);
  return json;
}

Fault FaultBook::add(const Json& request) {
  Fault fault;
  fault.provider = text(request, "provider");
  fault.operation = text(request, "operation");
  fault.word = text(request, "fault");
  const auto kind = faultKind(fault.word);
  if (!kind) throw ValidationError{"fault", "unknown_fault", "is none of the faults"};
  fault.kind = *kind;
  if (request.contains("times") && !request["times"].is_null())
    fault.times = wholeNumber(request, "times", 1);
  if (request.contains("delay_ms") && !request["delay_ms"].is_null()) {
    fault.delay = std::chrono::milliseconds{wholeNumber(request, "delay_ms", 0)};
    fault.retryAfter =
        static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*fault.delay).count());
  }
  if (request.contains("retry_after")) {
    if (request["retry_after"].is_null()) {
      fault.retryAfter.reset();
    } else {
      fault.retryAfter = wholeNumber(request, "retry_after", 0);
    }
  }
  const std::lock_guard lock{mutex_};
  fault.id = "flt_" + std::to_string(next_++);
  faults_.push_back(fault);
  return fault;
}

std::optional<Fault> FaultBook::takeAt(std::size_t index) {
  auto& fault = faults_[index];
  auto taken = fault;
  if (fault.times && --*fault.times == 0)
    faults_.erase(faults_.begin() + static_cast<std::ptrdiff_t>(index));
  return taken;
}

std::optional<Fault> FaultBook::take(std::string_view provider, const OperationNames& names) {
  const std::lock_guard lock{mutex_};
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    if (!isForWebhooks(faults_[i].kind) && matches(faults_[i], provider, names)) return takeAt(i);
  }
  return std::nullopt;
}

std::optional<Fault> FaultBook::takeForWebhooks(std::string_view provider) {
  const std::lock_guard lock{mutex_};
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    if (isForWebhooks(faults_[i].kind) && faults_[i].provider == provider) return takeAt(i);
  }
  return std::nullopt;
}

Json FaultBook::list() const {
  const std::lock_guard lock{mutex_};
  Json list = Json::array();
  for (const auto& fault : faults_) list.push_back(fault.toJson());
  return list;
}

void FaultBook::clear() {
  const std::lock_guard lock{mutex_};
  faults_.clear();
}

}  // namespace hostler::sandbox
