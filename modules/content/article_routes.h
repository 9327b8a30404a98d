#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/content/article_desk.h"

namespace hostler {

struct ArticleQuery : http::ListQuery {
  std::optional<std::string> q, category, language;
  static void describe(Shape<ArticleQuery>& shape);
};

/// An article: in lists without its text.
struct ArticleView {
  std::string slug, title, category, language, excerpt;
  std::optional<std::string> html;
  Instant updatedAt;

  static ArticleView inList(const Article& article);
  static ArticleView whole(const Article& article);
  static void describe(Shape<ArticleView>& shape);
};

struct AdminArticleView : ArticleView {
  Id<Article> id;
  std::string body;
  bool published = false;
  int position = 0, helpful = 0, unhelpful = 0;
  Instant createdAt;

  static AdminArticleView of(const Article& article);
  static void describe(Shape<AdminArticleView>& shape);
};

/// The knowledge base: open to everyone, and as staff write it.
class ArticleRoutes {
 public:
  ArticleRoutes(db::Database& database, ArticleDesk& desk) : database_{database}, desk_{desk} {}
  void mount(http::Router& router);

 private:
  template <class View, class F>
  http::Page<View> list(const http::Request<ArticleQuery>& request, bool publishedOnly, F viewOf);
  AdminArticleView one(Id<Tenant> tenant, Id<Article> id);
  void mountAdmin(http::Router& router);

  db::Database& database_;
  ArticleDesk& desk_;
};

}  // namespace hostler
