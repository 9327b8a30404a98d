#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "core/nodes/id_mint.h"
#include "core/time/clock.h"
#include "modules/content/incident_repository.h"

namespace hostler {

struct IncidentUpdateView {
  IncidentState state = IncidentState::Investigating;
  std::string html;
  Instant at;
  static void describe(Shape<IncidentUpdateView>& shape);
};

struct IncidentView {
  Id<Incident> id;
  IncidentKind kind = IncidentKind::Incident;
  std::string title;
  IncidentImpact impact = IncidentImpact::Minor;
  IncidentState state = IncidentState::Investigating;
  std::vector<std::string> components;
  Instant startsAt;
  std::optional<Instant> endsAt;
  std::vector<IncidentUpdateView> updates;

  static IncidentView of(const Incident& incident);
  static void describe(Shape<IncidentView>& shape);
};

/// What the status page shows.
struct StatusView {
  OverallState state = OverallState::Operational;
  std::vector<IncidentView> open, planned, past;
  static void describe(Shape<StatusView>& shape);
};

struct IncidentBody {
  std::optional<IncidentKind> kind;
  std::optional<std::string> title, message;
  std::optional<IncidentImpact> impact;
  std::optional<IncidentState> state;
  std::optional<std::vector<std::string>> components;
  std::optional<Instant> startsAt;
  std::optional<std::optional<Instant>> endsAt;
  static void describe(Shape<IncidentBody>& shape);
};

/// The status page, and what staff write on it.
class IncidentRoutes {
 public:
  IncidentRoutes(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  StatusView status(Id<Tenant> tenant);
  Incident add(const Actor& actor, const IncidentBody& body);
  Incident change(const Actor& actor, Id<Incident> id, const IncidentBody& body);
  void remove(const Actor& actor, Id<Incident> id);
  Incident get(Id<Tenant> tenant, Id<Incident> id);
  void apply(const IncidentBody& body, Incident& incident);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
};

}  // namespace hostler
