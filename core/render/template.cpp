#include "core/render/template.h"

#include "core/render/template_names.h"
#include "core/render/template_program.h"

#include <ctemplate/template.h>

namespace hostler::render {
namespace {

std::string sentence(const std::vector<TemplateProblem>& problems) {
  std::string text;
  for (const auto& problem : problems) text += (text.empty() ? "" : "\n") + problem.text();
  return text;
}

// Takes what ctemplate writes, up to the limit.
class Output final : public ctemplate::ExpandEmitter {
 public:
  explicit Output(Budget& budget) : budget_{budget} {}
  void Emit(char c) override {
    if (budget_.take(1)) text += c;
  }
  void Emit(const std::string& s) override { Emit(s.data(), s.size()); }
  void Emit(const char* s) override { Emit(s, std::strlen(s)); }
  void Emit(const char* s, std::size_t size) override {
    if (budget_.take(size)) text.append(s, size);
  }

  std::string text;

 private:
  Budget& budget_;
};

// Every run of control characters and blanks becomes one blank, and none stays at the ends. The two
// line ends that only Unicode knows count too: U+0085 is C2 85, U+2028 and U+2029 are E2 80 A8 and
// A9.
std::string asOneLine(std::string_view text) {
  std::string line;
  bool gap = false;
  while (!text.empty()) {
    std::size_t size = 0;
    const auto first = static_cast<unsigned char>(text.front());
    if (first <= 0x20 || first == 0x7F) size = 1;
    if (text.starts_with("\xC2\x85")) size = 2;
    if (text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9")) size = 3;
    if (size == 0) {
      if (gap && !line.empty()) line += ' ';
      gap = false;
      line += text.front();
      text.remove_prefix(1);
      continue;
    }
    gap = true;
    text.remove_prefix(size);
  }
  return line;
}

}  // namespace

std::string TemplateProblem::text() const {
  const auto place = line == 0 ? partial : partial + ":" + std::to_string(line);
  return place.empty() ? message : place + ": " + message;
}

TemplateError::TemplateError(std::vector<TemplateProblem> found)
    : std::runtime_error{sentence(found)}, problems{std::move(found)} {}

struct Template::Parts {
  TemplateProgram program;
  Format format;
  const Clock& clock;
  TemplateLimits limits;
};

Template::Template(std::unique_ptr<const Parts> parts) : parts_{std::move(parts)} {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

std::string Template::render(const Json& model) const {
  Budget budget{parts_->clock, parts_->limits};
  Rendering rendering{parts_->program.names, budget, {}};
  const ModelDictionary dictionary{rendering, model, nullptr};
  Output output{budget};
  parts_->program.code->Expand(&output, &dictionary);
  if (budget.tooLong()) {
    throw RenderLimitExceeded{"the text grew past " +
                              std::to_string(parts_->limits.outputBytes / 1024) + " KB"};
  }
  if (budget.spent()) {
    throw RenderLimitExceeded{"the text took longer than " +
                              std::to_string(parts_->limits.time.count()) + " ms"};
  }
  return parts_->format == Format::Line ? asOneLine(output.text) : std::move(output.text);
}

TemplateEngine::TemplateEngine(const Clock& clock, TemplateLimits limits)
    : clock_{clock}, limits_{limits} {}

Template TemplateEngine::compile(std::string_view source, Format format,
                                 const Partials& partials) const {
  std::vector<TemplateProblem> problems;
  const auto nodes = parseMarkup(source, partials, limits_, problems);
  auto program = problems.empty() ? buildProgram(nodes, format, problems) : TemplateProgram{};
  if (!problems.empty()) throw TemplateError{std::move(problems)};
  return Template{std::make_unique<const Template::Parts>(
      Template::Parts{std::move(program), format, clock_, limits_})};
}

std::string TemplateEngine::render(std::string_view source, Format format, const Json& model,
                                   const Partials& partials) const {
  return compile(source, format, partials).render(model);
}

std::vector<TemplateProblem> TemplateEngine::check(std::string_view source, Format format,
                                                   const Json& sample,
                                                   const Partials& partials) const {
  std::vector<TemplateProblem> problems;
  const auto nodes = parseMarkup(source, partials, limits_, problems);
  const bool readable = problems.empty();
  checkNames(nodes, sample, problems);
  if (!readable) return problems;

  std::vector<TemplateProblem> unsafe;
  buildProgram(nodes, format, unsafe);
  if (unsafe.empty() && format == Format::Html) checkSectionsKeepTheirPlace(nodes, unsafe);
  problems.insert(problems.end(), unsafe.begin(), unsafe.end());
  return problems;
}

}  // namespace hostler::render
