#include "modules/automation/hook_routes.h"

#include "core/shape/shape.h"
#include "modules/automation/hook_trial.h"

#include <algorithm>
#include <charconv>

namespace hostler {

using http::Access;

namespace {

constexpr auto kNamePattern = "^[a-z][a-z0-9_]{0,49}$";

struct HookView {
  std::string name;
  std::vector<std::string> events, needs;
  bool enabled = true;
  int failures = 0;
  std::optional<std::string> lastFailure;
  std::optional<Instant> lastFailedAt;
  Instant createdAt, updatedAt;
  std::optional<std::string> source;

  static HookView of(const StoredHook& hook, bool withSource) {
    HookView view{hook.name,      hook.events,      lua::needsOf(hook.source), hook.enabled,
                  hook.failures,  hook.lastFailure, hook.lastFailedAt,         hook.createdAt,
                  hook.updatedAt, std::nullopt};
    if (withSource) view.source = hook.source;
    return view;
  }
  static void describe(Shape<HookView>& shape) {
    shape.field("name", &HookView::name);
    shape.field("events", &HookView::events);
    shape.field("needs", &HookView::needs)
        .describedAs("what its head says: the actions, and the hosts, that it may reach");
    shape.field("enabled", &HookView::enabled);
    shape.field("failures", &HookView::failures).describedAs("in a row");
    shape.field("last_failure", &HookView::lastFailure).length(0, 2'000).multiline();
    shape.field("last_failed_at", &HookView::lastFailedAt);
    shape.field("created_at", &HookView::createdAt);
    shape.field("updated_at", &HookView::updatedAt);
    shape.field("source", &HookView::source).length(0, lua::kLongestSource).multiline();
  }
};

struct HookList {
  std::vector<HookView> data;
  static void describe(Shape<HookList>& shape) {
    shape.field("data", &HookList::data).count(0, 1'000);
  }
};

struct HookBody {
  std::optional<std::string> source;
  std::optional<bool> enabled;
  static void describe(Shape<HookBody>& shape) {
    shape.field("source", &HookBody::source).length(1, lua::kLongestSource).multiline();
    shape.field("enabled", &HookBody::enabled);
  }
};

struct NewHook : HookBody {
  std::string name;
  static void describe(Shape<NewHook>& shape) {
    shape.include<HookBody>();
    shape.field("name", &NewHook::name)
        .pattern(kNamePattern, "must be lower case letters, digits and _, up to 50");
  }
};

struct HookVersionView {
  int number = 0;
  std::optional<Id<User>> savedBy;
  Instant savedAt;
  std::optional<std::string> source;

