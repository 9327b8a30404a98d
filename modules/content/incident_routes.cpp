#include "modules/content/incident_routes.h"

#include "core/markdown/markdown.h"
#include "modules/content/content_permissions.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

constexpr std::chrono::hours kShownFor{24 * 90};
constexpr int kMostShown = 100, kMostListed = 200;

}  // namespace

void IncidentUpdateView::describe(Shape<IncidentUpdateView>& shape) {
  shape.field("state", &IncidentUpdateView::state);
  shape.field("html", &IncidentUpdateView::html).describedAs("safe to show as it is");
  shape.field("at", &IncidentUpdateView::at);
}

IncidentView IncidentView::of(const Incident& incident) {
  IncidentView view{incident.id,       incident.kind,   incident.title,
                    incident.impact,   incident.state,  incident.components,
                    incident.startsAt, incident.endsAt, {}};
  for (const auto& update : incident.updates)
    view.updates.push_back({update.state, markdownToHtml(update.body), update.at});
  return view;
}

void IncidentView::describe(Shape<IncidentView>& shape) {
  shape.field("id", &IncidentView::id);
  shape.field("kind", &IncidentView::kind);
  shape.field("title", &IncidentView::title);
  shape.field("impact", &IncidentView::impact);
  shape.field("state", &IncidentView::state);
  shape.field("components", &IncidentView::components);
  shape.field("starts_at", &IncidentView::startsAt);
  shape.field("ends_at", &IncidentView::endsAt).nullable();
  shape.field("updates", &IncidentView::updates).describedAs("newest first");
}

void StatusView::describe(Shape<StatusView>& shape) {
  shape.field("state", &StatusView::state);
  shape.field("open", &StatusView::open);
  shape.field("planned", &StatusView::planned);
  shape.field("past", &StatusView::past).describedAs("of the last 90 days");
}

