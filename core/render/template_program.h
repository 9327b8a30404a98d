#pragma once

#include "core/render/model_dictionary.h"
#include "core/render/template_markup.h"

#include <memory>
#include <string>
#include <vector>

namespace ctemplate {
class Template;
}

namespace hostler::render {

/// A template in ctemplate's hands. Names reach ctemplate only as numbers ("v7"), so nothing of
/// what a template says can be an instruction to it, and its tables do not grow with the names that
/// tenants think of.
struct TemplateProgram {
  std::shared_ptr<const ctemplate::Template> code;
  std::vector<TemplateName> names;
};

/// Hands a tree to ctemplate; in HTML every value gets the escaping of its place. A value in a
/// place where none is safe is a problem; `code` is null when there is any.
TemplateProgram buildProgram(const std::vector<MarkupNode>& nodes, Format format,
                             std::vector<TemplateProblem>& problems);

/// Values are escaped for the place that the HTML around them makes, so a section must leave the
/// HTML as it found it: hidden, shown and repeated. Adds a problem for each that does not.
void checkSectionsKeepTheirPlace(const std::vector<MarkupNode>& nodes,
                                 std::vector<TemplateProblem>& problems);

}  // namespace hostler::render
