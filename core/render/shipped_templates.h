#pragma once

#include <span>
#include <string_view>

namespace hostler::render {

struct ShippedTemplate {
  std::string_view path, text;
};

/// Every file of templates/ that the library reads, written into the program by
/// embed_templates.cmake.
std::span<const ShippedTemplate> shippedTemplates();

}  // namespace hostler::render
