#pragma once

#include "core/audit/audit_log.h"
#include "core/http/rate_limits.h"
#include "core/shape/shape.h"
#include "modules/content/article_repository.h"

namespace hostler {

struct ArticleEdit {
  std::optional<std::string> slug, title, category, language, body;
  std::optional<bool> isPublished;
  std::optional<int> position;
  static void describe(Shape<ArticleEdit>& shape);
};

/// The knowledge base, as staff write it and readers judge it. Thread-safe.
class ArticleDesk {
 public:
  ArticleDesk(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit,
              http::RateLimits& limits)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit}, limits_{limits} {}

  /// Throws ValidationError for what is missing, DomainError 409 `slug_taken`.
  Article add(const Actor& actor, const ArticleEdit& edit);
  Article change(const Actor& actor, Id<Article> id, const ArticleEdit& edit);
  void remove(const Actor& actor, Id<Article> id);

  /// Notes whether a published article helped, once a day from one address. Throws NotFound.
  void judge(const Actor& reader, const std::string& slug, bool helpful);

 private:
  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
  http::RateLimits& limits_;
};

}  // namespace hostler
