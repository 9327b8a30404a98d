#pragma once

#include "core/db/database.h"
#include "core/nodes/id_mint.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A page of the knowledge base.
struct Article {
  Id<Article> id;
  std::string slug, title, category;
  std::string language = "en";
  std::string body;  ///< Markdown
  bool isPublished = false;
  int position = 0;
  int helpful = 0, unhelpful = 0;  ///< what readers said
  Instant createdAt, updatedAt;
};

/// SQL of articles: one function for each statement.
namespace article_repository {

struct Filter {
  std::optional<std::string> category, language;
  std::vector<std::string> words;  ///< in small letters: all of them, in title or text
  bool publishedOnly = true;
};

/// By category, then by position and title.
std::vector<Article> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter, int limit,
                          int offset);
std::optional<Article> find(db::Reader& reader, Id<Tenant> tenant, Id<Article> id);
std::optional<Article> findBySlug(db::Reader& reader, Id<Tenant> tenant, const std::string& slug);
/// Both throw db::UniqueViolation when the slug is taken.
void insert(db::Transaction& tx, Id<Tenant> tenant, const Article& article);
void update(db::Transaction& tx, Id<Tenant> tenant, const Article& article);
bool remove(db::Transaction& tx, Id<Tenant> tenant, Id<Article> id);
void count(db::Transaction& tx, Id<Article> id, bool helpful);

}  // namespace article_repository

/// The letters A to Z as small ones; all others as they are.
std::string inSmallLetters(std::string text);

}  // namespace hostler
