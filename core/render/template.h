#pragma once

#include "core/json/json.h"
#include "core/time/clock.h"

#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Text with gaps, for mails, SMS and documents. The language is the small, well-known one of
// Mustache without its unescaped values:
//
//   {{client.name}}           a value; names look in the innermost section first, then outwards
//   {{.}}                     the current item of a list of plain values
//   {{#lines}} … {{/lines}}   once per item of a list, or once if the value is there and not false
//   or empty
//   {{^lines}} … {{/lines}}   only if it is not
//   {{>footer}}               another piece of text, by name, in place
//   {{! a note }}             nothing
//
// There is no code, no file, no expression and no way to write a value unescaped. Values are never
// read as template.
namespace hostler::render {

/// What a template makes, and so how its values are written.
enum class Format {
  Html = 1,  ///< every value is escaped for the place it stands in: text, attribute, link or style
  Text,      ///< values as they are: the text part of a mail
  Line,      ///< one line: subjects, SMS; no control character survives, so no header can be added
};

/// The closed set of pieces that `{{>name}}` may ask for.
using Partials = std::map<std::string, std::string, std::less<>>;

/// One thing that is wrong with a template, for the person who edits it.
struct TemplateProblem {
  std::string partial;  ///< the partial that it is in; empty: the template itself
  int line = 0;         ///< from 1; 0 when no line can be named
  std::string message;

  /// "footer:12: there is no …"
  std::string text() const;
  friend bool operator==(const TemplateProblem&, const TemplateProblem&) = default;
};

/// A template that cannot be used as it is.
struct TemplateError : std::runtime_error {
  explicit TemplateError(std::vector<TemplateProblem> found);
  std::vector<TemplateProblem> problems;
};

/// A text that grew too long or took too long to write.
struct RenderLimitExceeded : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What one template may take. The defaults are the product's promise.
struct TemplateLimits {
  std::size_t sourceBytes = 512 * 1024;  ///< with all partials in place
  std::size_t outputBytes = 1024 * 1024;
  std::chrono::milliseconds time{1000};
  int markers = 5'000;
  int depth = 16;  ///< of sections within sections, and of partials within partials
};

/// A template that was read and found sound. Immutable, so any number of threads may render it.
class Template {
 public:
  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;
  ~Template();

  /// Fills the gaps from `model`, an object; what it does not hold is left empty. Throws
  /// RenderLimitExceeded.
  std::string render(const Json& model) const;

 private:
  friend class TemplateEngine;
  struct Parts;
  explicit Template(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

/// Reads templates. Keeps nothing between calls, so a tenant's ten-thousandth template costs no
/// more memory than the first. Thread-safe.
class TemplateEngine {
 public:
  explicit TemplateEngine(const Clock& clock, TemplateLimits limits = {});

  /// Throws TemplateError.
  Template compile(std::string_view source, Format format, const Partials& partials = {}) const;
  /// compile and render in one go. Throws TemplateError and RenderLimitExceeded.
  std::string render(std::string_view source, Format format, const Json& model,
                     const Partials& partials = {}) const;
  /// Everything that is wrong with a template for models like `sample`, which holds every name that
  /// there can be and at least one item in every list. Empty: compile() will take it, and no name
  /// in it is unknown.
  std::vector<TemplateProblem> check(std::string_view source, Format format, const Json& sample,
                                     const Partials& partials = {}) const;

 private:
  const Clock& clock_;
  TemplateLimits limits_;
};

}  // namespace hostler::render
