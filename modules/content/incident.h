#pragma once

#include "core/shape/words.h"
#include "core/time/instant.h"
#include "modules/entities/entities.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class IncidentKind { Incident = 1, Maintenance };
template <>
inline constexpr std::array kEnumNames<IncidentKind>{std::string_view{"incident"},
                                                     std::string_view{"maintenance"}};

enum class IncidentImpact { None = 1, Minor, Major, Critical };
template <>
inline constexpr std::array kEnumNames<IncidentImpact>{
    std::string_view{"none"}, std::string_view{"minor"}, std::string_view{"major"},
    std::string_view{"critical"}};

/// Of an incident: investigating to resolved; of maintenance: scheduled to completed.
enum class IncidentState {
  Investigating = 1,
  Identified,
  Monitoring,
  Resolved,
  Scheduled,
  InProgress,
  Completed
};
template <>
inline constexpr std::array kEnumNames<IncidentState>{
    std::string_view{"investigating"}, std::string_view{"identified"},
    std::string_view{"monitoring"},    std::string_view{"resolved"},
    std::string_view{"scheduled"},     std::string_view{"in_progress"},
    std::string_view{"completed"}};

enum class OverallState { Operational = 1, Maintenance, Degraded, PartialOutage, MajorOutage };
template <>
inline constexpr std::array kEnumNames<OverallState>{
    std::string_view{"operational"}, std::string_view{"maintenance"}, std::string_view{"degraded"},
    std::string_view{"partial_outage"}, std::string_view{"major_outage"}};

/// One thing that was said of an incident.
struct IncidentUpdate {
  IncidentState state = IncidentState::Investigating;
  std::string body;  ///< Markdown
  Instant at;
};

/// What is down, or will be worked on.
struct Incident {
  Id<Incident> id;
  IncidentKind kind = IncidentKind::Incident;
  std::string title;
  IncidentImpact impact = IncidentImpact::Minor;
  IncidentState state = IncidentState::Investigating;
  std::vector<std::string> components;
  Instant startsAt;
  std::optional<Instant> endsAt;        ///< of an incident: when it was over; else: is to be over
  std::vector<IncidentUpdate> updates;  ///< newest first
  Instant createdAt;

  bool isOver() const {
    return state == IncidentState::Resolved || state == IncidentState::Completed;
  }
  /// Whether it is felt at `now`: what is only scheduled is not.
  bool isFelt(Instant now) const;
  /// Whether a state belongs to its kind.
  bool canBe(IncidentState state) const;
};

/// The worst of what is felt.
OverallState overallOf(const std::vector<Incident>& incidents, Instant now);

}  // namespace hostler
