#include "modules/notifications/template_desk.h"

#include "modules/accounts/people.h"

#include <array>

namespace hostler {
namespace {

constexpr std::array<std::string_view, 3> kChannels{"mail", "sms", "invoice"};
constexpr std::size_t kLongest = 200'000;
constexpr std::size_t kMostProblems = 20;

bool isLocale(std::string_view text) {
  const auto region = text.find('-');
  const auto language = text.substr(0, region);
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (language.size() < 2 || language.size() > 3 || !std::ranges::all_of(language, small))
    return false;
  return region == std::string_view::npos ||
         (text.size() == region + 3 && std::ranges::all_of(text.substr(region + 1), capital));
}

std::optional<std::string> pieceIn(const render::Partials& partials, const std::string& name) {
  const auto found = partials.find(name.substr(1));
  return found == partials.end() ? std::nullopt : std::optional{found->second};
}

// The parts of a template, or of a shared piece, whichever the key names.
TemplateDraft partsOf(const render::TemplateSources& sources, const TemplateKey& key) {
  if (!key.isShared()) return {sources.subject, sources.text, sources.html};
  return {std::nullopt, pieceIn(sources.textPartials, key.name),
          pieceIn(sources.htmlPartials, key.name)};
}

std::vector<tenant_templates::Piece> piecesOf(const TemplateKey& key, const TemplateDraft& draft) {
  std::vector<tenant_templates::Piece> pieces;
  const auto add = [&](const char* part, const std::optional<std::string>& body) {
    if (body) pieces.push_back({key.channel, key.locale, key.name, part, *body});
  };
  add("subject", draft.subject);
  add("txt", draft.text);
  add("html", draft.html);
  return pieces;
}

render::TemplateTexts with(render::TemplateTexts texts, const TemplateKey& key,
                           const TemplateDraft& draft) {
  for (const auto& piece : piecesOf(key, draft)) texts.insert_or_assign(piece.path(), piece.body);
  return texts;
}

// Which parts a template of a channel consists of: others have no place in it.
void checkParts(const TemplateDraft& now, const TemplateDraft& draft) {
  FieldErrors errors;
  const auto check = [&](const char* field, const std::optional<std::string>& has,
                         const std::optional<std::string>& wants) {
    if (wants && !has) errors.add(field, "no_such_part", "is not a part of this template");
  };
  check("subject", now.subject, draft.subject);
  check("text", now.text, draft.text);
  check("html", now.html, draft.html);
  errors.throwIfAny();
}

}  // namespace

void TemplateDraft::describe(Shape<TemplateDraft>& shape) {
  shape.field("subject", &TemplateDraft::subject).length(1, 500);
  shape.field("text", &TemplateDraft::text).length(0, kLongest).multiline();
  shape.field("html", &TemplateDraft::html).length(0, kLongest).multiline();
}

void TemplateSummary::describe(Shape<TemplateSummary>& shape) {
  shape.field("kind", &TemplateSummary::kind);
  shape.field("name", &TemplateSummary::name);
  shape.field("locales", &TemplateSummary::locales);
  shape.field("edited", &TemplateSummary::edited);
}

void TemplateView::describe(Shape<TemplateView>& shape) {
  shape.field("kind", &TemplateView::kind);
  shape.field("name", &TemplateView::name);
  shape.field("locale", &TemplateView::locale);
  shape.field("written_in", &TemplateView::writtenIn);
  shape.field("subject", &TemplateView::subject);
  shape.field("text", &TemplateView::text);
  shape.field("html", &TemplateView::html);
  shape.field("shipped", &TemplateView::shipped);
  shape.field("edited", &TemplateView::edited);
  shape.field("sample", &TemplateView::sample);
}

void TemplatePreview::describe(Shape<TemplatePreview>& shape) {
  shape.field("subject", &TemplatePreview::subject);
  shape.field("text", &TemplatePreview::text);
  shape.field("html", &TemplatePreview::html);
}

void TemplateDesk::demandKnown(const TemplateKey& key) const {
  if (std::ranges::find(kChannels, key.channel) == kChannels.end()) throw NotFound{};
  if (!isLocale(key.locale))
    throw ValidationError{"locale", "malformed", "must be a language, such as \"hi\" or \"en-GB\""};
  const auto names = parts_.templates.names(key.channel);
  if (!key.isShared()) {
    if (std::ranges::find(names, key.name) == names.end()) throw NotFound{};
    return;
  }
  const auto pieces = partsOf(parts_.templates.find({key.channel, names.at(0), key.locale}), key);
  if (!pieces.text && !pieces.html) throw NotFound{};
}

TemplateList TemplateDesk::list(Id<Tenant> tenant) {
  const auto own = parts_.database.read(
      [&](db::Reader& reader) { return tenant_templates::list(reader, tenant); });
  TemplateList all;
  for (const auto channel : kChannels) {
    auto names = parts_.templates.names(channel);
    const auto shared = parts_.templates.find({std::string{channel}, names.at(0), "en"});
    std::set<std::string> pieces;
    for (const auto& [name, text] : shared.textPartials) pieces.insert("_" + name);
    for (const auto& [name, text] : shared.htmlPartials) pieces.insert("_" + name);
    names.insert(names.end(), pieces.begin(), pieces.end());
    for (auto& name : names) {
      std::set<std::string> edited;
      for (const auto& piece : own) {
        if (piece.channel == channel && piece.name == name) edited.insert(piece.locale);
      }
      all.data.push_back({std::string{channel},
                          name,
                          parts_.templates.locales(channel),
                          {edited.begin(), edited.end()}});
    }
  }
  return all;
}

TemplateView TemplateDesk::get(Id<Tenant> tenant, const TemplateKey& key) {
  demandKnown(key);
  const auto overlay = parts_.database.read([&](db::Reader& reader) {
    return tenant_templates::overlay(reader, tenant, key.channel, key.name);
  });
  const auto name = key.isShared() ? parts_.templates.names(key.channel).at(0) : key.name;
  const auto sources = parts_.templates.find({key.channel, name, key.locale}, overlay);
  const auto now = partsOf(sources, key);
  TemplateView view{
      key.channel, key.name,
      key.locale,  sources.locale,
      now.subject, now.text,
      now.html,    partsOf(parts_.templates.find({key.channel, name, key.locale}), key),
      false,       std::nullopt};
  const auto own = key.channel + "/" + key.locale + "/" + key.name + ".";
  const auto first = overlay.lower_bound(own);
  view.edited = first != overlay.end() && first->first.starts_with(own);
  if (!key.isShared()) view.sample = parts_.templates.sample(key.channel, key.name);
  return view;
}

void TemplateDesk::checkAll(const TemplateKey& key, const render::TemplateTexts& texts) const {
  const auto names = key.isShared() ? parts_.templates.names(key.channel) : std::vector{key.name};
  auto locales = key.isShared() ? parts_.templates.locales(key.channel) : std::vector{key.locale};
  if (std::ranges::find(locales, key.locale) == locales.end()) locales.push_back(key.locale);
  FieldErrors errors;
  std::set<std::string> told;
  for (const auto& name : names) {
    const auto sample = parts_.templates.sample(key.channel, name);
    for (const auto& locale : locales) {
      for (const auto& problem :
           parts_.templates.find({key.channel, name, locale}, texts).check(parts_.engine, sample)) {
        if (told.size() >= kMostProblems || !told.insert(problem.text()).second) continue;
        const auto part = problem.partial.substr(0, problem.partial.find(' '));
        errors.add(part, "template_invalid", problem.text());
      }
    }
  }
  errors.throwIfAny();
}

TemplateView TemplateDesk::save(const Actor& actor, const TemplateKey& key,
                                const TemplateDraft& draft) {
  const auto tenant = actor.scope.tenant;
  auto now = get(tenant, key);
  checkParts({now.subject, now.text, now.html}, draft);
  // A language that has no words yet gets all parts at once: half a mail is none.
  auto complete = draft;
  if (now.writtenIn != key.locale && !key.isShared()) {
    if (!complete.subject) complete.subject = now.subject;
    if (!complete.text) complete.text = now.text;
    if (!complete.html) complete.html = now.html;
  }
  const auto overlay = parts_.database.read(
      [&](db::Reader& reader) { return tenant_templates::overlay(reader, tenant, key.channel); });
  checkAll(key, with(overlay, key, complete));
  parts_.database.transaction([&](db::Transaction& tx) {
    Json changed = Json::array();
    for (const auto& piece : piecesOf(key, complete)) {
      tenant_templates::save(tx, tenant, piece, parts_.clock.now());
      changed.push_back(piece.path());
    }
    parts_.audit.record(
        tx, actor,
        {"template.changed", key.channel + "/" + key.name, nullptr, {{"parts", changed}}});
  });
  return get(tenant, key);
}

TemplateView TemplateDesk::reset(const Actor& actor, const TemplateKey& key) {
  demandKnown(key);
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    if (tenant_templates::remove(tx, tenant, key.channel, key.locale, key.name) == 0) return;
    parts_.audit.record(
        tx, actor,
        {"template.reset", key.channel + "/" + key.name, nullptr, {{"locale", key.locale}}});
  });
  return get(tenant, key);
}

