#pragma once

#include <span>
#include <string_view>

namespace hostler::render {

struct ShippedTemplate {
  std::string_view path, text;
};

/// Every file of templates/ that the library reads, as it is built into the program.
std::span<const ShippedTemplate> shippedTemplates();

}  // namespace hostler::render
