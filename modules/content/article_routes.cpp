#include "modules/content/article_routes.h"

#include "core/base/fitted.h"
#include "core/markdown/markdown.h"
#include "modules/content/content_permissions.h"

#include <sstream>

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

constexpr std::size_t kExcerpt = 240;
constexpr std::size_t kMostWords = 8;

// The first words without the marks that would show as signs.
std::string excerptOf(const std::string& markdown) {
  std::string plain;
  for (const char c : markdown) {
    if (c == '#' || c == '*' || c == '`' || c == '>' || c == '_') continue;
    const bool space = c == '\n' || c == ' ' || c == '\t';
    if (space && (plain.empty() || plain.back() == ' ')) continue;
    plain.push_back(space ? ' ' : c);
    if (plain.size() > 2 * kExcerpt) break;
  }
  if (plain.size() <= kExcerpt) return plain;
  auto cut = fitted(plain, kExcerpt);
  if (const auto space = cut.rfind(' '); space != std::string::npos && space > 0) cut.resize(space);
  return cut + "…";
}

std::vector<std::string> wordsOf(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream reader{inSmallLetters(text)};
  for (std::string word; reader >> word && words.size() < kMostWords;) words.push_back(word);
  return words;
}

struct JudgementBody {
  bool helpful = false;
  static void describe(Shape<JudgementBody>& shape) {
    shape.field("helpful", &JudgementBody::helpful);
  }
};

}  // namespace

void ArticleQuery::describe(Shape<ArticleQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("q", &ArticleQuery::q).length(1, 100).describedAs("words that are all in it");
  shape.field("category", &ArticleQuery::category).length(1, 120);
  shape.field("language", &ArticleQuery::language).length(2, 10);
}

ArticleView ArticleView::inList(const Article& article) {
  return {article.slug,     article.title,           article.category,
          article.language, excerptOf(article.body), std::nullopt,
          article.updatedAt};
}

ArticleView ArticleView::whole(const Article& article) {
  auto view = inList(article);
  view.html = markdownToHtml(article.body);
  return view;
}

void ArticleView::describe(Shape<ArticleView>& shape) {
  shape.field("slug", &ArticleView::slug);
  shape.field("title", &ArticleView::title);
  shape.field("category", &ArticleView::category);
  shape.field("language", &ArticleView::language);
  shape.field("excerpt", &ArticleView::excerpt);
  shape.field("html", &ArticleView::html).describedAs("safe to show as it is; not in lists");
  shape.field("updated_at", &ArticleView::updatedAt);
}

AdminArticleView AdminArticleView::of(const Article& article) {
  AdminArticleView view;
  static_cast<ArticleView&>(view) = ArticleView::whole(article);
  view.id = article.id;
  view.body = article.body;
  view.published = article.isPublished;
  view.position = article.position;
  view.helpful = article.helpful;
  view.unhelpful = article.unhelpful;
  view.createdAt = article.createdAt;
  return view;
}

void AdminArticleView::describe(Shape<AdminArticleView>& shape) {
  shape.include<ArticleView>();
  shape.field("id", &AdminArticleView::id);
  shape.field("body", &AdminArticleView::body).describedAs("Markdown");
  shape.field("published", &AdminArticleView::published);
  shape.field("position", &AdminArticleView::position);
  shape.field("helpful", &AdminArticleView::helpful);
  shape.field("unhelpful", &AdminArticleView::unhelpful);
  shape.field("created_at", &AdminArticleView::createdAt);
}

