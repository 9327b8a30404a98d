#pragma once

#include <hostler/call.hpp>
#include <hostler/fields.hpp>
#include <hostler/outcome.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>

namespace hostler::sdk {

/// What leaves a plugin: an outcome and its JSON.
struct Answer {
  Outcome outcome = Outcome::Unknown;
  Json body = Json::object();
};

inline Answer answerOf(const ProviderError& error, const Redactor& redactor) {
  constexpr std::size_t kLongestMessage = 500;
  auto message = redactor.clean(error.message).substr(0, kLongestMessage);
  for (char& c : message) {
    if (static_cast<unsigned char>(c) < ' ')
      c = ' ';  // no line of a provider's starts a line of ours
  }
  Json body{{"code", redactor.clean(error.code)}, {"message", std::move(message)}};
  if (error.retryAfter) body["retry_after_seconds"] = error.retryAfter->count();
  return {error.outcome, std::move(body)};
}

/// The verbs that a plugin's class has, by operation name. A verb counts as offered when the class,
/// or one between it and the kind, overrides it; what is inherited from the kind, or from one of
/// the classes that a kind is put together from, is "unsupported".
template <class Plugin, class Kind>
class VerbTable {
 public:
  struct Verb {
    bool offered = false;
    std::function<Answer(Plugin&, const Call&, const Json&)> run;
  };

  VerbTable() { Kind::template declare<Plugin>(*this); }

  template <class Owner, class Result, class Request>
  void add(std::string_view verb, Reply<Result> (Owner::*function)(const Call&, const Request&)) {
    verbs_[std::string{Kind::kKind} + "." + std::string{verb}] =
        Verb{!std::is_base_of_v<Owner, Kind>,
             [function](Plugin& plugin, const Call& call, const Json& json) {
               return run<Result, Request>(plugin, function, call, json);
             }};
  }

  const Verb* find(std::string_view operation) const {
    const auto found = verbs_.find(operation);
    return found == verbs_.end() ? nullptr : &found->second;
  }
  const std::map<std::string, Verb, std::less<>>& all() const { return verbs_; }

 private:
  template <class Result, class Request, class Function>
  static Answer run(Plugin& plugin, Function function, const Call& call, const Json& json) {
    Request request{};
    try {
      request = fromJson<Request>(json);
    } catch (const FieldMismatch& mismatch) {
      return answerOf(permanent("bad_request", mismatch.what()), call.log.redactor());
    }
    call.log.redactor().hideSecretsOf(request);
    const auto reply = (plugin.*function)(call, request);
    if (!reply) return answerOf(reply.error(), call.log.redactor());
    return {reply.outcome(), toJson(*reply)};
  }

  std::map<std::string, Verb, std::less<>> verbs_;
};

}  // namespace hostler::sdk
