#pragma once

#include "core/jobs/workers.h"
#include "core/nodes/node_registry.h"
#include "core/secrets/digest.h"
#include "modules/accounts/accounts_events.h"
#include "modules/webhooks/webhooks_module.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {

/// What suites about events that leave derive from: two accounts, and what is posted is kept here
/// instead of sent.
class InWebhooks : public CppUnit::TestFixture {
 public:
  void setUp() override {
    EngineOptions options;
    const auto some = webhooksMigrations();
    options.migrations.assign(some.begin(), some.end());
    options.database = database();
    engine_ = std::make_unique<TestEngine>(options);
    auto& e = *engine_;
    nodes_ = std::make_unique<NodeRegistry>(e.database(), e.clock());
    webhooks_ = std::make_unique<WebhooksModule>(
        WebhookDesk::Parts{e.database(), e.clock(), e.ids(), e.random(), e.vault(), e.audit(),
                           e.events(), e.jobs(),
                           [&e](db::Reader& reader, Id<Tenant> tenant, Id<User> user) {
                             return e.accounts().standingOf(reader, tenant, user);
                           }},
        [this](const PostRequest& request) {
          const std::lock_guard lock{mutex_};
          posted_.push_back(request);
          PostOutcome outcome;
          outcome.status = answer_;
          outcome.response = "seen";
          return outcome;
        });
    webhooks_->mount(e.router());
    handlers_ = std::make_unique<jobs::Handlers>(e.jobs());
    webhooks_->addHandlers(*handlers_);
    client_ = std::make_unique<ApiClient>(e.signedUpClient("asha@example.in"));
    other_ =
        std::make_unique<ApiClient>(e.signedUpClient("ravi@example.in", {{"pan", "AAAPL1234C"}}));
    e.events().dispatch(e.database());
    workers_ =
        std::make_unique<jobs::Workers>(e.database(), e.clock(), *nodes_, e.jobs(), *handlers_);
    workers_->start();
  }
  void tearDown() override {
    workers_.reset();
    client_.reset();
    other_.reset();
    handlers_.reset();
    webhooks_.reset();
    nodes_.reset();
    engine_.reset();
  }

 protected:
  static std::string headerOf(const PostRequest& request, const std::string& name) {
    for (const auto& [key, value] : request.headers) {
      if (key == name) return value;
    }
    return "";
  }
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }
  Json must(const ApiAnswer& answer, int status) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
    return answer.body;
  }
  Json add(const Json& body) { return must(client_->post("/account/webhooks", body), 201); }
  static std::string path(const Json& webhook) {
    return "/account/webhooks/" + webhook["id"].get<std::string>();
  }
  Json deliveries(const Json& webhook) {
    return must(client_->get(path(webhook) + "/deliveries"), 200)["data"];
  }
  void change(int number) {
    CPPUNIT_ASSERT_EQUAL(
        200, client_->patch("/account", {{"company", "Number " + std::to_string(number)}}).status);
  }
  void happen() {
    change(0);
    settle();
  }
  void settle() {
    engine_->events().dispatch(engine_->database());
    workers_->wake();
    CPPUNIT_ASSERT(workers_->settle(std::chrono::steady_clock::now() + std::chrono::seconds{20}));
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<NodeRegistry> nodes_;
  std::unique_ptr<WebhooksModule> webhooks_;
  std::unique_ptr<jobs::Handlers> handlers_;
  std::unique_ptr<jobs::Workers> workers_;
  std::unique_ptr<ApiClient> client_, other_;
  std::mutex mutex_;
  std::vector<PostRequest> posted_;
  std::atomic<int> answer_{200};
};

}  // namespace hostler::testing
