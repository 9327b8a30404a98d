#pragma once

#include "core/front/application.h"
#include "core/json/json.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hostler::http {

/// A cookie as security rule A25 wants it: `__Host-` by its name, Secure, HttpOnly,
/// SameSite=Strict, Path=/.
struct Cookie {
  std::string name;
  std::string value;
  std::chrono::seconds maxAge{0};  ///< zero ends it
};

/// JSON that was written once, with its entity tag: for what is asked for again and again.
struct KeptText {
  std::string text, tag;
  static std::shared_ptr<const KeptText> of(const Json& body);
};
/// What a handler of a GET returns instead of a View that it has kept.
template <class View>
struct Kept {
  std::shared_ptr<const KeptText> text;
};

struct Answer;

/// An answer that is not known yet and costs no thread until it is: `check` is asked whenever
/// `topic` is signalled (see Signals) and once more when the time is up.
struct Later {
  std::string topic;
  std::chrono::milliseconds atMost{5'000};
  bool isInMemory = false;  ///< `check` never waits: it is asked apart from those that may
  /// The answer, or nothing to go on waiting; `last` says that this call is the last one and must
  /// answer.
  std::function<std::optional<Answer>(bool last)> check;
};

/// What a handler answers, in the router's own terms.
struct Answer {
  int status = 200;
  Json body = nullptr;                        ///< null: no body
  std::shared_ptr<const KeptText> kept = {};  ///< instead of the body
  std::optional<front::Response> raw;         ///< instead of JSON: a PDF, a page
  front::Headers headers;
  std::vector<Cookie> cookies;
  std::shared_ptr<Later> later;
  /// Keeps the connection as a stream: called with it once the head (`raw`) has been sent.
  std::function<void(std::shared_ptr<front::Stream>)> stream;
};

/// A typed answer, where a handler has more to say than its value.
template <class View>
struct Reply {
  View view;
  int status = 0;  ///< 0: the route's own
  front::Headers headers = {};
  std::vector<Cookie> cookies = {};
  std::shared_ptr<Later> later = {};
};

/// 202 for work that goes on: {"job": "job_…"}.
struct Accepted {
  std::string job;
};

}  // namespace hostler::http
