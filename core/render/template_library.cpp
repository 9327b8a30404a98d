#include "core/render/template_library.h"

#include "core/render/shipped_templates.h"

#include <fstream>
#include <sstream>

namespace hostler::render {
namespace {

constexpr std::string_view kFallback = "en";

std::string directoryOf(std::string_view channel, std::string_view locale) {
  return std::string{channel} + "/" + std::string{locale} + "/";
}

const std::string* lookUp(const TemplateTexts& texts, const std::string& path) {
  const auto found = texts.find(path);
  return found == texts.end() ? nullptr : &found->second;
}

// The texts of one directory, by what follows it in their path; later maps win over earlier ones.
TemplateTexts textsBelow(const std::string& directory,
                         std::initializer_list<const TemplateTexts*> maps) {
  TemplateTexts below;
  for (const auto* texts : maps) {
    for (auto at = texts->lower_bound(directory);
         at != texts->end() && at->first.starts_with(directory); ++at) {
      below.insert_or_assign(at->first.substr(directory.size()), at->second);
    }
  }
  return below;
}

Partials partialsOf(const TemplateTexts& texts, std::string_view ending) {
  Partials partials;
  for (const auto& [name, text] : texts) {
    if (!name.starts_with('_') || !name.ends_with(ending)) continue;
    partials.emplace(name.substr(1, name.size() - 1 - ending.size()), text);
  }
  return partials;
}

std::optional<TemplateSources> sourcesFrom(const TemplateTexts& texts, const std::string& name,
                                           const std::string& locale) {
  const auto part = [&](const char* ending) {
    const auto* text = lookUp(texts, name + ending);
    return text == nullptr ? std::nullopt : std::optional{*text};
  };
  if (name.starts_with('_')) return std::nullopt;
  TemplateSources sources{locale,        part(".subject"),          part(".txt"),
                          part(".html"), partialsOf(texts, ".txt"), partialsOf(texts, ".html")};
  if (!sources.subject && !sources.text && !sources.html) return std::nullopt;
  return sources;
}

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error{"cannot read the template " + file.string()};
  return text.str();
}

bool isTemplateText(const std::filesystem::path& file) {
  const auto ending = file.extension();
  return ending == ".subject" || ending == ".txt" || ending == ".html" || ending == ".json";
}

}  // namespace

RenderedMessage TemplateSources::render(const TemplateEngine& engine, const Json& model) const {
  RenderedMessage message;
  if (subject) message.subject = engine.render(*subject, Format::Line, model, textPartials);
  if (text) message.text = engine.render(*text, Format::Text, model, textPartials);
  if (html) message.html = engine.render(*html, Format::Html, model, htmlPartials);
  return message;
}

std::vector<TemplateProblem> TemplateSources::check(const TemplateEngine& engine,
                                                    const Json& sample) const {
  std::vector<TemplateProblem> all;
  const auto checkPart = [&](const std::optional<std::string>& source, const std::string& part,
                             Format format, const Partials& partials) {
    if (!source) return;
    for (auto& problem : engine.check(*source, format, sample, partials)) {
      problem.partial = problem.partial.empty() ? part : part + " " + problem.partial;
      all.push_back(std::move(problem));
    }
  };
  checkPart(subject, "subject", Format::Line, textPartials);
  checkPart(text, "text", Format::Text, textPartials);
  checkPart(html, "html", Format::Html, htmlPartials);
  return all;
}

TemplateLibrary::TemplateLibrary() {
  for (const auto& shipped : shippedTemplates()) texts_.emplace(shipped.path, shipped.text);
}

TemplateLibrary::TemplateLibrary(const std::filesystem::path& directory) {
  if (!std::filesystem::is_directory(directory)) {
    throw std::runtime_error{"there is no directory of templates at " + directory.string()};
  }
  for (const auto* channel : {"mail", "sms", "invoice"}) {
    const auto below = directory / channel;
    if (!std::filesystem::is_directory(below)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{below}) {
      if (!entry.is_regular_file() || !isTemplateText(entry.path())) continue;
      const auto path = std::filesystem::relative(entry.path(), directory).generic_string();
      texts_.emplace(path, contentOf(entry.path()));
    }
  }
  if (texts_.empty()) {
    throw std::runtime_error{"there are no templates in " + directory.string()};
  }
}

TemplateSources TemplateLibrary::find(const TemplateId& id, const TemplateTexts& overlay) const {
  std::vector<std::string> locales{id.locale, id.locale.substr(0, id.locale.find('-')),
                                   std::string{kFallback}};
  for (const auto& locale : locales) {
    const auto texts = textsBelow(directoryOf(id.channel, locale), {&texts_, &overlay});
    auto found = sourcesFrom(texts, id.name, locale);
    if (!found) continue;
    // What holds no words (a style, a frame) is written once: map::merge keeps the locale's own.
    const auto english = textsBelow(directoryOf(id.channel, kFallback), {&texts_, &overlay});
    found->textPartials.merge(partialsOf(english, ".txt"));
    found->htmlPartials.merge(partialsOf(english, ".html"));
    return *std::move(found);
  }
  throw UnknownTemplate{"there is no " + id.channel + " template called " + id.name};
}

std::vector<std::string> TemplateLibrary::names(std::string_view channel) const {
  std::set<std::string> names;
  for (const auto& [name, text] : textsBelow(directoryOf(channel, kFallback), {&texts_})) {
    if (!name.starts_with('_')) names.insert(name.substr(0, name.find('.')));
  }
  return {names.begin(), names.end()};
}

bool TemplateLibrary::has(std::string_view channel, std::string_view name) const {
  if (name.empty() || name.starts_with('_')) return false;
  const auto path = directoryOf(channel, kFallback) + std::string{name} + ".";
  const auto first = texts_.lower_bound(path);
  return first != texts_.end() && first->first.starts_with(path);
}

std::vector<std::string> TemplateLibrary::locales(std::string_view channel) const {
  std::set<std::string> locales;
  for (const auto& [path, text] : textsBelow(std::string{channel} + "/", {&texts_})) {
    const auto locale = path.substr(0, path.find('/'));
    if (locale != "samples") locales.insert(locale);
  }
  return {locales.begin(), locales.end()};
}

Json TemplateLibrary::sample(std::string_view channel, std::string_view name) const {
  const auto directory = directoryOf(channel, "samples");
  const auto* own = lookUp(texts_, directory + std::string{name} + ".json");
  if (own == nullptr) {
    throw UnknownTemplate{"there is no sample for the template " + std::string{name}};
  }
  const auto* common = lookUp(texts_, directory + "_common.json");
  auto model = common == nullptr ? Json::object() : parseStrict(*common);
  model.update(parseStrict(*own));
  return model;
}

}  // namespace hostler::render