TemplatePreview TemplateDesk::preview(Id<Tenant> tenant, const TemplateKey& key,
                                      const TemplateDraft& draft) {
  demandKnown(key);
  if (key.isShared()) throw NotFound{};
  const auto overlay = parts_.database.read([&](db::Reader& reader) {
    return tenant_templates::overlay(reader, tenant, key.channel, key.name);
  });
  const auto texts = with(overlay, key, draft);
  checkAll(key, texts);
  auto model = parts_.templates.sample(key.channel, key.name);
  if (key.channel != "invoice") model["brand"] = parts_.composer.brandOf(tenant);
  const auto made = parts_.templates.find({key.channel, key.name, key.locale}, texts)
                        .render(parts_.engine, model);
  return {made.subject, made.text, made.html};
}

Message TemplateDesk::sendTest(const Actor& actor, const TemplateKey& key) {
  demandKnown(key);
  if (key.isShared()) throw NotFound{};
  if (key.channel != "mail")
    throw ValidationError{"kind", "not_an_option", "must be mail: nothing else goes to a mailbox"};
  const auto tenant = actor.scope.tenant;
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto person = actor.user ? personOf(tx, tenant, *actor.user) : std::nullopt;
    if (!person || person->email.empty())
      throw DomainError{"no_address", 409, "You have no e-mail address here to send it to."};
    Message message;
    message.tenant = tenant;
    message.templateName = key.name;
    message.language = key.locale;
    message.recipient = person->email;
    message.key =
        "test:" + person->id.text() + ":" + std::to_string(parts_.clock.now().unixMicros());
    message.model = parts_.templates.sample(key.channel, key.name);
    message.model.erase("brand");
    auto sent = parts_.sender.take(tx, std::move(message));
    if (!sent) throw DomainError{"not_sent", 409, "It was not sent; try again in a moment."};
    parts_.audit.record(tx, actor,
                        {"template.tested",
                         key.channel + "/" + key.name,
                         nullptr,
                         {{"locale", key.locale}, {"message", sent->id.text()}}});
    return std::move(*sent);
  });
}

std::string TemplateDesk::document(Id<Tenant> tenant, const std::string& name,
                                   const std::string& locale, const Json& model) {
  const auto overlay = parts_.database.read([&](db::Reader& reader) {
    return tenant_templates::overlay(reader, tenant, "invoice", name);
  });
  return parts_.templates.find({"invoice", name, locale}, overlay)
      .render(parts_.engine, model)
      .html;
}

}  // namespace hostler