  static HookVersionView of(const HookVersion& version, bool withSource) {
    HookVersionView view{version.number, version.savedBy, version.savedAt, std::nullopt};
    if (withSource) view.source = version.source;
    return view;
  }
  static void describe(Shape<HookVersionView>& shape) {
    shape.field("number", &HookVersionView::number);
    shape.field("saved_by", &HookVersionView::savedBy).nullable();
    shape.field("saved_at", &HookVersionView::savedAt);
    shape.field("source", &HookVersionView::source).length(0, lua::kLongestSource).multiline();
  }
};

struct HookVersionList {
  std::vector<HookVersionView> data;
  static void describe(Shape<HookVersionList>& shape) {
    shape.field("data", &HookVersionList::data).count(0, hook_versions::kKept);
  }
};

struct PastEventView {
  Id<events::Event> id;
  std::string name;
  std::optional<Id<Account>> account;
  Instant happenedAt;
  static PastEventView of(const HookDesk::PastEvent& event) {
    return {event.id, event.name, event.account, event.happenedAt};
  }
  static void describe(Shape<PastEventView>& shape) {
    shape.field("id", &PastEventView::id).describedAs("`event_id` of a hook's test");
    shape.field("name", &PastEventView::name);
    shape.field("account_id", &PastEventView::account).nullable();
    shape.field("happened_at", &PastEventView::happenedAt);
  }
};

struct PastEventQuery : http::ListQuery {
  std::optional<std::string> name;
  static void describe(Shape<PastEventQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("name", &PastEventQuery::name).length(1, 80).describedAs("such as invoice.paid");
  }
};

int numberOf(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) throw NotFound{};
  return number;
}

// The name in the path, which a PUT may bring into being.
std::string newNameOf(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (name.empty() || name.size() > 50 || name.front() < 'a' || name.front() > 'z' ||
      !std::ranges::all_of(name, fits))
    throw NotFound{};
  return name;
}

}  // namespace

void HookRoutes::mount(http::Router& router) {
  router
      .get<http::Nothing, HookList>("/admin/hooks", Access::staff(kReadHooks),
                                    [this](const auto& request) {
                                      HookList list;
                                      for (const auto& hook : hooks_.list(request.scope().tenant))
                                        list.data.push_back(HookView::of(hook, false));
                                      return list;
                                    })
      .named("adminListHooks", "This shop's own code")
      .tagged("Admin: automation");
  router
      .post<NewHook, HookView>(
          "/admin/hooks", Access::staff(kManageHooks),
          [this](const auto& request) {
            const auto& body = request.body();
            if (!body.source) throw ValidationError{"source", "required", "is required"};
            for (const auto& hook : hooks_.list(request.scope().tenant)) {
              if (hook.name == body.name)
                throw DomainError{"name_taken", 409, "There is a hook of this name."};
            }
            return HookView::of(
                hooks_.save(request.actor(), body.name, body.source, body.enabled).hook, true);
          })
      .named("adminCreateHook", "Add a hook")
      .tagged("Admin: automation")
      .answers(201);
  router
      .get<http::Nothing, HookView>(
          "/admin/hooks/{name}", Access::staff(kReadHooks),
          [this](const auto& request) {
            return HookView::of(hooks_.get(request.scope().tenant, request.pathText("name")), true);
          })
      .named("adminGetHook", "One hook, with its source")
      .tagged("Admin: automation");
  router
      .put<HookBody, HookView>(
          "/admin/hooks/{name}", Access::staff(kManageHooks),
          [this](const auto& request) {
            const auto& body = request.body();
            const auto saved = hooks_.save(request.actor(), newNameOf(request.pathText("name")),
                                           body.source, body.enabled);
            return http::Reply<HookView>{HookView::of(saved.hook, true), saved.isNew ? 201 : 200};
          })
      .named("adminSaveHook", "Make or change a hook, or switch it")
      .tagged("Admin: automation");
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/hooks/{name}", Access::staff(kManageHooks),
          [this](const auto& request) { hooks_.remove(request.actor(), request.pathText("name")); })
      .named("adminRemoveHook", "Remove it")
      .tagged("Admin: automation");
  router
      .post<HookTrial, Json>("/admin/hooks/{name}/test", Access::staff(kManageHooks),
                             [this](const auto& request) {
                               return tryHook(hooks_, request.scope().tenant,
                                              request.pathText("name"), request.body());
                             })
      .named("adminTestHook", "Run it on an event, without effect")
      .tagged("Admin: automation");
  mountVersions(router);
  mountEvents(router);
}

void HookRoutes::mountVersions(http::Router& router) {
  router
      .get<http::Nothing, HookVersionList>(
          "/admin/hooks/{name}/versions", Access::staff(kReadHooks),
          [this](const auto& request) {
            HookVersionList list;
            for (const auto& one :
                 hooks_.versions(request.scope().tenant, request.pathText("name")))
              list.data.push_back(HookVersionView::of(one, false));
            return list;
          })
      .named("adminListHookVersions", "What its source was, the latest first")
      .tagged("Admin: automation");
  router
      .get<http::Nothing, HookVersionView>(
          "/admin/hooks/{name}/versions/{number}", Access::staff(kReadHooks),
          [this](const auto& request) {
            return HookVersionView::of(
                hooks_.version(request.scope().tenant, request.pathText("name"),
                               numberOf(request.pathText("number"))),
                true);
          })
      .named("adminGetHookVersion", "One of them, with its source")
      .tagged("Admin: automation");
  router
      .post<http::Nothing, HookView>(
          "/admin/hooks/{name}/versions/{number}/restore", Access::staff(kManageHooks),
          [this](const auto& request) {
            return HookView::of(hooks_
                                    .restore(request.actor(), request.pathText("name"),
                                             numberOf(request.pathText("number")))
                                    .hook,
                                true);
          })
      .named("adminRestoreHookVersion", "Put it back, as a new version")
      .tagged("Admin: automation");
}

void HookRoutes::mountEvents(http::Router& router) {
  router
      .get<PastEventQuery, http::Page<PastEventView>>(
          "/admin/past-events", Access::staff(kReadHooks),
          [this](const auto& request) {
            const auto& query = request.query();
            return http::Page<PastEventView>::of(
                hooks_.pastEvents(request.scope().tenant, query.name, http::ListOrder::of(query),
                                  query.limit + 1),
                query.limit, PastEventView::of, [](const HookDesk::PastEvent& event) {
                  return http::Cursor{event.id.value(), 0};
                });
          })
      .named("adminListPastEvents", "What has happened: a hook can be tested on each of it")
      .tagged("Admin: automation");
  // What an event says of clients and money is for those who may try a hook on it.
  router
      .get<http::Nothing, Json>("/admin/past-events/{id}", Access::staff(kManageHooks),
                                [this](const auto& request) {
                                  const auto [name, payload] = hooks_.pastEvent(
                                      request.scope().tenant, request.template id<events::Event>());
                                  return Json{{"name", name}, {"event", payload}};
                                })
      .named("adminGetPastEvent", "One event, as hooks are given it")
      .tagged("Admin: automation");
}

}  // namespace hostler
