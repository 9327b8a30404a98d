#pragma once

#include "settings.h"
#include "signing.h"

#include <hostler/http_client.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::cloudstack {

/// A page of a list, and whether more may follow.
struct ListPage {
  std::vector<sdk::Json> items;
  bool hasMore = false;
  std::optional<std::int64_t> date;  ///< the cloud's clock, in seconds since 1970
};

/// Speaks to a management server: the only file that knows HTTP. Everything is sent as a form, so
/// that neither keys nor user data stand in an address. Passwords and keys in answers are hidden
/// from the call's log and errors before anybody sees them.
class CloudstackClient {
 public:
  /// What stands inside the answer's envelope. Throws ProviderFailure.
  sdk::Json read(const sdk::Call& call, const Cloud& cloud, const std::string& command,
                 Params params = {}) const;
  /// As read, for what changes something.
  sdk::Reply<sdk::Json> write(const sdk::Call& call, const Cloud& cloud, const std::string& command,
                              Params params) const;

  /// `page` counts from 1. Throws ProviderFailure.
  ListPage page(const sdk::Call& call, const Cloud& cloud, const std::string& command,
                const char* member, Params params, int page, int pageSize) const;
  /// All pages: for lists that parameters make short, or that must be seen whole.
  std::vector<sdk::Json> all(const sdk::Call& call, const Cloud& cloud, const std::string& command,
                             const char* member, Params params = {}) const;
  /// The entry of this id, or nothing where the cloud says that there is none.
  std::optional<sdk::Json> find(const sdk::Call& call, const Cloud& cloud,
                                const std::string& command, const char* member,
                                const std::string& id, Params params = {},
                                const char* idParam = "id") const;

 private:
  sdk::Reply<sdk::Json> send(const sdk::Call& call, const Cloud& cloud, const std::string& command,
                             Params params, sdk::Effect effect,
                             std::optional<std::int64_t>* date = nullptr) const;
  sdk::HttpClient::Result post(const sdk::Call& call, const Cloud& cloud, const Params& params,
                               sdk::Effect effect, std::int64_t now) const;

  sdk::HttpClient http_;
};

/// What an answer says: the content of its envelope, or the error that it is. Pure.
sdk::Reply<sdk::Json> judge(const sdk::HttpResponse& response, sdk::Effect effect);

/// Seconds since 1970 of a Date header; nothing where it is none.
std::optional<std::int64_t> dateOf(std::string_view header);

}  // namespace hostler::cloudstack
