#include "modules/automation/hook_routes.h"

#include "core/shape/shape.h"
#include "modules/automation/hook_trial.h"

#include <algorithm>

namespace hostler {

using http::Access;

namespace {

constexpr auto kNamePattern = "^[a-z][a-z0-9_]{0,49}$";

struct HookView {
  std::string name;
  std::vector<std::string> events;
  bool enabled = true;
  int failures = 0;
  std::optional<std::string> lastFailure;
  std::optional<Instant> lastFailedAt;
  Instant createdAt, updatedAt;
  std::optional<std::string> source;

  static HookView of(const StoredHook& hook, bool withSource) {
    HookView view{hook.name,      hook.events,      hook.enabled,
                  hook.failures,  hook.lastFailure, hook.lastFailedAt,
                  hook.createdAt, hook.updatedAt,   std::nullopt};
    if (withSource) view.source = hook.source;
    return view;
  }
  static void describe(Shape<HookView>& shape) {
    shape.field("name", &HookView::name);
    shape.field("events", &HookView::events);
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
}

}  // namespace hostler
