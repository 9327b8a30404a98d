#pragma once

#include "core/app/product.h"

namespace hostler::app {

/// What the demonstration's shop says of itself: departments, articles, news and the legal texts
/// that an Indian shop must show. Makes what is missing; whether anything was.
bool plantDemoContent(Foundation& base, Product& product, const Actor& actor);

}  // namespace hostler::app
