#include "tests/core/http/api_site.h"

namespace hostler::http {
namespace {

constexpr std::chrono::seconds kPatience{20};

// What the callers of these tests may do: everything whose name begins with one of the words.
class Words final : public Authority {
 public:
  explicit Words(std::vector<std::string> words) : words_{std::move(words)} {}
  bool allows(std::string_view action, std::string_view) const override {
    return std::ranges::any_of(words_, [&](const auto& word) { return action.starts_with(word); });
  }

 private:
  std::vector<std::string> words_;
};

}  // namespace

class Caller::Listening final : public front::Stream {
 public:
  explicit Listening(std::shared_ptr<Caller> caller) : caller_{std::move(caller)} {}
  bool send(std::string_view bytes) override {
    const std::lock_guard lock{caller_->mutex_};
    if (caller_->gone_ || caller_->received_.isClosed) return false;
    caller_->received_.streamed.append(bytes);
    caller_->changed_.notify_all();
    return true;
  }
  void close() override {
    const std::lock_guard lock{caller_->mutex_};
    caller_->received_.isClosed = true;
    caller_->changed_.notify_all();
  }
  bool isOpen() const override {
    const std::lock_guard lock{caller_->mutex_};
    return !caller_->gone_ && !caller_->received_.isClosed;
  }

 private:
  std::shared_ptr<Caller> caller_;
};

void Caller::answer(front::Response response) {
  const std::lock_guard lock{mutex_};
  received_.response = std::move(response);
  answered_ = true;
  changed_.notify_all();
}

std::shared_ptr<front::Stream> Caller::stream(front::Response head) {
  answer(std::move(head));
  const std::lock_guard lock{mutex_};
  received_.isStream = true;
  return std::make_shared<Listening>(shared_from_this());
}

Received Caller::received() {
  std::unique_lock lock{mutex_};
  if (!changed_.wait_for(lock, kPatience, [this] { return answered_; }))
    throw std::runtime_error{"no answer came"};
  return received_;
}

bool Caller::hears(const std::string& text) {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, kPatience,
                           [&] { return received_.streamed.find(text) != std::string::npos; });
}

void Caller::hangUp() {
  const std::lock_guard lock{mutex_};
  gone_ = true;
}

Actor Door::identify(const front::Request& request, Id<Tenant> tenant, const Origin&) {
  Actor actor;
  actor.kind = Actor::Kind::Anonymous;
  actor.scope.tenant = tenant;
  const auto sent = request.header("authorization");
  if (sent.empty()) return actor;
  const std::string who{sent.substr(std::string_view{"Bearer "}.size())};
  const bool client = who.starts_with("alice") || who.starts_with("bob");
  const bool staff = who.starts_with("staff") || who.starts_with("reseller");
  if (!client && !staff) throw DomainError{"unauthenticated", 401, "The token is dead."};
  actor.kind = client ? Actor::Kind::Client : Actor::Kind::Staff;
  actor.scope = client ? Scope::ofAccount(tenant, who.starts_with("alice") ? kAlice : kBob)
                       : Scope::ofTenant(who.starts_with("reseller") ? kReseller : kPlatform);
  actor.user = Id<User>::of(7);
  actor.credential = "session";
  actor.fresh = who.ends_with("-fresh");
  actor.suspended = who.ends_with("-suspended");
  if (who.ends_with("-impersonated")) actor.impersonator = Id<User>::of(8);
  actor.authority =
      std::make_shared<Words>(client ? std::vector<std::string>{"billing:"}
                                     : std::vector<std::string>{"billing:", "staff:"});
  return actor;
}

front::Request call(front::Method method, std::string target, std::string body,
                    front::Headers headers) {
  front::Request request;
  request.method = method;
  request.methodText = front::nameOf(method);
  request.target = std::move(target);
  request.headers = {{"host", "panel.example"}};
  request.peer = "127.0.0.1";
  request.peerIsLoopback = true;
  if (!body.empty()) request.headers.emplace_back("content-type", "application/json");
  request.body = std::move(body);
  std::ranges::move(headers, std::back_inserter(request.headers));
  return request;
}

front::Request callAs(const std::string& who, front::Method method, std::string target,
                      std::string body, front::Headers headers) {
  headers.emplace_back("authorization", "Bearer " + who);
  return call(method, std::move(target), std::move(body), std::move(headers));
}

ApiSite::ApiSite(const db::DatabaseUrl& url, ApiSettings settings, LimitSettings limitSettings) {
  database = db::Database::open(url);
  std::vector<db::Migration> steps;
  for (const auto part : {secretsMigrations(), httpMigrations(), eventsMigrations()})
    steps.insert(steps.end(), part.begin(), part.end());
  steps.push_back({"test", 900, "notes",
                   "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, account_id BIGINT NOT "
                   "NULL, words VARCHAR(80) NOT NULL)"});
  db::Migrator{*database, steps}.migrate();
  vault = std::make_unique<Vault>(
      *database, clock, random,
      MasterKey::create((directory.path() / "master.key").string(), random));
  limits = std::make_unique<RateLimits>(*database, clock, limitSettings);
  idempotency = std::make_unique<Idempotency>(*database, clock, ids, *vault);
  signals = std::make_unique<Signals>();
  api = std::make_unique<Api>(
      ApiParts{router, sites, door, *limits, *idempotency, *signals, clock, random},
      std::move(settings));
}

std::shared_ptr<Caller> ApiSite::begin(front::Request request) {
  auto caller = std::make_shared<Caller>();
  api->handle(std::move(request), front::Responder{caller});
  return caller;
}

Received ApiSite::ask(front::Request request) {
  return begin(std::move(request))->received();
}

}  // namespace hostler::http
