#include "modules/console/console_module.h"

#include "modules/accounts/event_rights.h"
#include "modules/console/audit_console.h"
#include "modules/console/job_console.h"
#include "modules/console/operation_console.h"
#include "modules/console/settings_console.h"
#include "modules/console/test_clock.h"

namespace hostler {

using http::Access;

namespace {

struct MoveClock {
  std::optional<Instant> now;
  std::optional<std::string> advance;
  static void describe(Shape<MoveClock>& shape) {
    shape.field("now", &MoveClock::now);
    shape.field("advance", &MoveClock::advance)
        .length(2, 40)
        .describedAs("ISO 8601 duration, such as P30D");
  }
};

struct ClockView {
  Instant now;
  bool settled = true;
  static void describe(Shape<ClockView>& shape) {
    shape.field("now", &ClockView::now);
    shape.field("settled", &ClockView::settled);
  }
};

inline constexpr http::Permission kReadSystem{"console:ReadSystem"};
inline constexpr http::Permission kMoveClock{"console:MoveClock"};
inline constexpr http::Permission kListen{"events:Listen"};

}  // namespace

struct ConsoleModule::Inside {
  explicit Inside(const Parts& its)
      : parts{its},
        jobs{its.database, its.clock, its.audit, its.interventions},
        operations{its.database, its.operations},
        settings{its.database, its.tenants, its.audit, its.configuration, its.judge},
        audit{its.database, its.audit},
        testClock{its.database, its.clock, its.scheduler, its.bus, its.workers} {}

  Instant wantedTime(const MoveClock& body) const {
    if (body.now.has_value() == body.advance.has_value())
      throw ValidationError{"now", "required", "or advance: exactly one of the two"};
    if (body.now) return *body.now;
    const auto to = afterDuration(parts.clock.now(), *body.advance);
    if (!to)
      throw ValidationError{"advance", "malformed",
                            "must be an ISO 8601 duration, such as P30D or PT12H"};
    return *to;
  }

  // With the right by which the same is read at its own route: to listen gives none of them.
  static http::EventStreams::MayHear mayHear(const Actor& actor) {
    return [actor](const events::Record& event) {
      return mayReadEvent(actor, event.name, event.payload);
    };
  }

  // What opened the stream is shown to the doorkeeper again: a session that has ended, a key that
  // was revoked, a right that was taken away.
  http::EventStreams::Recheck recheck(const http::Context& context) const {
    auto* const doorkeeper = parts.doorkeeper;
    if (doorkeeper == nullptr) return {};
    auto request = std::make_shared<const front::Request>(context.raw());
    return [doorkeeper, request, scope = context.scope(),
            origin = context.actor().origin]() -> std::optional<http::EventStreams::MayHear> {
      try {
        const auto now = doorkeeper->identify(*request, scope.tenant, origin);
        if (!now.isClient() || now.scope.account != scope.account || !now.may(kListen.action))
          return std::nullopt;
        return mayHear(now);
      } catch (const DomainError&) {
        return std::nullopt;
      }
    };
  }

  Parts parts;
  JobConsole jobs;
  OperationConsole operations;
  SettingsConsole settings;
  AuditConsole audit;
  TestClock testClock;
};

ConsoleModule::ConsoleModule(Parts parts) : inside_{std::make_unique<Inside>(parts)} {}
ConsoleModule::~ConsoleModule() = default;

void ConsoleModule::mount(http::Router& router) {
  auto& inside = *inside_;
  inside.jobs.mount(router);
  inside.operations.mount(router);
  inside.settings.mount(router);
  inside.audit.mount(router);
  router
      .get<http::Nothing, Json>("/admin/system", Access::platform(kReadSystem),
                                [&inside](const auto&) { return inside.parts.system(); })
      .named("adminGetSystem", "Versions, queue, clock and plugins")
      .tagged("Admin: console");
  router
      .get<http::Nothing, ClockView>("/admin/test-clock", Access::platform(kMoveClock),
                                     [&inside](const auto&) {
                                       return ClockView{inside.parts.clock.now(), true};
                                     })
      .named("adminGetTestClock", "What time it is here")
      .tagged("Admin: console")
      .sandboxOnly();
  router
      .post<MoveClock, ClockView>("/admin/test-clock", Access::platform(kMoveClock),
                                  [&inside](const auto& request) {
                                    const bool settled =
                                        inside.testClock.moveTo(inside.wantedTime(request.body()));
                                    return ClockView{inside.parts.clock.now(), settled};
                                  })
      .named("adminMoveTestClock", "Move the clock on, running what falls due on the way")
      .tagged("Admin: console")
      .sandboxOnly();
  router
      .raw(http::Method::Get, "/events", Access::client(kListen),
           [&inside](http::Context& context) {
             inside.parts.streams.requireRoom(context.scope());
             http::Answer answer;
             answer.raw.emplace();
             answer.raw->headers = {{"Content-Type", "text/event-stream"},
                                    {"Cache-Control", "no-store"},
                                    {"X-Accel-Buffering", "no"}};
             answer.stream =
                 [&inside, scope = context.scope(), mayHear = Inside::mayHear(context.actor()),
                  recheck = inside.recheck(context)](std::shared_ptr<front::Stream> stream) {
                   inside.parts.streams.add(scope, std::move(stream), mayHear, recheck);
                 };
             return answer;
           })
      .named("listenToEvents", "What changes in my account, as it happens")
      .tagged("Events")
      .produces("text/event-stream");
}

}  // namespace hostler
