#pragma once

#include "settings.h"

#include <hostler/http_client.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::digitalocean {

using Query = std::vector<std::pair<std::string, std::string>>;

/// Codes of errors by which callers tell one refusal from another.
constexpr std::string_view kNotFound = "not_found", kBusy = "busy", kInUse = "already_in_use";

/// A page of a list and the number of the next.
struct ListPage {
  std::vector<sdk::Json> items;
  std::optional<int> next;
  std::optional<std::int64_t> total;
  std::optional<std::int64_t> date;  ///< the provider's clock, in seconds since 1970
};

/// Speaks HTTP to the API: the only file that does. Numbers with a fraction arrive as text.
class DigitalOceanClient {
 public:
  sdk::Reply<sdk::Json> get(const sdk::Call& call, const CloudAccount& cloud,
                            const std::string& path, const Query& query = {}) const;
  /// POST, PUT or DELETE. A body that is null is not sent; 204 answers an empty object.
  sdk::Reply<sdk::Json> write(const sdk::Call& call, const CloudAccount& cloud,
                              const std::string& method, const std::string& path,
                              const sdk::Json& body = nullptr) const;
  /// The member of an answer that holds what was asked for. An unusable answer without it.
  sdk::Reply<sdk::Json> getItem(const sdk::Call& call, const CloudAccount& cloud,
                                const std::string& path, const char* member) const;
  /// What is under a path, or nothing where the provider says that it is not there.
  sdk::Reply<std::optional<sdk::Json>> find(const sdk::Call& call, const CloudAccount& cloud,
                                            const std::string& path, const char* member) const;
  sdk::Reply<ListPage> page(const sdk::Call& call, const CloudAccount& cloud,
                            const std::string& path, const char* member, Query query, int page,
                            int perPage) const;
  /// All pages: for lists that a query makes short, or that must be seen whole.
  sdk::Reply<std::vector<sdk::Json>> all(const sdk::Call& call, const CloudAccount& cloud,
                                         const std::string& path, const char* member,
                                         const Query& query = {}) const;
  /// A document that is no JSON (a kubeconfig).
  sdk::Reply<std::string> text(const sdk::Call& call, const CloudAccount& cloud,
                               const std::string& path) const;

 private:
  sdk::Reply<sdk::HttpResponse> send(const sdk::Call& call, const CloudAccount& cloud,
                                     const std::string& method, const std::string& path,
                                     const std::string& body, sdk::Effect effect) const;

  sdk::HttpClient http_;
};

/// What a status that is not 2xx means. Pure. A 429 without Retry-After that says when the oldest
/// request expires is waited for until then; `now` is the clock of this machine.
sdk::ProviderError refusalOf(const sdk::HttpResponse& response, sdk::Effect effect,
                             std::int64_t now);

/// Seconds since 1970 of a Date header; nothing where it is none.
std::optional<std::int64_t> dateOf(std::string_view header);

/// Whether the provider said a definite no: only then can the state afterwards turn it into a yes.
bool isRefusal(const sdk::ProviderError& error);
sdk::ProviderError notConfirmed(const std::string& why);
sdk::ProviderError badRequest(std::string why);

}  // namespace hostler::digitalocean
