#include "modules/content/legal_texts.h"

#include "core/problem/problem.h"

namespace hostler {
namespace {

constexpr auto kSelectNewest = R"sql(
  SELECT t.* FROM legal_texts t
   WHERE t.tenant_id = ? AND t.version = (SELECT MAX(n.version) FROM legal_texts n
                                           WHERE n.tenant_id = t.tenant_id AND n.slug = t.slug)
   ORDER BY t.position, t.slug)sql";
constexpr auto kSelectTitles = R"sql(
  SELECT t.tenant_id, t.slug, t.title, t.version, t.position, t.created_at FROM legal_texts t
   WHERE t.version = (SELECT MAX(n.version) FROM legal_texts n WHERE n.tenant_id = t.tenant_id AND n.slug = t.slug)
   ORDER BY t.tenant_id, t.position, t.slug)sql";
constexpr auto kSelectOne =
    "SELECT * FROM legal_texts WHERE tenant_id = ? AND slug = ? ORDER BY version DESC LIMIT 1";
constexpr auto kSelectVersion =
    "SELECT * FROM legal_texts WHERE tenant_id = ? AND slug = ? AND version = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO legal_texts (tenant_id, slug, version, title, body, position, changed_by, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql";

LegalText textOf(const db::Row& row) {
  return {row.text("slug"),        row.text("title"),        row.text("body"),
          row.get<int>("version"), row.get<int>("position"), row.instant("created_at")};
}

}  // namespace

std::vector<LegalText> LegalTexts::list(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelectNewest, tenant).map(textOf);
}

std::vector<std::pair<Id<Tenant>, LegalText>> LegalTexts::titles(db::Reader& reader) {
  return reader.query(kSelectTitles).map([](const db::Row& row) {
    return std::pair{row.id<Tenant>("tenant_id"),
                     LegalText{row.text("slug"), row.text("title"), "", row.get<int>("version"),
                               row.get<int>("position"), row.instant("created_at")}};
  });
}

std::optional<LegalText> LegalTexts::find(db::Reader& reader, Id<Tenant> tenant,
                                          const std::string& slug, std::optional<int> version) {
  if (version) return reader.query(kSelectVersion, tenant, slug, *version).first(textOf);
  return reader.query(kSelectOne, tenant, slug).first(textOf);
}

LegalText LegalTexts::save(const Actor& actor, const LegalText& text) {
  return database_.transaction([&](db::Transaction& tx) {
    const auto before = find(tx, actor.scope.tenant, text.slug);
    const bool same = before && before->title == text.title && before->body == text.body &&
                      before->position == text.position;
    if (same) return *before;
    auto after = text;
    after.version = before ? before->version + 1 : 1;
    after.changedAt = clock_.now();
    const bool written =
        tx.tryInsert(kInsert, actor.scope.tenant, after.slug, after.version, after.title,
                     after.body, after.position, actor.user, after.changedAt);
    if (!written) {
      throw DomainError{"changed_meanwhile", 409,
                        "Somebody else changed this text in this moment; read it again."};
    }
    audit_.record(
        tx, actor,
        {"legal_text.changed", "legal/" + after.slug, nullptr, {{"version", after.version}}});
    return after;
  });
}

}  // namespace hostler
