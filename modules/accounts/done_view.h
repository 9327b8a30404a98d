#pragma once

#include "core/shape/shape.h"

namespace hostler {

/// The answer of what has nothing else to say: the same for known and unknown.
struct DoneView {
  bool done = true;
  static void describe(Shape<DoneView>& shape) { shape.field("done", &DoneView::done); }
};

}  // namespace hostler
