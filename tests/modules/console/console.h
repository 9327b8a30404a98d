#pragma once

#include "modules/console/console_module.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler {

std::span<const db::Migration> scheduleMigrations();
std::span<const db::Migration> operationsMigrations();

namespace testing {

/// A task of these tests.
struct Errand {
  static constexpr std::string_view kKind = "test.errand";
  std::int64_t number = 0;
  static void describe(Shape<Errand>& shape) { shape.field("number", &Errand::number); }
};

class NoProviders final : public ProviderPort {
 public:
  ProviderAnswer call(const ProviderRequest& request) override {
    throw std::logic_error{"a provider was called: " + request.operation};
  }
  std::vector<ProviderInstance> instances(const std::string&) override { return {}; }
};

/// An engine with a console whose clock may be moved; its workers are those that a test starts.
class Console {
 public:
  explicit Console(http::EventStreams::Limits limits = {},
                   std::optional<db::DatabaseUrl> database = std::nullopt)
      : engine{options(std::move(database))},
        clock{engine.database(), true},
        queue{clock, engine.ids()},
        handlers{queue},
        scheduler{engine.database(), clock, queue},
        operations{engine.database(), clock, engine.ids(), engine.vault(), providers},
        streams{engine.database(), limits},
        module{{engine.database(), clock, queue, handlers, scheduler, engine.events(), streams,
                operations, engine.tenants(), engine.audit(), [this] { return workers.get(); },
                [] { return Json::object(); }, nullptr, &engine.accounts().doorkeeper(),
                configuration,
                [this](db::Transaction&, Id<Tenant>, const TenantSettings& settings,
                       const std::map<std::string, Json>& changes) {
                  if (judge) judge(settings, changes);
                }}} {
    module.mount(engine.router());
  }

  TestEngine engine;
  EngineClock clock;
  jobs::Queue queue;
  jobs::Handlers handlers;
  Scheduler scheduler;
  NoProviders providers;
  Operations operations;
  http::EventStreams streams;
  std::unique_ptr<NodeRegistry> nodes;
  std::unique_ptr<jobs::Workers> workers;
  /// What other modules say to changed settings.
  std::function<void(const TenantSettings&, const std::map<std::string, Json>&)> judge;
  ConsoleModule module;

 private:
  static std::vector<Settings::Explained> configuration() {
    return Settings::load({{"listen", "127.0.0.1:8080", "where the engine listens"},
                           {"mail.password", "", "what the mail server asks for", true}},
                          {{{"listen", "127.0.0.1:9"}, {"mail.password", "hunter2"}}, {}, ""})
        .explain();
  }
  static EngineOptions options(std::optional<db::DatabaseUrl> database) {
    EngineOptions options;
    options.database = std::move(database);
    for (const auto steps : {scheduleMigrations(), operationsMigrations()})
      options.migrations.insert(options.migrations.end(), steps.begin(), steps.end());
    return options;
  }
};

}  // namespace testing
}  // namespace hostler
