#pragma once

#include "core/http/api.h"
#include "core/http/page.h"
#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

#include <condition_variable>
#include <mutex>

namespace hostler {

std::span<const db::Migration> secretsMigrations();
std::span<const db::Migration> httpMigrations();
std::span<const db::Migration> eventsMigrations();

namespace http {

inline const Instant kStart = Instant::ofUnixSeconds(1'790'000'000);
inline const auto kAlice = Id<Account>::of(101);
inline const auto kBob = Id<Account>::of(102);
inline const auto kReseller = Id<Tenant>::of(2);

/// One answer as it left the API, and the stream that it may have begun.
struct Received {
  front::Response response;
  std::string streamed;
  bool isStream = false, isClosed = false;

  int status() const { return response.status; }
  front::Headers headers() const {
    auto all = response.headers;
    if (response.common) {
      const auto& more = response.common->headers();
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }
  std::string header(std::string_view name) const {
    for (const auto& [key, value] : headers()) {
      if (key == name) return value;
    }
    return {};
  }
  std::string text() const { return std::get<std::string>(response.body); }
  Json body() const { return text().empty() ? Json(nullptr) : Json::parse(text()); }
  std::string code() const { return body().value("code", ""); }
};

/// Stands where the front's connection would.
class Caller final : public front::Responder::Target, public std::enable_shared_from_this<Caller> {
 public:
  void answer(front::Response response) override;
  std::shared_ptr<front::Stream> stream(front::Response head) override;
  /// Waits for the answer; throws when none comes.
  Received received();
  /// Waits until the stream has brought `text`.
  bool hears(const std::string& text);
  void hangUp();

 private:
  class Listening;
  std::mutex mutex_;
  std::condition_variable changed_;
  Received received_;
  bool answered_ = false, gone_ = false;
};

/// Knows callers by their bearer token: "alice", "bob", "staff", "reseller", "owner-fresh" and the
/// like.
class Door final : public Doorkeeper {
 public:
  Actor identify(const front::Request& request, Id<Tenant> tenant, const Origin& origin) override;
};
class HostSites final : public Sites {
 public:
  Id<Tenant> tenantOf(std::string_view host) override {
    return host == "shop.example" ? kReseller : kPlatform;
  }
  bool isAtHand() override { return known; }

  bool known = false;
};

front::Request call(front::Method method, std::string target, std::string body = {},
                    front::Headers headers = {});
/// The same by somebody who signed in.
front::Request callAs(const std::string& who, front::Method method, std::string target,
                      std::string body = {}, front::Headers headers = {});

/// The API with a router that a test fills.
struct ApiSite {
  explicit ApiSite(const db::DatabaseUrl& url,
                   ApiSettings settings = {.production = false,
                                           .trustedProxies = {"127.0.0.1", "::1"}},
                   LimitSettings limits = {});

  Received ask(front::Request request);
  std::shared_ptr<Caller> begin(front::Request request);
  std::int64_t count(std::string_view sql) { return database->query(sql).only().integer("n"); }

  testing::TemporaryDirectory directory{"hostler-http"};
  std::unique_ptr<db::Database> database;
  ManualClock clock{kStart};
  SystemRandom random;
  IdMint ids{clock, 1};
  std::unique_ptr<Vault> vault;
  Router router;
  HostSites sites;
  Door door;
  std::unique_ptr<RateLimits> limits;
  std::unique_ptr<Idempotency> idempotency;
  std::unique_ptr<Signals> signals;
  std::unique_ptr<Api> api;
};

}  // namespace http
}  // namespace hostler

#define HOSTLER_HTTP_SUITE(Suite, name)          \
  using Suite##OnSqlite = Suite<db::OnSqlite>;   \
  HOSTLER_SUITE(Suite##OnSqlite, name);          \
  using Suite##OnMariaDb = Suite<db::OnMariaDb>; \
  HOSTLER_SUITE(Suite##OnMariaDb, name)
