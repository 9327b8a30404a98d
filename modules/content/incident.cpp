#include "modules/content/incident.h"

#include <algorithm>

namespace hostler {
namespace {

OverallState stateOf(const Incident& incident) {
  if (incident.kind == IncidentKind::Maintenance) return OverallState::Maintenance;
  switch (incident.impact) {
    case IncidentImpact::None:
      return OverallState::Operational;
    case IncidentImpact::Minor:
      return OverallState::Degraded;
    case IncidentImpact::Major:
      return OverallState::PartialOutage;
    case IncidentImpact::Critical:
      break;
  }
  return OverallState::MajorOutage;
}

}  // namespace

bool Incident::isFelt(Instant now) const {
  if (isOver()) return false;
  return state == IncidentState::InProgress ||
         (state != IncidentState::Scheduled && startsAt <= now);
}

bool Incident::canBe(IncidentState wanted) const {
  const bool planned = wanted == IncidentState::Scheduled || wanted == IncidentState::InProgress ||
                       wanted == IncidentState::Completed;
  return planned == (kind == IncidentKind::Maintenance);
}

OverallState overallOf(const std::vector<Incident>& incidents, Instant now) {
  auto worst = OverallState::Operational;
  for (const auto& incident : incidents) {
    if (incident.isFelt(now)) worst = std::max(worst, stateOf(incident));
  }
  return worst;
}

}  // namespace hostler
