#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/content/legal_texts.h"

namespace hostler {

struct LegalTextView {
  std::string slug, title;
  int version = 1, position = 0;
  std::optional<std::string> html, body;  ///< not in lists; the Markdown for staff alone
  Instant updatedAt;

  static LegalTextView inList(const LegalText& text);
  static LegalTextView forReaders(const LegalText& text);
  static LegalTextView forStaff(const LegalText& text);
  static void describe(Shape<LegalTextView>& shape);
};

/// Legal texts: open to everyone, and as staff write them.
class LegalRoutes {
 public:
  LegalRoutes(db::Database& database, LegalTexts& texts) : database_{database}, texts_{texts} {}
  void mount(http::Router& router);

 private:
  http::Page<LegalTextView> list(Id<Tenant> tenant);
  LegalText one(Id<Tenant> tenant, const std::string& slug, std::optional<int> version);
  void mountAdmin(http::Router& router);

  db::Database& database_;
  LegalTexts& texts_;
};

}  // namespace hostler
