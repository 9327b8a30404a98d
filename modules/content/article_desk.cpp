#include "modules/content/article_desk.h"

#include "core/http/client_address.h"
#include "modules/content/slug.h"

namespace hostler {
namespace {

const http::Limit kOneJudgement{1, std::chrono::hours{24}};

void apply(const ArticleEdit& edit, Article& article) {
  if (edit.title) article.title = *edit.title;
  if (edit.slug) article.slug = *edit.slug;
  if (edit.category) article.category = *edit.category;
  if (edit.language) article.language = *edit.language;
  if (edit.body) article.body = *edit.body;
  if (edit.isPublished) article.isPublished = *edit.isPublished;
  if (edit.position) article.position = *edit.position;
}

DomainError slugTaken() {
  return {"slug_taken", 409, "Another article has this slug; choose another one."};
}

Article get(db::Reader& reader, Id<Tenant> tenant, Id<Article> id) {
  auto article = article_repository::find(reader, tenant, id);
  if (!article) throw NotFound{};
  return std::move(*article);
}

}  // namespace

void ArticleEdit::describe(Shape<ArticleEdit>& shape) {
  likeASlug(shape.field("slug", &ArticleEdit::slug)).describedAs("none: made of the title");
  shape.field("title", &ArticleEdit::title).length(1, 200);
  shape.field("category", &ArticleEdit::category).length(1, 120);
  shape.field("language", &ArticleEdit::language)
      .pattern("[a-z]{2}", "must be a code of ISO 639-1, such as en");
  shape.field("body", &ArticleEdit::body).length(1, 100'000).multiline().describedAs("Markdown");
  shape.field("published", &ArticleEdit::isPublished);
  shape.field("position", &ArticleEdit::position).range(0, 1'000'000);
}

Article ArticleDesk::add(const Actor& actor, const ArticleEdit& edit) {
  FieldErrors errors;
  if (!edit.title) errors.add("title", "required", "is required");
  if (!edit.body) errors.add("body", "required", "is required");
  Article article;
  article.category = "General";
  apply(edit, article);
  if (!edit.slug) article.slug = slugOf(article.title);
  if (article.slug.empty() && edit.title)
    errors.add("slug", "required", "is required when the title has no Latin letters");
  errors.throwIfAny();
  article.id = ids_.next<Article>();
  article.createdAt = article.updatedAt = clock_.now();
  return database_.transaction([&](db::Transaction& tx) {
    try {
      article_repository::insert(tx, actor.scope.tenant, article);
    } catch (const db::UniqueViolation&) {
      throw slugTaken();
    }
    audit_.record(tx, actor, "article.added", article.id.text());
    return article;
  });
}

Article ArticleDesk::change(const Actor& actor, Id<Article> id, const ArticleEdit& edit) {
  return database_.transaction([&](db::Transaction& tx) {
    auto article = get(tx, actor.scope.tenant, id);
    apply(edit, article);
    article.updatedAt = clock_.now();
    try {
      article_repository::update(tx, actor.scope.tenant, article);
    } catch (const db::UniqueViolation&) {
      throw slugTaken();
    }
    audit_.record(tx, actor, "article.changed", id.text());
    return article;
  });
}

void ArticleDesk::remove(const Actor& actor, Id<Article> id) {
  database_.transaction([&](db::Transaction& tx) {
    if (!article_repository::remove(tx, actor.scope.tenant, id)) throw NotFound{};
    audit_.record(tx, actor, "article.removed", id.text());
  });
}

void ArticleDesk::judge(const Actor& reader, const std::string& slug, bool helpful) {
  const auto article = database_.read([&](db::Reader& open) {
    return article_repository::findBySlug(open, reader.scope.tenant, slug);
  });
  if (!article || !article->isPublished) throw NotFound{};
  const auto bucket = "helpful:" + article->id.text() + ":" + http::limitKey(reader.origin.address);
  if (!limits_.takeStrictly(bucket, kOneJudgement).allowed) return;
  database_.transaction(
      [&](db::Transaction& tx) { article_repository::count(tx, article->id, helpful); });
}

}  // namespace hostler
