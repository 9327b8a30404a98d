#include "modules/notifications/tenant_templates.h"

namespace hostler::tenant_templates {
namespace {

constexpr auto kSelectOne = R"sql(
  SELECT channel, locale, name, part, body FROM message_templates
   WHERE tenant_id = ? AND channel = ? AND (name = ? OR is_shared = 1))sql";
constexpr auto kSelectChannel =
    "SELECT channel, locale, name, part, body FROM message_templates WHERE tenant_id = ? AND "
    "channel = ?";
constexpr auto kSelectNames =
    "SELECT channel, locale, name, part, '' AS body FROM message_templates WHERE tenant_id = ? "
    "ORDER BY channel, name, locale, part";
constexpr auto kSave = R"sql(
  INSERT INTO message_templates (tenant_id, channel, locale, name, part, is_shared, body, changed_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  {upsert(tenant_id, channel, name, locale, part)} body = {new(body)}, changed_at = {new(changed_at)})sql";
constexpr auto kRemove =
    "DELETE FROM message_templates WHERE tenant_id = ? AND channel = ? AND locale = ? AND name = ?";

Piece pieceOf(const db::Row& row) {
  return {row.text("channel"), row.text("locale"), row.text("name"), row.text("part"),
          row.text("body")};
}

render::TemplateTexts textsOf(const db::Rows& rows) {
  render::TemplateTexts texts;
  for (auto& piece : rows.map(pieceOf)) texts.emplace(piece.path(), std::move(piece.body));
  return texts;
}

}  // namespace

render::TemplateTexts overlay(db::Reader& reader, Id<Tenant> tenant, const std::string& channel,
                              const std::string& name) {
  return textsOf(reader.query(kSelectOne, tenant, channel, name));
}

render::TemplateTexts overlay(db::Reader& reader, Id<Tenant> tenant, const std::string& channel) {
  return textsOf(reader.query(kSelectChannel, tenant, channel));
}

std::vector<Piece> list(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelectNames, tenant).map(pieceOf);
}

void save(db::Transaction& tx, Id<Tenant> tenant, const Piece& piece, Instant now) {
  tx.execute(kSave, tenant, piece.channel, piece.locale, piece.name, piece.part,
             piece.name.starts_with('_'), piece.body, now);
}

std::int64_t remove(db::Transaction& tx, Id<Tenant> tenant, const std::string& channel,
                    const std::string& locale, const std::string& name) {
  return tx.execute(kRemove, tenant, channel, locale, name);
}

}  // namespace hostler::tenant_templates
