#pragma once

#include "core/audit/audit_log.h"
#include "core/events/before_hooks.h"
#include "core/events/event_bus.h"
#include "core/http/page.h"
#include "core/jobs/handler.h"
#include "modules/automation/automation_events.h"
#include "modules/automation/hook_versions.h"
#include "modules/automation/script_shelf.h"
#include "modules/resellers/resellers.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Runs a tenant's hooks on one event that has happened.
struct RunHooks {
  static constexpr std::string_view kKind = "automation.run_hooks";
  Id<events::Event> event;
  static void describe(Shape<RunHooks>& shape) { shape.field("event", &RunHooks::event); }
};

/// Runs one hook again that failed on an event.
struct RetryHook {
  static constexpr std::string_view kKind = "automation.retry_hook";
  Id<events::Event> event;
  std::string hook;
  static void describe(Shape<RetryHook>& shape) {
    shape.field("event", &RetryHook::event);
    shape.field("hook", &RetryHook::hook);
  }
};

/// Asks hooks before something happens, tells them afterwards, and keeps tenants' hooks.
class HookDesk final : public events::BeforeHooks {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    ScriptShelf& shelf;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    /// Whether a person may store a script with these needs: throws what it is refused with. Empty:
    /// everybody may.
    std::function<void(const Actor&, const std::vector<std::string>& needs)> mustBeAllowed = {};
  };
  explicit HookDesk(Parts parts) : parts_{std::move(parts)} {}

  bool listens(const std::string& event, Id<Tenant> tenant) override;
  void ask(const std::string& event, Id<Tenant> tenant, const Json& facts) override;

  /// What the bus hands events to.
  events::Bus::Outlet outlet();
  jobs::Result run(jobs::Context& context, const RunHooks& task);
  jobs::Result retry(jobs::Context& context, const RetryHook& task);

  std::vector<StoredHook> list(Id<Tenant> tenant);
  /// Throws NotFound.
  StoredHook get(Id<Tenant> tenant, const std::string& name);
  struct Saved {
    StoredHook hook;
    bool isNew = false;
  };
  /// Makes or changes a hook. Throws ValidationError with file, line and reason for a script that
  /// does not check or needs what there is not, what Parts::mustBeAllowed throws for one that needs
  /// more than the actor may, NotFound for one that is not there and brings no source along.
  Saved save(const Actor& actor, const std::string& name, const std::optional<std::string>& source,
             std::optional<bool> enabled);
  /// What its source was stays, and can be put back.
  void remove(const Actor& actor, const std::string& name);

  /// The latest first, without sources. Throws NotFound for a name that no hook has had.
  std::vector<HookVersion> versions(Id<Tenant> tenant, const std::string& name);
  /// Throws NotFound.
  HookVersion version(Id<Tenant> tenant, const std::string& name, int number);
  /// Saves it once more, as a new version. Throws as save does.
  Saved restore(const Actor& actor, const std::string& name, int number);

  /// Runs a hook's script (or another source under its name) without effect. Throws
  /// ValidationError.
  lua::HookRun test(Id<Tenant> tenant, const std::string& name,
                    const std::optional<std::string>& source, const std::string& event,
                    const Json& payload);
  /// An event of the past as hooks are given it. Throws NotFound.
  std::pair<std::string, Json> pastEvent(Id<Tenant> tenant, Id<events::Event> id);
  struct PastEvent {
    Id<events::Event> id;
    std::string name;
    std::optional<Id<Account>> account;
    Instant happenedAt;
  };
  /// What has happened in a tenant; `name`: of one kind.
  std::vector<PastEvent> pastEvents(Id<Tenant> tenant, const std::optional<std::string>& name,
                                    const http::ListOrder& order, int limit);
  /// The latest of one name; nothing when none is kept.
  std::optional<Id<events::Event>> lastEvent(Id<Tenant> tenant, const std::string& name);

  /// Failures in a row after which an `after` hook is switched off. One that is asked before stays
  /// on, since without it what it guards would go through; staff are told with HookFailing.
  static constexpr int kForgiven = 20;

 private:
  lua::ScriptContext contextFor(Id<Tenant> tenant, std::int64_t seed, bool dryRun);
  lua::ScriptContext contextFor(const events::Record& record);
  std::vector<std::string> note(Id<Tenant> tenant, const std::string& event,
                                const lua::HookRun& run);
  void noteFailure(Id<Tenant> tenant, const std::string& hook, const lua::ScriptFailure& failure,
                   bool isBefore);
  void sayFailing(db::Transaction& tx, Id<Tenant> tenant, const std::string& hook,
                  const lua::ScriptFailure& failure, int inARow);
  std::optional<events::Record> find(Id<events::Event> id);
  bool keep(db::Transaction& tx, const Actor& actor, StoredHook hook, bool hasSource,
            std::optional<bool> enabled);

  Parts parts_;
  Log log_{"modules.automation"};
};

}  // namespace hostler
