#pragma once

#include "core/audit/audit_log.h"
#include "core/db/database.h"
#include "core/time/clock.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Terms, privacy and the like, as one version of it reads.
struct LegalText {
  std::string slug, title, body;  ///< Markdown
  int version = 1;
  int position = 0;
  Instant changedAt;
};

/// Thread-safe.
class LegalTexts {
 public:
  LegalTexts(db::Database& database, const Clock& clock, AuditLog& audit)
      : database_{database}, clock_{clock}, audit_{audit} {}

  /// Each in its newest version, by position.
  std::vector<LegalText> list(db::Reader& reader, Id<Tenant> tenant);
  /// The titles of all shops' texts, in their newest versions and without their bodies.
  std::vector<std::pair<Id<Tenant>, LegalText>> titles(db::Reader& reader);
  /// The newest version, or the one that is asked for.
  std::optional<LegalText> find(db::Reader& reader, Id<Tenant> tenant, const std::string& slug,
                                std::optional<int> version = {});
  /// Writes a new version; the same words again change nothing.
  LegalText save(const Actor& actor, const LegalText& text);

 private:
  db::Database& database_;
  const Clock& clock_;
  AuditLog& audit_;
};

}  // namespace hostler
