#pragma once

#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::cpanel {

using Params = std::vector<std::pair<std::string, std::string>>;

/// The error code of a definite "no" (metadata.result 0) whose text says nothing more.
inline constexpr std::string_view kRefused = "refused";

/// What a function gave: `data` (an object, perhaps empty) and the metadata beside it.
struct WhmAnswer {
  sdk::Json data = sdk::Json::object();
  sdk::Json metadata = sdk::Json::object();
};

/// Speaks WHM API 1: POST forms with a token, judged by metadata.result and by nothing else.
class WhmClient {
 public:
  sdk::Reply<WhmAnswer> call(const sdk::Call& call, const Server& server, std::string_view function,
                             Params params, sdk::Effect effect) const;

  /// A UAPI function as the account's user: its `data`. Status 0 is Permanent "refused".
  sdk::Reply<sdk::Json> uapi(const sdk::Call& call, const Server& server, std::string_view user,
                             std::string_view module, std::string_view function,
                             sdk::Effect effect) const;

  /// The API 2 call Backups::listfullbackups, for servers whose UAPI cannot list a user's archives
  /// yet.
  sdk::Reply<sdk::Json> api2(const sdk::Call& call, const Server& server, std::string_view user,
                             std::string_view module, std::string_view function) const;

 private:
  sdk::Reply<sdk::Json> post(const sdk::Call& call, const Server& server, std::string_view function,
                             Params params, sdk::Effect effect) const;

  sdk::HttpClient http_;
};

/// How much of what a function printed is worth keeping: the end tells how it ended.
inline constexpr std::size_t kKeptOutput = 4096;

/// The last `most` bytes of a text at most, beginning with a whole character of UTF-8. Pure.
std::string lastOf(std::string text, std::size_t most);

/// Writes what WHM printed beside its answer (`metadata.output`: raw text and warnings) to the log
/// of this attempt, as whm.output; nothing where it printed nothing. `withRaw`: not where the text
/// may repeat a password in a form that the log's masking does not know.
void keepOutput(const sdk::Log& log, std::string_view function, const sdk::Json& body,
                bool withRaw);

/// What an answer's envelope says. Pure; `effect` decides what an unreadable one means.
sdk::Reply<WhmAnswer> judge(const sdk::Json& body, sdk::Effect effect);

}  // namespace hostler::cpanel