// A shelf is short and ordered by hand, so its cursor is a place in it.
template <class View, class F>
http::Page<View> ArticleRoutes::list(const http::Request<ArticleQuery>& request, bool publishedOnly,
                                     F viewOf) {
  const auto& query = request.query();
  if (query.sort)
    throw ValidationError{"sort", "not_sortable", "is not known here: articles have their places"};
  article_repository::Filter filter{query.category, query.language, wordsOf(query.q.value_or("")),
                                    publishedOnly};
  std::int64_t offset = 0;
  if (query.cursor) offset = http::Cursor::parse(*query.cursor).value;
  if (offset < 0 || offset > 1'000'000)
    throw ValidationError{"cursor", "malformed", "is no cursor of this list"};
  auto articles = database_.read([&](db::Reader& reader) {
    return article_repository::list(reader, request.scope().tenant, filter, query.limit + 1,
                                    static_cast<int>(offset));
  });
  http::Page<View> page;
  if (articles.size() > static_cast<std::size_t>(query.limit)) {
    articles.resize(static_cast<std::size_t>(query.limit));
    page.nextCursor = http::Cursor{0, offset + query.limit}.text();
  }
  for (const auto& article : articles) page.data.push_back(viewOf(article));
  return page;
}

AdminArticleView ArticleRoutes::one(Id<Tenant> tenant, Id<Article> id) {
  const auto article = database_.read(
      [&](db::Reader& reader) { return article_repository::find(reader, tenant, id); });
  if (!article) throw NotFound{};
  return AdminArticleView::of(*article);
}

void ArticleRoutes::mount(http::Router& router) {
  router
      .get<ArticleQuery, http::Page<ArticleView>>("/knowledgebase", Access::everyone(),
                                                  [this](const auto& request) {
                                                    return list<ArticleView>(request, true,
                                                                             ArticleView::inList);
                                                  })
      .named("listArticles", "The knowledge base")
      .tagged("Content");
  router
      .get<Nothing, ArticleView>("/knowledgebase/{slug}", Access::everyone(),
                                 [this](const auto& request) {
                                   const auto article = database_.read([&](db::Reader& reader) {
                                     return article_repository::findBySlug(
                                         reader, request.scope().tenant, request.pathText("slug"));
                                   });
                                   if (!article || !article->isPublished) throw NotFound{};
                                   return ArticleView::whole(*article);
                                 })
      .named("getArticle", "One article")
      .tagged("Content");
  router
      .post<JudgementBody, Nothing>("/knowledgebase/{slug}/feedback", Access::everyone(),
                                    [this](const auto& request) {
                                      desk_.judge(request.actor(), request.pathText("slug"),
                                                  request.body().helpful);
                                    })
      .named("judgeArticle", "Say whether an article helped")
      .tagged("Content");
  mountAdmin(router);
}

void ArticleRoutes::mountAdmin(http::Router& router) {
  const auto read = Access::staff(kReadContent), manage = Access::staff(kManageArticles);
  const std::string all = "/admin/knowledgebase", single = "/admin/knowledgebase/{id}";
  router
      .get<ArticleQuery, http::Page<AdminArticleView>>(all, read,
                                                       [this](const auto& request) {
                                                         return list<AdminArticleView>(
                                                             request, false, AdminArticleView::of);
                                                       })
      .named("adminListArticles", "Articles, published or not")
      .tagged("Admin: content");
  router
      .get<Nothing, AdminArticleView>(single, read,
                                      [this](const auto& request) {
                                        return one(request.scope().tenant,
                                                   request.template id<Article>());
                                      })
      .named("adminGetArticle", "One article")
      .tagged("Admin: content");
  router
      .post<ArticleEdit, AdminArticleView>(
          all, manage,
          [this](const auto& request) {
            return AdminArticleView::of(desk_.add(request.actor(), request.body()));
          })
      .named("adminAddArticle", "Write an article")
      .tagged("Admin: content")
      .creates();
  router
      .patch<ArticleEdit, AdminArticleView>(
          single, manage,
          [this](const auto& request) {
            return AdminArticleView::of(
                desk_.change(request.actor(), request.template id<Article>(), request.body()));
          })
      .named("adminChangeArticle", "Change an article")
      .tagged("Admin: content")
      .guardedBy<AdminArticleView>([this](const http::Context& context) {
        return one(context.tenant(), context.pathId<Article>());
      });
  router
      .remove<Nothing, Nothing>(single, manage,
                                [this](const auto& request) {
                                  desk_.remove(request.actor(), request.template id<Article>());
                                })
      .named("adminRemoveArticle", "Remove an article")
      .tagged("Admin: content");
}

}  // namespace hostler