void IncidentBody::describe(Shape<IncidentBody>& shape) {
  shape.field("kind", &IncidentBody::kind);
  shape.field("title", &IncidentBody::title).length(1, 200);
  shape.field("message", &IncidentBody::message)
      .length(1, 5'000)
      .multiline()
      .describedAs("Markdown; becomes the newest of its updates");
  shape.field("impact", &IncidentBody::impact);
  shape.field("state", &IncidentBody::state);
  shape.field("components", &IncidentBody::components).count(0, 20);
  shape.field("starts_at", &IncidentBody::startsAt);
  shape.field("ends_at", &IncidentBody::endsAt);
}

StatusView IncidentRoutes::status(Id<Tenant> tenant) {
  const auto now = clock_.now();
  const auto incidents = database_.read([&](db::Reader& reader) {
    return incident_repository::since(reader, tenant, now.minus(kShownFor), kMostShown);
  });
  StatusView view;
  view.state = overallOf(incidents, now);
  for (const auto& incident : incidents) {
    auto& shelf = incident.isOver() ? view.past : incident.isFelt(now) ? view.open : view.planned;
    shelf.push_back(IncidentView::of(incident));
  }
  return view;
}

void IncidentRoutes::apply(const IncidentBody& body, Incident& incident) {
  const auto now = clock_.now();
  if (body.kind) incident.kind = *body.kind;
  if (body.title) incident.title = *body.title;
  if (body.impact) incident.impact = *body.impact;
  if (body.startsAt) incident.startsAt = *body.startsAt;
  if (body.endsAt) incident.endsAt = *body.endsAt;
  if (body.components) {
    for (const auto& component : *body.components) {
      if (component.empty() || component.size() > 40)
        throw ValidationError{"components", "malformed", "each has 1 to 40 characters"};
    }
    incident.components = *body.components;
  }
  if (body.state) incident.state = *body.state;
  if (!incident.canBe(incident.state))
    throw ValidationError{"state", "wrong_kind", "is no state of this kind"};
  if (incident.isOver() && !incident.endsAt) incident.endsAt = now;
  if (incident.endsAt && *incident.endsAt < incident.startsAt)
    throw ValidationError{"ends_at", "out_of_range", "is before it begins"};
}

Incident IncidentRoutes::add(const Actor& actor, const IncidentBody& body) {
  FieldErrors errors;
  if (!body.title) errors.add("title", "required", "is required");
  if (!body.message) errors.add("message", "required", "is required");
  errors.throwIfAny();
  Incident incident;
  incident.id = ids_.next<Incident>();
  incident.createdAt = incident.startsAt = clock_.now();
  if (body.kind == IncidentKind::Maintenance) incident.state = IncidentState::Scheduled;
  apply(body, incident);
  return database_.transaction([&](db::Transaction& tx) {
    incident_repository::insert(tx, actor.scope.tenant, incident);
    incident_repository::addUpdate(tx, incident, {incident.state, *body.message, clock_.now()});
    audit_.record(tx, actor, "incident.added", incident.id.text());
    return incident_repository::find(tx, actor.scope.tenant, incident.id).value();
  });
}

Incident IncidentRoutes::change(const Actor& actor, Id<Incident> id, const IncidentBody& body) {
  return database_.transaction([&](db::Transaction& tx) {
    auto incident = incident_repository::lock(tx, actor.scope.tenant, id);
    if (!incident) throw NotFound{};
    apply(body, *incident);
    incident_repository::save(tx, *incident);
    if (body.message)
      incident_repository::addUpdate(tx, *incident, {incident->state, *body.message, clock_.now()});
    audit_.record(tx, actor, "incident.changed", id.text());
    return incident_repository::find(tx, actor.scope.tenant, id).value();
  });
}

void IncidentRoutes::remove(const Actor& actor, Id<Incident> id) {
  database_.transaction([&](db::Transaction& tx) {
    if (!incident_repository::remove(tx, actor.scope.tenant, id)) throw NotFound{};
    audit_.record(tx, actor, "incident.removed", id.text());
  });
}

Incident IncidentRoutes::get(Id<Tenant> tenant, Id<Incident> id) {
  auto incident = database_.read(
      [&](db::Reader& reader) { return incident_repository::find(reader, tenant, id); });
  if (!incident) throw NotFound{};
  return std::move(*incident);
}

void IncidentRoutes::mount(http::Router& router) {
  const auto read = Access::staff(kReadContent), manage = Access::staff(kManageIncidents);
  const std::string all = "/admin/incidents", single = "/admin/incidents/{id}";
  router
      .get<Nothing, StatusView>(
          "/status", Access::everyone(),
          [this](const auto& request) { return status(request.scope().tenant); })
      .named("getStatus", "How everything runs, and what is planned")
      .tagged("Content");
  router
      .get<Nothing, http::Page<IncidentView>>(
          all, read,
          [this](const auto& request) {
            http::Page<IncidentView> page;
            for (const auto& incident : database_.read([&](db::Reader& reader) {
                   return incident_repository::since(reader, request.scope().tenant, Instant{},
                                                     kMostListed);
                 }))
              page.data.push_back(IncidentView::of(incident));
            return page;
          })
      .named("adminListIncidents", "Incidents and planned work")
      .tagged("Admin: content");
  router
      .get<Nothing, IncidentView>(
          single, read,
          [this](const auto& request) {
            return IncidentView::of(get(request.scope().tenant, request.template id<Incident>()));
          })
      .named("adminGetIncident", "One of them")
      .tagged("Admin: content");
  router
      .post<IncidentBody, IncidentView>(
          all, manage,
          [this](const auto& request) {
            return IncidentView::of(add(request.actor(), request.body()));
          })
      .named("adminAddIncident", "Say what is down, or will be worked on")
      .tagged("Admin: content")
      .creates();
  router
      .patch<IncidentBody, IncidentView>(
          single, manage,
          [this](const auto& request) {
            return IncidentView::of(
                change(request.actor(), request.template id<Incident>(), request.body()));
          })
      .named("adminChangeIncident", "Change it, or say more of it")
      .tagged("Admin: content")
      .guardedBy<IncidentView>([this](const http::Context& context) {
        return IncidentView::of(get(context.tenant(), context.pathId<Incident>()));
      });
  router
      .remove<Nothing, Nothing>(
          single, manage,
          [this](const auto& request) { remove(request.actor(), request.template id<Incident>()); })
      .named("adminRemoveIncident", "Remove it")
      .tagged("Admin: content");
}

}  // namespace hostler
