#pragma once

#include "core/base/scope.h"
#include "core/db/database.h"
#include "core/render/template_library.h"

namespace hostler {

/// SQL of the texts that a tenant has put over the shipped ones.
namespace tenant_templates {

/// One piece of text: `part` is subject, txt or html; names of shared pieces begin with an
/// underscore.
struct Piece {
  std::string channel, locale, name, part, body;

  /// "mail/en/invoice.html".
  std::string path() const { return channel + "/" + locale + "/" + name + "." + part; }
};

/// A template's own pieces in every locale, and all shared ones of its channel.
render::TemplateTexts overlay(db::Reader& reader, Id<Tenant> tenant, const std::string& channel,
                              const std::string& name);
/// All of a channel.
render::TemplateTexts overlay(db::Reader& reader, Id<Tenant> tenant, const std::string& channel);
/// What is there, without the bodies.
std::vector<Piece> list(db::Reader& reader, Id<Tenant> tenant);
void save(db::Transaction& tx, Id<Tenant> tenant, const Piece& piece, Instant now);
/// How many pieces went.
std::int64_t remove(db::Transaction& tx, Id<Tenant> tenant, const std::string& channel,
                    const std::string& locale, const std::string& name);

}  // namespace tenant_templates
}  // namespace hostler
