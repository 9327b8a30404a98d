#pragma once

#include "core/render/template.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::render {

/// Template texts by path: "mail/en/invoice.html", "sms/hi/otp.txt", "invoice/en/_tax.html".
using TemplateTexts = std::map<std::string, std::string, std::less<>>;

/// Which text is wanted. Channels are "mail", "sms" and "invoice".
struct TemplateId {
  std::string channel;
  std::string name;
  std::string locale;  ///< "hi" or "hi-IN"
};

/// There is no such template, in that locale or in English.
struct UnknownTemplate : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A message whose gaps are filled. A mail has all three; an SMS only the text, a document only the
/// HTML.
struct RenderedMessage {
  std::string subject, text, html;
};

/// The parts of one template in one locale, with the partials that each may ask for.
struct TemplateSources {
  std::string locale;  ///< the one that was found
  std::optional<std::string> subject, text, html;
  Partials textPartials, htmlPartials;

  /// Throws TemplateError and RenderLimitExceeded.
  RenderedMessage render(const TemplateEngine& engine, const Json& model) const;
  /// What is wrong with any part, each problem's `partial` led by the part ("html", "html footer").
  std::vector<TemplateProblem> check(const TemplateEngine& engine, const Json& sample) const;
};

/// The shipped texts, and where to find them. Files are templates/CHANNEL/LOCALE/NAME.subject, .txt
/// and .html; those with a leading underscore are partials for all of their channel and locale.
/// Immutable, so thread-safe.
class TemplateLibrary {
 public:
  /// The texts that were built into the program, wherever it runs.
  TemplateLibrary();
  /// The texts of a directory laid out like templates/, read once. Throws std::runtime_error when
  /// it has none.
  explicit TemplateLibrary(const std::filesystem::path& directory);

  /// The locale is tried as given, then without its region, then English. `overlay` holds a
  /// tenant's own texts under the same paths; in each locale it goes before the shipped ones, part
  /// by part. Throws UnknownTemplate.
  TemplateSources find(const TemplateId& id, const TemplateTexts& overlay = {}) const;
  /// Names of a channel's templates, sorted.
  std::vector<std::string> names(std::string_view channel) const;
  bool has(std::string_view channel, std::string_view name) const;
  /// Locales in which a channel has anything, sorted.
  std::vector<std::string> locales(std::string_view channel) const;
  /// A model that holds every name that a template may use, for `check` and for previews. Throws
  /// UnknownTemplate.
  Json sample(std::string_view channel, std::string_view name) const;

 private:
  TemplateTexts texts_;
};

}  // namespace hostler::render
