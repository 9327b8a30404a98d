#include "modules/content/article_repository.h"

namespace hostler {

std::string inSmallLetters(std::string text) {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

namespace article_repository {
namespace {

constexpr std::string_view kSelect = "SELECT * FROM articles WHERE tenant_id = ?";
constexpr auto kSelectOne = "SELECT * FROM articles WHERE tenant_id = ? AND id = ?";
constexpr auto kSelectBySlug = "SELECT * FROM articles WHERE tenant_id = ? AND slug = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO articles (slug, title, category, language, body, search_text, is_published, position, updated_at,
                        helpful, unhelpful, created_at, tenant_id, id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE articles SET slug = ?, title = ?, category = ?, language = ?, body = ?, search_text = ?, is_published = ?,
         position = ?, updated_at = ?
   WHERE tenant_id = ? AND id = ?)sql";
constexpr auto kDelete = "DELETE FROM articles WHERE tenant_id = ? AND id = ?";
constexpr auto kCountHelpful = "UPDATE articles SET helpful = helpful + 1 WHERE id = ?";
constexpr auto kCountUnhelpful = "UPDATE articles SET unhelpful = unhelpful + 1 WHERE id = ?";

Article articleOf(const db::Row& row) {
  Article article;
  article.id = row.id<Article>("id");
  article.slug = row.text("slug");
  article.title = row.text("title");
  article.category = row.text("category");
  article.language = row.text("language");
  article.body = row.text("body");
  article.isPublished = row.flag("is_published");
  article.position = row.get<int>("position");
  article.helpful = row.get<int>("helpful");
  article.unhelpful = row.get<int>("unhelpful");
  article.createdAt = row.instant("created_at");
  article.updatedAt = row.instant("updated_at");
  return article;
}

// A text as what LIKE finds anywhere inside; its own signs stand for themselves.
std::string anywhere(std::string_view text) {
  std::string pattern{"%"};
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
    pattern.push_back(c);
  }
  return pattern + "%";
}

std::string searchTextOf(const Article& article) {
  return inSmallLetters(article.title + "\n" + article.category + "\n" + article.body);
}

}  // namespace

std::vector<Article> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter, int limit,
                          int offset) {
  std::string sql{kSelect};
  std::vector<std::string> patterns;
  for (const auto& word : filter.words) patterns.push_back(anywhere(word));
  std::vector<db::Param> params{db::Param{tenant}};
  if (filter.publishedOnly) sql += " AND is_published = 1";
  if (filter.category) {
    sql += " AND category = ?";
    params.emplace_back(*filter.category);
  }
  if (filter.language) {
    sql += " AND language = ?";
    params.emplace_back(*filter.language);
  }
  for (const auto& pattern : patterns) {
    sql += " AND search_text LIKE ? ESCAPE '!'";
    params.emplace_back(pattern);
  }
  sql += " ORDER BY category, position, title, id LIMIT ? OFFSET ?";
  params.emplace_back(limit);
  params.emplace_back(offset);
  return reader.run(sql, params).map(articleOf);
}

std::optional<Article> find(db::Reader& reader, Id<Tenant> tenant, Id<Article> id) {
  return reader.query(kSelectOne, tenant, id).first(articleOf);
}

std::optional<Article> findBySlug(db::Reader& reader, Id<Tenant> tenant, const std::string& slug) {
  return reader.query(kSelectBySlug, tenant, slug).first(articleOf);
}

void insert(db::Transaction& tx, Id<Tenant> tenant, const Article& article) {
  tx.execute(kInsert, article.slug, article.title, article.category, article.language, article.body,
             searchTextOf(article), article.isPublished, article.position, article.updatedAt,
             article.createdAt, tenant, article.id);
}

void update(db::Transaction& tx, Id<Tenant> tenant, const Article& article) {
  tx.execute(kUpdate, article.slug, article.title, article.category, article.language, article.body,
             searchTextOf(article), article.isPublished, article.position, article.updatedAt,
             tenant, article.id);
}

bool remove(db::Transaction& tx, Id<Tenant> tenant, Id<Article> id) {
  return tx.execute(kDelete, tenant, id) == 1;
}

void count(db::Transaction& tx, Id<Article> id, bool helpful) {
  tx.execute(helpful ? kCountHelpful : kCountUnhelpful, id);
}

}  // namespace article_repository
}  // namespace hostler
