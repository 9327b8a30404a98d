#pragma once

#include "core/render/template_markup.h"

#include <vector>

namespace hostler::render {

/// Adds a problem for every name that a model like `sample` does not have.
void checkNames(const std::vector<MarkupNode>& nodes, const Json& sample,
                std::vector<TemplateProblem>& problems);

}  // namespace hostler::render
